import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Colour, Typeface } from '../pictures/contract.ts'

export const mostColours = 24
export const mostLogos = 12

const Name = z.string().trim().min(1).max(80)

export const BrandColour = z.object({ name: Name, value: Colour })
export type BrandColour = z.infer<typeof BrandColour>

export const BrandFont = z.object({ font: Typeface, bold: z.boolean() })
export type BrandFont = z.infer<typeof BrandFont>

export const BrandFonts = z.object({ heading: BrandFont, text: BrandFont })
export type BrandFonts = z.infer<typeof BrandFonts>

const Colours = z
  .array(BrandColour)
  .max(mostColours)
  .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, {
    error: 'Each colour stands here once.',
  })

export const BrandBody = z.object({
  /** As it was read; a kit that somebody changed meanwhile is not written over. */
  version: z.int().min(0),
  colours: Colours,
  fonts: BrandFonts,
  logos: z
    .array(z.object({ mediaId: Id, name: Name }))
    .max(mostLogos)
    .refine((all) => new Set(all.map(({ mediaId }) => mediaId)).size === all.length, {
      error: 'Each logo stands here once.',
    }),
})
export type BrandBody = z.infer<typeof BrandBody>

/** A logo as it lies in the library. */
export const BrandLogo = z.object({
  mediaId: Id,
  name: z.string(),
  kind: z.literal('image'),
  mime: z.string(),
  width: z.number().int(),
  height: z.number().int(),
})
export type BrandLogo = z.infer<typeof BrandLogo>

/** How the brand looks: its logos, colours and fonts. Version 0: nobody has said anything yet. */
export const BrandKit = z.object({
  version: z.number().int(),
  colours: z.array(BrandColour),
  fonts: BrandFonts,
  logos: z.array(BrandLogo),
})
export type BrandKit = z.infer<typeof BrandKit>
