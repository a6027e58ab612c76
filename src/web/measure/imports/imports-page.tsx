import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileInput } from 'lucide-react'
import { type MetricImportItem, MetricImportList } from '../../../modules/measure/imports/contract.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { BringButton } from './bring-button.tsx'
import { broughtPage } from './routes.tsx'
import { fileTones } from './states.ts'

/** Numbers that no API tells: a file of the network’s own statistics, and what was brought before. */
export function Page() {
  const t = useWords('brought')
  const channels = useChannels()
  const mine = [...(channels?.values() ?? [])].filter(
    ({ state, rights }) => state !== 'removed' && rights.includes('plan.manage'),
  )
  return (
    <Frame title={t('title')} help={t('help')} back={{ to: '/numbers', label: t('back') }}>
      <div className="flex flex-col gap-5">
        {!channels && <SkeletonRows rows={2} />}
        {channels && mine.length === 0 && (
          <EmptyState icon={FileInput} title={t('noChannels')}>
            {t('noChannelsHelp')}
          </EmptyState>
        )}
        {mine.length > 0 && <Bring channels={mine} />}
        <Files />
      </div>
    </Frame>
  )
}

function Bring({ channels }: { channels: readonly KnownChannel[] }) {
  const t = useWords('brought')
  const search = broughtPage.useSearch()
  const setSearch = broughtPage.useSetSearch()
  const only = channels.length === 1 ? channels[0]?.id : undefined
  const channel = search.channel ?? only
  return (
    <Card title={t('bringTitle')} help={t('bringHelp')}>
      <div className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <Field label={t('channel')}>
          <NativeSelect
            value={channel ?? ''}
            onChange={({ target }) => setSearch({ channel: target.value || undefined })}
          >
            <option value="">{t('chooseChannel')}</option>
            {channels.map(({ id, name, handle, face }) => (
              <option key={id} value={id}>
                {`${face.name} · ${name || handle}`}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <BringButton channel={channel} />
      </div>
    </Card>
  )
}

function Files() {
  const t = useWords('brought')
  const words = useProblemWords()
  const { channel } = broughtPage.useSearch()
  const found = useInfiniteQuery(
    askPages({ topic: 'imports', path: '/metric-imports', query: { channel }, schema: MetricImportList }),
  )
  if (found.isPending) return <SkeletonRows rows={4} />
  if (found.isError) return <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <EmptyState small icon={FileInput} title={t('none')}>
        {t('noneHelp')}
      </EmptyState>
    )
  return (
    <section aria-label={t('history')} className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{t('history')}</h2>
      <Card flush>
        <ul className="flex flex-col divide-y divide-line">
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </ul>
      </Card>
      <Pager
        auto
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </section>
  )
}

function Row({ item }: { item: MetricImportItem }) {
  const t = useWords('brought')
  const formats = useFormats()
  const channel = useChannels()?.get(item.channelId)
  const facts = [
    channel?.name,
    t('rows', { count: item.rows }),
    item.written > 0 && t('written', { count: item.written }),
    item.by && t('by', { name: item.by }),
    formats.relative(item.runAt ?? item.createdAt),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-5">
      {channel && <NetworkMark network={channel.face} size="small" />}
      <span className="flex min-w-0 flex-1 basis-52 flex-col">
        <Link
          to={`/numbers/imports/${item.id}` as never}
          className="inline-flex min-h-6 min-w-0 items-center truncate font-medium underline-offset-2 hover:underline touch:min-h-11"
        >
          {item.fileName}
        </Link>
        <span className="text-sm text-muted figures">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {item.state === 'done' && item.override && <Badge tone="warn">{t('first')}</Badge>}
      <Badge tone={fileTones[item.state]}>{t(`states.${item.state}`)}</Badge>
    </li>
  )
}
