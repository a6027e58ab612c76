import { useDraggable } from '@dnd-kit/core'
import { Image } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, memo } from 'react'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useGo } from '../../kit/route.ts'
import { states, toneMark } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { AdvisedMark, useAdvised } from './advised.tsx'
import type { Dragged } from './drag.tsx'
import { EntryMenu } from './entry-menu.tsx'
import { channelIdsOf, isMovable, type Placed, rightToMove } from './placed.ts'
import { useSelection } from './selection.tsx'
import { stepKeys, stepOf } from './steps.ts'
import { useMoves } from './use-moves.ts'

type Props = { entry: Placed; look?: 'line' | 'card' }

/** One post in the calendar: its state at the edge, its time, its channels, how it begins. */
export const EntryChip = memo(function EntryChip({ entry, look = 'line' }: Props) {
  const t = useWords('calendar')
  const kit = useWords('kit')
  const hint = useWords('advice')
  const advised = useAdvised(entry.postId)
  const formats = useFormats()
  const go = useGo()
  const { moveDays } = useMoves()
  const may = useMay()
  const movable = isMovable(entry) && may(rightToMove(entry))
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: entry.key,
    data: { entry } satisfies Dragged,
    disabled: !movable,
  })
  const selection = useSelection()
  const selected = selection.has(entry.key)
  const onClick = ({ ctrlKey, metaKey, shiftKey }: MouseEvent) => {
    if (ctrlKey || metaKey) selection.toggle(entry)
    else if (shiftKey) selection.reach(entry)
    else go(`/posts/${entry.postId}`)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'x' || event.key === 'X')
      return event.shiftKey ? selection.reach(entry) : selection.toggle(entry)
    const days = stepOf(event)
    if (days !== undefined && movable) {
      event.preventDefault()
      moveDays(entry, days)
    }
  }
  const words = entry.text.trim() || t('untitled')
  const time = formats.time(entry.at)
  return (
    <div
      ref={setNodeRef}
      data-entry={entry.key}
      className={cx(
        'group/chip relative flex min-w-0 items-stretch rounded-sm bg-surface text-left shadow-low ring-1 ring-line hover:ring-line-strong',
        isDragging && 'opacity-40',
        selected && 'ring-2 ring-accent-solid',
        entry.deliveries.length === 0 && 'border-dashed bg-transparent',
      )}
    >
      <span aria-hidden className={cx('w-1 shrink-0 rounded-l-sm', toneMark[states[entry.state].tone])} />
      <button
        type="button"
        {...listeners}
        onKeyDown={onKeyDown}
        onClick={onClick}
        aria-pressed={selected || undefined}
        aria-keyshortcuts={movable ? `${stepKeys} X` : 'X'}
        className={cx(
          'flex min-w-0 flex-1 touch-manipulation flex-col gap-0.5 rounded-sm px-1.5 py-0.5 text-left',
          movable && 'active:cursor-grabbing',
        )}
      >
        <span className="sr-only">
          {t('entry', { time, state: kit(`states.${entry.state}`), words })}
          {advised.length > 0 && ` ${hint('count', { count: advised.length })}`}
        </span>
        <span aria-hidden className="flex min-w-0 flex-col gap-0.5">
          <Head entry={entry} time={time} most={look === 'card' ? 4 : 2} />
          <span className={cx('min-w-0 text-sm', look === 'card' ? 'line-clamp-3' : 'truncate')}>
            {words}
          </span>
        </span>
      </button>
      <EntryMenu entry={entry} movable={movable} overlay />
    </div>
  )
})

/** Time, networks, what is attached; the state's shape when it needs somebody. */
function Head({ entry, time, most }: { entry: Placed; time: string; most: number }) {
  const channels = useChannels()
  const { icon: StateIcon } = states[entry.state]
  const found = channelIdsOf(entry).flatMap((id) => channels?.get(id) ?? [])
  const shown = found.slice(0, most)
  const rest = found.length - shown.length
  return (
    <span className="@container flex min-w-0 items-center gap-1 text-xs text-muted figures">
      {needsLook.has(entry.state) && <StateIcon aria-hidden className="size-3.5 shrink-0 text-text" />}
      <span className="shrink-0">{time}</span>
      {/* What has no room goes into a second line, which is not seen: no mark is shown in half. */}
      <span className="flex h-4 min-w-0 flex-1 flex-wrap items-center gap-x-0.5 overflow-hidden">
        <span className="h-4 w-0" />
        {shown.map(({ id, face }, place) => (
          <NetworkMark
            key={id}
            network={face}
            size="small"
            // In a narrow column one mark stands for all beside their number, in a narrower one the number alone.
            className={cx(
              'scale-85',
              place > 0 && '@max-[92px]:hidden',
              found.length > 1 && '@max-[72px]:hidden',
            )}
          />
        ))}
        {rest > 0 && <span className="@max-[92px]:hidden">+{rest}</span>}
        {found.length > 1 && (
          <>
            <span className="hidden @max-[92px]:inline @max-[72px]:hidden">+{found.length - 1}</span>
            <span className="hidden @max-[72px]:inline">×{found.length}</span>
          </>
        )}
        <AdvisedMark postId={entry.postId} />
        {entry.media > 0 && <Image aria-hidden className="size-3.5 shrink-0 text-faint" />}
      </span>
    </span>
  )
}

const needsLook: ReadonlySet<string> = new Set([
  'failed',
  'in_doubt',
  'missed',
  'handed',
  'waiting',
  'proposed',
  'published',
])
