import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { PostAnswer, PostBody } from '../posts/contract.ts'

/** What a column of a table can be, in the order in which they are offered. */
export const fields = [
  'text',
  'channels',
  'at',
  'date',
  'time',
  'zone',
  'title',
  'media',
  'alt',
  'tags',
  'firstReply',
  'category',
  'pillar',
  'campaign',
  'persona',
  'influencer',
  'goal',
  'appeal',
  'connection',
  'sponsor',
  'language',
  'key',
  'more',
] as const
export type Field = (typeof fields)[number]

/** A field; the text of one channel; or a setting of a network by its name in the manifest. */
export const Target = z.union([
  z.enum(fields),
  z.string().regex(/^text@[0-9a-f-]{36}$/, 'Write it as text@ and the id of a channel.'),
  z
    .string()
    .max(200)
    .regex(/^option@[a-z0-9-]+\.\w+$/i, 'Write it as option@network.name.'),
])
export type Target = z.infer<typeof Target>

/** How days are written. A year that stands first is understood always, because it can mean one day only. */
export const timeFormats = ['ymd', 'dmy', 'mdy', 'dmy_buddhist'] as const
export const TimeFormat = z.enum(timeFormats)
export type TimeFormat = z.infer<typeof TimeFormat>

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'windows-1252',
  'windows-1257',
  'windows-1258',
  'windows-874',
] as const
export const delimiters = [',', ';', '\t', '|'] as const

/** Bounds of one table. */
export const most = { bytes: 20 << 20, rows: 10_000, columns: 200, cell: 100_000, text: 32_000_000 } as const

export const ImportSettings = z.object({
  /** For each column what it is; null: it is left out. */
  columns: z.array(Target.nullable()).max(most.columns),
  /** Null while nobody has said it: days such as 03/04 are not guessed. */
  format: TimeFormat.nullable().default(null),
  /** For times of rows that name no zone of their own. */
  zone: z.string().min(1).max(100),
  /** Between several things in one cell, and, alone on a line, between the parts of a thread. */
  between: z.string().min(1).max(5).default('|'),
  thread: z.string().trim().min(1).max(20).default('---'),
  /** For rows that name no channel. */
  channels: z.array(Id).max(100).default([]),
  /** What rows with a time become, and those without. */
  withTime: z.enum(['draft', 'proposed', 'scheduled']).default('draft'),
  withoutTime: z.enum(['draft', 'proposed', 'slot']).default('draft'),
})
export type ImportSettings = z.infer<typeof ImportSettings>

/** `version`: the one that was seen. */
export const SettingsBody = ImportSettings.extend({ version: z.int().min(1) })
export type SettingsBody = z.infer<typeof SettingsBody>

export const ImportState = z.enum([
  'read',
  'checking',
  'checked',
  'running',
  'done',
  'undoing',
  'undone',
  'failed',
])
export type ImportState = z.infer<typeof ImportState>

export const rowStates = [
  'new',
  'good',
  'warned',
  'bad',
  'made',
  'there',
  'failed',
  'kept',
  'undone',
] as const
export const RowState = z.enum(rowStates)
export type RowState = z.infer<typeof RowState>

/** Something to know of a row. `error` keeps it from being made. */
export const RowNote = z.object({
  level: z.enum(['error', 'warning']),
  code: z.string().max(60),
  /** Which column it is about; null: the row. */
  column: z.int().nullable(),
  detail: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type RowNote = z.infer<typeof RowNote>

/** What a row becomes, as far as a person looks at it before. */
export const RowPreview = z.object({
  text: z.string(),
  parts: z.int(),
  channelIds: z.array(Id),
  at: z.iso.datetime().nullable(),
  media: z.int(),
})

export const ImportRow = z.object({
  n: z.int(),
  state: RowState,
  cells: z.array(z.string()),
  notes: z.array(RowNote),
  preview: RowPreview.nullable(),
  postId: Id.nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

export const RowList = z.object({ items: z.array(ImportRow), next: z.string().nullable() })
export type RowList = z.infer<typeof RowList>

export const Counts = z.object(
  Object.fromEntries(rowStates.map((state) => [state, z.int()])) as Record<RowState, z.ZodInt>,
)
export type Counts = z.infer<typeof Counts>

const head = {
  id: Id,
  fileName: z.string(),
  form: z.enum(['csv', 'xlsx', 'json']),
  state: ImportState,
  rows: z.int(),
  /** How many rows the step that runs has behind it. */
  done: z.int(),
  counts: Counts,
  /** Why it failed. */
  words: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}

export const PostImport = z.object({
  ...head,
  version: z.int(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  header: z.array(z.string()),
  /** The first rows, to look at while columns are named. */
  samples: z.array(z.array(z.string())),
  settings: ImportSettings,
  /** Ways of writing days that fit every row; several: somebody must say which is meant. */
  formats: z.array(TimeFormat),
  /** The columns are as they were named the last time for such a header. */
  remembered: z.boolean(),
  /** The same file was brought before. */
  same: z.object({ id: Id, createdAt: z.iso.datetime() }).nullable(),
})
export type PostImport = z.infer<typeof PostImport>

export const ImportItem = z.object(head)
export type ImportItem = z.infer<typeof ImportItem>
export const ImportList = z.object({ items: z.array(ImportItem), next: z.string().nullable() })
export type ImportList = z.infer<typeof ImportList>

export const ImportId = z.object({ id: Id })

/** Told rather than found out, where finding out went wrong. */
export const UploadQuery = z.object({
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  sheet: z.string().max(100).optional(),
})
export type UploadQuery = z.infer<typeof UploadQuery>

export const ImportQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(500).optional(),
})
export type ImportQuery = z.infer<typeof ImportQuery>

/** A page of the rows of a table, by states with commas between; `count`: how many states there are. */
export const rowQueryOf = <State extends z.ZodType<string, string>>(state: State, count: number) =>
  z.object({
    state: z
      .string()
      .transform((list) => list.split(',').filter(Boolean))
      .pipe(z.array(state).max(count))
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
    cursor: z
      .string()
      .regex(/^\d{1,6}$/)
      .optional(),
  })

export const RowQuery = rowQueryOf(RowState, rowStates.length)
export type RowQuery = z.infer<typeof RowQuery>

/** `all`: only when no row is bad. `version`: the one whose dry run was seen. */
export const RunBody = z.object({ only: z.enum(['all', 'good']).default('all'), version: z.int().min(1) })
export type RunBody = z.infer<typeof RunBody>

export const FaultsQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') })

/** `dryRun`: says what would be refused and makes nothing. */
export const BulkBody = z.object({
  items: z.array(PostBody).min(1).max(200),
  dryRun: z.boolean().default(false),
})
export type BulkBody = z.infer<typeof BulkBody>

export const BulkItem = z.object({
  index: z.int(),
  state: z.enum(['made', 'there', 'good', 'bad']),
  post: PostAnswer.nullable(),
  problem: z
    .object({
      code: z.string(),
      detail: z.string(),
      fields: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() })),
    })
    .nullable(),
})
export type BulkItem = z.infer<typeof BulkItem>
export const BulkAnswer = z.object({ items: z.array(BulkItem), made: z.int(), bad: z.int() })
