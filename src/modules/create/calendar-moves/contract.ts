import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Moment } from '../posts/plain/words.ts'

const Zone = z.string().min(1).max(100).describe('IANA name, such as Europe/Riga')

/** So many days on by the clock of the post's own zone, a time, or null for no time yet. */
export const MoveTarget = z.union([
  z.object({ days: z.int().min(-3660).max(3660) }),
  z.object({ at: Moment, zone: Zone }),
  z.null(),
])
export type MoveTarget = z.infer<typeof MoveTarget>

export const mostMoves = 200
export const MovesBody = z.object({
  moves: z
    .array(
      z.object({
        postId: Id,
        from: z.iso
          .datetime()
          .nullable()
          .describe('Where you saw it; null: without a time. Not there any more, it stays as it is'),
        to: MoveTarget,
      }),
    )
    .min(1)
    .max(mostMoves),
})
export type MovesBody = z.infer<typeof MovesBody>

const Refusal = z.object({
  code: z.string(),
  detail: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const MovesAnswer = z.object({
  moved: z.array(
    z.object({
      postId: Id,
      from: z.iso.datetime().nullable(),
      to: z.iso.datetime().nullable(),
      back: z
        .object({ at: z.string(), zone: z.string() })
        .nullable()
        .describe('Leads back to where it stood'),
      missing: z.boolean().describe('The clocks skip the time that was meant; it stands at the next one'),
    }),
  ),
  refused: z.array(Refusal.extend({ postId: Id, from: z.iso.datetime().nullable() })),
})
export type MovesAnswer = z.infer<typeof MovesAnswer>

const Day = z.iso.date()

export const mostCopies = 200
export const CopyBody = z.object({
  copyId: Id.describe('Chosen by you; the same one asked again makes nothing twice'),
  from: Day.describe('The first day that is copied'),
  days: z.int().min(1).max(31).default(7),
  to: Day.describe('The day that becomes the first one'),
  as: z.enum(['drafts', 'scheduled']).default('drafts'),
  channels: z.array(Id).max(200).nullable().default(null).describe('Only posts of these; null for all'),
})
export type CopyBody = z.infer<typeof CopyBody>

export const Copied = z.object({
  /** Of what it is a copy. */
  of: Id,
  /** The copy; null where none could be made. */
  postId: Id.nullable(),
  version: z.int(),
  at: z.iso.datetime(),
  text: z.string().describe('The beginning of the idea'),
  state: z.enum(['scheduled', 'draft', 'left']),
  /** Why it is not what was asked for. */
  why: Refusal.nullable(),
})
export type Copied = z.infer<typeof Copied>

export const CopyAnswer = z.object({ items: z.array(Copied) })
export type CopyAnswer = z.infer<typeof CopyAnswer>

export const UncopyBody = z.object({
  posts: z
    .array(z.object({ id: Id, version: z.int() }))
    .min(1)
    .max(mostCopies),
})
export type UncopyBody = z.infer<typeof UncopyBody>
export const Uncopied = z.object({
  gone: z.int(),
  kept: z.array(Id).describe('Somebody changed them since, or they are out'),
})
export type Uncopied = z.infer<typeof Uncopied>
