import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { most, RowNote, rowQueryOf, TimeFormat, UploadQuery } from '../../create/imports/contract.ts'
import { RawMetricName, rawMetrics } from '../metrics/contract.ts'

/** By what a row is tied to a post, and of which day it is. The first that is filled in decides. */
export const places = ['publication', 'remoteId', 'url', 'publishedAt', 'day'] as const
export type Place = (typeof places)[number]

/** What a column can be: a place, or a count of the catalogue. */
export const Target = z.enum([...places, ...rawMetrics])
export type Target = z.infer<typeof Target>

/** What is told of an account as it stands. */
export const accountMetrics = ['followers', 'following', 'posts'] as const
/** What is told of a post. */
export const postCounts = [
  'views',
  'impressions',
  'reach',
  'likes',
  'replies',
  'reposts',
  'quotes',
  'saves',
  'clicks',
] as const

/**
 * How numbers are written: `plain` 1234.5, `comma` 1,234.5, `point` 1.234,5, `space` 1 234,5, `apostrophe` 1’234.5.
 * Never guessed where two of them read the same file differently.
 */
export const numberFormats = ['plain', 'comma', 'point', 'space', 'apostrophe'] as const
export const NumberFormat = z.enum(numberFormats)
export type NumberFormat = z.infer<typeof NumberFormat>

export const MetricImportSettings = z.object({
  /** A row is a post, or a day of the channel. */
  of: z.enum(['posts', 'days']),
  /** For each column what it is; null: it is left out. */
  columns: z.array(Target.nullable()).max(most.columns),
  /** What a number counts: all until then, or what that day has added. */
  counting: z.enum(['total', 'daily']).default('total'),
  /** Null while nobody has said it: 1,234 can be a thousand or a little more than one. */
  numbers: NumberFormat.nullable().default(null),
  /** Take 1.2K for 1200, although the rest was rounded away. */
  rounded: z.boolean().default(false),
  /** How days are written; null while nobody has said it. */
  format: TimeFormat.nullable().default(null),
  /** Whose days are meant, and whose clock. */
  zone: z.string().min(1).max(100),
  /** The day at whose end the numbers stood so, for rows that name none. */
  asOf: z.iso.date().nullable().default(null),
  /** Followers before the first day, where each day tells only what it added. */
  base: z.int().min(0).max(1e12).nullable().default(null),
  /** What the file says stands before what the network itself tells. */
  override: z.boolean().default(false),
})
export type MetricImportSettings = z.infer<typeof MetricImportSettings>

/** `version`: the one that was seen. */
export const MetricSettingsBody = MetricImportSettings.extend({ version: z.int().min(1) })
export type MetricSettingsBody = z.infer<typeof MetricSettingsBody>

export const MetricImportState = z.enum(['read', 'checked', 'done', 'undone'])
export type MetricImportState = z.infer<typeof MetricImportState>

export const metricRowStates = ['new', 'good', 'warned', 'bad', 'idle', 'written', 'undone'] as const
export const MetricRowState = z.enum(metricRowStates)
export type MetricRowState = z.infer<typeof MetricRowState>

/**
 * One value of a row and what becomes of it. `write`: it is written. `over`: it is written before what the network tells.
 * `told`: the network tells it, so it is left out. `same`: it is there already.
 */
export const Said = z.object({
  metric: RawMetricName,
  at: z.iso.datetime(),
  value: z.number(),
  fate: z.enum(['write', 'over', 'told', 'same']),
  /** What the network told last. */
  told: z.number().nullable(),
})
export type Said = z.infer<typeof Said>

export const MetricImportRow = z.object({
  n: z.int(),
  state: MetricRowState,
  cells: z.array(z.string()),
  notes: z.array(RowNote),
  said: z.array(Said),
  publicationId: Id.nullable(),
})
export type MetricImportRow = z.infer<typeof MetricImportRow>

export const MetricRowList = z.object({ items: z.array(MetricImportRow), next: z.string().nullable() })

export const MetricCounts = z.object(
  Object.fromEntries(metricRowStates.map((state) => [state, z.int()])) as Record<MetricRowState, z.ZodInt>,
)
export type MetricCounts = z.infer<typeof MetricCounts>

const head = {
  id: Id,
  channelId: Id,
  fileName: z.string(),
  form: z.enum(['csv', 'xlsx', 'json']),
  state: MetricImportState,
  rows: z.int(),
  counts: MetricCounts,
  /** How many values stand there because of it. */
  written: z.int(),
  override: z.boolean(),
  /** Who brought it; null for a key, and for somebody who is gone. */
  by: z.string().nullable(),
  createdAt: z.iso.datetime(),
  runAt: z.iso.datetime().nullable(),
}

export const MetricImport = z.object({
  ...head,
  version: z.int(),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  header: z.array(z.string()),
  /** The first rows, to look at while columns are named. */
  samples: z.array(z.array(z.string())),
  settings: MetricImportSettings,
  /** Ways of writing days, and numbers, that fit every row; several: somebody must say which is meant. */
  formats: z.array(TimeFormat),
  numberFormats: z.array(NumberFormat),
  /** Some numbers are shortened, such as 1.2K. */
  shortened: z.boolean(),
  /** The columns are as they were named the last time for such a header of this channel. */
  remembered: z.boolean(),
  /** The same file was taken in before. */
  same: z.object({ id: Id, createdAt: z.iso.datetime() }).nullable(),
})
export type MetricImport = z.infer<typeof MetricImport>

export const MetricImportItem = z.object(head)
export type MetricImportItem = z.infer<typeof MetricImportItem>
export const MetricImportList = z.object({ items: z.array(MetricImportItem), next: z.string().nullable() })
export type MetricImportList = z.infer<typeof MetricImportList>

export const MetricImportId = z.object({ id: Id })

export const MetricUploadQuery = UploadQuery.extend({ channel: Id })
export type MetricUploadQuery = z.infer<typeof MetricUploadQuery>

export const MetricImportQuery = z.object({
  channel: Id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(500).optional(),
})
export type MetricImportQuery = z.infer<typeof MetricImportQuery>

export const MetricRowQuery = rowQueryOf(MetricRowState, metricRowStates.length)
export type MetricRowQuery = z.infer<typeof MetricRowQuery>

/** `all`: only when no row is bad. `version`: the one whose dry run was seen. */
export const MetricRunBody = z.object({
  only: z.enum(['all', 'good']).default('all'),
  version: z.int().min(1),
})
export type MetricRunBody = z.infer<typeof MetricRunBody>

const counts = z.partialRecord(RawMetricName, z.number().min(0).max(1e12))

/** The same without a file. Posts are named by one of three; `day` says at the end of which day the numbers stood so. */
export const ValuesBody = z.object({
  channelId: Id,
  /** What stands where a file's name would: from where the numbers are. */
  name: z.string().trim().min(1).max(200),
  of: z.enum(['posts', 'days']),
  items: z
    .array(
      z.object({
        publicationId: Id.optional(),
        remoteId: z.string().max(500).optional(),
        url: z.string().max(2000).optional(),
        day: z.iso.date(),
        values: counts,
      }),
    )
    .min(1)
    .max(1000),
  counting: z.enum(['total', 'daily']).default('total'),
  base: z.int().min(0).max(1e12).nullable().default(null),
  /** Default: the workspace’s. */
  zone: z.string().min(1).max(100).optional(),
  override: z.boolean().default(false),
  /** Says what would become of each, and writes nothing. */
  dryRun: z.boolean().default(false),
  only: z.enum(['all', 'good']).default('all'),
})
export type ValuesBody = z.infer<typeof ValuesBody>

export const ValuesAnswer = z.object({ import: MetricImport, rows: z.array(MetricImportRow) })
export type ValuesAnswer = z.infer<typeof ValuesAnswer>
