import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Currency, Minor, mostMinor, Rate } from '../money/contract.ts'

const Day = z.iso.date()

/** `cost`: what is spent. `income`: how the audience is to earn, planned before it is gathered. */
export const Side = z.enum(['cost', 'income'])
export type Side = z.infer<typeof Side>

export const costKinds = ['content', 'ads', 'influencers', 'tools', 'people'] as const
export const incomeKinds = ['advertising', 'affiliate', 'sales'] as const
export const LineKind = z.enum([...costKinds, ...incomeKinds])
export type LineKind = z.infer<typeof LineKind>

export const sideOf = (kind: LineKind): Side =>
  (incomeKinds as readonly string[]).includes(kind) ? 'income' : 'cost'

/** How the money of a month goes: through the whole of it, such as ads, or at once, such as a subscription. */
export const Spread = z.enum(['even', 'once'])
export type Spread = z.infer<typeof Spread>

export const spreadOf = (kind: LineKind): Spread =>
  kind === 'ads' || kind === 'people' || sideOf(kind) === 'income' ? 'even' : 'once'

/** A month by its first day. */
export const Month = Day.refine((day) => day.endsWith('-01'), {
  error: 'A month is named by its first day.',
  params: { code: 'not_first_day' },
})
const Minutes = z.int().min(0).max(6_000_000)

const fields = {
  kind: LineKind,
  name: z.string().trim().min(1).max(120),
  currency: Currency,
  hourly: z.int().min(0).max(1_000_000_000).nullable().describe('What an hour costs; of people’s hours only'),
  spread: Spread,
  note: z.string().trim().max(2000).describe('What it is for, or how it is reckoned'),
  goalId: Id.nullable().describe('Which goal it serves, or which one must be reached before it earns'),
  campaignId: Id.nullable().describe('Which campaign it is for'),
}

export const LineBody = z
  .object({
    ...fields,
    hourly: fields.hourly.default(null),
    spread: Spread.optional(),
    note: fields.note.default(''),
    goalId: fields.goalId.default(null),
    campaignId: fields.campaignId.default(null),
  })
  .refine(({ kind, hourly }) => (kind === 'people') === (hourly !== null), {
    error: 'People’s hours have a price of an hour, and nothing else has one.',
    params: { code: 'hourly_of_people' },
    path: ['hourly'],
  })
export type LineBody = z.infer<typeof LineBody>

export const LineChange = z.object({ ...z.object(fields).partial().shape, version: z.int().min(1) })
export type LineChange = z.infer<typeof LineChange>

/** Of one line in one month. What has neither plan nor spending is not there. */
export const LineMonth = z.object({
  month: Day,
  minor: z.int().nullable().describe('Planned, in the currency of the line'),
  minutes: z.int().nullable().describe('Planned, of people’s hours'),
  planned: z.int().nullable().describe('The same in the currency of the workspace; null without a rate'),
  spent: z.int().describe('In the currency of the workspace, as far as rates are known'),
  spentMinutes: z.int(),
  partial: z.boolean().describe('Something is missing in `spent` because a rate is'),
})
export type LineMonth = z.infer<typeof LineMonth>

export const standings = ['empty', 'unplanned', 'over', 'will_be_over', 'under', 'on'] as const
export const Standing = z.enum(standings)
export type Standing = z.infer<typeof Standing>

/** How a span of time stands. All in the currency of the workspace. */
export const Outlook = z.object({
  planned: z.int(),
  spent: z.int(),
  due: z.int().describe('What should be spent by today if it went as planned'),
  forecast: z.int().describe('What will be spent at its end'),
  standing: Standing,
  /** Which lines make the difference between forecast and plan, largest first. */
  drivers: z.array(z.object({ lineId: Id, minor: z.int() })),
})
export type Outlook = z.infer<typeof Outlook>

export const Line = z.object({
  id: Id,
  side: Side,
  ...fields,
  version: z.int(),
  archivedAt: z.iso.datetime().nullable(),
  months: z.array(LineMonth),
  year: Outlook.omit({ drivers: true }),
})
export type Line = z.infer<typeof Line>

const SideSums = z.object({
  months: z.array(z.object({ month: Day, planned: z.int(), spent: z.int() })).length(12),
  year: Outlook,
  quarter: Outlook.nullable().describe('That of today; null in another year'),
  month: Outlook.nullable().describe('The same'),
  byKind: z.array(z.object({ kind: LineKind, planned: z.int(), spent: z.int(), forecast: z.int() })),
})

export const BudgetYear = z.object({
  year: z.int(),
  today: Day,
  currency: z.string().nullable().describe('Of the workspace; null until there is a first line'),
  lines: z.array(Line),
  cost: SideSums,
  income: SideSums,
  /** Without these rates the sums are not whole. */
  missing: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      day: Day.describe('The first that is needed'),
      count: z.int(),
    }),
  ),
})
export type BudgetYear = z.infer<typeof BudgetYear>

/** What a campaign has of the budget, over all of its months; sums in the currency of the workspace. */
export const CampaignBudget = z.object({
  today: Day,
  currency: z.string().nullable(),
  lines: z.array(
    z.object({
      id: Id,
      side: Side,
      kind: LineKind,
      name: z.string(),
      archivedAt: z.iso.datetime().nullable(),
      sums: Outlook.omit({ drivers: true }),
    }),
  ),
  cost: Outlook,
  income: Outlook,
  missing: BudgetYear.shape.missing,
})
export type CampaignBudget = z.infer<typeof CampaignBudget>
export const CampaignOfBudget = z.object({ id: Id })

export const YearQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2199).optional(),
  campaign: Id.optional().describe('Only lines that are for this campaign'),
})
export type YearQuery = z.infer<typeof YearQuery>
export const LineId = z.object({ id: Id })
export const LineOnly = Line.omit({ months: true, year: true })
export type LineOnly = z.infer<typeof LineOnly>
export const ArchivedLines = z.object({ items: z.array(LineOnly) })

export const CurrencyBody = z.object({ currency: Currency })

export const mostLines = 500

const Cell = z.object({ minor: Minor.nullable(), minutes: Minutes.nullable() })
export const MonthsBody = z.object({
  items: z
    .array(
      Cell.extend({
        lineId: Id,
        month: Month,
        /** What stood there when it was read: whoever changed it meanwhile is not overwritten. */
        was: Cell,
      }),
    )
    .min(1)
    .max(600),
})
export type MonthsBody = z.infer<typeof MonthsBody>

const Spent = z.int().min(-mostMinor).max(mostMinor)

const entry = {
  lineId: Id,
  day: Day,
  minor: Spent.describe('In minor units of the currency; below zero what came back'),
  currency: Currency,
  minutes: Minutes.nullable().describe('Of people’s hours'),
  note: z.string().trim().max(500),
}
export const EntryBody = z.object({
  ...entry,
  minor: Spent.nullable().default(null).describe('Without it, the minutes at the price of the line’s hour'),
  minutes: entry.minutes.default(null),
  note: entry.note.default(''),
})
export type EntryBody = z.infer<typeof EntryBody>

/** The whole entry, over the version that was read. */
export const EntryChange = EntryBody.extend({ version: z.int().min(1) })
export type EntryChange = z.infer<typeof EntryChange>

export const Entry = z.object({
  id: Id,
  ...entry,
  version: z.int(),
  enteredBy: z.string().nullable().describe('Their name'),
  createdAt: z.iso.datetime(),
})
export type Entry = z.infer<typeof Entry>

export const EntriesQuery = z.object({
  line: Id.optional(),
  campaign: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type EntriesQuery = z.infer<typeof EntriesQuery>
export const EntryList = z.object({ items: z.array(Entry), next: z.string().nullable() })
export type EntryList = z.infer<typeof EntryList>
export const EntryId = z.object({ id: Id })

const rate = { from: Currency, to: Currency, day: Day, rate: Rate }
export const RateBody = z.object(rate).refine(({ from, to }) => from !== to, {
  error: 'A currency is worth itself. Choose two different ones.',
  params: { code: 'same_currency' },
  path: ['to'],
})
export type RateBody = z.infer<typeof RateBody>
export const RateKey = z.object({ from: Currency, to: Currency, day: Day })
export type RateKey = z.infer<typeof RateKey>
export const KeptRate = z.object({ ...rate, source: z.enum(['entered', 'imported']) })
export type KeptRate = z.infer<typeof KeptRate>
export const RatesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type RatesQuery = z.infer<typeof RatesQuery>
export const RateList = z.object({ items: z.array(KeptRate), next: z.string().nullable() })
export type RateList = z.infer<typeof RateList>

export const tableFaults = [
  'no_csv',
  'no_columns',
  'too_many_rows',
  'bad_day',
  'no_line',
  'two_lines',
  'bad_amount',
  'doubtful_amount',
  'too_much',
  'bad_hours',
  'no_amount',
  'no_currency',
  'same_currency',
  'bad_rate',
  'twice',
] as const
export const TableFault = z.object({
  line: z.int().describe('In the file; 1 is its first'),
  code: z.enum(tableFaults),
  value: z.string(),
  words: z.string(),
})
export type TableFault = z.infer<typeof TableFault>

export const ImportBody = z.object({
  csv: z.string().min(1).max(1_000_000),
  dryRun: z.boolean().default(false).describe('Tell what would be done, and do nothing'),
})
export type ImportBody = z.infer<typeof ImportBody>
export const Imported = z.object({
  added: z.int(),
  known: z.int().describe('Rows that are there already, and are not added twice'),
  faults: z.array(TableFault),
})
export type Imported = z.infer<typeof Imported>

export const ExportQuery = z.object({
  what: z.enum(['lines', 'entries']).default('lines'),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  year: z.coerce.number().int().min(2000).max(2199),
  campaign: Id.optional(),
})
export type ExportQuery = z.infer<typeof ExportQuery>
