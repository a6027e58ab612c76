import { PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Team, Work } from '../../../modules/plan/team/contract.ts'
import { useMay } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { choices, nameOf, partsIn, useNames } from './part-choice.tsx'
import { useRemoveWork, useSetParts } from './use-team.ts'
import { WorkDialog } from './work-dialog.tsx'

type Props = { team: Team; work: Work; onClose: () => void }

/** Everybody's part in one kind of work. */
export function WorkSheet({ team, work, onClose }: Props) {
  const t = useWords('team')
  const may = useMay()
  const nameOfPerson = useNames()
  const setParts = useSetParts()
  const remove = useRemoveWork()
  const [changing, setChanging] = useState(false)
  const leads = may('strategy.manage')
  return (
    <Sheet
      open
      onClose={onClose}
      title={work.name}
      help={t('workHelp')}
      actions={
        leads && (
          <>
            <Button look="quiet" icon={Trash2} onClick={() => remove.mutate(work, { onSuccess: onClose })}>
              {t('work.remove')}
            </Button>
            <Button icon={PencilLine} onClick={() => setChanging(true)}>
              {t('work.change')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {team.people.map((person) => {
          const was = partsIn(team, work, person)
          return (
            <Field key={person.id} label={nameOfPerson(person)}>
              <Select
                disabled={!leads}
                value={nameOf(was)}
                onChange={(name) => {
                  const parts = choices.find((one) => nameOf(one) === name) ?? []
                  void setParts({ work, person, parts: [...parts], was }).catch(() => {})
                }}
                choices={choices.map((one) => ({
                  value: nameOf(one),
                  label: t(`parts.${nameOf(one)}`),
                  help: t(`partHelp.${nameOf(one)}`),
                }))}
              />
            </Field>
          )
        })}
      </div>
      {changing && <WorkDialog work={work} onClose={() => setChanging(false)} />}
    </Sheet>
  )
}
