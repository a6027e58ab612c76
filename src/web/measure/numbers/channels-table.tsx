import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import type { ChannelNumbers, NumberValue } from '../../../modules/measure/numbers/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { useMetrics } from '../../api/metrics.ts'
import { cx } from '../../kit/class.ts'
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
  const numberOf = (channel: ChannelNumbers, id: MetricId) => channel.numbers.find((one) => one.metric === id)
  const columns: Column<ChannelNumbers>[] = [
    {
      id: 'channel',
      head: t('channel'),
      className: 'min-w-48',
      cell: (channel) => <ChannelCell channel={channel} />,
    },
    ...shown.map((id) => ({
      id,
      head: metrics.name(id),
      align: 'end' as const,
      cell: (channel: ChannelNumbers) => {
        return <Stacked number={numberOf(channel, id)} />
      },
    })),
  ]
  return (
    <Card title={t('views.channels')}>
      <div className="max-md:hidden">
        <Table
          label={t('views.channels')}
          columns={columns}
          rows={channels}
          rowKey={({ channelId }) => channelId}
        />
      </div>
      <ul className="divide-y divide-line md:hidden">
        {channels.map((channel) => (
          <li key={channel.channelId} className="flex flex-col gap-3 py-3.5 first:pt-0">
            <ChannelCell channel={channel} />
            <dl className="grid grid-cols-2 gap-x-4 gap-y-2">
              {shown.map((id) => (
                <div key={id}>
                  <dt className="text-xs text-muted">{metrics.name(id)}</dt>
                  <dd>
                    <Stacked number={numberOf(channel, id)} start />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <DashNote
        reasons={channels.flatMap((channel) => shown.map((id) => numberOf(channel, id)?.missing ?? null))}
      />
    </Card>
  )
}

/** A number above its change. */
const Stacked = ({ number, start }: { number: NumberValue | undefined; start?: boolean }) =>
  number && (
    <span className={cx('flex flex-col', start ? 'items-start' : 'items-end')}>
      <span className="figures">
        <Figure metric={number.metric} value={number.value} missing={number.missing} />
      </span>
      <Change number={number} className={start ? undefined : 'justify-end'} />
    </span>
  )

/** Pressed, it becomes the only channel that is looked at. */
function ChannelCell({ channel }: { channel: ChannelNumbers }) {
  const setSearch = numbersPage.useSetSearch()
  const t = useWords('numbers')
  const formats = useFormats()
  const face = useNetworks().get(channel.network)
  return (
    <span className="flex items-center gap-2.5">
      {face && <NetworkMark network={face} />}
      <span className="min-w-0">
        <button
          type="button"
          onClick={() => setSearch({ channel: channel.channelId, view: 'overview' })}
          className="block max-w-full truncate rounded-sm text-left font-medium underline-offset-2 hover:underline min-h-6 touch:min-h-11"
        >
          {channel.name}
        </button>
        <span className="block truncate text-xs text-muted">
          {channel.brought.length > 0 && `${t('ofFile')} · `}
          {channel.collectedAt
            ? t('askedAt', { when: formats.relative(channel.collectedAt) })
            : channel.handle}
        </span>
      </span>
    </span>
  )
}
