import { z } from 'zod'
import { PostQuery } from '../posts/contract.ts'

/** The filters of the list of posts, and as what the file is wanted. */
export const PostExportQuery = PostQuery.omit({ limit: true, cursor: true }).extend({
  format: z.enum(['csv', 'xlsx', 'json']).default('csv'),
})
export type PostExportQuery = z.infer<typeof PostExportQuery>
