import type { Crop } from '../contract.ts'

type Size = { width: number; height: number }
type Point = { x: number; y: number }

/** So far a crop stays away from the edge of a slanted picture: what is drawn there is mixed with what lies beyond. */
const margin = 2

const radians = (angle: number): number => (angle * Math.PI) / 180

/** A place of a picture once the picture is turned about its middle by so many degrees to the right. */
export function slanted({ x, y }: Point, { width, height }: Size, angle: number): Point {
  const [cos, sin] = [Math.cos(radians(angle)), Math.sin(radians(angle))]
  const [right, down] = [x - width / 2, y - height / 2]
  return { x: width / 2 + right * cos - down * sin, y: height / 2 + right * sin + down * cos }
}

/** How much room an upright box of one pixel across or down takes in a slanted picture. */
const shares = (angle: number) => ({
  cos: Math.abs(Math.cos(radians(angle))),
  sin: Math.abs(Math.sin(radians(angle))),
})

/** Of a shape the largest crop that a slanted picture holds, as a width. */
export function widestIn({ width, height }: Size, ratio: number, angle: number): number {
  if (angle === 0) return Math.min(width, height * ratio)
  const { cos, sin } = shares(angle)
  const [wide, high] = roomIn({ width, height })
  return Math.min(width, height * ratio, wide / (cos + sin / ratio), high / (sin + cos / ratio))
}

const roomIn = ({ width, height }: Size): readonly [number, number] => [
  Math.max(1, width - 2 * margin),
  Math.max(1, height - 2 * margin),
]

/** Whether all of a crop shows something of a slanted picture. */
export function holds(size: Size, crop: Crop, angle: number): boolean {
  if (crop.left < 0 || crop.top < 0) return false
  if (crop.left + crop.width > size.width || crop.top + crop.height > size.height) return false
  if (angle === 0) return true
  const middle = slanted(middleOf(crop), size, -angle)
  const most = reachOf(size, crop, angle, 1)
  return Math.abs(middle.x - size.width / 2) <= most.x && Math.abs(middle.y - size.height / 2) <= most.y
}

const middleOf = ({ left, top, width, height }: Crop): Point => ({ x: left + width / 2, y: top + height / 2 })

/** How far the middle of a crop may be from the middle of the picture, along the sides of the slanted picture. */
function reachOf(size: Size, { width, height }: Size, angle: number, from: number): Point {
  const { cos, sin } = shares(angle)
  return {
    x: Math.max(0, (size.width - 2 * from - width * cos - height * sin) / 2),
    y: Math.max(0, (size.height - 2 * from - width * sin - height * cos) / 2),
  }
}

const clamp = (value: number, most: number): number => Math.min(Math.max(value, -most), most)

/** A crop that a slanted picture holds: as large as it is where there is room, and as near to where it was as can be. */
export function heldIn(size: Size, crop: Crop, angle: number): Crop {
  const ratio = crop.width / crop.height
  const width = Math.max(1, Math.floor(Math.min(crop.width, widestIn(size, ratio, angle))))
  const height = Math.max(1, Math.floor(Math.min(crop.height, widestIn(size, ratio, angle) / ratio)))
  const slack = reachOf(size, { width, height }, angle, margin)
  const room = { x: (size.width - width) / 2, y: (size.height - height) / 2 }
  const half = { x: size.width / 2, y: size.height / 2 }
  let at = middleOf(crop)
  // To and fro between both bounds, each time nearer; what is left is made up for by a step to the middle, which both hold.
  for (let time = 0; time < 8; time++) {
    const inFrame = { x: half.x + clamp(at.x - half.x, room.x), y: half.y + clamp(at.y - half.y, room.y) }
    const there = slanted(inFrame, size, -angle)
    at = slanted(
      { x: half.x + clamp(there.x - half.x, slack.x), y: half.y + clamp(there.y - half.y, slack.y) },
      size,
      angle,
    )
  }
  const away = { x: at.x - half.x, y: at.y - half.y }
  const share = Math.min(1, over(room.x, away.x), over(room.y, away.y))
  return {
    width,
    height,
    left: clampTo(Math.round(half.x + away.x * share - width / 2), size.width - width),
    top: clampTo(Math.round(half.y + away.y * share - height / 2), size.height - height),
  }
}

const over = (most: number, value: number): number => (value === 0 ? 1 : most / Math.abs(value))
const clampTo = (value: number, most: number): number => Math.min(Math.max(value, 0), Math.max(0, most))
