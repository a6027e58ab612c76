import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { PostSeed } from '../posts/contract.ts'

export const TemplateBody = z.object({ name: z.string().trim().min(1).max(120), post: PostSeed })
export type TemplateBody = z.infer<typeof TemplateBody>

export const TemplateChange = TemplateBody.extend({ version: z.int().min(1) })
export type TemplateChange = z.infer<typeof TemplateChange>

export const Template = z.object({
  id: Id,
  ...TemplateBody.shape,
  /** The gaps in its words, in the order in which they come. */
  variables: z.array(z.string()),
  version: z.int(),
  updatedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Template = z.infer<typeof Template>

export const TemplateQuery = z.object({
  text: z.string().trim().max(200).optional(),
  archived: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(500).optional(),
})
export type TemplateQuery = z.infer<typeof TemplateQuery>
export const TemplateList = z.object({ items: z.array(Template), next: z.string().nullable() })
export type TemplateList = z.infer<typeof TemplateList>
export const TemplateId = z.object({ id: Id })

/** What stands in the gaps, and where the post goes if not where the template says. */
export const FillBody = z.object({
  values: z.record(z.string().max(60), z.string().max(10_000)).default({}),
  channelIds: z.array(Id).max(100).optional(),
  clientId: Id.optional(),
})
export type FillBody = z.infer<typeof FillBody>

const gap = /\{\{\s*([\p{L}\p{N}_][\p{L}\p{N}_ -]{0,58})\s*\}\}/gu

/** The names of the gaps in some words, as `{{name}}`. */
export const gapsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(gap)].map((found) => (found[1] ?? '').trim())),
]

/** The words with their gaps filled; one that nobody filled stays as it is. */
export const fillGaps = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(gap, (whole, name: string) =>
    Object.hasOwn(values, name.trim()) ? (values[name.trim()] ?? whole) : whole,
  )
