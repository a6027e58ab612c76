import { type Right, type Role, rightsOf } from '../../../app/rights.ts'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { RightBoxes } from '../right-boxes.tsx'

type Props = {
  role: Role
  /** What it may of what its role may; null: all of it. */
  only: readonly Right[] | null
  onChange: (only: Right[] | null) => void
  error: string | undefined
}

/** What a key may do: all that its role may, or only what is ticked. */
export function KeyScope({ role, only, onChange, error }: Props) {
  const t = useWords('people')
  const offered = rightsOf(role).filter((right) => right !== 'house.told' && right !== 'workspace.own')
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="sr-only">{t('keys.scope')}</legend>
      <Switch
        label={t('keys.scopeSome')}
        help={t('keys.scopeHelp')}
        checked={only !== null}
        onChange={(some) => onChange(some ? offered : null)}
      />
      {only !== null && <RightBoxes offered={offered} chosen={only} onChange={onChange} />}
      {error && <p className="text-sm text-bad">{t('keys.scopeNone')}</p>}
    </fieldset>
  )
}
