import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const Day = z.iso.date()
const age = z.int().min(0).max(120)

/** By what an audience can be cut. */
export const cuts = ['age', 'gender', 'place', 'language'] as const
export const Cut = z.enum(cuts)
export type Cut = z.infer<typeof Cut>

export const genders = ['female', 'male', 'other'] as const
const few = <T extends z.ZodType>(one: T, most: number) => z.array(one).max(most).default([])

/** Who belongs to it: all that is named must hold; what is empty is not asked. */
export const Filter = z.object({
  ages: z
    .object({ from: age, to: age })
    .refine(({ from, to }) => from <= to, {
      error: 'The age begins above its end. Change one of them.',
      params: { code: 'age_range' },
    })
    .nullable()
    .default(null),
  genders: few(z.enum(genders), 3),
  places: few(z.string().regex(/^[A-Z]{2}$/), 60).describe('Countries, such as LV'),
  languages: few(z.string().regex(/^[a-z]{2,3}$/), 40),
  channelIds: few(Id, 100).describe('Only people of these channels'),
})
export type Filter = z.infer<typeof Filter>

/** Which cuts a filter makes; one of channels alone makes none. */
export const cutsOf = ({ ages, genders, places, languages }: Filter): Cut[] => [
  ...(ages ? (['age'] as const) : []),
  ...(genders.length > 0 ? (['gender'] as const) : []),
  ...(places.length > 0 ? (['place'] as const) : []),
  ...(languages.length > 0 ? (['language'] as const) : []),
]

const fields = {
  name: z.string().trim().min(1).max(120),
  note: z.string().trim().max(1000).default(''),
  filter: Filter.refine((filter) => cutsOf(filter).length > 0 || filter.channelIds.length > 0, {
    error: 'Say by what the audience is cut: age, gender, place, language or channel.',
    params: { code: 'empty_filter' },
  }),
}
export const SegmentBody = z.object(fields)
export type SegmentBody = z.infer<typeof SegmentBody>
export const SegmentChange = z.object({ ...fields, version: z.int().min(1) })
export type SegmentChange = z.infer<typeof SegmentChange>

export const mostSegments = 100
export const Segment = z.object({
  id: Id,
  name: z.string(),
  note: z.string(),
  filter: Filter,
  version: z.int(),
  goals: z.int().describe('How many goals are about it'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Segment = z.infer<typeof Segment>
export const SegmentsQuery = z.object({ archived: z.stringbool().default(false) })
export const SegmentList = z.object({ items: z.array(Segment).describe('A workspace has at most a hundred') })
export type SegmentList = z.infer<typeof SegmentList>
export const SegmentId = z.object({ id: Id })
export const FilterBody = z.object({ filter: fields.filter })

/** What can be told for certain: it lies between, and low is high where it is known exactly. */
const Bounds = z.object({ low: z.number(), high: z.number() })
export type Bounds = z.infer<typeof Bounds>

/** What one source says of a segment. */
export const Told = z.object({
  /** `table`: people we know. `persona`: somebody made up. `network`: everybody on a network, by the reference. */
  kind: z.enum(['table', 'persona', 'network']),
  id: z.string(),
  name: z.string(),
  channelId: Id.nullable(),
  source: z.string(),
  knownOn: Day.nullable().describe('The oldest day of what was used'),
  share: Bounds,
  people: z.int().nullable().describe('How many it tells of'),
  count: Bounds.nullable(),
  /** `exact`: cells that are told together. `bounds`: dimensions are told apart or bands do not fit; nothing is assumed of how they hang together. */
  how: z.enum(['exact', 'bounds']),
  /** Cuts that this source does not tell at all: then the lower bound is 0. */
  untold: z.array(Cut),
  /** Cuts where a group lies partly inside, or was not understood. */
  blurred: z.array(Cut),
  /** Cuts that it tells apart from one another. */
  apart: z.boolean(),
})
export type Told = z.infer<typeof Told>

export const SegmentPeople = z.object({
  /** Of the newest table of each channel, of people outside of channels each. One person may follow several. */
  known: Bounds.nullable().describe('Null while no table counts people'),
  told: z.array(Told),
  left: z.int().describe('Sources beyond those that are shown'),
})
export type SegmentPeople = z.infer<typeof SegmentPeople>

export const Part = z.object({
  dimensions: z.array(Cut).min(1).max(4),
  cells: z
    .array(z.object({ values: z.array(z.string().max(80)).min(1).max(4), share: z.number().min(0).max(1) }))
    .max(2000),
})
export type Part = z.infer<typeof Part>

export const AudienceBody = z.object({
  name: z.string().trim().min(1).max(120),
  source: z.string().trim().max(300).default(''),
  channelId: Id.nullable().default(null),
  knownOn: Day,
  csv: z
    .string()
    .min(1)
    .max(262_144)
    .describe(
      'age,gender,place,language (those that are told together) and count or share; or dimension,value and count or share',
    ),
  dryRun: z.boolean().default(false).describe('Tell what it says, and keep nothing'),
})
export type AudienceBody = z.infer<typeof AudienceBody>

export const audienceFaults = [
  ...(['no_csv', 'no_columns', 'too_many_rows', 'unknown_dimension', 'no_value'] as const),
  ...(['not_a_number', 'too_much', 'twice', 'over_whole', 'nothing'] as const),
] as const
export const AudienceFault = z.object({
  line: z.int(),
  code: z.enum(audienceFaults),
  value: z.string(),
  words: z.string(),
})
export type AudienceFault = z.infer<typeof AudienceFault>

export const AudienceTable = z.object({
  id: Id,
  name: z.string(),
  source: z.string(),
  channelId: Id.nullable(),
  knownOn: Day,
  people: z.int().nullable(),
  parts: z.array(z.object({ dimensions: z.array(Cut), cells: z.int() })),
  createdAt: z.iso.datetime(),
})
export type AudienceTable = z.infer<typeof AudienceTable>
export const AudienceList = z.object({ items: z.array(AudienceTable) })
export type AudienceList = z.infer<typeof AudienceList>
/** Older ones go first when a workspace has more. */
export const mostTables = 200

export const AudienceRead = z.object({
  /** The table that was kept; null of a dry run, or when something is wrong. */
  table: AudienceTable.nullable(),
  people: z.int().nullable(),
  parts: AudienceTable.shape.parts,
  /** Values that were not understood: they count as what may be inside. */
  unread: z.array(z.string()),
  faults: z.array(AudienceFault),
})
export type AudienceRead = z.infer<typeof AudienceRead>
