import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const Day = z.iso.date()

/** What may be counted of a post, by the catalogue's names. */
export const pilotMetrics = [
  'engagements',
  'likes',
  'reposts',
  'replies',
  'clicks',
  'views',
  'impressions',
  'reach',
] as const
export const PilotMetric = z.enum(pilotMetrics)
export type PilotMetric = z.infer<typeof PilotMetric>

/** A post's result is what it has so many hours after it came out, so that old and young ones are alike. */
export const ageHours = 72
export const fewestPosts = 6
export const fewestWeeks = 2
/** A channel is kept when the chance of giving up too much with it is no larger; `npm run bench` measures how often that errs. */
export const mostRisk = 0.1

const name = z.string().trim().min(1).max(120)

export const PilotBody = z.object({
  name,
  metric: PilotMetric,
  channelIds: z
    .array(Id)
    .min(2)
    .max(8)
    .refine((all) => new Set(all).size === all.length, {
      error: 'A channel stands here twice.',
      params: { code: 'pilot_channel_twice' },
    }),
  weeks: z.int().min(2).max(12).default(4),
  perWeek: z.int().min(1).max(14).default(3).describe('Posts a week on each channel'),
  care: z
    .number()
    .min(0.01)
    .max(0.5)
    .default(0.1)
    .describe('Share of the result that may be given up by the choice'),
  startsOn: Day,
})
export type PilotBody = z.infer<typeof PilotBody>

export const PilotId = z.object({ id: Id })
export const PilotName = z.object({ name })
export type PilotName = z.infer<typeof PilotName>

export const PilotState = z.enum(['running', 'paused', 'stopped'])
export type PilotState = z.infer<typeof PilotState>

export const mostPauses = 100
/** Days that do not count, both included. */
export const Pauses = z.array(z.object({ from: Day, to: Day })).max(mostPauses)
export type Pauses = z.infer<typeof Pauses>
export const PilotChannels = z.array(Id).max(8)

export const Verdict = z.object({
  revision: z.int().describe('Of the strategy that says it'),
  /** The words of the channel part before. */
  before: z.string().max(4000),
  words: z.string().max(4000),
  keep: z.array(Id).max(8),
  at: z.iso.datetime(),
  /** How the pilot stood, for when it is taken back. */
  state: PilotState,
  haltedOn: Day.nullable(),
})
export type Verdict = z.infer<typeof Verdict>

export const Pilot = z.object({
  id: Id,
  name: z.string(),
  metric: PilotMetric,
  channelIds: PilotChannels,
  weeks: z.int(),
  perWeek: z.int(),
  care: z.number(),
  startsOn: Day,
  endsOn: Day.describe('The last day that counts, pauses reckoned in'),
  state: PilotState,
  haltedOn: Day.nullable().describe('The first day that does not count any more, of a paused or stopped one'),
  pauses: Pauses,
  verdict: Verdict.omit({ before: true, state: true, haltedOn: true }).nullable(),
  version: z.int(),
  createdAt: z.iso.datetime(),
})
export type Pilot = z.infer<typeof Pilot>

export const PilotsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(400).optional(),
})
export type PilotsQuery = z.infer<typeof PilotsQuery>
export const PilotList = z.object({ items: z.array(Pilot), next: z.string().nullable() })
export type PilotList = z.infer<typeof PilotList>

/** How a channel does. Null where too little was measured to say anything. */
export const PilotChannel = z.object({
  channelId: Id,
  posts: z.int().describe('Came out in the days that count'),
  measured: z.int().describe('Of these, with a result'),
  waiting: z.int().describe('Younger than the age at which results are taken'),
  unmeasured: z.int().describe('Old enough, but nothing was told of them'),
  planned: z.int().describe('Posts that the effort asks for until today'),
  /** 80 %: of a typical post. */
  typical: z.object({ low: z.number(), mid: z.number(), high: z.number() }).nullable(),
  best: z.number().nullable().describe('Probability that it brings most of them'),
  loss: z
    .number()
    .nullable()
    .describe('Share of what the best brings for a post, over many, that one gives up with it'),
  risk: z.number().nullable().describe('Probability that one gives up more than the care allows'),
  tells: z.boolean().describe('Its network counts this'),
})
export type PilotChannel = z.infer<typeof PilotChannel>

export const PilotReading = z.object({
  pilot: Pilot,
  today: Day,
  week: z.int().describe('0 before it begins; more than its weeks when they are over'),
  channels: z.array(PilotChannel),
  /** `sure`: one may stop. `over`: the weeks are over and nothing is sure. `early`, `few`: wait. `untold`: a network does not count this. */
  standing: z.enum(['early', 'few', 'open', 'sure', 'over', 'untold']),
  keep: z.array(Id).describe('With these one gives up no more than allowed, as far as one may be sure'),
  effort: z.object({
    even: z.boolean(),
    fewest: z.int(),
    most: z.int(),
    behind: z.array(Id).describe('Channels with clearly fewer posts than others'),
  }),
})
export type PilotReading = z.infer<typeof PilotReading>

export const VerdictBody = z.object({
  words: z.string().trim().min(1).max(2000).describe('What the channel part of the strategy is to say'),
  reason: z.string().trim().min(1).max(300).describe('Of the revision'),
  keep: PilotChannels.default([]),
  revision: z.int().min(0).describe('The revision of the strategy that you have read'),
})
export type VerdictBody = z.infer<typeof VerdictBody>
