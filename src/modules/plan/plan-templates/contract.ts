import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { PostCategory } from '../../create/posts/contract.ts'
import { SlotTime } from '../../create/slots/contract.ts'
import { ContentPlan, Shares } from '../content-plan/contract.ts'

const Weekday = z.int().min(1).max(7)

const uniqueBy = <T>(items: readonly T[], key: (item: T) => string): boolean =>
  new Set(items.map(key)).size === items.length

const TemplatePillar = z.object({
  name: z.string().trim().min(1).max(80),
  about: z.string().trim().max(1000).default(''),
  share: z.int().min(0).max(100).default(0),
})

/** How often a channel of a network publishes. */
const TemplateLine = z.object({
  network: z.string().trim().min(1).max(40).nullable().default(null).describe('null: of any other network'),
  perWeek: z.int().min(0).max(35).describe('0: nothing but rubrics'),
  weekdays: z.array(Weekday).max(7).default([1, 2, 3, 4, 5]),
  times: z.array(SlotTime).max(8).default([]),
})
export type TemplateLine = z.infer<typeof TemplateLine>

const TemplateRubric = z.object({
  name: z.string().trim().min(1).max(80),
  hint: z.string().trim().max(1000).default(''),
  weekday: Weekday.describe('1 Monday … 7 Sunday'),
  time: SlotTime,
  everyWeeks: z.int().min(1).max(8).default(1),
  category: PostCategory,
  pillar: z.string().trim().max(80).nullable().default(null).describe('By its name'),
  networks: z
    .array(z.string().trim().min(1).max(40))
    .max(50)
    .default([])
    .describe('Without one: on every channel that publishes'),
})

/** The same days of every year. */
const TemplateDate = z.object({
  name: z.string().trim().min(1).max(80),
  on: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Write the day as month and day: 12-24.')
    .describe('Month and day of the first: 12-24'),
  days: z.int().min(1).max(366).default(1),
  free: z.boolean().default(false),
})

const pillars = z
  .array(TemplatePillar)
  .max(20)
  .refine((all) => uniqueBy(all, ({ name }) => name.toLowerCase()), {
    error: 'Two pillars have the same name. Give one of them another.',
    params: { code: 'plan_pillar_twice' },
  })
  .refine((all) => [0, 100].includes(all.reduce((sum, { share }) => sum + share, 0)), {
    error: 'The shares of the pillars must be 100 % together, or all be 0.',
    params: { code: 'plan_pillar_shares' },
  })

/** A content plan without what belongs to one workspace: its channels, goals, personas and campaigns. */
export const TemplateContent = z.object({
  shares: Shares,
  pillars,
  rubrics: z.array(TemplateRubric).max(30),
  lines: z.array(TemplateLine).max(50),
  spacingMinutes: z.int().min(0).max(10_080).default(240),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Name the country by its two letters, such as LV.')
    .nullable()
    .default(null)
    .describe('Taken only where the plan has none of its own'),
  state: z
    .string()
    .regex(/^[A-Z0-9]{1,5}$/)
    .nullable()
    .default(null),
  holidays: z.enum(['ignore', 'name', 'free']).default('name'),
  dates: z.array(TemplateDate).max(200).default([]),
})
export type TemplateContent = z.infer<typeof TemplateContent>

const naming = {
  name: z.string().trim().min(1).max(80),
  about: z.string().trim().max(500).describe('For whom it is meant'),
}

/** Takes the content plan as it is saved. */
export const TemplateBody = z.object({ ...naming, about: naming.about.default('') })
export type TemplateBody = z.infer<typeof TemplateBody>

/** `renew`: with the content plan as it is saved now. */
export const TemplateChange = z.object({ ...naming, renew: z.boolean() }).partial()
export type TemplateChange = z.infer<typeof TemplateChange>

/** A template as a file, to be brought into another workspace. */
export const TemplateFile = z.object({
  kind: z.literal('carillon.content-plan-template'),
  edition: z.literal(1),
  ...naming,
  about: naming.about.default(''),
  content: TemplateContent,
})
export type TemplateFile = z.infer<typeof TemplateFile>

export const Template = z.object({
  id: Id,
  ...naming,
  content: TemplateContent,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Template = z.infer<typeof Template>

export const mostTemplates = 50

/** What is said of one where many stand. */
export const TemplateSummary = Template.omit({ content: true }).extend({
  perWeek: z.int(),
  pillars: z.array(z.string()),
  rubrics: z.array(z.string()),
})
export type TemplateSummary = z.infer<typeof TemplateSummary>

export const TemplateList = z.object({ items: z.array(TemplateSummary) })
export const TemplateId = z.object({ id: Id })
export const BuiltInQuery = z.object({ language: z.string().max(35).optional() })

/** One that comes with the program. */
export const BuiltIn = z.object({ key: z.string(), ...naming, content: TemplateContent })
export type BuiltIn = z.infer<typeof BuiltIn>
export const BuiltInList = z.object({ items: z.array(BuiltIn) })

/** Which line of the template each channel takes; `null` for none, and a channel that is not named publishes nothing by plan. */
export const ProposalBody = z.object({
  content: TemplateContent,
  channels: z
    .array(z.object({ channelId: Id, line: z.int().min(0).max(49).nullable() }))
    .max(200)
    .optional()
    .describe('Without it each channel takes the line of its network, else the one for any other'),
})
export type ProposalBody = z.infer<typeof ProposalBody>

/** The content plan that would be; to be looked at and saved. */
export const Proposal = z.object({
  plan: ContentPlan,
  /** Which line each channel took. */
  channels: z.array(z.object({ channelId: Id, line: z.int().nullable() })),
  /** Rubrics that no channel carries yet. */
  homeless: z.array(z.string()),
})
export type Proposal = z.infer<typeof Proposal>
