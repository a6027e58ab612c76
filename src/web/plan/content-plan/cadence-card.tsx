import { Link } from '@tanstack/react-router'
import type { Cadence } from '../../../modules/plan/content-plan/contract.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { useWorkspace } from '../../api/me.ts'
import { Skeleton } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'
import { Times } from './times.tsx'
import type { PlanDesk } from './use-draft.ts'
import { Weekdays } from './weekdays.tsx'

/** How often each channel publishes, and when. */
export function CadenceCard({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  const channels = useChannels()
  const joined = channels && [...channels.values()].filter(({ state }) => state !== 'removed')
  return (
    <Card title={t('cadence.title')} help={t('cadence.help')}>
      {!joined && <Skeleton className="h-24" />}
      {joined?.length === 0 && (
        <p className="text-muted">
          {t('empty.noChannels')}{' '}
          <Link to="/channels" className="text-accent underline">
            {t('empty.join')}
          </Link>
        </p>
      )}
      <div className="divide-y divide-line">
        {joined?.map((channel) => (
          <Row key={channel.id} channel={channel} desk={desk} />
        ))}
      </div>
    </Card>
  )
}

const most = 35

function Row({ channel, desk }: { channel: KnownChannel; desk: PlanDesk }) {
  const t = useWords('plan')
  const { timeZone } = useWorkspace()
  const { cadences } = desk.plan
  const cadence: Cadence = cadences.find(({ channelId }) => channelId === channel.id) ?? {
    channelId: channel.id,
    ...{ perWeek: 0, weekdays: [1, 2, 3, 4, 5], times: [] },
  }
  const set = (change: Partial<Cadence>) => {
    const next = { ...cadence, ...change }
    const known = cadences.some(({ channelId }) => channelId === channel.id)
    desk.change({
      cadences: known
        ? cadences.map((one) => (one.channelId === channel.id ? next : one))
        : [...cadences, next],
    })
  }
  return (
    <section aria-label={channel.name} className="flex flex-col gap-3 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="flex min-w-0 items-center gap-2">
          <NetworkMark network={channel.face} size="small" />
          <span className="min-w-0 truncate font-medium" title={channel.name}>
            {channel.name}
          </span>
          {channel.timeZone !== timeZone && (
            <span className="text-sm text-muted">{zoneCity(channel.timeZone)}</span>
          )}
        </span>
        <span className="flex items-center gap-2 text-base">
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={most}
            value={cadence.perWeek}
            aria-label={t('cadence.perWeekOn', { channel: channel.name })}
            onChange={(event) =>
              set({ perWeek: Math.min(most, Math.max(0, Math.round(Number(event.target.value) || 0))) })
            }
            className="w-20 text-right figures"
          />
          <span aria-hidden className="whitespace-nowrap">
            {t('cadence.perWeek', { count: cadence.perWeek })}
          </span>
        </span>
      </div>
      {cadence.perWeek > 0 && (
        <div className="flex flex-wrap gap-x-8 gap-y-3">
          <Weekdays
            label={t('cadence.days')}
            days={cadence.weekdays}
            onChange={(weekdays) => set({ weekdays })}
          />
          <Times times={cadence.times} onChange={(times) => set({ times })} />
        </div>
      )}
    </section>
  )
}
