import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const NetworkId = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)

/** Somebody on one network. */
export const MentionedAccount = z.object({
  /** By what the network knows them for good: a DID, or `user@host`. */
  account: z.string().min(1).max(300),
  /** Without the `@` that stands before it in a text. */
  handle: z
    .string()
    .max(300)
    .regex(/^[^\s@]+(@[^\s@]+)?$/, { error: 'Write the handle without its first @ and without spaces.' }),
})
export type MentionedAccount = z.infer<typeof MentionedAccount>

/**
 * Somebody who is mentioned in the words of a post. Each channel writes their handle on its own network, and their name where
 * they have none there: a handle of elsewhere would be nobody, or somebody else.
 */
export const Mention = z.object({
  /** As it stands in the words. */
  text: z
    .string()
    .max(301)
    .regex(/^@[^\s@]+(@[^\s@]+)?$/, { error: 'A mention begins with @ and has no spaces.' }),
  name: z.string().trim().min(1).max(200),
  /** By the id of the network. */
  accounts: z.record(NetworkId, MentionedAccount).refine((all) => Object.keys(all).length <= 20, {
    error: 'A mention has 20 networks at most.',
  }),
})
export type Mention = z.infer<typeof Mention>

export const Mentions = z
  .array(Mention)
  .max(50)
  .refine((all) => new Set(all.map(({ text }) => text.toLowerCase())).size === all.length, {
    error: 'A mention stands here twice.',
  })

export const MentionQuery = z.object({
  q: z.string().trim().min(1).max(80),
  /** On whose networks is looked, as these channels. */
  channels: z
    .string()
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(Id).min(1).max(100)),
})
export type MentionQuery = z.infer<typeof MentionQuery>

export const FoundAccount = z.object({
  network: z.string(),
  ...MentionedAccount.shape,
  name: z.string(),
})
export type FoundAccount = z.infer<typeof FoundAccount>

export const MentionAnswer = z.object({
  /** Whom posts of this workspace mentioned before, with all that is known of them. */
  known: z.array(Mention),
  found: z.array(FoundAccount),
  /** Networks that could not be asked now, and why. */
  silent: z.array(z.object({ network: z.string(), words: z.string() })),
})
export type MentionAnswer = z.infer<typeof MentionAnswer>
