import { useState } from 'react'
import { type StandIn, StandInList } from '../../../modules/create/approval/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { addDays } from '../../kit/days.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil, toInstant } from '../../kit/zone.ts'
import { touches, useStandIns } from './use-approvals.ts'

/** Who is away, and who takes their place. */
export default function AwayView() {
  const t = useWords('approval')
  const words = useProblemWords()
  const may = useMay()
  const found = useStandIns()
  if (found.isPending) return <SkeletonRows rows={3} />
  if (found.error) return <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
  const { items, people } = found.data
  return (
    <div className="flex flex-col gap-4">
      {may('post.approve') && <AwayForm people={people} />}
      <Card flush>
        {items.length === 0 && <p className="px-5 pb-4 text-muted">{t('away.none')}</p>}
        <ul className="divide-y divide-line">
          {items.map((one) => (
            <AwayRow key={one.id} one={one} />
          ))}
        </ul>
      </Card>
    </div>
  )
}

function AwayForm({ people }: { people: StandInList['people'] }) {
  const t = useWords('approval')
  const { timeZone, weekStartsOn } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const [standInId, setStandIn] = useState<string | undefined>(undefined)
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState(addDays(today, 7))
  const at = (day: string) => toInstant(`${day}T00:00`, timeZone).at.toISOString()
  const save = useWrite(
    () =>
      api.post('/approval/stand-ins', {
        // The last day is a day of absence too.
        body: { standInId, from: at(from), until: at(addDays(until, 1)) },
        schema: StandInList,
      }),
    { touches, onSuccess: () => toast(t('away.saved')) },
  )
  const zone = { zone: timeZone, weekStartsOn }
  return (
    <Card title={t('away.title')} help={t('away.help')}>
      {people.length === 0 ? (
        <p className="text-muted">{t('away.nobody')}</p>
      ) : (
        <div className="flex flex-col gap-4">
          <Field label={t('away.who')} className="max-w-sm">
            <Select
              value={standInId}
              onChange={setStandIn}
              choices={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
          <div className="flex flex-wrap gap-4">
            <Field label={t('away.from')}>
              <DateField value={from} onChange={setFrom} min={today} {...zone} />
            </Field>
            <Field label={t('away.until')}>
              <DateField value={until} onChange={setUntil} min={from} {...zone} />
            </Field>
          </div>
          <Button
            look="primary"
            className="self-start"
            busy={save.isPending}
            disabled={!standInId}
            onClick={() => save.mutate(undefined)}
          >
            {t('away.add')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function AwayRow({ one: { id, person, standIn, from, until, state, mine } }: { one: StandIn }) {
  const t = useWords('approval')
  const may = useMay()
  const formats = useFormats()
  const end = useWrite(() => api.delete(path`/approval/stand-ins/${id}`), {
    touches,
    onSuccess: () => toast(t('away.ended')),
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 px-4 py-3 md:px-5">
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {t('away.row', { person, standIn })}
          <Badge tone={state === 'now' ? 'accent' : 'quiet'}>{t(`away.states.${state}`)}</Badge>
        </span>
        <span className="text-sm text-muted figures">{formats.days(from, until)}</span>
      </span>
      {state !== 'over' && (mine || may('workspace.manage')) && (
        <Button size="small" busy={end.isPending} onClick={() => end.mutate(undefined)}>
          {t('away.end')}
        </Button>
      )}
    </li>
  )
}
