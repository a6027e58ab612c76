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
import type { Placed } from './placed.ts'

type Props = {
  children: ReactNode
  /** `over` is the id of what it was dropped on; `delta` how far it was pulled, in pixels. */
  onDrop: (entry: Placed, over: string, delta: { x: number; y: number }) => void
}

/** Entries can be pulled by the mouse at once, by a finger after a short hold, so that a phone still scrolls. */
export function DragRoom({ children, onDrop }: Props) {
  const t = useWords('calendar')
  const [dragged, setDragged] = useState<Placed | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 260, tolerance: 6 } }),
  )
  const onDragEnd = ({ active, over, delta }: DragEndEvent) => {
    setDragged(null)
    if (over) onDrop(active.data.current as Placed, String(over.id), delta)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setDragged(active.data.current as Placed)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={onDragEnd}
      // The keyboard moves entries by its own keys and menu, which announce themselves.
      accessibility={{ screenReaderInstructions: { draggable: t('dragHelp') } }}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className="max-w-52 truncate rounded-sm bg-raised px-2 py-1 text-sm shadow-float">
            {dragged.text.trim() || t('untitled')}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}
