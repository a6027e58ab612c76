import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { useSelection } from './selection.tsx'

type Box = { left: number; top: number; width: number; height: number }

/** Shorter than this it is a press. */
const least = 6

/**
 * A frame pulled by the mouse over empty ground selects what it touches. It begins where no button, link or entry is; with
 * Ctrl or Shift held it adds to what is selected.
 */
export function useLasso(room: RefObject<HTMLElement | null>) {
  const { set, clear, entries } = useSelection()
  const start = useRef<{ x: number; y: number; kept: readonly string[] } | null>(null)
  const [box, setBox] = useState<Box | null>(null)
  const onPointerDown = (event: PointerEvent) => {
    const { target, pointerType, button } = event
    if (pointerType !== 'mouse' || button !== 0 || !(target instanceof HTMLElement)) return
    if (target.closest('button, a, input, [data-entry], [role="menu"]')) return
    const adds = event.ctrlKey || event.metaKey || event.shiftKey
    start.current = { x: event.clientX, y: event.clientY, kept: adds ? entries.map(({ key }) => key) : [] }
  }
  const onPointerMove = (event: PointerEvent) => {
    const from = start.current
    if (!from) return
    const [width, height] = [Math.abs(event.clientX - from.x), Math.abs(event.clientY - from.y)]
    if (!box && Math.max(width, height) < least) return
    event.currentTarget.setPointerCapture?.(event.pointerId)
    const next = {
      left: Math.min(event.clientX, from.x),
      top: Math.min(event.clientY, from.y),
      width,
      height,
    }
    setBox(next)
    set(new Set([...from.kept, ...touched(room.current, next)]))
  }
  const onPointerUp = () => {
    if (start.current && !box && start.current.kept.length === 0) clear()
    start.current = null
    setBox(null)
  }
  return { box, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp } }
}

function touched(room: HTMLElement | null, { left, top, width, height }: Box): string[] {
  const found = room?.querySelectorAll<HTMLElement>('[data-entry]') ?? []
  return [...found].flatMap((entry) => {
    const at = entry.getBoundingClientRect()
    const meets = at.left < left + width && at.right > left && at.top < top + height && at.bottom > top
    return meets && entry.dataset.entry ? [entry.dataset.entry] : []
  })
}
