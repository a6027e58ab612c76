import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useWords } from '../../kit/words.ts'
import type { PlannedGhost } from './ghosts.ts'
import { isMovable, type Placed } from './placed.ts'
import { useSelection } from './selection.tsx'
import { useMoves } from './use-moves.ts'

const Shelf = lazy(() => import('./shelf.tsx').then(({ Shelf: view }) => ({ default: view })))

/** What can be pulled: a post, the place of one that waits to be written, or a draft that has no place yet. */
export type Dragged = { entry: Placed } | { ghost: PlannedGhost } | { draft: Unplaced }

/** A draft that has no time yet. */
export type Unplaced = { id: string; text: string }

type Props = {
  children: ReactNode
  /** The drafts without a time stand beside, to be pulled from and to. */
  shelf?: boolean
  /** `over` is the id of what it was dropped on; `delta` how far it was pulled, in pixels. */
  onDrop: (dragged: Dragged, over: string, delta: { x: number; y: number }) => void
}

/** What the shelf is called among the places where something can be dropped. */
export const shelfId = 'shelf'

/** Entries can be pulled by the mouse at once, by a finger after a short hold, so that a phone still scrolls. */
export function DragRoom({ children, shelf = false, onDrop }: Props) {
  const t = useWords('calendar')
  const { unplace } = useMoves()
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 260, tolerance: 6 } }),
  )
  const onDragEnd = ({ active, over, delta }: DragEndEvent) => {
    setDragged(null)
    if (!over) return
    const what = active.data.current as Dragged
    if (over.id !== shelfId) onDrop(what, String(over.id), delta)
    else if ('entry' in what && what.entry.deliveries.length === 0) unplace(what.entry)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setDragged(active.data.current as Dragged)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={onDragEnd}
      // The keyboard moves entries by its own keys and menu, which announce themselves.
      accessibility={{ screenReaderInstructions: { draggable: t('dragHelp') } }}
    >
      {shelf ? (
        <div className="flex h-full min-h-0 gap-3">
          <div className="min-w-0 flex-1">{children}</div>
          <Suspense>
            <Shelf />
          </Suspense>
        </div>
      ) : (
        children
      )}
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className="max-w-52 truncate rounded-sm bg-raised px-2 py-1 text-sm shadow-float">
            <Words dragged={dragged} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}

function Words({ dragged }: { dragged: Dragged }) {
  const t = useWords('calendar')
  const { entries, has } = useSelection()
  if ('draft' in dragged) return dragged.draft.text.trim() || t('untitled')
  if ('entry' in dragged) {
    const together = has(dragged.entry.key) ? entries.filter(isMovable).length : 1
    const words = dragged.entry.text.trim() || t('untitled')
    return together > 1 ? `${words} (+${together - 1})` : words
  }
  const { rubric, category } = dragged.ghost.planned
  return rubric ?? t(`categories.${category}`)
}
