import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { CaptionsRef, FilmFacts } from './films/contract.ts'

export { Captions, CaptionsList, Conversion, ConversionList } from './films/contract.ts'
export { CaptionsRef, FilmFacts }

export const MediaKind = z.enum(['image', 'video'])

/** What one word of a search may be, and how many there may be: more narrows nothing. */
export const mostWords = 8

/** Small letters, no comma, which separates them where they are typed. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .refine((tag) => !tag.includes(','), { error: 'A tag holds no comma: write two tags instead.' })

export const mostTags = 30
const Tags = z
  .array(Tag)
  .max(mostTags)
  .transform((all) => [...new Set(all)].sort())

/** By what right something is used. */
export const Licence = z.enum(['own', 'bought', 'free', 'permission', 'unclear'])
/** Whether people who are seen in it agree to be shown. */
export const Consent = z.enum(['not_needed', 'asked', 'given', 'withdrawn'])

/** A picture or film of the library. Sizes in pixels as it is seen (turned upright), length in milliseconds. */
export const Media = z.object({
  id: Id,
  kind: MediaKind,
  mime: z.string(),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  durationMs: z.number().int().nullable(),
  /** More than one frame. */
  animated: z.boolean(),
  alt: z.string(),
  fileName: z.string(),
  /** null: in no folder. */
  folderId: Id.nullable(),
  tags: z.array(z.string()),
  /** Whose it is, in words. */
  owner: z.string(),
  licence: Licence.nullable(),
  /** On which terms: where it was bought, what must be named. */
  terms: z.string(),
  /** The last day on which it may be shown, by the clock of the workspace. */
  usableUntil: z.string().nullable(),
  /** From this instant on nothing is published with it. */
  usableEnd: z.iso.datetime().nullable(),
  consent: Consent.nullable(),
  /** What FFmpeg found in a film; null for pictures, and while nobody could look. */
  film: FilmFacts.nullable(),
  /** Names the picture that stands for a film, where somebody chose one. */
  cover: z.string().nullable(),
  captions: z.array(CaptionsRef),
  /** The original of which it was made here; its rights are those of the original. */
  editedFrom: Id.nullable(),
  /** How many posts show it, drafts included. */
  uses: z.number().int(),
  createdAt: z.iso.datetime(),
})
export type Media = z.infer<typeof Media>

export const MediaChange = z
  .object({
    alt: z.string().trim().max(10_000),
    fileName: z.string().trim().min(1).max(200),
    folderId: Id.nullable(),
    tags: Tags,
    owner: z.string().trim().max(200),
    licence: Licence.nullable(),
    terms: z.string().trim().max(2000),
    usableUntil: z.iso.date().nullable(),
    consent: Consent.nullable(),
  })
  .partial()
export type MediaChange = z.infer<typeof MediaChange>

export const MediaSort = z.enum(['newest', 'oldest', 'name', 'largest'])
export type MediaSort = z.infer<typeof MediaSort>

/** How things stand with the right to show it. */
export const RightsState = z.enum(['ending', 'ended', 'withdrawn', 'asked', 'unclear', 'unknown'])
export type RightsState = z.infer<typeof RightsState>
/** Days ahead at which the end is warned of: on the first page, and once more urgently. */
export const warnDays = [30, 7] as const

export const MediaQuery = z.object({
  /** Words of the file name, the alt text or the tags; all of them must be found. */
  text: z.string().trim().max(200).optional(),
  kind: MediaKind.optional(),
  /** A folder with all below it, or `none` for what is in no folder. */
  folder: z.union([Id, z.literal('none')]).optional(),
  /** Several, with commas: it must wear all of them. */
  tags: z
    .string()
    .max(500)
    .transform((list) =>
      list
        .split(',')
        .map((tag) => tag.trim().toLowerCase())
        .filter(Boolean)
        .slice(0, mostTags),
    )
    .optional(),
  /** Only those without an alt text. */
  unnamed: z.stringbool().optional(),
  /** Only those that no post shows. */
  unused: z.stringbool().optional(),
  /** `ending` within 30 days; `unknown`: nobody said by what right it is used. */
  rights: RightsState.optional(),
  sort: MediaSort.default('newest'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
})
export type MediaQuery = z.infer<typeof MediaQuery>

export const MediaList = z.object({ items: z.array(Media), next: z.string().nullable() })
export type MediaList = z.infer<typeof MediaList>

export const MediaId = z.object({ id: Id })

/** Longest side in pixels of the small pictures that the screen asks for. */
export const thumbnailSides = [160, 480, 960, 1920] as const
export const ThumbnailQuery = z.object({
  side: z.coerce
    .number()
    .pipe(z.literal([...thumbnailSides]))
    .default(480),
  /** Says which cover is meant, so that a browser that keeps the small picture asks again for another one. */
  cover: z.string().max(64).optional(),
})

export const mostFolders = 500
/** A folder in a folder in a folder: deeper ones are not found again. */
export const deepestFolder = 5

export const FolderBody = z.object({
  name: z.string().trim().min(1).max(80),
  parentId: Id.nullable().default(null),
})
export type FolderBody = z.infer<typeof FolderBody>
export const FolderChange = z
  .object({ name: z.string().trim().min(1).max(80), parentId: Id.nullable() })
  .partial()
export type FolderChange = z.infer<typeof FolderChange>

export const Folder = z.object({
  id: Id,
  parentId: Id.nullable(),
  name: z.string(),
  /** Directly in it, not below. */
  media: z.number().int(),
})
export type Folder = z.infer<typeof Folder>

/** All folders at once, by name, with how much lies where. */
export const Shelves = z.object({
  folders: z.array(Folder),
  /** In no folder. */
  loose: z.number().int(),
  all: z.number().int(),
  /** The tags worn most, at most 200. */
  tags: z.array(z.object({ tag: z.string(), media: z.number().int() })),
})
export type Shelves = z.infer<typeof Shelves>

export const mostAtOnce = 500
const Ids = z.array(Id).min(1).max(mostAtOnce)

/** Where something lay and what it wore; what takes back a change of many. */
export const Arranged = z.object({ id: Id, folderId: Id.nullable(), tags: z.array(Tag).max(mostTags) })
export type Arranged = z.infer<typeof Arranged>

/** One change of many at once. `arrange` puts each where it was, with its tags: it takes back the others. */
export const ManyBody = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('move'), ids: Ids, folderId: Id.nullable() }),
  z.object({ verb: z.literal('tag'), ids: Ids, add: Tags.default([]), remove: Tags.default([]) }),
  z.object({ verb: z.literal('delete'), ids: Ids }),
  z.object({ verb: z.literal('restore'), ids: Ids }),
  z.object({ verb: z.literal('arrange'), items: z.array(Arranged).min(1).max(mostAtOnce) }),
])
export type ManyBody = z.infer<typeof ManyBody>

/** What became of each. */
export const ManyAnswer = z.object({
  done: z.array(Id),
  /** As they were before, for `arrange`; empty after `delete` and `restore`, which take back each other. */
  before: z.array(Arranged),
  /** Not done, and why: a code as of an error. */
  left: z.array(z.object({ id: Id, code: z.string(), count: z.number().int().optional() })),
})
export type ManyAnswer = z.infer<typeof ManyAnswer>

/** What may be uploaded, by its content and not by its name. */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const
export const videoTypes = ['video/mp4', 'video/quicktime', 'video/webm'] as const

/** Every piece but the last has this length. */
export const pieceBytes = 8 * 1024 * 1024
const hex = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 digits of base 16.')

export const UploadBody = z.object({
  fileName: z.string().trim().min(1).max(300),
  bytes: z.int().min(1),
  /** By it an upload that broke off is found again: the same mark, name and length go on where they were. */
  mark: z.string().max(200).default(''),
  /** SHA-256 of the whole file, when it is known; it is checked at the end. */
  digest: hex.optional(),
})
export type UploadBody = z.infer<typeof UploadBody>

export const UploadState = z.enum(['receiving', 'finishing', 'done', 'failed'])

/** A file on its way into the library. */
export const Upload = z.object({
  id: Id,
  fileName: z.string(),
  mark: z.string(),
  /** Where it is fetched from; null when a browser sends it. */
  sourceUrl: z.string().nullable(),
  /** null while nobody knows: an address need not say. */
  bytes: z.number().int().nullable(),
  received: z.number().int(),
  pieceBytes: z.number().int(),
  /** Numbers of the pieces that are here, from 0. */
  pieces: z.array(z.number().int()),
  state: UploadState,
  /** The code of the error that ended it, with what fills its words. */
  problem: z.object({ code: z.string(), facts: z.record(z.string(), z.json()) }).nullable(),
  /** Once it is done. */
  mediaId: Id.nullable(),
  createdAt: z.iso.datetime(),
  /** What is not whole by then is gone. */
  expiresAt: z.iso.datetime(),
})
export type Upload = z.infer<typeof Upload>

export const UploadList = z.object({ items: z.array(Upload) })
export const PieceId = z.object({ id: Id, number: z.coerce.number().int().min(0).max(100_000) })
export const PieceQuery = z.object({ digest: hex.optional().describe('SHA-256 of the piece') })

export const AddressBody = z.object({ url: z.url({ protocol: /^https?$/ }).max(4000) })
export type AddressBody = z.infer<typeof AddressBody>

/** A file that proves consent or a licence. */
export const Proof = z.object({
  id: Id,
  fileName: z.string(),
  mime: z.string(),
  bytes: z.number().int(),
  digest: z.string(),
  createdAt: z.iso.datetime(),
})
export type Proof = z.infer<typeof Proof>
export const ProofList = z.object({ items: z.array(Proof) })
export const ProofQuery = z.object({ mediaId: Id })
export const ProofId = z.object({ id: Id, proofId: Id })
