import { readFile, stat } from 'node:fs/promises'
import type { Metadata, Sharp } from 'sharp'
import { mediaError } from './errors.ts'
import { mostGifBytes, pixelsOfGif, plainGif } from './gif.ts'

/** 108 megapixel phones are welcome; a bomb that unpacks to gigabytes is not. */
const maxPixels = 120_000_000
/** Over all frames of an animation, which are read one after another. */
const maxAnimatedPixels = 400_000_000
/** Pictures in work at once: each may need its whole size in memory. */
const atOnce = 2

let loading: Promise<typeof import('sharp')['default']> | undefined

/** Loaded when the first picture comes: a process that handles none does not pay for it. */
async function engine() {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loading
}

let busy = 0
const waiting: (() => void)[] = []

/** Runs picture work when its turn comes. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= atOnce) await new Promise<void>((go) => waiting.push(go))
  else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

/** Opens a picture with our limits. Its pixels are read only when it is used. */
export async function openPicture(source: string | Buffer, animated = false): Promise<Sharp> {
  const sharp = await engine()
  return sharp(source, {
    animated,
    limitInputPixels: animated ? maxAnimatedPixels : maxPixels,
    failOn: 'error',
    sequentialRead: true,
  })
}

/** Pixels as they are, from one step of work to the next. */
export async function rawPicture({
  data,
  info: { width, height, channels },
}: {
  data: Buffer
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 }
}): Promise<Sharp> {
  return (await engine())(data, { raw: { width, height, channels } })
}

/** Makes a font known to what draws words, for as long as the process lives. The engine takes one with the first word in it. */
export async function loadFont(path: string, family: string): Promise<void> {
  const sharp = await engine()
  await sharp({ text: { text: 'a', font: `${family} 10`, fontfile: path } }).stats()
}

export type CleanPicture = {
  mime: string
  width: number
  height: number
  animated: boolean
  /** null: the file as it came is kept. */
  bytes: Buffer | null
}

/**
 * A picture as we keep it: turned upright, in sRGB, without EXIF, XMP, IPTC and comments, which tell where and with
 * what it was taken. A GIF keeps its frames to the byte once all of them were read, and loses what is no frame.
 */
export async function cleanPicture(path: string, mime: string): Promise<CleanPicture> {
  try {
    const facts = await (await openPicture(path, true)).metadata()
    const animated = (facts.pages ?? 1) > 1
    refuseBombs(facts, animated)
    if (mime === 'image/gif') return await provenGif(path, facts, animated)
    const picture = (await openPicture(path, animated)).autoOrient()
    const out = await encoded(picture, animated ? 'image/webp' : mime, facts.hasAlpha).toBuffer({
      resolveWithObject: true,
    })
    const height = animated ? (out.info.pageHeight ?? facts.pageHeight ?? out.info.height) : out.info.height
    return { mime: typeOf(out.info.format), width: out.info.width, height, animated, bytes: out.data }
  } catch (error) {
    throw asRefusal(error)
  }
}

/** How large a picture is that we keep already. */
export async function lookAt(path: string): Promise<{ width: number; height: number }> {
  try {
    const facts = await (await openPicture(path, true)).metadata()
    refuseBombs(facts, (facts.pages ?? 1) > 1)
    return { width: facts.width, height: facts.pageHeight ?? facts.height }
  } catch (error) {
    throw asRefusal(error)
  }
}

function refuseBombs(facts: Metadata, animated: boolean): void {
  const pixels = facts.width * facts.height
  const max = animated ? maxAnimatedPixels : maxPixels
  if (pixels > max) throw mediaError('too_many_pixels', { pixels, max })
}

async function provenGif(path: string, facts: Metadata, animated: boolean): Promise<CleanPicture> {
  const { size } = await stat(path)
  if (size > mostGifBytes) throw mediaError('too_large', { max: mostGifBytes })
  const bytes = await readFile(path)
  // The engine believes the frames rather than the screen that the head names; whoever shows it may not.
  const pixels = pixelsOfGif(bytes)
  const max = animated ? maxAnimatedPixels : maxPixels
  if (pixels > max) throw mediaError('too_many_pixels', { pixels, max })
  await (await openPicture(path, animated)).stats()
  return {
    mime: 'image/gif',
    width: facts.width,
    height: facts.pageHeight ?? facts.height,
    animated,
    bytes: plainGif(bytes),
  }
}

/** AVIF is taken by hardly any network and slow to write: it becomes JPEG, or PNG where it can be seen through. */
function encoded(picture: Sharp, mime: string, hasAlpha: boolean): Sharp {
  if (mime === 'image/webp') return picture.webp({ quality: 95 })
  if (mime === 'image/png' || (mime === 'image/avif' && hasAlpha)) return picture.png()
  return picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
}

export const typeOf = (format: string): string => `image/${format}`

/**
 * What libvips says of a broken or too large file, in our words. It says it as a bare error, in many words of many readers;
 * what comes from the machine (a code, a lack of memory or room) or from us is thrown on.
 */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error.constructor !== Error || 'code' in error) return error
  const words = error.message
  if (/pixel limit/i.test(words)) return mediaError('too_many_pixels', { pixels: 'more', max: maxPixels })
  // A reader that refuses a file for its sizes speaks of memory, too.
  const machine = /out of memory|unable to allocate|cannot allocate|no space left|too many open files/i
  return machine.test(words) && !/limit exceeded|bad image dimensions/i.test(words)
    ? error
    : mediaError('not_readable')
}
