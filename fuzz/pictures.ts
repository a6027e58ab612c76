import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { typeOfContent } from '../src/modules/create/media/content.ts'
import { imageTypes } from '../src/modules/create/media/contract.ts'
import { cleanPicture } from '../src/modules/create/media/picture.ts'
import { mostSide, type Recipe, Words } from '../src/modules/create/pictures/contract.ts'
import { drawPicture } from '../src/modules/create/pictures/draw.ts'
import { readyFonts } from '../src/modules/create/pictures/fonts.ts'
import { madeSize, turned, within } from '../src/modules/create/pictures/plain/geometry.ts'
import { AppError } from '../src/platform/errors.ts'
import type { Question } from './question.ts'

const folder = await mkdtemp(join(tmpdir(), 'carillon-fuzz-'))
process.on('exit', () => void rm(folder, { recursive: true, force: true }))

const size = { width: 60, height: 40 }
const noise = sharp({
  create: {
    ...{ ...size, channels: 3, background: '#888' },
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
})
const samples = await Promise.all(
  (['png', 'jpeg', 'webp', 'gif', 'avif'] as const).map((type) =>
    noise
      .clone()
      .toFormat(type)
      .withExif({ IFD0: { Make: 'SecretCam' } })
      .toBuffer(),
  ),
)

/** A picture of which some bytes are others, or that is cut off, or has something behind it. */
const broken = fc
  .record({
    sample: fc.nat(samples.length - 1),
    changes: fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 12 }),
    keep: fc.option(fc.nat(4000)),
    tail: fc.uint8Array({ maxLength: 60 }),
  })
  .map(({ sample, changes, keep, tail }) => {
    const bytes = Buffer.from(samples[sample] ?? [])
    for (const [at, value] of changes) bytes[at % bytes.length] = value
    return Buffer.concat([keep === null ? bytes : bytes.subarray(0, keep), tail])
  })

/** Taken in clean, or refused in words: anything else is a fault. */
async function takenOrRefused(bytes: Buffer): Promise<void> {
  const path = join(folder, 'one')
  await writeFile(path, bytes)
  try {
    const mime = await typeOfContent(path)
    if (!imageTypes.some((type) => type === mime)) return
    const clean = await cleanPicture(path, mime)
    const kept = clean.bytes ?? bytes
    if (kept.includes('SecretCam')) throw new Error(`The camera is still named in a ${mime}`)
    const facts = await sharp(kept).metadata()
    if (facts.width !== clean.width) throw new Error(`Said ${clean.width} wide, is ${facts.width}`)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

const share = fc.double({ min: 0, max: 1, noNaN: true })
const colour = fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`)
const words: fc.Arbitrary<Words> = fc.record({
  text: fc.string({ unit: 'grapheme', maxLength: 60 }),
  font: fc.constantFrom('sans', 'serif'),
  bold: fc.boolean(),
  size: fc.double({ min: 0.015, max: 0.4, noNaN: true }),
  colour,
  align: fc.constantFrom('start', 'middle', 'end'),
  ...{ x: share, y: share },
  ground: fc.constantFrom('none', 'outline', 'band'),
  groundColour: colour,
})

const recipes = fc.constantFrom(0, 90, 180, 270).chain((turn) => {
  const seen = turned(size, turn as Recipe['turn'])
  return fc.record({ left: fc.nat(seen.width - 1), top: fc.nat(seen.height - 1) }).chain((at) =>
    fc.record({
      turn: fc.constant(turn as Recipe['turn']),
      mirror: fc.boolean(),
      angle: fc.oneof(fc.constant(0), fc.double({ min: -45, max: 45, noNaN: true })),
      focus: fc.record({ x: share, y: share }),
      crop: fc.record({
        left: fc.constant(at.left),
        top: fc.constant(at.top),
        width: fc.integer({ min: 1, max: seen.width - at.left }),
        height: fc.integer({ min: 1, max: seen.height - at.top }),
      }),
      logos: fc.array(
        fc.record({
          mediaId: fc.uuid(),
          width: fc.double({ min: 0.02, max: 1, noNaN: true }),
          ...{ x: share, y: share },
          opacity: fc.double({ min: 0.1, max: 1, noNaN: true }),
        }),
        { maxLength: 2 },
      ),
      words: fc.array(words, { maxLength: 2 }),
    }),
  )
})

const fontName = await readyFonts({ config: { home: folder } } as Parameters<typeof readyFonts>[0])

/** Every recipe that the contract takes makes a picture of the size that it says. */
async function drawn(recipe: Recipe): Promise<void> {
  if (!recipe.words.every((one) => Words.safeParse(one).success)) return
  const [bytes = Buffer.alloc(0)] = samples
  const logos = recipe.logos.map((logo) => ({ logo, bytes }))
  // What the service refuses; the crop is moved inside as the screen does it.
  const crop = within(recipe.crop, turned(size, recipe.turn), recipe.angle)
  const asked = { ...recipe, crop }
  const made = await drawPicture({ ...size, bytes, mime: 'image/png' }, asked, logos, fontName)
  const wanted = madeSize(asked, mostSide)
  if (made.width !== wanted.width || made.height !== wanted.height)
    throw new Error(`Made ${made.width} × ${made.height} instead of ${wanted.width} × ${wanted.height}`)
}

export const questions: readonly Question[] = [
  { name: 'pictures-are-taken-clean-or-refused', property: fc.asyncProperty(broken, takenOrRefused) },
  { name: 'recipes-make-what-they-say', property: fc.asyncProperty(recipes, drawn) },
]
