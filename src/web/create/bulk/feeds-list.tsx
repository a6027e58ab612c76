import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis, History, Pause, PencilLine, Play, Plus, RefreshCw, Rss, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Source, SourceItemList, SourceList } from '../../../modules/create/sources/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Pager } from '../../kit/pager.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ListFrame, rowLook, rowsLook } from './list-frame.tsx'

const FeedForm = lazy(() => import('./feed-form.tsx'))
const touches = ['sources', 'posts'] as const

export default function FeedsList() {
  const t = useWords('bulk')
  const words = useProblemWords()
  const [form, setForm] = useState<Source | 'new' | null>(null)
  const [log, setLog] = useState<Source | null>(null)
  const found = useQuery(ask({ topic: 'sources', path: '/post-sources', schema: SourceList }))
  if (found.isPending) return <SkeletonRows rows={3} />
  if (found.isError) return <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setForm('new')}>
      {t('feeds.add')}
    </Button>
  )
  return (
    <>
      {found.data.items.length === 0 ? (
        <EmptyState icon={Rss} title={t('feeds.empty')} action={add}>
          {t('feeds.emptyHelp')}
        </EmptyState>
      ) : (
        <ListFrame actions={add}>
          <ul className={rowsLook}>
            {found.data.items.map((source) => (
              <Row
                key={source.id}
                source={source}
                onChange={() => setForm(source)}
                onLog={() => setLog(source)}
              />
            ))}
          </ul>
        </ListFrame>
      )}
      {form && (
        <Suspense fallback={null}>
          <FeedForm source={form === 'new' ? null : form} onClose={() => setForm(null)} />
        </Suspense>
      )}
      {log && <Log source={log} onClose={() => setLog(null)} />}
    </>
  )
}

type RowProps = { source: Source; onChange: () => void; onLog: () => void }

function Row({ source, onChange, onLog }: RowProps) {
  const t = useWords('bulk')
  const formats = useFormats()
  const { id, name, url, state, fetchedAt, trouble, nextAt } = source
  const step = (verb: 'pause' | 'resume') => () =>
    api.post(path`/post-sources/${id}/${verb}`, { schema: Source })
  const pause = useWrite(step('pause'), { touches })
  const resume = useWrite(step('resume'), { touches })
  const fetchNow = useWrite(() => api.post(path`/post-sources/${id}/fetch`), {
    touches,
    onSuccess: () => toast(t('feeds.asked')),
  })
  const remove = useWrite(() => api.delete(path`/post-sources/${id}`), {
    touches,
    onSuccess: () => toast(t('removed')),
  })
  return (
    <li className={rowLook}>
      <span className="flex min-w-0 flex-1 basis-52 flex-col">
        <span className="truncate font-medium">{name || url}</span>
        <span className="truncate text-sm text-muted" title={url}>
          {[
            fetchedAt ? t('feeds.fetched', { when: formats.relative(fetchedAt) }) : t('feeds.never'),
            t('feeds.made', { count: source.made }),
            t(`publishes.${source.publish}`),
          ].join(' · ')}
        </span>
        {trouble && (
          <span className="text-sm break-words text-bad">
            {isOfAsker(trouble)
              ? t(`series.trouble.${trouble}`)
              : t('feeds.trouble', {
                  reason: trouble.replace(/^(not_fetched|no_feed) ?/, '') || trouble,
                  when: formats.relative(nextAt),
                })}
          </span>
        )}
      </span>
      <Badge tone={state === 'paused' ? 'warn' : trouble ? 'bad' : 'good'}>
        {t(`series.states.${state}`)}
      </Badge>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more', { name: name || url })} />}>
        <MenuItem icon={PencilLine} onSelect={onChange}>
          {t('change')}
        </MenuItem>
        <MenuItem icon={History} onSelect={onLog}>
          {t('feeds.log')}
        </MenuItem>
        {state === 'running' && (
          <MenuItem icon={RefreshCw} onSelect={() => fetchNow.mutate(undefined)}>
            {t('feeds.fetchNow')}
          </MenuItem>
        )}
        {state === 'running' ? (
          <MenuItem icon={Pause} onSelect={() => pause.mutate(undefined)}>
            {t('pause')}
          </MenuItem>
        ) : (
          <MenuItem icon={Play} onSelect={() => resume.mutate(undefined)}>
            {t('resume')}
          </MenuItem>
        )}
        <MenuItem icon={Trash2} danger onSelect={() => remove.mutate(undefined)}>
          {t('remove')}
        </MenuItem>
      </Menu>
    </li>
  )
}

const tones = { made: 'good', left_out: 'quiet', known: 'quiet', failed: 'bad' } as const

function Log({ source, onClose }: { source: Source; onClose: () => void }) {
  const t = useWords('bulk')
  const words = useProblemWords()
  const formats = useFormats()
  const found = useInfiniteQuery(
    askPages({ topic: 'sources', path: path`/post-sources/${source.id}/items`, schema: SourceItemList }),
  )
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Sheet open onClose={onClose} title={t('feeds.log')} help={source.name || source.url}>
      {found.isPending && <SkeletonRows rows={4} />}
      {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState small icon={Rss} title={t('feeds.noItems')} />}
      <ul className="flex flex-col divide-y divide-line">
        {items.map((item) => (
          <li key={item.key} className="flex flex-col gap-1 py-2.5">
            <span className="text-base break-words">{item.title || item.url || item.key}</span>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
              <Badge tone={tones[item.state]}>{t(`feeds.items.${item.state}`)}</Badge>
              <span className="figures">{formats.relative(item.seenAt)}</span>
              {item.postId && (
                <Link
                  to={`/posts/${item.postId}` as never}
                  className="font-medium text-accent hover:underline"
                >
                  {t('imports.open')}
                </Link>
              )}
            </span>
            {item.state === 'failed' && item.words && <span className="text-sm text-bad">{item.words}</span>}
          </li>
        ))}
      </ul>
      <Pager
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </Sheet>
  )
}

const ofAsker = ['asker_gone', 'may_not_write', 'may_not_publish'] as const

/** Not of the feed, but of whoever answers for it: said as with series. */
const isOfAsker = (trouble: string): trouble is (typeof ofAsker)[number] =>
  (ofAsker as readonly string[]).includes(trouble)
