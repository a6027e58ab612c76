import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { strangeSigns } from './plain/signs.ts'

/** Faces that come with the program, each in Latin, Cyrillic, Greek, Vietnamese and Thai. */
export const Typeface = z.enum(['sans', 'serif'])
export type Typeface = z.infer<typeof Typeface>

export const Colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'A colour is written like #1f6f5c.')

const Share = z.number().min(0).max(1)

export const mostLines = 12
const Text = z
  .string()
  .max(400)
  .refine((text) => !/[^\P{Cc}\n]/u.test(text), { error: 'A text holds no control characters.' })
  .refine((text) => text.split('\n').length <= mostLines, {
    error: `A text has at most ${mostLines} lines.`,
  })
  .refine((text) => strangeSigns(text).length === 0, {
    error: 'No font here has all of its signs: emoji and some scripts cannot be written on pictures.',
  })

/** Words on a picture. Places and sizes are shares of it, so that they stand alike on every crop. */
export const Words = z.object({
  text: Text,
  font: Typeface,
  bold: z.boolean(),
  /** Height of the letters, as a share of the shorter side. */
  size: z.number().min(0.015).max(0.4),
  colour: Colour,
  align: z.enum(['start', 'middle', 'end']),
  /** Where it stands: of its start, middle or end across, of its middle down. */
  x: Share,
  y: Share,
  /** What lifts it off the picture. */
  ground: z.enum(['none', 'outline', 'band']),
  groundColour: Colour,
})
export type Words = z.infer<typeof Words>

/** A picture of the library laid on another. */
export const Logo = z.object({
  mediaId: Id,
  /** Its width as a share of the picture's. */
  width: z.number().min(0.02).max(1),
  /** Of its middle. */
  x: Share,
  y: Share,
  opacity: z.number().min(0.1).max(1),
})
export type Logo = z.infer<typeof Logo>

const Pixel = z.int().min(0).max(100_000)
export const Crop = z.object({
  left: Pixel,
  top: Pixel,
  width: Pixel.min(1),
  height: Pixel.min(1),
})
export type Crop = z.infer<typeof Crop>

export const mostWords = 10
export const mostLogos = 4
/** Longest side of what is made; no network takes more. */
export const mostSide = 6000
/** Shortest side that can be cropped. */
export const leastCrop = 16

export const mostAngle = 45

/**
 * What is done to a picture, in this order: turned, mirrored, made straight, cropped, logos laid on, words written. The crop is in pixels of
 * the turned picture. What matters most in it (`focus`) is kept where a shape is chosen.
 */
export const Recipe = z.strictObject({
  turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  mirror: z.boolean(),
  /** Degrees to the right by which it is made straight, about its middle; what then sticks out is cut off. */
  angle: z.number().min(-mostAngle).max(mostAngle).default(0),
  focus: z.object({ x: Share, y: Share }),
  crop: Crop,
  logos: z.array(Logo).max(mostLogos),
  words: z.array(Words).max(mostWords),
})
export type Recipe = z.infer<typeof Recipe>

export const EditBody = z.object({ recipe: Recipe })
export type EditBody = z.infer<typeof EditBody>

export const EditId = z.object({ id: Id })

/** What the editor opens: the original, and what was done to it where this one was made of it. */
export const Edit = z.object({
  source: z.object({
    id: Id,
    fileName: z.string(),
    mime: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    alt: z.string(),
  }),
  /** null: nothing was done to it, it is the original. */
  recipe: Recipe.nullable(),
  /** How many pictures were made of the original. */
  copies: z.number().int(),
})
export type Edit = z.infer<typeof Edit>
