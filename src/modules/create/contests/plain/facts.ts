/** What the rules of a contest are made of. Everything may be missing in a draft; `missing.ts` says what is asked for. */
import { z } from 'zod'
import { jurisdictions } from '../../compliance/contract.ts'

/** Languages in which rules can be written. */
export const rulesLanguages = ['en', 'lv', 'ru', 'th', 'vi'] as const
export const RulesLanguage = z.enum(rulesLanguages)
export type RulesLanguage = z.infer<typeof RulesLanguage>

export const Prize = z.object({
  what: z.string().trim().max(300),
  count: z.int().min(1).max(1000),
  // Minor units would suggest that it is reckoned with; it is only told.
  value: z
    .string()
    .trim()
    .regex(/^(\d{1,9}([.,]\d{1,3})?)?$/, 'Write the value as a number, such as 25 or 25.50.'),
  currency: z.string().trim().max(3),
})
export type Prize = z.infer<typeof Prize>

export const Facts = z.object({
  organiser: z.string().trim().max(200),
  address: z.string().trim().max(400),
  contact: z.union([z.email().max(254), z.literal('')]),
  prizes: z.array(Prize).max(20),
  jurisdictions: z.array(z.enum(jurisdictions)).max(jurisdictions.length),
  countries: z
    .array(
      z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{2}$/, 'Write countries with two letters, such as LV.'),
    )
    .max(60),
  minAge: z.int().min(0).max(99).nullable(),
  excluded: z.string().trim().max(400),
  purchase: z.boolean(),
  answerDays: z.int().min(1).max(90).nullable(),
  delivery: z.string().trim().max(600),
  privacyUrl: z.union([z.url({ protocol: /^https?$/ }).max(2000), z.literal('')]),
  keepDays: z.int().min(7).max(730).nullable(),
  showWinners: z.boolean(),
  languages: z.array(RulesLanguage).min(1).max(rulesLanguages.length),
  extra: z.string().trim().max(4000),
})
export type Facts = z.infer<typeof Facts>

export const noFacts: Facts = {
  organiser: '',
  address: '',
  contact: '',
  prizes: [],
  jurisdictions: [],
  countries: [],
  minAge: null,
  excluded: '',
  purchase: false,
  answerDays: null,
  delivery: '',
  privacyUrl: '',
  keepDays: 90,
  showWinners: false,
  languages: ['en'],
  extra: '',
}

/** How one takes part: by a reaction to a post of ours, or by the form on our page. */
export const entryWays = ['like', 'comment', 'repost', 'form'] as const
export const EntryWay = z.enum(entryWays)
export type EntryWay = z.infer<typeof EntryWay>
export const PostWay = z.enum(['like', 'comment', 'repost'])
export type PostWay = z.infer<typeof PostWay>
