import { Pause, Play, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PilotChannel, PilotReading } from '../../../modules/plan/pilots/contract.ts'
import { type KnownChannel, useChannels, useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { dash, useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { type Column, Table } from '../../kit/table.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { PilotBadge } from './pilot-state.tsx'
import { pilotPage } from './routes.tsx'
import { useHalt, usePilot } from './use-choice.ts'
import { VerdictCard } from './verdict-card.tsx'

/** One trial: how it stands, what each channel brought, and what follows. */
export function Page() {
  const t = useWords('choice')
  const words = useProblemWords()
  const { id } = pilotPage.useParams()
  const reading = usePilot(id)
  return (
    <Frame
      title={reading.data?.pilot.name ?? t('pilot.one')}
      back={{ to: '/choice', search: { view: 'trial' }, label: t('views.trial') }}
      actions={reading.data && <Actions reading={reading.data} />}
    >
      {reading.isPending && <Skeleton className="h-[60dvh]" />}
      {reading.error && <ErrorState words={words(reading.error)} onRetry={() => void reading.refetch()} />}
      {reading.data && <Run reading={reading.data} />}
    </Frame>
  )
}

function Actions({ reading: { pilot } }: { reading: PilotReading }) {
  const t = useWords('choice')
  const mayOn = useMayOn()
  const halt = useHalt(pilot.id)
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const remove = useWrite(() => api.delete(path`/pilots/${pilot.id}`), {
    touches: ['pilots'],
    onSuccess: () => {
      toast(t('pilot.removed', { name: pilot.name }))
      go('/choice?view=trial')
    },
  })
  if (!mayOn('plan.manage', pilot.channelIds)) return null
  const busy = halt.isPending
  return (
    <>
      {pilot.state === 'running' && (
        <Button icon={Pause} busy={busy} onClick={() => halt.mutate('pause')}>
          {t('pilot.pause')}
        </Button>
      )}
      {pilot.state !== 'running' && !pilot.verdict && (
        <Button icon={Play} busy={busy} onClick={() => halt.mutate('resume')}>
          {t('pilot.resume')}
        </Button>
      )}
      {pilot.state !== 'stopped' && (
        <Button icon={Square} busy={busy} onClick={() => halt.mutate('stop')}>
          {t('pilot.stop')}
        </Button>
      )}
      <Button icon={Trash2} look="quiet" onClick={() => setAsking(true)}>
        {t('pilot.remove')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('pilot.removeTitle', { name: pilot.name })}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
              {t('pilot.remove')}
            </Button>
          </>
        }
      >
        {t('pilot.removeWords')}
      </Dialog>
    </>
  )
}

const tones = { early: 'info', few: 'info', open: 'info', sure: 'good', over: 'warn', untold: 'bad' } as const

function Run({ reading }: { reading: PilotReading }) {
  const t = useWords('choice')
  const m = useWords('metrics')
  const formats = useFormats()
  const channels = useChannels()
  const { pilot, week, standing, keep, effort, today } = reading
  const nameOf = useChannelName(pilot.channelIds, channels)
  const names = (ids: readonly string[]) => formats.list(ids.map(nameOf))
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PilotBadge pilot={pilot} today={today} />
        <span className="text-muted">
          {t('pilot.span', {
            from: formats.day(pilot.startsOn, 'UTC'),
            to: formats.day(pilot.endsOn, 'UTC'),
          })}{' '}
          ·{' '}
          {week === 0
            ? t('pilot.notBegun')
            : week > pilot.weeks
              ? t('pilot.weeksOver', { count: pilot.weeks })
              : t('pilot.week', { week, of: pilot.weeks })}
        </span>
      </div>
      <Alert tone={tones[standing]} title={t(`pilot.standing.${standing}`)}>
        {standing === 'sure'
          ? t('pilot.keep', { names: names(keep), count: keep.length, care: formats.percent(pilot.care, 0) })
          : t(`pilot.next.${standing}`)}
      </Alert>
      {!effort.even && (
        <Alert tone="warn" title={t('pilot.uneven')}>
          {t('pilot.unevenWords', { names: names(effort.behind), fewest: effort.fewest, most: effort.most })}
        </Alert>
      )}
      <Card title={t('pilot.results')} help={t('pilot.resultsHelp', { metric: m(`names.${pilot.metric}`) })}>
        <Results reading={reading} channels={channels} />
      </Card>
      <VerdictCard reading={reading} names={names} />
    </div>
  )
}

/** Two accounts of a brand are often called alike; the network tells them apart. */
function useChannelName(
  all: readonly string[],
  channels: ReadonlyMap<string, KnownChannel> | undefined,
): (id: string) => string {
  const t = useWords('choice')
  return (id) => {
    const channel = channels?.get(id)
    if (!channel) return t('pilot.gone')
    const alike = all.some((other) => other !== id && channels?.get(other)?.name === channel.name)
    return alike ? `${channel.name} (${channel.face.name})` : channel.name
  }
}

type ResultsProps = { reading: PilotReading; channels: ReadonlyMap<string, KnownChannel> | undefined }

function Results({ reading, channels }: ResultsProps) {
  const t = useWords('choice')
  const formats = useFormats()
  const most = Math.max(1, ...reading.channels.map(({ typical }) => typical?.high ?? 0))
  const count = (value: number) => formats.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
  const sayPosts = (one: PilotChannel) => (
    <>
      {t('pilot.postsOf', { posts: one.posts, planned: one.planned })}
      <span className="block text-sm text-muted">
        {t('pilot.measured', { count: one.measured })}
        {one.waiting > 0 && `, ${t('pilot.waiting', { count: one.waiting })}`}
        {one.unmeasured > 0 && `, ${t('pilot.unmeasured', { count: one.unmeasured })}`}
      </span>
    </>
  )
  const columns: Column<PilotChannel>[] = [
    {
      id: 'channel',
      head: t('pilot.channel'),
      cell: (one) => {
        const channel = channels?.get(one.channelId)
        return (
          <span className="block">
            <span className="flex items-center gap-2">
              {channel && <NetworkMark network={channel.face} size="small" />}
              <span className="min-w-0 break-words">{channel?.name ?? t('pilot.gone')}</span>
            </span>
            <span className="mt-1 block text-sm md:hidden">
              {t('pilot.posts')}: {sayPosts(one)}
              <span className="block text-muted">
                {t('pilot.best')}: {formats.percent(one.best, 0)} · {t('pilot.loss')}:{' '}
                {formats.percent(one.loss, 0)}
              </span>
            </span>
          </span>
        )
      },
    },
    { id: 'posts', head: t('pilot.posts'), align: 'end', wide: true, cell: sayPosts },
    {
      id: 'typical',
      head: t('pilot.typical'),
      className: 'w-2/5 md:min-w-44',
      cell: ({ typical }) =>
        typical ? (
          <span className="block">
            <span className="figures">
              <strong className="font-medium">{count(typical.mid)}</strong>{' '}
              <span className="text-muted">
                {t('pilot.range', { low: count(typical.low), high: count(typical.high) })}
              </span>
            </span>
            <span aria-hidden className="relative mt-1 block h-2 overflow-hidden rounded-full bg-quiet-soft">
              <span
                className="absolute inset-y-0 rounded-full bg-accent-soft"
                style={{
                  left: `${(100 * typical.low) / most}%`,
                  width: `${Math.max(1, (100 * (typical.high - typical.low)) / most)}%`,
                }}
              />
              <span
                className="absolute inset-y-0 w-1 -translate-x-1/2 rounded-full bg-accent-solid"
                style={{ left: `${(100 * typical.mid) / most}%` }}
              />
            </span>
          </span>
        ) : (
          dash
        ),
    },
    {
      id: 'best',
      head: t('pilot.best'),
      align: 'end',
      wide: true,
      cell: ({ best }) => formats.percent(best, 0),
    },
    {
      id: 'loss',
      head: t('pilot.loss'),
      align: 'end',
      wide: true,
      cell: ({ loss }) => formats.percent(loss, 0),
    },
  ]
  return (
    <Table
      label={t('pilot.results')}
      columns={columns}
      rows={reading.channels}
      rowKey={({ channelId }) => channelId}
    />
  )
}
