import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, FileText } from 'lucide-react'
import {
  type PostMetric,
  type PostNumbers,
  type PostSort,
  postMetrics,
} from '../../../modules/measure/numbers/contract.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useGo } from '../../kit/route.ts'
import { Select } from '../../kit/select.tsx'
import { type Column, Table } from '../../kit/table.tsx'
import { useWords } from '../../kit/words.ts'
import { DashNote, Figure } from './figure.tsx'
import { numbersPage } from './routes.tsx'
import { usePosts } from './use-numbers.ts'
import { useNumbersSearch } from './use-search.ts'

/** Always shown; those of networks that tell more join them. */
const base = ['engagements', 'er_followers', 'likes', 'reposts', 'replies'] as const satisfies PostMetric[]
const extra = ['quotes', 'saves', 'clicks', 'views', 'er_views', 'impressions', 'reach', 'er_reach'] as const

/** What was published in the period, by date or by any number. */
export function PostsView() {
  const t = useWords('numbers')
  const words = useProblemWords()
  const posts = usePosts()
  const items = posts.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card title={t('views.posts')} actions={<Sorting />}>
      {posts.isPending && <SkeletonRows />}
      {posts.error && <ErrorState words={words(posts.error)} onRetry={() => void posts.refetch()} />}
      {posts.isSuccess && items.length === 0 && (
        <EmptyState small icon={FileText} title={t('noPosts')}>
          {t('noPostsWords')}
        </EmptyState>
      )}
      {items.length > 0 && <PostsTable items={items} />}
      <Pager
        more={posts.hasNextPage}
        busy={posts.isFetchingNextPage}
        onMore={() => void posts.fetchNextPage()}
      />
    </Card>
  )
}

function Sorting() {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const { sort, order } = useNumbersSearch()
  const setSearch = numbersPage.useSetSearch()
  const falling = order === 'desc'
  return (
    <span className="flex items-center gap-1">
      <Select<PostSort>
        bare
        label={t('sortBy')}
        value={sort}
        onChange={(next) => setSearch({ sort: next })}
        choices={[
          { value: 'published_at', label: t('date') },
          ...postMetrics.map((id) => ({ value: id, label: metrics.name(id) })),
        ]}
      />
      <IconButton
        icon={falling ? ArrowDown : ArrowUp}
        label={falling ? t('falling') : t('rising')}
        size="small"
        onClick={() => setSearch({ order: falling ? 'asc' : 'desc' })}
      />
    </span>
  )
}

function PostsTable({ items }: { items: readonly PostNumbers[] }) {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const channels = useChannels()
  const go = useGo()
  const { sort } = useNumbersSearch()
  const told = extra.filter((id) => items.some((item) => !item.notTold.includes(id)) || sort === id)
  const shown: PostMetric[] = [...base, ...told]
  // A narrow screen has room for one: the one that is sorted by.
  const main: PostMetric = sort === 'published_at' ? 'engagements' : sort
  const columns: Column<PostNumbers>[] = [
    {
      id: 'post',
      head: t('post'),
      className: 'md:min-w-56 max-w-xl',
      cell: (item) => <PostCell item={item} channel={channels?.get(item.channelId)} />,
    },
    {
      id: 'main',
      head: metrics.name(main),
      align: 'end',
      className: 'md:hidden',
      cell: (item) => (
        <Figure metric={main} value={item.values[main] ?? null} missing={missingOf(item, main)} />
      ),
    },
    ...shown.map((id) => ({
      id,
      head: metrics.name(id),
      align: 'end' as const,
      wide: true,
      cell: (item: PostNumbers) => (
        <Figure metric={id} value={item.values[id] ?? null} missing={missingOf(item, id)} />
      ),
    })),
  ]
  return (
    <>
      <Table
        label={t('views.posts')}
        columns={columns}
        rows={items}
        rowKey={({ publicationId }) => publicationId}
        onOpen={({ publicationId }) => go(`/numbers/publications/${publicationId}`)}
      />
      <DashNote reasons={items.flatMap((item) => shown.map((id) => missingOf(item, id)))} />
    </>
  )
}

function missingOf(item: PostNumbers, id: PostMetric) {
  if ((item.values[id] ?? null) !== null) return null
  return item.notTold.includes(id) ? 'not_told' : 'no_data'
}

function PostCell({ item, channel }: { item: PostNumbers; channel: KnownChannel | undefined }) {
  const t = useWords('numbers')
  const formats = useFormats()
  return (
    <span className="flex items-start gap-2.5">
      {channel && <NetworkMark network={channel.face} className="mt-0.5" />}
      <span className="min-w-0">
        <Link
          to={`/numbers/publications/${item.publicationId}`}
          className="block rounded-sm py-0.5 hover:underline touch:py-2.5"
        >
          <span className="line-clamp-2">{item.text || t('withoutText')}</span>
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
          <span>{formats.moment(item.publishedAt)}</span>
          {channel && <span className="max-w-48 truncate">{channel.name}</span>}
          {item.origin === 'native' && <Badge>{t('native')}</Badge>}
          {item.settling && <Badge tone="info">{t('growing')}</Badge>}
          {item.goneAt && <Badge>{t('gone')}</Badge>}
          <FileMark item={item} />
        </span>
      </span>
    </span>
  )
}

/** Some of its numbers stem from a file, perhaps before what the network tells. */
function FileMark({ item: { brought } }: { item: PostNumbers }) {
  const t = useWords('numbers')
  if (brought.length === 0) return null
  const first = brought.some(({ wins }) => wins)
  return <Badge tone={first ? 'warn' : 'quiet'}>{t(first ? 'fileFirst' : 'ofFile')}</Badge>
}
