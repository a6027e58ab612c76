import type { Sharp } from 'sharp'

/**
 * What a picture looks like, in few bits that change little when it is made smaller, packed anew or framed.
 * `steps`: where it grows darker from left to right (dHash). `waves`: its coarse shapes (pHash, by cosines).
 * `flat`: so little is on it that the bits tell nothing.
 */
export type PictureHash = { steps: string; waves: string; flat: boolean }

const fine = 32
const coarse = 8

/** Most pixels that are unpacked: a small file may unfold into gigabytes. */
const mostPixels = 40_000_000

/** Null where the bytes are no picture. */
export async function hashPicture(bytes: Uint8Array): Promise<PictureHash | null> {
  // Loaded when a picture comes: most processes never see one.
  const { default: sharp } = await import('sharp')
  const open = (): Sharp =>
    sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .greyscale()
  try {
    const rows = await open()
      .resize(coarse + 1, coarse, { fit: 'fill' })
      .raw()
      .toBuffer()
    const dots = await open().resize(fine, fine, { fit: 'fill' }).raw().toBuffer()
    return { steps: hexOf(stepsOf(rows)), waves: hexOf(wavesOf(dots)), flat: spread(dots) < 6 }
  } catch {
    return null
  }
}

function stepsOf(rows: Uint8Array): boolean[] {
  const bits: boolean[] = []
  for (let y = 0; y < coarse; y++)
    for (let x = 0; x < coarse; x++) {
      const at = y * (coarse + 1) + x
      // A step of packing noise is none.
      bits.push((rows[at] ?? 0) > (rows[at + 1] ?? 0) + 2)
    }
  return bits
}

const cosines = Array.from({ length: coarse }, (_, k) =>
  Array.from({ length: fine }, (_, n) => Math.cos(((2 * n + 1) * k * Math.PI) / (2 * fine))),
)

function wavesOf(dots: Uint8Array): boolean[] {
  const waves: number[] = []
  for (let v = 0; v < coarse; v++)
    for (let u = 0; u < coarse; u++) {
      let sum = 0
      for (let y = 0; y < fine; y++)
        for (let x = 0; x < fine; x++)
          sum += (dots[y * fine + x] ?? 0) * (cosines[u]?.[x] ?? 0) * (cosines[v]?.[y] ?? 0)
      waves.push(sum)
    }
  // The first is the brightness of all of it and says nothing of its shapes.
  const sorted = waves.slice(1).sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  return waves.map((wave, n) => n > 0 && wave > middle)
}

function spread(dots: Uint8Array): number {
  const mean = dots.reduce((sum, dot) => sum + dot, 0) / dots.length
  return Math.sqrt(dots.reduce((sum, dot) => sum + (dot - mean) ** 2, 0) / dots.length)
}

const hexOf = (bits: readonly boolean[]): string =>
  BigInt(`0b${bits.map(Number).join('')}`)
    .toString(16)
    .padStart(16, '0')

/** How many of 64 bits differ (Hamming). */
export function bitsApart(one: string, other: string): number {
  let rest = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let bits = 0
  for (; rest > 0n; rest >>= 1n) bits += Number(rest & 1n)
  return bits
}

export type PictureLikeness = 'same' | 'near' | 'other' | 'unknown'

/** How like two pictures are. Of chance two of 64 bits differ in 32; see the test for what packing and framing do. */
export function comparePictures(one: PictureHash | null, other: PictureHash | null): PictureLikeness {
  if (!one || !other || one.flat || other.flat) return 'unknown'
  const [steps, waves] = [bitsApart(one.steps, other.steps), bitsApart(one.waves, other.waves)]
  if (waves <= 8 || (steps <= 6 && waves <= 14)) return 'same'
  return waves <= 14 || (steps <= 10 && waves <= 18) ? 'near' : 'other'
}
