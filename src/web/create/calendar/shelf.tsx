import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CalendarClock, PencilLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type PostItem, PostList } from '../../../modules/create/posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useWorkspace } from '../../api/me.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { addDays } from '../../kit/days.ts'
import { Sheet } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { type Dragged, shelfId } from './drag.tsx'
import { MoreButton } from './more-button.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { calendarPage } from './routes.tsx'
import { useMoves } from './use-moves.ts'

/** Beside the wall: drafts are pulled from here onto a day, and back. */
export function Shelf() {
  const t = useWords('calendar')
  const { setNodeRef, isOver } = useDroppable({ id: shelfId })
  return (
    <aside
      ref={setNodeRef}
      aria-label={t('shelf')}
      className={cx(
        'flex w-60 shrink-0 flex-col gap-2 overflow-y-auto rounded-lg border border-line bg-surface p-2.5 shadow-card',
        isOver && 'bg-accent-soft',
      )}
    >
      <h2 className="text-sm font-semibold">{t('shelf')}</h2>
      <Drafts pulled />
    </aside>
  )
}

/** The same where there is no room beside, and on phones: times are given in the menu. */
export function ShelfSheet() {
  const t = useWords('calendar')
  const setSearch = calendarPage.useSetSearch()
  return (
    <Sheet open onClose={() => setSearch({ shelf: undefined })} title={t('shelf')}>
      <div className="flex flex-col gap-2">
        <Drafts />
      </div>
    </Sheet>
  )
}

function Drafts({ pulled = false }: { pulled?: boolean }) {
  const t = useWords('calendars')
  const words = useProblemWords()
  const { channels } = calendarPage.useSearch()
  const query = { stage: 'draft,proposed', wish: 'none', channel: channels, limit: 50 }
  const posts = useInfiniteQuery(askPages({ topic: 'posts', path: '/posts', query, schema: PostList }))
  if (posts.isPending) return <SkeletonRows rows={3} />
  if (posts.error) return <ErrorState small words={words(posts.error)} onRetry={() => void posts.refetch()} />
  const items = posts.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className="text-sm text-muted">{t('shelf.empty')}</p>
  return (
    <>
      {pulled && <p className="text-xs text-muted">{t('shelf.help')}</p>}
      {items.map((post) =>
        pulled ? <PulledDraft key={post.id} post={post} /> : <Draft key={post.id} post={post} />,
      )}
      {posts.hasNextPage && (
        <Button size="small" busy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
          {t('shelf.more')}
        </Button>
      )}
    </>
  )
}

function PulledDraft({ post }: { post: PostItem }) {
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: `draft ${post.id}`,
    data: { draft: { id: post.id, text: post.text } } satisfies Dragged,
  })
  return (
    <div ref={setNodeRef} {...listeners} className={cx('cursor-grab', isDragging && 'opacity-40')}>
      <Draft post={post} />
    </div>
  )
}

function Draft({ post }: { post: PostItem }): ReactNode {
  const t = useWords('calendars')
  const calendar = useWords('calendar')
  const go = useGo()
  const channels = useChannels()
  const { timeZone } = useWorkspace()
  const { place } = useMoves()
  const [placing, setPlacing] = useState(false)
  const words = post.text.trim() || calendar('untitled')
  const tomorrow = `${addDays(toCivil(new Date(), timeZone).slice(0, 10), 1)}T09:00`
  return (
    <div className="group/chip flex items-start gap-1 rounded-sm bg-surface p-1.5 ring-1 ring-line hover:ring-line-strong">
      <button
        type="button"
        onClick={() => go(`/posts/${post.id}`)}
        className="flex min-w-0 flex-1 flex-col items-start gap-1 text-left"
      >
        <span className="line-clamp-3 min-w-0 text-sm break-words">{words}</span>
        <span className="flex flex-wrap items-center gap-1">
          {post.channelIds.slice(0, 6).map((id) => {
            const face = channels?.get(id)?.face
            return face && <NetworkMark key={id} network={face} size="small" />
          })}
          {post.stage === 'proposed' && <StateBadge state="proposed" />}
        </span>
      </button>
      <Menu trigger={<MoreButton label={t('shelf.menu', { words: words.slice(0, 40) })} />}>
        <MenuItem icon={CalendarClock} onSelect={() => setPlacing(true)}>
          {t('shelf.giveTime')}
        </MenuItem>
        <MenuItem icon={PencilLine} onSelect={() => go(`/posts/${post.id}`)}>
          {calendar('open')}
        </MenuItem>
      </Menu>
      {placing && (
        <MoveDialog
          title={t('shelf.giveTime')}
          help={words.slice(0, 100)}
          from={tomorrow}
          onMove={(to) => place(post.id, to)}
          onClose={() => setPlacing(false)}
        />
      )}
    </div>
  )
}
