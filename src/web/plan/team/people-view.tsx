import { Users } from 'lucide-react'
import { useState } from 'react'
import type { Load, Team, TeamPerson } from '../../../modules/plan/team/contract.ts'
import { useMay } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { useNames } from './part-choice.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { useLoad, useRemovePerson } from './use-team.ts'

/** Who is there, what they can do, and what is asked of their hours. */
export function PeopleView({ team }: { team: Team }) {
  const t = useWords('team')
  const load = useLoad()
  if (team.people.length === 0) return <EmptyState small icon={Users} title={t('person.none')} />
  return (
    <div className="flex flex-col gap-4">
      {load && <LoadAlert team={team} load={load} />}
      <Card flush>
        <ul className="divide-y divide-line">
          {team.people.map((person) => (
            <PersonRow key={person.id} team={team} person={person} load={load} />
          ))}
        </ul>
      </Card>
    </div>
  )
}

/** All hours together, and those that nobody has taken on. */
function LoadAlert({ team, load }: { team: Team; load: Load }) {
  const t = useWords('team')
  const { number } = useFormats()
  const say = (minutes: number) => number(minutes / 60, { maximumFractionDigits: 1 })
  const asked = load.items.reduce((sum, { minutes }) => sum + minutes, load.unowned)
  const given = team.people.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
  if (asked === 0 || given === 0) return null
  return (
    <Alert
      tone={asked > given ? 'warn' : 'info'}
      title={t('load.all', { asked: say(asked), given: say(given) })}
    >
      {load.unowned > 0 && t('load.unowned', { hours: say(load.unowned) })}
      {load.typedMinutes !== null &&
        load.typedMinutes !== given &&
        ` ${t('load.otherwise', { hours: say(load.typedMinutes) })}`}
    </Alert>
  )
}

type RowProps = { team: Team; person: TeamPerson; load: Load | undefined }

function PersonRow({ team, person, load }: RowProps) {
  const t = useWords('team')
  const may = useMay()
  const nameOfPerson = useNames()
  const { number } = useFormats()
  const [changing, setChanging] = useState(false)
  const remove = useRemovePerson()
  const say = (minutes: number) => number(minutes / 60, { maximumFractionDigits: 1 })
  const asked = load?.items.find(({ userId }) => userId === person.userId)?.minutes ?? 0
  const over = person.minutes !== null && asked > person.minutes
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-5">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-medium break-words">
          {nameOfPerson(person)}
          {person.me && <span className="font-normal text-accent"> · {t('you')}</span>}
        </p>
        {!person.member && (
          <p className="text-sm break-words text-muted">
            {[t('outside'), person.contact].filter(Boolean).join(' · ')}
          </p>
        )}
        <p className="mt-1 flex flex-wrap gap-1">
          {person.functions.map((one) => (
            <Badge key={one}>{t(`functions.${one}`)}</Badge>
          ))}
        </p>
      </div>
      <div className="w-56 max-w-full text-sm">
        <p className={over ? 'text-warn' : 'text-muted'}>
          {person.minutes === null
            ? t('load.unknown', { asked: say(asked) })
            : t(over ? 'load.over' : 'load.of', { asked: say(asked), given: say(person.minutes) })}
        </p>
        {person.minutes !== null && person.minutes > 0 && (
          <Progress
            label={t('load.label', { name: nameOfPerson(person) })}
            share={asked / person.minutes}
            tone={over ? 'warn' : 'accent'}
          />
        )}
      </div>
      {may('strategy.manage') && (
        <div className="flex gap-1">
          <Button
            size="small"
            look="quiet"
            aria-label={t('person.changeOf', { name: nameOfPerson(person) })}
            onClick={() => setChanging(true)}
          >
            {t('change')}
          </Button>
          <Button
            size="small"
            look="quiet"
            aria-label={t('person.removeOf', { name: nameOfPerson(person) })}
            busy={remove.isPending}
            onClick={() => remove.mutate(person)}
          >
            {t('remove')}
          </Button>
        </div>
      )}
      {changing && <PersonDialog team={team} person={person} onClose={() => setChanging(false)} />}
    </li>
  )
}
