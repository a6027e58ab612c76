import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** The form of the file. A program refuses one that is newer than it knows, and reads older ones. */
export const moveForm = 4

const Counted = z.strictObject({
  name: z.string().max(60),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** The first part: what has to be known before anything is taken over. */
export const Manifest = z.strictObject({
  form: z.int().describe('Version of this form'),
  carillon: z.string().max(60).describe('Version of the program that made it'),
  takenAt: z.iso.datetime().describe("The moment it shows, by the database's clock"),
  workspace: z
    .strictObject({ id: Id, name: z.string().max(80) })
    .describe('Its id and name in the old house'),
  kinds: z
    .array(Counted)
    .max(100)
    .describe(
      'Of each file with rows, in their order: its name, how many rows and bytes it has, and its SHA-256',
    ),
  media: z
    .strictObject({ files: z.int().min(0), bytes: z.int().min(0), missing: z.int().min(0) })
    .describe('How many pictures and films there are, how many bytes, and how many the house had lost'),
})
export type Manifest = z.infer<typeof Manifest>

export const manifestName = 'manifest.json'
export const manifestMost = 1 << 20
