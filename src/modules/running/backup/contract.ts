import { z } from 'zod'

/** The form of the file. A later form is refused by a program that does not know it. */
export const backupForm = 1

const Rows = z.object({ name: z.string(), rows: z.int() })

/** The first part of a backup: what has to be known before anything is restored. */
export const About = z.object({
  form: z.int(),
  carillon: z.string().describe('Version of the program that made it'),
  takenAt: z.iso.datetime().describe("The moment it shows, by the database's clock"),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})
export type About = z.infer<typeof About>

/** The last part: what has to have come before it. */
export const Manifest = About.omit({ tables: true, migrations: true }).extend({
  schema: z.string().nullable().describe('The last migration'),
  tables: z.array(Rows),
  jobs: z.int(),
  media: z.object({
    files: z.int(),
    bytes: z.int(),
    vanished: z.array(z.string()).describe('Removed between the moment it shows and their turn'),
  }),
  keys: z.array(z.string()),
  parts: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

export const Sequences = z.array(z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() }))

/** How parts are called. Tables and jobs come in pieces, each of a length known ahead; together they are one zstd stream. */
export const partNames = {
  about: 'about.json',
  sequences: 'sequences.json',
  manifest: 'manifest.json',
  table: (name: string, piece: number) => `tables/${name}/${String(piece).padStart(5, '0')}.zst`,
  jobs: (piece: number) => `jobs/${String(piece).padStart(5, '0')}.zst`,
  media: (key: string) => `media/${key}`,
  key: (name: string) => `keys/${name}`,
} as const
