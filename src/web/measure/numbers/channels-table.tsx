import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import type { ChannelNumbers } from '../../../modules/measure/numbers/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { type Column, Table } from '../../kit/table.tsx'
import { useWords } from '../../kit/words.ts'
import { Change } from './change.tsx'
import { DashNote, Figure } from './figure.tsx'
import { numbersPage } from './routes.tsx'

const shown = [
  'followers',
  'followers_gained',
  'posts',
  'engagements',
  'er_followers',
] as const satisfies readonly MetricId[]

/** The same numbers for each channel beside each other. */
export function ChannelsTable({ channels }: { channels: readonly ChannelNumbers[] }) {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const setSearch = numbersPage.useSetSearch()
  const numberOf = (channel: ChannelNumbers, id: MetricId) => channel.numbers.find((one) => one.metric === id)
  const columns: Column<ChannelNumbers>[] = [
    {
      id: 'channel',
      head: t('channel'),
      className: 'min-w-48',
      cell: (channel) => (
        <ChannelCell
          channel={channel}
          onChoose={() => setSearch({ channel: channel.channelId, view: 'overview' })}
        />
      ),
    },
    ...shown.map((id) => ({
      id,
      head: metrics.name(id),
      align: 'end' as const,
      cell: (channel: ChannelNumbers) => {
        const number = numberOf(channel, id)
        return (
          number && (
            <span className="flex flex-col items-end">
              <Figure metric={id} value={number.value} missing={number.missing} />
              <Change number={number} />
            </span>
          )
        )
      },
    })),
  ]
  return (
    <Card title={t('views.channels')}>
      <Table
        label={t('views.channels')}
        columns={columns}
        rows={channels}
        rowKey={({ channelId }) => channelId}
      />
      <DashNote
        reasons={channels.flatMap((channel) => shown.map((id) => numberOf(channel, id)?.missing ?? null))}
      />
    </Card>
  )
}

function ChannelCell({ channel, onChoose }: { channel: ChannelNumbers; onChoose: () => void }) {
  const t = useWords('numbers')
  const formats = useFormats()
  const face = useNetworks().get(channel.network)
  return (
    <span className="flex items-center gap-2.5">
      {face && <NetworkMark network={face} />}
      <span className="min-w-0">
        <button
          type="button"
          onClick={onChoose}
          className="block max-w-full truncate rounded-sm text-left font-medium underline-offset-2 hover:underline touch:min-h-8"
        >
          {channel.name}
        </button>
        <span className="block truncate text-xs text-muted">
          {channel.collectedAt
            ? t('askedAt', { when: formats.relative(channel.collectedAt) })
            : channel.handle}
        </span>
      </span>
    </span>
  )
}
