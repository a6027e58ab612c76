import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const Day = z.iso.date()

/** A network by its short name, as in the registry. */
export const NetworkSlug = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** ISO 3166 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/)

/**
 * `use`: share of the people of a group who use the network. `profile`: share of the network's people who belong to a group.
 * `minutes`: on it in a day, of somebody who uses it. `visit`: minutes of one visit.
 */
export const measures = ['use', 'profile', 'minutes', 'visit'] as const
export const Measure = z.enum(measures)
export type Measure = z.infer<typeof Measure>

export const dimensions = ['all', 'age', 'gender', 'device', 'country', 'language'] as const
export const Dimension = z.enum(dimensions)
export type Dimension = z.infer<typeof Dimension>

/** `unknown` is no confidence of a figure: what nobody knows has no figure. */
export const confidences = ['high', 'medium', 'low'] as const
export const Confidence = z.enum(confidences)
export type Confidence = z.infer<typeof Confidence>

const forms: Record<Dimension, RegExp> = {
  all: /^$/,
  age: /^\d{1,3}(-\d{1,3}|\+)$/,
  gender: /^(female|male|other)$/,
  device: /^(mobile|desktop|tablet)$/,
  country: /^[A-Z]{2}$/,
  language: /^[a-z]{2,3}$/,
}

/** Whether a group is written as its dimension wants it. */
export const isGroup = (dimension: Dimension, value: string): boolean => {
  if (!forms[dimension].test(value)) return false
  const [from = 0, to = 120] = dimension === 'age' ? value.split(/[-+]/).filter(Boolean).map(Number) : []
  return from <= to && to <= 120
}

const place = {
  network: NetworkSlug,
  country: z
    .union([z.literal(''), Country])
    .default('')
    .describe('Empty: the whole world'),
  measure: Measure,
  dimension: Dimension,
  value: z
    .string()
    .trim()
    .max(40)
    .default('')
    .describe('Such as 25-34, 65+, female, mobile, LV; empty for all'),
}

export const FigurePlace = z.object(place).refine(({ dimension, value }) => isGroup(dimension, value), {
  error:
    'This group is not written as expected. Write ages as 25-34 or 65+, countries as LV, devices as mobile.',
  params: { code: 'figure_group' },
  path: ['value'],
})
export type FigurePlace = z.infer<typeof FigurePlace>

/** `group`: everything that is entered here of the groups that make a whole with it. */
export const RestoreBody = FigurePlace.safeExtend({ group: z.boolean().default(false) })
export type RestoreBody = z.infer<typeof RestoreBody>

/** By what two figures are the same one. */
export const placeOf = ({ network, country, measure, dimension, value }: FigurePlace): string =>
  [network, country, measure, dimension, value].join('|')

const said = {
  number: z
    .number()
    .min(0)
    .max(1440)
    .nullable()
    .describe('0–1, or minutes; null: not believed, and nothing is known instead'),
  source: z.string().trim().max(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  knownOn: Day,
  confidence: Confidence,
}

export const isShare = (measure: Measure): boolean => measure === 'use' || measure === 'profile'

export const FigureBody = z
  .object({ ...place, ...said })
  .refine(({ dimension, value }) => isGroup(dimension, value), {
    error:
      'This group is not written as expected. Write ages as 25-34 or 65+, countries as LV, devices as mobile.',
    params: { code: 'figure_group' },
    path: ['value'],
  })
  .refine(({ measure, number }) => number === null || !isShare(measure) || number <= 1, {
    error: 'A share is at most 100 %.',
    params: { code: 'figure_share' },
    path: ['number'],
  })
  .refine(({ number, source }) => number === null || source !== '', {
    error: 'Write where the figure comes from.',
    params: { code: 'figure_source' },
    path: ['source'],
  })
export type FigureBody = z.infer<typeof FigureBody>

/** What a figure says and how one knows it. */
export const Known = z.object({
  number: z.number().nullable(),
  source: z.string(),
  url: z.string().nullable(),
  knownOn: Day,
  confidence: Confidence,
})
export type Known = z.infer<typeof Known>

export const Figure = z.object({ ...place, ...Known.shape }).extend({
  /** Entered here; the reference stays behind it. */
  own: z.boolean(),
  reference: Known.nullable(),
  by: z
    .string()
    .nullable()
    .describe('Who entered it; null for the reference, a program, or somebody who has left'),
  at: z.iso.datetime().nullable(),
})
export type Figure = z.infer<typeof Figure>

/** What can be made, each a kind of work of its own. */
export const formats = [
  'text',
  'link',
  'image',
  'carousel',
  'video',
  'short',
  'story',
  'poll',
  'document',
] as const
export const Format = z.enum(formats)
export type Format = z.infer<typeof Format>

/** A network that one can choose, whether or not the program publishes there. */
export const Choosable = z.object({
  network: NetworkSlug,
  name: z.string(),
  publishes: z.boolean().describe('Carillon can publish there'),
  formats: z.array(Format),
  channels: z.array(Id).describe('Joined accounts there that whoever asks sees'),
})
export type Choosable = z.infer<typeof Choosable>

/** `access`: people cannot reach it there. `ads`: advertising on it is forbidden there. */
export const Bar = z.object({
  network: NetworkSlug,
  country: Country,
  kind: z.enum(['access', 'ads']),
  since: z.string().describe('A day or a year; empty where the source does not say'),
  source: z.string(),
  url: z.string(),
  readOn: Day,
  confidence: Confidence,
})
export type Bar = z.infer<typeof Bar>

export const ChoiceSettings = z.object({
  countries: z
    .array(Country)
    .max(60)
    .default([])
    .describe('Where people are spoken to, where a persona does not say'),
  formats: z
    .array(z.object({ format: Format, hours: z.number().min(0).max(100).describe('To make one') }))
    .max(formats.length)
    .refine((all) => new Set(all.map(({ format }) => format)).size === all.length, {
      error: 'A format stands here twice.',
      params: { code: 'format_twice' },
    })
    .default([]),
  perWeek: z.int().min(1).max(35).default(3).describe('Posts a week on one network'),
  upkeep: z
    .number()
    .min(0)
    .max(60)
    .default(1)
    .describe('Hours a week on one network for answers and looking after'),
})
export type ChoiceSettings = z.infer<typeof ChoiceSettings>

export const ChoiceSettingsBody = ChoiceSettings.extend({ version: z.int().min(0) })
export type ChoiceSettingsBody = z.infer<typeof ChoiceSettingsBody>

export const Choice = z.object({
  settings: ChoiceSettings,
  version: z.int().describe('0 while nothing was saved'),
  networks: z.array(Choosable),
  capacityHours: z.number().nullable().describe('What the team can give in a week'),
  capacityFrom: z.enum(['people', 'typed']).nullable().describe('Whose hours these are: see channel plans'),
  takenHours: z.number().describe('What the plans of channels that one sees take of it'),
})
export type Choice = z.infer<typeof Choice>

/** What lies between; `mid` is what is likeliest. */
export const Interval = z.object({ low: z.number(), mid: z.number(), high: z.number() })
export type Interval = z.infer<typeof Interval>

export const reasonParts = ['reach', 'likeness', 'formats', 'hours'] as const
export const ReasonPart = z.enum(reasonParts)
export type ReasonPart = z.infer<typeof ReasonPart>

/** A figure that a reason rests on. */
export const Used = z.object({ ...place, ...Known.shape, own: z.boolean() })
export type Used = z.infer<typeof Used>

/** Why something widens, in codes that the screen says in words. */
export const notes = [
  'elsewhere',
  'mostly_elsewhere',
  'whole_only',
  'ages_missing',
  'old',
  'no_figures',
  'no_profile',
  'not_asked',
  'nothing_made',
  'no_formats',
  'no_capacity',
  'nowhere',
] as const
export const Note = z.enum(notes)
export type Note = z.infer<typeof Note>

export const Reason = z.object({
  part: ReasonPart,
  weight: z.number(),
  value: Interval,
  known: z.boolean().describe('Something is known; else the interval is the whole'),
  notes: z.array(Note),
  used: z.array(Used),
})
export type Reason = z.infer<typeof Reason>

export const Fit = z.object({
  network: NetworkSlug,
  /** 0–1; null where it is barred everywhere that matters. */
  score: Interval.nullable(),
  rests: z.number().describe('How much of the weight something is known of'),
  reasons: z.array(Reason),
  bars: z.array(Bar),
  barred: z.boolean().describe('In every country that matters'),
  hours: z.number().nullable().describe('A week, if it is chosen'),
  with: z.array(Format).describe('What the team makes and the network takes'),
  stay: z
    .array(Used)
    .describe(
      'How long people are there, a day or a visit: nearest to the audience first; no part of the score',
    ),
  newest: Day.nullable(),
  oldest: Day.nullable(),
})
export type Fit = z.infer<typeof Fit>

/** A part of the audience and how much of it the chosen networks reach together. */
export const Covered = z.object({
  ages: z.string().nullable().describe('Such as 25-34; null: ages are not known'),
  share: z.number().describe('Of the audience'),
  reached: Interval,
  known: z.boolean().describe('A figure tells; else nothing is known of these'),
})
export type Covered = z.infer<typeof Covered>

export const Coverage = z.object({
  parts: z.array(Covered),
  reached: Interval.describe('Of the whole audience'),
  barred: z.array(Country).describe('Countries of the audience in which every chosen network is barred'),
  unreached: z.array(z.string()).describe('Ages of which at most a third is reached, as far as is known'),
  unknown: z
    .array(NetworkSlug)
    .describe('Chosen networks of which nobody tells how many use them; they only widen'),
})
export type Coverage = z.infer<typeof Coverage>

export const FitQuery = z.object({
  persona: Id,
  chosen: z
    .string()
    .max(1000)
    .default('')
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .pipe(z.array(NetworkSlug).max(40)),
})
export type FitQuery = z.infer<typeof FitQuery>

export const FitAnswer = z.object({
  /** By what is sure at least; barred ones last. */
  items: z.array(Fit),
  countries: z.array(z.object({ country: Country, share: z.number() })),
  people: z.object({
    ages: z.boolean(),
    genders: z.boolean(),
    devices: z.boolean(),
    languages: z.boolean(),
    places: z.boolean(),
  }),
  cities: z
    .array(z.object({ said: z.string(), country: Country }))
    .describe('Places of the persona that count as the country in which they lie'),
  unread: z.array(z.string()).describe('What the persona says and was not understood'),
  unreadPlaces: z.array(z.string()).describe('Of these the places: where that is does not count'),
  hours: z.object({
    chosen: z.number().nullable(),
    capacity: z.number().nullable(),
    carries: z.int().nullable(),
  }),
  coverage: Coverage.nullable().describe('Of the chosen networks; null while none is'),
  /** What reaches most people within the hours of the team; null where too little is known. */
  proposal: z.object({ networks: z.array(NetworkSlug), reached: Interval, hours: z.number() }).nullable(),
})
export type FitAnswer = z.infer<typeof FitAnswer>

export const FiguresQuery = z.object({ network: NetworkSlug.optional() })
export type FiguresQuery = z.infer<typeof FiguresQuery>
export const Figures = z.object({ items: z.array(Figure), bars: z.array(Bar) })
export type Figures = z.infer<typeof Figures>

export const mostLines = 5000
export const ImportBody = z.object({
  csv: z.string().min(1).max(1_000_000),
  dry: z.boolean().default(true).describe('Only look; nothing is kept'),
})
export type ImportBody = z.infer<typeof ImportBody>

export const importFaults = [
  'no_columns',
  'unclosed',
  'many_lines',
  'unknown_network',
  'unknown_word',
  'group',
  'not_a_number',
  'too_much',
  'no_source',
  'no_day',
  'twice',
  'over_whole',
] as const
export const ImportFault = z.object({
  line: z.int().describe('In the file; 1 is its first'),
  code: z.enum(importFaults),
  found: z.string(),
})
export type ImportFault = z.infer<typeof ImportFault>
export const ImportAnswer = z.object({
  rows: z.int(),
  changes: z.int().describe('Figures that are otherwise than now'),
  faults: z.array(ImportFault).describe('At most the first hundred; with any, nothing is kept'),
})
export type ImportAnswer = z.infer<typeof ImportAnswer>
