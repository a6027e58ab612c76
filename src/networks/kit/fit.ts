import type { Bounds, ImageRule } from './manifest.ts'

export type Size = { mime: string; bytes: number; width: number; height: number }

/** By how much a picture is made smaller for a rule; 1 where it is small enough. */
export function scaleFor({ width, height }: Pick<Size, 'width' | 'height'>, rule: ImageRule): number {
  const side = rule.maxSide === undefined ? 1 : rule.maxSide / Math.max(width, height)
  const area = rule.maxPixels === undefined ? 1 : Math.sqrt(rule.maxPixels / (width * height))
  return Math.min(1, side, area)
}

export const floorSize = ({ width, height }: Pick<Size, 'width' | 'height'>, scale: number) => ({
  width: Math.max(1, Math.floor(width * scale)),
  height: Math.max(1, Math.floor(height * scale)),
})

/** Goes out as it is. */
export function fits(picture: Size, rule: ImageRule): boolean {
  const own = picture.mime === 'image/gif' ? { ...rule, ...rule.moving } : rule
  return own.mime.includes(picture.mime) && picture.bytes <= own.maxBytes && scaleFor(picture, own) === 1
}

/** What a shape is at a network: refused, or shown in part only; null where it is taken and shown whole. */
export function shapeOf(picture: Pick<Size, 'width' | 'height'>, rule: ImageRule): 'refused' | 'cut' | null {
  if (isOutside(picture, rule.shape?.taken)) return 'refused'
  return isOutside(picture, rule.shape?.whole) ? 'cut' : null
}

/** A pixel more or less is no other shape: sizes are whole numbers, shapes are not. */
export function isOutside({ width, height }: Pick<Size, 'width' | 'height'>, bounds?: Bounds): boolean {
  const { least = 0, most = Number.POSITIVE_INFINITY } = bounds ?? {}
  return (width + 1) / height < least || (width - 1) / height > most
}

/** What becomes of a picture on its way to a network; what stays as it is, is null. */
export type Fitting = {
  /** One of these types instead of its own. */
  types: readonly string[] | null
  size: { width: number; height: number } | null
  /** Packed until it has no more bytes, with fewer pixels if need be. */
  maxBytes: number | null
  /** An animation of which the first frame is left. */
  still: boolean
}

/** Null for what goes out as it is. The server makes it so (create/media); the composer says it beforehand. */
export function fittingOf(picture: Size, rule: ImageRule): Fitting | null {
  if (fits(picture, rule)) return null
  const scale = scaleFor(picture, rule)
  const types = rule.mime.filter((mime) => mime !== 'image/gif')
  return {
    types: rule.mime.includes(picture.mime) ? null : types,
    size: scale < 1 ? floorSize(picture, scale) : null,
    maxBytes: picture.bytes > rule.maxBytes ? rule.maxBytes : null,
    still: picture.mime === 'image/gif',
  }
}
