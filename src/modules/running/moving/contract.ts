import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const State = z.enum(['waiting', 'running', 'done', 'failed'])

const move = {
  id: Id,
  state: State,
  done: z.int().describe('Rows and files that are done'),
  total: z.int().nullable().describe('Of how many; null while nobody knows'),
  /** The error, as it would be answered; null when there is none. */
  code: z.string().nullable(),
  words: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
}

export const Export = z.object({
  ...move,
  bytes: z.int().nullable(),
  by: z.string().describe('Who asked for it'),
  expiresAt: z.iso.datetime().nullable().describe('When its file is removed'),
})
export type Export = z.infer<typeof Export>

/** What came of an import, and what a person has to do now. */
export const Report = z.object({
  workspace: z.object({ id: Id, name: z.string() }),
  from: z.object({ carillon: z.string(), takenAt: z.iso.datetime(), workspace: z.string() }),
  rows: z.record(z.string(), z.int()),
  media: z.object({ files: z.int(), bytes: z.int(), missing: z.int() }),
  held: z.int().describe('Deliveries that were still to leave; their posts are drafts with their time'),
  doubted: z.int().describe('Deliveries of which nobody knows whether they arrived'),
  feeds: z.int().describe('Own feeds, whose address was that of the old house; their history is kept'),
  strangers: z.array(z.string()).describe('Members whose mail address nobody in the organisation has'),
})
export type Report = z.infer<typeof Report>

export const Import = z.object({ ...move, report: Report.nullable() })
export type Import = z.infer<typeof Import>

export const ExportList = z.object({ items: z.array(Export) })
export const ImportList = z.object({ items: z.array(Import) })
export const MoveId = z.object({ id: Id })

export const ImportQuery = z.object({
  /** May be left out by who owns one organisation only. */
  organisationId: Id.optional(),
  /** Another name than the workspace had. */
  name: z.string().trim().min(1).max(80).optional(),
})
export type ImportQuery = z.infer<typeof ImportQuery>
