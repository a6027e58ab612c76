import type { AskableWork, StepBody } from '../../../modules/create/approval/contract.ts'
import { useWords } from '../../kit/words.ts'
import { Chips } from './chips.tsx'

type Asked = StepBody['team']
type Props = { works: readonly AskableWork[]; chosen: Asked; onChange: (chosen: Asked) => void }

/** Whoever approves a kind of work, or does it: by the matrix of the team, at the time. Says who that is now. */
export function TeamFields({ works, chosen, onChange }: Props) {
  const t = useWords('approval')
  if (works.length === 0) return null
  const choices = works.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      {(['approves', 'responsible'] as const).map((part) => (
        <Chips
          key={part}
          label={t(`rule.teamOf.${part}`)}
          choices={choices}
          chosen={chosen.flatMap((one) => (one.part === part ? [one.workId] : []))}
          onChange={(ids) =>
            onChange([
              ...chosen.filter((one) => one.part !== part),
              ...ids.map((workId) => ({ workId, part })),
            ])
          }
        />
      ))}
      <ul className="flex flex-col gap-1 text-sm text-muted">
        {chosen.map(({ workId, part }) => {
          const work = works.find(({ id }) => id === workId)
          if (!work) return null
          const [may, not] = [work[part].filter((one) => one.may), work[part].filter((one) => !one.may)]
          return (
            <li key={`${workId} ${part}`}>
              {may.length > 0
                ? t('rule.teamNow', { work: work.name, names: may.map(({ name }) => name).join(', ') })
                : t('unfilled', { work: work.name })}{' '}
              {not.length > 0 && t('rule.teamNot', { names: not.map(({ name }) => name).join(', ') })}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Kinds of work for which nobody who may approve is named: such a step is passed by nobody. */
export function unfilledIn(team: Asked, works: readonly AskableWork[]): string[] {
  const lacking = team.flatMap(({ workId, part }) => {
    const work = works.find(({ id }) => id === workId)
    return work && !work[part].some(({ may }) => may) ? [work.name] : []
  })
  return [...new Set(lacking)]
}
