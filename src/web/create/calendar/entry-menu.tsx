import { CalendarClock, Copy, Ellipsis, PencilLine, Send } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/me.ts'
import { cx } from '../../kit/class.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { MoveDialog } from './move-dialog.tsx'
import type { Placed } from './placed.ts'
import { useMoves } from './use-moves.ts'

/** What can be done with one entry; whatever dragging does stands here too. */
export function EntryMenu({ entry, movable }: { entry: Placed; movable: boolean }) {
  const t = useWords('calendar')
  const go = useGo()
  const may = useMay()
  const { duplicate } = useMoves()
  const [moving, setMoving] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t('more', { words: entry.text.slice(0, 40) || t('untitled') })}
            className={cx(
              'flex w-6 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-text data-[state=open]:opacity-100 touch:w-9',
              'md:opacity-0 md:group-hover/chip:opacity-100 md:focus-visible:opacity-100 touch:opacity-100',
            )}
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
      >
        <MenuItem icon={PencilLine} onSelect={() => go(`/posts/${entry.postId}`)}>
          {t('open')}
        </MenuItem>
        {movable && (
          <MenuItem icon={CalendarClock} onSelect={() => setMoving(true)}>
            {t('moveTo')}
          </MenuItem>
        )}
        {may('post.write') && (
          <MenuItem icon={Copy} onSelect={() => duplicate(entry)}>
            {t('duplicate')}
          </MenuItem>
        )}
        {entry.deliveries.length > 0 && (
          <MenuItem icon={Send} onSelect={() => go(`/deliveries/${entry.deliveries[0]?.id}`)}>
            {t('delivery')}
          </MenuItem>
        )}
      </Menu>
      {moving && <MoveDialog entry={entry} onClose={() => setMoving(false)} />}
    </>
  )
}
