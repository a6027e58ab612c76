import { Link } from '@tanstack/react-router'
import { History, RotateCcw } from 'lucide-react'
import type { Post } from '../../../modules/create/posts/contract.ts'
import type { VersionItem } from '../../../modules/create/versions/contract.ts'
import { useChannels, useMayOn } from '../../api/channels.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card, Page as Frame, ListDetail } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { versionsPage } from './routes.tsx'
import { sayingOf } from './says.ts'
import { usePost, useRestore, useVersion, useVersions } from './use-versions.ts'
import { VersionDifference } from './version-difference.tsx'

/** What a post said before: who changed it and when, what differs, and the way back. */
export function Page() {
  const t = useWords('together')
  const words = useProblemWords()
  const { id } = versionsPage.useParams()
  const { version: chosen, with: other } = versionsPage.useSearch()
  const found = useVersions(id)
  const post = usePost(id)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const failed = found.error ?? post.error
  const again = () => {
    void found.refetch()
    void post.refetch()
  }
  return (
    <Frame
      title={t('versions.nav')}
      help={t('versions.help')}
      back={{ to: `/posts/${id}`, label: t('versions.back') }}
    >
      {failed && <ErrorState words={words(failed)} onRetry={again} />}
      {!failed && (found.isPending || post.isPending) && <SkeletonRows />}
      {!failed && found.isSuccess && post.isSuccess && items.length === 0 && (
        <EmptyState icon={History} title={t('versions.emptyTitle')}>
          {t('versions.emptyWords')}
        </EmptyState>
      )}
      {post.data && items.length > 0 && (
        <ListDetail
          backTo={`/posts/${id}/versions`}
          listLabel={t('versions.list')}
          detailLabel={t('versions.nav')}
          list={
            <Card flush>
              <ol className="divide-y divide-line">
                {items.map((item, place) => (
                  <VersionRow key={item.id} item={item} newest={place === 0} chosen={item.id === chosen} />
                ))}
              </ol>
              <Pager
                auto
                more={found.hasNextPage}
                busy={found.isFetchingNextPage}
                onMore={() => void found.fetchNextPage()}
              />
            </Card>
          }
          detail={chosen ? <Chosen post={post.data} id={chosen} with={other} items={items} /> : null}
          placeholder={<EmptyState small icon={History} title={t('versions.choose')} />}
        />
      )}
    </Frame>
  )
}

function VersionRow({ item, newest, chosen }: { item: VersionItem; newest: boolean; chosen: boolean }) {
  const t = useWords('together')
  const formats = useFormats()
  const { id } = versionsPage.useParams()
  return (
    <li>
      <Link
        to={`/posts/${id}/versions`}
        search={{ version: item.id } as never}
        aria-current={chosen || undefined}
        className={cx(
          'flex flex-col gap-0.5 px-4 py-3 md:px-5',
          chosen ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium figures">{formats.moment(item.savedAt)}</span>
          {newest && <Badge tone="accent">{t('versions.now')}</Badge>}
        </span>
        <span className="text-sm break-words text-muted">
          <What item={item} />
        </span>
      </Link>
    </li>
  )
}

/** Who, and what of it. */
function What({ item: { by, fields, elsewhere, restoredFrom } }: { item: VersionItem }) {
  const t = useWords('together')
  const formats = useFormats()
  const channels = useChannels()
  const places = [
    ...fields.map((field) =>
      field === 'content'
        ? t('versions.idea')
        : (channels?.get(field.slice('variant:'.length))?.name ?? t('versions.gone')),
    ),
    ...(elsewhere ? [t('versions.elsewhere')] : []),
  ]
  const what =
    restoredFrom !== null
      ? t('versions.broughtBack', { version: restoredFrom })
      : places.length > 0
        ? t('versions.changed', { what: formats.list(places) })
        : t('versions.began')
  return `${by === null ? t('versions.unknown') : t('versions.by', { name: by })} · ${what}`
}

type ChosenProps = { post: Post; id: string; with: 'now' | 'before'; items: readonly VersionItem[] }

function Chosen({ post, id, with: other, items }: ChosenProps) {
  const t = useWords('together')
  const words = useProblemWords()
  const mayOn = useMayOn()
  const setSearch = versionsPage.useSetSearch()
  const place = items.findIndex((item) => item.id === id)
  const before = place < 0 ? undefined : items[place + 1]
  const compares = other === 'before' && before ? 'before' : 'now'
  const version = useVersion(post.id, id)
  const earlier = useVersion(post.id, compares === 'before' ? before?.id : undefined)
  const restore = useRestore()
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const mayRestore =
    mayOn('post.write', channelIds) && (post.stage !== 'scheduled' || mayOn('post.publish', channelIds))
  if (version.error) return <ErrorState small words={words(version.error)} />
  const from = compares === 'now' ? post : earlier.data
  if (!version.data || !from) return <Skeleton className="h-60 w-full" />
  const [then, now] = [sayingOf(version.data), sayingOf(from)]
  return (
    <Card
      title={t('versions.number', { version: version.data.version })}
      actions={
        <span className="flex flex-wrap items-center gap-x-1 text-sm text-muted">
          {t('versions.compare')}
          <Select
            bare
            label={t('versions.compare')}
            value={compares}
            onChange={(next) => setSearch({ with: next })}
            choices={(before ? (['now', 'before'] as const) : (['now'] as const)).map((value) => ({
              value,
              label: t(`versions.compareOf.${value}`),
            }))}
          />
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-sm text-muted">
          {t(compares === 'now' ? 'versions.legendNow' : 'versions.legendBefore')}
        </p>
        <VersionDifference from={now} to={then} />
        {mayRestore && (
          <div className="flex flex-col items-start gap-2 border-t border-line pt-4">
            <Button
              look="primary"
              icon={RotateCcw}
              busy={restore.isPending}
              onClick={() => restore.mutate({ post, id })}
            >
              {t('versions.restore')}
            </Button>
            <p className="text-sm text-muted">{t('versions.restoreHelp')}</p>
          </div>
        )}
      </div>
    </Card>
  )
}
