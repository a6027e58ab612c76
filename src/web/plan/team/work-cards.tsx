import { parts, type Team } from '../../../modules/plan/team/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { useNames } from './part-choice.tsx'
import { WorkName } from './work-name.tsx'

/** The same for a small screen: a card for each kind of work, which opens. */
export function WorkCards({ team }: { team: Team }) {
  const t = useWords('team')
  const nameOfPerson = useNames()
  const { list } = useFormats()
  return (
    <ul className="flex flex-col gap-3">
      {team.works.map((work) => (
        <li key={work.id} className="rounded-lg border border-line bg-surface px-4 py-2.5 shadow-card">
          <WorkName work={work} faults={team.faults} />
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 text-sm">
            {parts.map((part) => {
              const names = team.cells
                .filter((cell) => cell.workId === work.id && cell.parts.includes(part))
                .flatMap(({ personId }) => team.people.find(({ id }) => id === personId) ?? [])
                .map(nameOfPerson)
              return names.length > 0 ? (
                <div key={part} className="contents">
                  <dt className="text-muted">{t(`parts.${part}`)}</dt>
                  <dd className="break-words">{list(names)}</dd>
                </div>
              ) : null
            })}
          </dl>
        </li>
      ))}
    </ul>
  )
}
