import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { PostCategory } from '../posts/contract.ts'

const words = z.array(z.string().trim().min(1).max(100)).max(50)

export const SourceRules = z.object({
  /** An entry whose title or text has one of these; empty: every entry. */
  include: words.default([]),
  exclude: words.default([]),
  /** `{title}`, `{link}`, `{summary}`, `{author}`, `{feed}`. */
  template: z.string().trim().min(1).max(5000).default('{title}\n\n{link}'),
  channelIds: z.array(Id).max(100).default([]),
  category: PostCategory.nullable().default(null),
  campaignId: Id.nullable().default(null),
  /** Posts made of one look at most; what is more waits for the next. */
  most: z.int().min(1).max(50).default(10),
  /** How many of the entries that are there at first become posts; the others are known from then on. */
  atFirst: z.int().min(0).max(50).default(0),
})
export type SourceRules = z.infer<typeof SourceRules>

export const SourceBody = z.object({
  name: z.string().trim().max(120).default(''),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  rules: SourceRules,
  publish: z.enum(['draft', 'proposed', 'scheduled']).default('draft'),
})
export type SourceBody = z.infer<typeof SourceBody>

export const SourceChange = SourceBody.extend({ version: z.int().min(1) })
export type SourceChange = z.infer<typeof SourceChange>

export const Source = z.object({
  id: Id,
  ...SourceBody.shape,
  state: z.enum(['running', 'paused']),
  fetchedAt: z.iso.datetime().nullable(),
  nextAt: z.iso.datetime(),
  failures: z.int(),
  /** A code, and words after it where there are some. */
  trouble: z.string().nullable(),
  made: z.int(),
  version: z.int(),
})
export type Source = z.infer<typeof Source>
export const SourceList = z.object({ items: z.array(Source) })
export const SourceId = z.object({ id: Id })

export const SourceItem = z.object({
  key: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  state: z.enum(['made', 'left_out', 'known', 'failed']),
  words: z.string().nullable(),
  postId: Id.nullable(),
  publishedAt: z.iso.datetime().nullable(),
  seenAt: z.iso.datetime(),
})
export type SourceItem = z.infer<typeof SourceItem>
export const SourceItemQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
})
export type SourceItemQuery = z.infer<typeof SourceItemQuery>
export const SourceItemList = z.object({ items: z.array(SourceItem), next: z.string().nullable() })
export type SourceItemList = z.infer<typeof SourceItemList>

/** What a feed says at the moment, and what would become of it. */
export const PreviewBody = z.object({ url: SourceBody.shape.url, rules: SourceRules })
export type PreviewBody = z.infer<typeof PreviewBody>
export const PreviewAnswer = z.object({
  title: z.string(),
  format: z.string(),
  items: z.array(
    z.object({ title: z.string(), url: z.string().nullable(), text: z.string(), taken: z.boolean() }),
  ),
})
