import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { Crop, Recipe } from '../../../modules/create/pictures/contract.ts'

export type Picked = { kind: 'words' | 'logos'; index: number }
export type Box = { x: number; y: number; width: number; height: number }
export type Change = (update: (now: Recipe) => Recipe, mark?: string) => void

type Point = { x: number; y: number }
type Drag = {
  begin: (at: Point) => void
  /** By how much it was moved since it began, in units of the drawing. */
  move: (by: Point, at: Point) => void
}

/** Where a pointer is in the units of the drawing that it is over. */
function placeIn(event: PointerEvent<SVGGElement>): Point {
  const matrix = event.currentTarget.getScreenCTM()?.inverse()
  if (!matrix) return { x: 0, y: 0 }
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
  return { x, y }
}

/** Something in a drawing that follows mouse, finger and pen. */
export function useDrag({ begin, move }: Drag) {
  const from = useRef<Point | null>(null)
  const end = () => {
    from.current = null
  }
  return {
    onPointerDown: (event: PointerEvent<SVGGElement>) => {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      from.current = placeIn(event)
      begin(from.current)
    },
    onPointerMove: (event: PointerEvent<SVGGElement>) => {
      if (!from.current) return
      const at = placeIn(event)
      move({ x: at.x - from.current.x, y: at.y - from.current.y }, at)
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

/** Which way an arrow key points; null for other keys. */
export function arrow({ key }: KeyboardEvent): { x: number; y: number } | null {
  if (key === 'ArrowLeft') return { x: -1, y: 0 }
  if (key === 'ArrowRight') return { x: 1, y: 0 }
  if (key === 'ArrowUp') return { x: 0, y: -1 }
  return key === 'ArrowDown' ? { x: 0, y: 1 } : null
}

export const moved = (crop: Crop, by: { x: number; y: number }): Crop => ({
  ...crop,
  left: crop.left + by.x,
  top: crop.top + by.y,
})
