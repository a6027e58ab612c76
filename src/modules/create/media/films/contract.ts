import { z } from 'zod'
import { Id } from '../../../../app/id.ts'

const word = z.string().max(60)

/** What is in a film, in the names that FFmpeg has for them. */
export const FilmFacts = z.object({
  videoCodec: word,
  pixelFormat: word,
  /** HDR by PQ or HLG, or a wider range of colours than a plain screen shows; absent where nobody looked for it. */
  colour: z.enum(['pq', 'hlg', 'wide']).nullable().optional(),
  frameRate: z.number().nullable(),
  /** Degrees by which it is turned when it is shown; width and height are those that are seen. */
  rotation: z.number().int(),
  /** Bits a second, all of it. */
  bitrate: z.number().nullable(),
  /** null: without sound. */
  audioCodec: word.nullable(),
  audioChannels: z.number().int().nullable(),
})
export type FilmFacts = z.infer<typeof FilmFacts>

/** What is said in a film, by language; the digest names the words. */
export const CaptionsRef = z.object({
  language: z.string(),
  digest: z.string(),
  /** As WebVTT. */
  bytes: z.number().int().optional(),
})
export type CaptionsRef = z.infer<typeof CaptionsRef>

export const ConversionState = z.enum(['waiting', 'working', 'done', 'failed', 'cancelled'])
export type ConversionState = z.infer<typeof ConversionState>

/** A film that is made otherwise: for the rules of networks, or cut. */
export const Conversion = z.object({
  id: Id,
  mediaId: Id,
  fileName: z.string(),
  kind: z.enum(['fit', 'trim']),
  /** Whose rules it is made for. */
  networks: z.array(z.string()),
  state: ConversionState,
  /** From 0 to 1. */
  progress: z.number(),
  /** What it becomes; null for a cut, which keeps its size. */
  becomes: z
    .object({ width: z.number().int(), height: z.number().int(), frameRate: z.number().nullable() })
    .nullable(),
  /** The code of an error that ended it or lets it wait, with what fills its words. */
  problem: z.object({ code: z.string(), facts: z.record(z.string(), z.json()) }).nullable(),
  /** When the first post leaves that waits for it. */
  dueAt: z.iso.datetime().nullable(),
  /** As it goes at the moment; null while nobody can know. */
  endsAt: z.iso.datetime().nullable(),
  /** It will not be ready when it is due. */
  late: z.boolean(),
  /** What a cut became, in the library. */
  resultId: Id.nullable(),
  createdAt: z.iso.datetime(),
})
export type Conversion = z.infer<typeof Conversion>

export const mostAsked = 40
export const ConversionQuery = z.object({
  /** Several ids, with commas. */
  media: z
    .string()
    .max(mostAsked * 37)
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(Id).min(1).max(mostAsked)),
})
export type ConversionQuery = z.infer<typeof ConversionQuery>
export const ConversionList = z.object({
  /** Whether this house can look into films and convert them. */
  engine: z.boolean(),
  items: z.array(Conversion),
})
export type ConversionList = z.infer<typeof ConversionList>

const ms = z.number().int().min(0).max(2_147_483_647)
export const CoverBody = z.object({ ms })
export const TrimBody = z
  .object({ fromMs: ms, toMs: ms })
  .refine(({ fromMs, toMs }) => toMs - fromMs >= 500, {
    error: 'Leave half a second at least.',
    path: ['toMs'],
  })
export type TrimBody = z.infer<typeof TrimBody>

export const captionsBytes = 1_000_000
export const mostCaptions = 20
export const mostCues = 10_000
export const Captions = z.object({
  id: Id,
  language: z.string(),
  fileName: z.string(),
  digest: z.string(),
  /** How many pieces of speech, and until when they reach. */
  cues: z.number().int(),
  lastMs: z.number().int(),
  createdAt: z.iso.datetime(),
})
export type Captions = z.infer<typeof Captions>
export const CaptionsList = z.object({ items: z.array(Captions) })
export const CaptionsQuery = z.object({
  mediaId: Id,
  /** BCP 47, such as en or pt-BR. */
  language: z.string().trim().min(2).max(35),
})
export const CaptionsId = z.object({ id: Id, captionsId: Id })
export const CoverQuery = z.object({ mediaId: Id })
