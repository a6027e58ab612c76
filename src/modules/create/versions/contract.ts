import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { IdeaBody, MachineMade, OwnBody } from '../posts/contract.ts'

/** So many versions of a post are kept; the oldest go first. */
export const mostVersions = 200

/** A version is one stretch of work of one person: what they save within this time is one version. */
export const stretchMinutes = 5

export const VersionItem = z.object({
  id: Id,
  version: z.int(),
  by: z.string().nullable().describe('Null: nobody knows any more'),
  fields: z.array(z.string()).describe('What it changed: content, or variant:<channel>'),
  elsewhere: z.boolean().describe('It changed something on channels that you do not see'),
  restoredFrom: z.int().nullable().describe('The version that it brought back'),
  begunAt: z.iso.datetime(),
  savedAt: z.iso.datetime(),
})
export type VersionItem = z.infer<typeof VersionItem>

export const VersionList = z.object({ items: z.array(VersionItem), next: z.string().nullable() })
export const VersionQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'The cursor is none of ours. Leave it out to start at the first page.')
    .optional(),
})
export type VersionQuery = z.infer<typeof VersionQuery>

export const SaidVariant = z.object({
  channelId: Id,
  content: OwnBody.nullable(),
  options: z.record(z.string().max(100), z.json()),
})
export type SaidVariant = z.infer<typeof SaidVariant>

export const PostVersion = VersionItem.extend({
  content: IdeaBody,
  variants: z.array(SaidVariant),
  machineMade: z.array(MachineMade).describe('Which of its words a machine wrote'),
})
export type PostVersion = z.infer<typeof PostVersion>

export const VersionOf = z.object({ id: Id, versionId: Id })
export const PostId = z.object({ id: Id })

/** `version`: of the post as it was when somebody decided to bring the old words back. */
export const RestoreBody = z.object({ version: z.int().min(1) })
export type RestoreBody = z.infer<typeof RestoreBody>
