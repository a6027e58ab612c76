import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Capacity, type ChannelPlanList } from '../../../modules/plan/channel-plans/contract.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'

/** What all channels take together, against what the team can give. */
export function HoursCard({ list }: { list: ChannelPlanList }) {
  const t = useWords('plan')
  const formats = useFormats()
  const may = useMay()
  const { items, capacityHours: given, capacity } = list
  const taken = items.reduce((sum, { hours }) => sum + (hours ?? 0), 0)
  const unsaid = items.filter(({ hours, perWeek }) => hours === null && perWeek > 0).length
  const over = given !== null && taken > given
  const say = (hours: number) => formats.number(hours, { maximumFractionDigits: 1 })
  return (
    <Card title={t('channels.hours')}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className={over ? 'text-bad' : undefined}>
            {given === null
              ? t('channels.taken', { hours: say(taken) })
              : t(over ? 'channels.over' : 'channels.within', { hours: say(taken), capacity: say(given) })}
          </p>
          {given !== null && given > 0 && (
            <div className="mt-2">
              <Progress
                share={Math.min(1, taken / given)}
                label={t('channels.hours')}
                tone={over ? 'bad' : 'good'}
              />
            </div>
          )}
          {unsaid > 0 && <p className="mt-1 text-sm text-muted">{t('channels.unsaid', { count: unsaid })}</p>}
          {capacity.from === 'people' && <OfPeople capacity={capacity} say={say} />}
        </div>
        {may('plan.manage') && capacity.from !== 'people' && <Typed hours={capacity.typed} />}
      </div>
    </Card>
  )
}

type OfPeopleProps = { capacity: ChannelPlanList['capacity']; say: (hours: number) => string }

/** Whose hours these are, and where to change them. */
function OfPeople({ capacity: { people, untold, typed }, say }: OfPeopleProps) {
  const t = useWords('plan')
  const may = useMay()
  return (
    <p className="mt-2 text-sm text-muted">
      {t('channels.ofPeople', { count: people })} {untold > 0 && t('channels.untold', { count: untold })}{' '}
      {typed !== null && t('channels.notTyped', { hours: say(typed) })}{' '}
      {may('team.read') && (
        <Link to="/team" search={{ view: 'people' } as never} className="text-accent underline">
          {t('channels.toTeam')}
        </Link>
      )}
    </p>
  )
}

/** One number for everybody, until the people of the team have hours. */
function Typed({ hours }: { hours: number | null }) {
  const t = useWords('plan')
  const [typed, setTyped] = useState<string | null>(null)
  const save = useWrite(
    (next: number | null) => api.put('/content-plan/capacity', { body: { hours: next }, schema: Capacity }),
    { touches: ['plan'], onSuccess: () => setTyped(null) },
  )
  const commit = () => {
    if (typed === null) return
    const next = typed.trim() === '' ? null : Number(typed.replace(',', '.'))
    if (next === null || (Number.isFinite(next) && next >= 0 && next <= 10_000)) save.mutate(next)
    else setTyped(null)
  }
  return (
    <Field label={t('channels.capacity')} help={t('channels.capacityHelp')} className="w-64 max-w-full">
      <Input
        inputMode="decimal"
        value={typed ?? (hours === null ? '' : String(hours))}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </Field>
  )
}
