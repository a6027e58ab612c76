import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { useWords } from '../../kit/words.ts'
import { carry } from './dragging.ts'
import type { Selection } from './selection.ts'
import { Face, Tick, useNameOf } from './tile.tsx'

type Props = {
  items: readonly Media[]
  selection: Selection
  /** Whether somebody may do something with several. */
  choosing: boolean
  onOpen: (media: Media) => void
  /** There is more, and the last ones are in sight. */
  onNear: () => void
}

const gap = 8
const least = 136

/** Every picture that is loaded; drawn is what is in sight, so that twenty thousand scroll like twenty. */
export function MediaWall({ items, selection, choosing, onOpen, onNear }: Props) {
  const t = useWords('media')
  const nameOf = useNameOf()
  const { room, width } = useWidth()
  const [at, setAt] = useState(0)
  const across = Math.max(2, Math.floor((width + gap) / (least + gap)))
  const side = Math.max(1, (width - gap * (across - 1)) / across)
  const rows = Math.ceil(items.length / across)
  const virtual = useWindowVirtualizer({
    count: rows,
    estimateSize: () => side + gap,
    overscan: 3,
    scrollMargin: room.current?.offsetTop ?? 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width gives rows of another height
  useLayoutEffect(() => virtual.measure(), [side])
  const seen = virtual.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows - 3) onNear()
  }, [last, rows, onNear])
  const focus = (place: number) => {
    const next = Math.min(Math.max(place, 0), items.length - 1)
    setAt(next)
    virtual.scrollToIndex(Math.floor(next / across))
    requestAnimationFrame(() => room.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepsOf(across)[event.key]
    if (step !== undefined) {
      if (event.shiftKey && choosing) selection.extend(Math.min(Math.max(at + step, 0), items.length - 1))
      focus(event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : at + step)
    } else if (event.key === ' ' && choosing) selection.toggle(at)
    else if (event.key === 'Enter') onOpen(items[at] as Media)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && choosing) selection.all()
    else if (event.key === 'Escape' && selection.ids.size > 0) selection.none()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const press = (event: MouseEvent, place: number, media: Media) => {
    setAt(place)
    if (!choosing) onOpen(media)
    else if (event.shiftKey) selection.extend(place)
    else if (event.ctrlKey || event.metaKey || selection.ids.size > 0) selection.toggle(place)
    else onOpen(media)
  }
  return (
    <div
      ref={room}
      role="listbox"
      aria-label={t('wall')}
      aria-multiselectable={choosing}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="relative"
      style={{ height: virtual.getTotalSize() }}
    >
      {seen.flatMap((row) =>
        items.slice(row.index * across, (row.index + 1) * across).map((media, column) => {
          const place = row.index * across + column
          const on = selection.ids.has(media.id)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list answers the keys
            <div
              key={media.id}
              role="option"
              aria-selected={on}
              aria-label={nameOf(media)}
              aria-posinset={place + 1}
              aria-setsize={-1}
              title={media.fileName}
              tabIndex={place === Math.min(at, items.length - 1) ? 0 : -1}
              data-place={place}
              draggable
              onFocus={() => setAt(place)}
              onDragStart={(event) => carry(event.dataTransfer, on ? selection.chosen : [media])}
              onClick={(event) => press(event, place, media)}
              className="group/tile absolute top-0 left-0 cursor-pointer rounded-md"
              style={{
                width: side,
                height: side,
                transform: `translate(${column * (side + gap)}px, ${row.start - virtual.options.scrollMargin}px)`,
              }}
            >
              <Face media={media} on={on} />
              {choosing && (
                // biome-ignore lint/a11y/noStaticElementInteractions: the space bar does the same
                // biome-ignore lint/a11y/useKeyWithClickEvents: the space bar does the same
                <span
                  className="absolute top-0 right-0 size-11"
                  onClick={(event) => {
                    event.stopPropagation()
                    setAt(place)
                    if (event.shiftKey) selection.extend(place)
                    else selection.toggle(place)
                  }}
                >
                  <Tick
                    on={on}
                    className={
                      on || selection.ids.size > 0
                        ? undefined
                        : 'opacity-0 group-hover/tile:opacity-100 group-focus-visible/tile:opacity-100 touch:opacity-100'
                    }
                  />
                </span>
              )}
            </div>
          )
        }),
      )}
    </div>
  )
}

const stepsOf = (across: number): Record<string, number> => ({
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: across,
  ArrowUp: -across,
  PageDown: across * 4,
  PageUp: -across * 4,
  Home: 0,
  End: 0,
})

function useWidth() {
  const room = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const here = room.current
    if (!here) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(here)
    setWidth(here.clientWidth)
    return () => observer.disconnect()
  }, [])
  return { room, width }
}
