import { CalendarClock, PencilLine, PinOff } from 'lucide-react'
import { useState } from 'react'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'
import type { PlannedGhost } from './ghosts.ts'
import { MoreButton } from './more-button.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { useGhostMoves } from './use-ghost-moves.ts'

type Props = { ghost: PlannedGhost; words: string; onWrite: (() => void) | null; movable: boolean }

/** What can be done with the place of a post that waits to be written. */
export function GhostMenu({ ghost, words, onWrite, movable }: Props) {
  const t = useWords('calendar')
  const { moveTo, giveBack } = useGhostMoves()
  const [moving, setMoving] = useState(false)
  return (
    <>
      <Menu trigger={<MoreButton label={t('more', { words })} overlay />}>
        {onWrite && (
          <MenuItem icon={PencilLine} onSelect={onWrite}>
            {t('writePlanned')}
          </MenuItem>
        )}
        {movable && (
          <MenuItem icon={CalendarClock} onSelect={() => setMoving(true)}>
            {t('moveTo')}
          </MenuItem>
        )}
        {movable && ghost.planned.fixed && (
          <MenuItem icon={PinOff} onSelect={() => giveBack(ghost)}>
            {t('giveBack')}
          </MenuItem>
        )}
      </Menu>
      {moving && (
        <MoveDialog
          title={t('movePlannedTitle')}
          help={t('movePlannedHelp')}
          from={ghost.civil}
          onMove={(to) => moveTo(ghost, to)}
          onClose={() => setMoving(false)}
        />
      )}
    </>
  )
}
