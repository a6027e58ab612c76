import type { Right } from '../../../app/rights.ts'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { plainName, useWords } from '../../kit/words.ts'
import { RightBoxes } from '../right-boxes.tsx'

const kinds = ['read', 'all', 'chosen'] as const
export type Scope = { kind: (typeof kinds)[number]; ticked: readonly Right[] }

/** The door for agents asks for it. */
export const always: Right = 'workspace.read'

type Props = {
  scope: Scope
  onChange: (scope: Scope) => void
  offered: readonly Right[]
  /** What it comes to. */
  only: readonly Right[]
}

/** How far a program may go; whatever is chosen, it is said in words what that is. */
export function MayField({ scope, onChange, offered, only }: Props) {
  const t = useWords('people')
  return (
    <div className="flex flex-col gap-2.5">
      <Field label={t('connect.may')}>
        <Select
          value={scope.kind}
          // Ticking begins with what was chosen before it.
          onChange={(kind) => onChange({ kind, ticked: kind === 'chosen' ? only : scope.ticked })}
          choices={kinds.map((value) => ({ value, label: t(`connect.mays.${value}`) }))}
        />
      </Field>
      {scope.kind === 'chosen' ? (
        <RightBoxes
          offered={offered}
          chosen={only}
          always={always}
          onChange={(ticked) => onChange({ kind: 'chosen', ticked })}
        />
      ) : (
        <ul className="list-disc pl-5 text-sm text-muted">
          {only.map((right) => (
            <li key={right}>{t(`keys.rights.${plainName(right)}`)}</li>
          ))}
        </ul>
      )}
      {only.includes('post.publish') && (
        <p className="text-sm font-medium text-warn">{t('connect.publishes')}</p>
      )}
    </div>
  )
}
