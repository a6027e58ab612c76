import { type Crop, leastCrop, type Recipe } from '../contract.ts'
import { heldIn, holds, slanted, widestIn } from './slant.ts'

export type Size = { width: number; height: number }
export type Turn = Recipe['turn']

/** How large a picture is once it is turned. */
export const turned = ({ width, height }: Size, turn: Turn): Size =>
  turn % 180 === 0 ? { width, height } : { width: height, height: width }

export const wholeCrop = (size: Size): Crop => ({ left: 0, top: 0, width: size.width, height: size.height })

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** A crop that lies in the picture, moved rather than made smaller. */
export function within(crop: Crop, size: Size, angle = 0): Crop {
  if (angle !== 0) return heldIn(size, crop, angle)
  const width = clamp(Math.round(crop.width), 1, size.width)
  const height = clamp(Math.round(crop.height), 1, size.height)
  return {
    width,
    height,
    left: clamp(Math.round(crop.left), 0, size.width - width),
    top: clamp(Math.round(crop.top), 0, size.height - height),
  }
}

/** The largest crop of a shape (width by height) with what matters most as near to its middle as can be. */
export function cropTo(size: Size, ratio: number, focus: { x: number; y: number }, angle = 0): Crop {
  const widest = widestIn(size, ratio, angle)
  const width = Math.min(size.width, Math.round(widest))
  const height = Math.min(size.height, Math.round(widest / ratio))
  return within(
    { width, height, left: focus.x * size.width - width / 2, top: focus.y * size.height - height / 2 },
    size,
    angle,
  )
}

/**
 * The recipe with its picture made straight by another angle; what matters most goes with it. A crop that was as large as
 * its shape could be stays so, in both directions of a slider; another one gives way where it must.
 */
export function straightened(recipe: Recipe, size: Size, angle: number): Recipe {
  const { crop, focus } = recipe
  const ratio = crop.width / crop.height
  const isLargest = crop.width >= widestIn(size, ratio, recipe.angle) - 3
  const middle = {
    x: (crop.left + crop.width / 2) / size.width,
    y: (crop.top + crop.height / 2) / size.height,
  }
  const next = isLargest ? cropTo(size, ratio, middle, angle) : within(crop, size, angle)
  const isNearlyWhole = angle === 0 && size.width - next.width <= 3 && size.height - next.height <= 3
  const mark = slanted({ x: focus.x * size.width, y: focus.y * size.height }, size, angle - recipe.angle)
  return {
    ...recipe,
    angle,
    crop: isNearlyWhole ? wholeCrop(size) : next,
    focus: { x: clamp(mark.x / size.width, 0, 1), y: clamp(mark.y / size.height, 0, 1) },
  }
}

export const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type Handle = (typeof handles)[number]

/** A crop of which one side or corner was moved, in a picture that may be slanted: there it goes as far as it can. */
export function resized(
  begin: Crop,
  handle: Handle,
  by: { x: number; y: number },
  size: Size,
  ratio: number | null,
  angle = 0,
): Crop {
  if (angle === 0) return pulled(begin, handle, by, size, ratio)
  const pull = (x: number, y: number): Crop => {
    const crop = pulled(begin, handle, { x: by.x * x, y: by.y * y }, size, ratio)
    // The least that can be cropped may be more than a small picture holds.
    return x === 0 && y === 0 && !holds(size, crop, angle) ? begin : crop
  }
  const farthest = (pullBy: (share: number) => Crop): number => {
    if (holds(size, pullBy(1), angle)) return 1
    let [least, most] = [0, 1]
    for (let time = 0; time < 12; time++) {
      const share = (least + most) / 2
      if (holds(size, pullBy(share), angle)) least = share
      else most = share
    }
    return least
  }
  if (ratio !== null) {
    const share = farthest((one) => pull(one, one))
    return pull(share, share)
  }
  // First across, then down, so that a corner slides along the edge that it has reached.
  const across = farthest((one) => pull(one, 0))
  return pull(
    across,
    farthest((one) => pull(across, one)),
  )
}

/** A shape that is kept keeps what lies opposite in its place. */
function pulled(
  begin: Crop,
  handle: Handle,
  by: { x: number; y: number },
  size: Size,
  ratio: number | null,
): Crop {
  const [west, east] = [handle.includes('w'), handle.includes('e')]
  const [north, south] = [handle.startsWith('n'), handle.startsWith('s')]
  const [right, bottom] = [begin.left + begin.width, begin.top + begin.height]
  const left = west ? clamp(begin.left + by.x, 0, right - leastCrop) : begin.left
  const top = north ? clamp(begin.top + by.y, 0, bottom - leastCrop) : begin.top
  const width = (east ? clamp(right + by.x, left + leastCrop, size.width) : right) - left
  const height = (south ? clamp(bottom + by.y, top + leastCrop, size.height) : bottom) - top
  if (ratio === null) return within({ left, top, width, height }, size)
  const x = west ? right : east ? begin.left : begin.left + begin.width / 2
  const y = north ? bottom : south ? begin.top : begin.top + begin.height / 2
  const room = {
    x: west ? x : east ? size.width - x : 2 * Math.min(x, size.width - x),
    y: north ? y : south ? size.height - y : 2 * Math.min(y, size.height - y),
  }
  const wanted = Math.max(west || east ? width : height * ratio, leastCrop * Math.max(1, ratio))
  const wide = Math.min(wanted, room.x, room.y * ratio)
  const high = wide / ratio
  return within(
    {
      width: wide,
      height: high,
      left: west ? x - wide : east ? x : x - wide / 2,
      top: north ? y - high : south ? y : y - high / 2,
    },
    size,
  )
}

/** The same place of a picture after one more quarter turn to the right. */
const turnCrop = (crop: Crop, size: Size): Crop => ({
  left: size.height - crop.top - crop.height,
  top: crop.left,
  width: crop.height,
  height: crop.width,
})

const mirrorCrop = (crop: Crop, size: Size): Crop => ({
  ...crop,
  left: size.width - crop.left - crop.width,
})

/** The recipe with its picture turned by a quarter to the right; crop and focus go with it. `size` is as it stands now. */
export function turnRight(recipe: Recipe, size: Size): Recipe {
  const { x, y } = recipe.focus
  // What is mirrored is mirrored after it is turned: seen in a mirror, it must be turned the other way.
  const by = recipe.mirror ? 270 : 90
  return {
    ...recipe,
    turn: ((recipe.turn + by) % 360) as Turn,
    crop: turnCrop(recipe.crop, size),
    focus: { x: 1 - y, y: x },
  }
}

export const mirrored = (recipe: Recipe, size: Size): Recipe => ({
  ...recipe,
  mirror: !recipe.mirror,
  angle: recipe.angle === 0 ? 0 : -recipe.angle,
  crop: mirrorCrop(recipe.crop, size),
  focus: { x: 1 - recipe.focus.x, y: recipe.focus.y },
})

/** Where a crop of the turned and mirrored picture lies in the picture as it is kept. */
export function cropInSource(recipe: Pick<Recipe, 'turn' | 'mirror' | 'crop'>, source: Size): Crop {
  const seen = turned(source, recipe.turn)
  const { left, top, width, height } = recipe.mirror ? mirrorCrop(recipe.crop, seen) : recipe.crop
  if (recipe.turn === 90)
    return { left: top, top: source.height - left - width, width: height, height: width }
  if (recipe.turn === 180)
    return { left: source.width - left - width, top: source.height - top - height, width, height }
  if (recipe.turn === 270)
    return { left: source.width - top - height, top: left, width: height, height: width }
  return { left, top, width, height }
}

/** How large the result is. */
export function madeSize({ crop }: Pick<Recipe, 'crop'>, mostSide: number): Size {
  const scale = Math.min(1, mostSide / Math.max(crop.width, crop.height))
  return {
    width: Math.max(1, Math.round(crop.width * scale)),
    height: Math.max(1, Math.round(crop.height * scale)),
  }
}

/**
 * Which part of the turned and mirrored picture a crop needs that is made straight afterwards: the box around it, whole pixels
 * inside the picture. Without an angle it is the crop.
 */
export function neededFor({ crop, angle }: Pick<Recipe, 'crop' | 'angle'>, size: Size): Crop {
  if (angle === 0) return crop
  const corners = [0, 1].flatMap((across) =>
    [0, 1].map((down) =>
      slanted({ x: crop.left + across * crop.width, y: crop.top + down * crop.height }, size, -angle),
    ),
  )
  const [across, down] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const left = clamp(Math.floor(Math.min(...across)) - 1, 0, size.width - 1)
  const top = clamp(Math.floor(Math.min(...down)) - 1, 0, size.height - 1)
  return {
    left,
    top,
    width: clamp(Math.ceil(Math.max(...across)) + 1, left + 1, size.width) - left,
    height: clamp(Math.ceil(Math.max(...down)) + 1, top + 1, size.height) - top,
  }
}

/** Nothing is done by it. */
export const isPlain = (recipe: Recipe, source: Size): boolean =>
  recipe.turn === 0 &&
  !recipe.mirror &&
  recipe.angle === 0 &&
  recipe.logos.length === 0 &&
  recipe.words.every(({ text }) => text.trim() === '') &&
  recipe.crop.width === source.width &&
  recipe.crop.height === source.height

export const plainRecipe = (source: Size): Recipe => ({
  turn: 0,
  mirror: false,
  angle: 0,
  focus: { x: 0.5, y: 0.5 },
  crop: wholeCrop(source),
  logos: [],
  words: [],
})
