import { CalendarClock, CalendarX, Copy, Lightbulb, PencilLine, Send, SquareCheck } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/me.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { useAdvised } from './advised.tsx'
import { MoreButton } from './more-button.tsx'
import { MoveDialog } from './move-dialog.tsx'
import type { Placed } from './placed.ts'
import { useSelection } from './selection.tsx'
import { useMoves } from './use-moves.ts'

type Props = {
  entry: Placed
  movable: boolean
  /** Lies over the corner and shows itself when it is pointed at; for fingers it stands beside. */
  overlay?: boolean
}

/** What can be done with one entry; whatever dragging does stands here too. */
export function EntryMenu({ entry, movable, overlay }: Props) {
  const t = useWords('calendar')
  const hint = useWords('advice')
  const advised = useAdvised(entry.postId)
  const go = useGo()
  const may = useMay()
  const { duplicate, moveTo, unplace } = useMoves()
  const selection = useSelection()
  const [moving, setMoving] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <MoreButton
            label={t('more', { words: entry.text.slice(0, 40) || t('untitled') })}
            overlay={overlay}
          />
        }
      >
        <MenuItem icon={PencilLine} onSelect={() => go(`/posts/${entry.postId}`)}>
          {t('open')}
        </MenuItem>
        {advised.map((code) => (
          <MenuItem key={code} icon={Lightbulb} onSelect={() => go(`/posts/${entry.postId}`)}>
            {hint(`short.${code}`)}
          </MenuItem>
        ))}
        {movable && (
          <MenuItem icon={CalendarClock} onSelect={() => setMoving(true)}>
            {t('moveTo')}
          </MenuItem>
        )}
        {movable && entry.deliveries.length === 0 && (
          <MenuItem icon={CalendarX} onSelect={() => unplace(entry)}>
            {t('takeTime')}
          </MenuItem>
        )}
        {may('post.write') && (
          <MenuItem icon={SquareCheck} keys="X" onSelect={() => selection.toggle(entry)}>
            {t(selection.has(entry.key) ? 'deselect' : 'select')}
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
      {moving && (
        <MoveDialog
          title={t('moveTitle')}
          help={entry.text.slice(0, 100)}
          from={entry.civil}
          onMove={(to) => moveTo(entry, to)}
          onClose={() => setMoving(false)}
        />
      )}
    </>
  )
}
