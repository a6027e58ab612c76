import { Network, Users } from 'lucide-react'
import type { Team, TeamPerson, Work } from '../../../modules/plan/team/contract.ts'
import { useMay } from '../../api/me.ts'
import { Badge } from '../../kit/badge.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState } from '../../kit/empty.tsx'
import { Menu, MenuChoice, MenuLabel } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'
import { choices, nameOf, partsIn, toneOf, useNames } from './part-choice.tsx'
import { useNarrow } from './use-narrow.ts'
import { useSetParts } from './use-team.ts'
import { WorkCards } from './work-cards.tsx'
import { WorkName } from './work-name.tsx'

/** Kinds of work down, people across; one kind of work at a time where there is no room. */
export function Matrix({ team }: { team: Team }) {
  const t = useWords('team')
  const narrow = useNarrow()
  if (team.works.length === 0) return <EmptyState small icon={Network} title={t('work.none')} />
  if (team.people.length === 0) return <EmptyState small icon={Users} title={t('person.none')} />
  return narrow ? <WorkCards team={team} /> : <Grid team={team} />
}

const fixed = 'sticky left-0 z-10 bg-surface'

function Grid({ team }: { team: Team }) {
  const t = useWords('team')
  const nameOfPerson = useNames()
  return (
    <section
      aria-label={t('matrix')}
      className="overflow-x-auto rounded-lg border border-line bg-surface shadow-card"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{t('matrix')}</caption>
        <thead>
          <tr className="border-b border-line align-bottom">
            <th scope="col" className={cx(fixed, 'min-w-56 px-4 py-2 text-left font-medium text-muted')}>
              {t('work.one')}
            </th>
            {team.people.map((person) => (
              <th key={person.id} scope="col" className="min-w-28 px-2 py-2 text-left font-medium">
                <span className="block break-words">{nameOfPerson(person)}</span>
                {!person.member && <span className="block font-normal text-muted">{t('outside')}</span>}
                {person.me && <span className="block font-normal text-accent">{t('you')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {team.works.map((work) => (
            <tr key={work.id} className="border-b border-line last:border-0">
              <th scope="row" className={cx(fixed, 'px-4 py-2 text-left font-normal')}>
                <WorkName work={work} faults={team.faults} />
              </th>
              {team.people.map((person) => (
                <td key={person.id} className="px-1 py-1.5">
                  <CellMenu team={team} work={work} person={person} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type CellProps = { team: Team; work: Work; person: TeamPerson }

function CellMenu({ team, work, person }: CellProps) {
  const t = useWords('team')
  const may = useMay()
  const nameOfPerson = useNames()
  const setParts = useSetParts()
  const was = partsIn(team, work, person)
  const name = nameOf(was)
  const shown =
    name === 'none' ? (
      <span className="text-faint">–</span>
    ) : (
      <Badge tone={toneOf[name]}>{t(`parts.${name}`)}</Badge>
    )
  const label = t('cell', { work: work.name, name: nameOfPerson(person), part: t(`parts.${name}`) })
  if (!may('strategy.manage'))
    return (
      <span className="flex min-h-8 items-center px-1">
        {name === 'none' ? <span className="sr-only">{t('parts.none')}</span> : null}
        {shown}
      </span>
    )
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={label}
          className="flex min-h-8 w-full items-center rounded-md px-1 text-left hover:bg-hover"
        >
          {shown}
        </button>
      }
    >
      <MenuLabel>{`${work.name} · ${nameOfPerson(person)}`}</MenuLabel>
      {choices.map((parts) => (
        <MenuChoice
          key={nameOf(parts)}
          checked={nameOf(parts) === name}
          onSelect={() => void setParts({ work, person, parts: [...parts], was }).catch(() => {})}
        >
          <span>
            <span className="block">{t(`parts.${nameOf(parts)}`)}</span>
            <span className="block text-xs text-muted">{t(`partHelp.${nameOf(parts)}`)}</span>
          </span>
        </MenuChoice>
      ))}
    </Menu>
  )
}
