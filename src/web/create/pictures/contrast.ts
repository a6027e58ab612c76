/** How well letters stand off a picture; the numbers of WCAG 2.2. */

const channel = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

export const luminance = (red: number, green: number, blue: number): number =>
  0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)

export const luminanceOf = (colour: string): number =>
  luminance(
    Number.parseInt(colour.slice(1, 3), 16),
    Number.parseInt(colour.slice(3, 5), 16),
    Number.parseInt(colour.slice(5, 7), 16),
  )

export const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)

/** What large letters need. */
export const enough = 3

/** Which share of what lies under letters leaves them hard to read. `pixels`: red, green, blue, and what is seen through. */
export function hardShare(colour: string, pixels: ArrayLike<number>): number {
  const own = luminanceOf(colour)
  let hard = 0
  const count = Math.floor(pixels.length / 4)
  for (let at = 0; at < count * 4; at += 4) {
    const under = luminance(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)
    if (contrast(own, under) < enough) hard++
  }
  return count === 0 ? 0 : hard / count
}
