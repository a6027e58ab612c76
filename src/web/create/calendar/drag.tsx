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
import { type ReactNode, useState } from 'react'
import { useWords } from '../../kit/words.ts'
import type { PlannedGhost } from './ghosts.ts'
import type { Placed } from './placed.ts'

/** What can be pulled: a post, or the place of one that waits to be written. */
export type Dragged = { entry: Placed } | { ghost: PlannedGhost }

type Props = {
  children: ReactNode
  /** `over` is the id of what it was dropped on; `delta` how far it was pulled, in pixels. */
  onDrop: (dragged: Dragged, over: string, delta: { x: number; y: number }) => void
}

/** Entries can be pulled by the mouse at once, by a finger after a short hold, so that a phone still scrolls. */
export function DragRoom({ children, onDrop }: Props) {
  const t = useWords('calendar')
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 260, tolerance: 6 } }),
  )
  const onDragEnd = ({ active, over, delta }: DragEndEvent) => {
    setDragged(null)
    if (over) onDrop(active.data.current as Dragged, String(over.id), delta)
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
      {children}
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
  if ('entry' in dragged) return dragged.entry.text.trim() || t('untitled')
  const { rubric, category } = dragged.ghost.planned
  return rubric ?? t(`categories.${category}`)
}
