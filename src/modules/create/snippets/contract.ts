import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const fields = {
  name: z.string().trim().min(1).max(120),
  /** With gaps as `{{city}}` that are filled in when it is used. */
  text: z
    .string()
    .max(10_000)
    .refine((text) => text.trim() !== '', { error: 'Write what it says.' }),
}

export const SnippetBody = z.object(fields)
export type SnippetBody = z.infer<typeof SnippetBody>

/** `version`: the one it was read with. */
export const SnippetChange = z.object({ ...fields, version: z.int().min(1) })
export type SnippetChange = z.infer<typeof SnippetChange>

export const Snippet = z.object({
  id: Id,
  name: z.string(),
  text: z.string(),
  version: z.int(),
  updatedAt: z.iso.datetime(),
})
export type Snippet = z.infer<typeof Snippet>
export const SnippetId = z.object({ id: Id })
export const SnippetList = z.object({ items: z.array(Snippet) })
