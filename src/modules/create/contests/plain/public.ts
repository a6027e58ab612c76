/** What everybody sees of a contest, without an account, and what they send. */
import { z } from 'zod'
import { Beacon, DrawReason, PostWay, RulesLanguage, RulesText } from '../contract.ts'

export const PublicParams = z.object({ token: z.string().regex(/^[0-9a-f]{32}$/) })
export const PublicQuery = z.object({ language: RulesLanguage.optional() })
export const PublicStage = z.enum(['soon', 'running', 'over', 'frozen', 'drawn', 'cancelled'])

export const PublicContest = z.object({
  brand: z.object({ name: z.string(), colour: z.string().nullable() }),
  name: z.string(),
  stage: PublicStage,
  language: RulesLanguage,
  languages: z.array(RulesLanguage),
  timeZone: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  rules: RulesText,
  rulesVersion: z.int(),
  changes: z.array(z.object({ version: z.int(), at: z.iso.datetime(), reason: z.string() })),
  form: z
    .object({
      question: z.string(),
      box: z.string(),
      news: z.string(),
      networks: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          proves: z.boolean().describe('Whether an answer with a code proves whose account it is'),
        }),
      ),
    })
    .nullable(),
  posts: z.array(z.object({ network: z.string(), url: z.string(), ways: z.array(PostWay) })),
  draw: z.object({
    commitment: z.string(),
    listHash: z.string().nullable(),
    listed: z.int().nullable(),
    frozenAt: z.iso.datetime().nullable(),
    beacon: Beacon.nullable(),
    rounds: z.array(
      z.object({ round: z.int(), reason: DrawReason, winners: z.int(), drawnAt: z.iso.datetime() }),
    ),
  }),
  winners: z.array(z.string()).describe('Those who agreed to be named'),
  cancelledWhy: z.string().nullable(),
  erasedAt: z.iso.datetime().nullable(),
})
export type PublicContest = z.infer<typeof PublicContest>

export const EntryBody = z.object({
  mail: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  answer: z.string().trim().max(1000).default(''),
  handles: z
    .array(z.object({ network: z.string().max(40), handle: z.string().trim().min(2).max(200) }))
    .max(5)
    .default([])
    .describe(
      'Accounts with which they take part as well: they count through them, and as one person once proven',
    ),
  language: RulesLanguage,
  rulesVersion: z.int().describe('Those that they were shown'),
  agreed: z.literal(true, { error: 'Tick the box: without it nobody can take part.' }),
  news: z.boolean().default(false),
  website: z.string().max(200).default('').describe('Nobody sees this field; programs fill it in'),
})
export type EntryBody = z.infer<typeof EntryBody>
/** The same whether somebody is new or took part before: nobody learns by it who does. */
export const Entered = z.object({
  state: z.enum(['confirm', 'received']),
  code: z
    .string()
    .nullable()
    .describe(
      'Written as an answer to a post of the contest, it proves that an account is theirs; null: by letter',
    ),
})
export type Entered = z.infer<typeof Entered>

export const ConfirmBody = z.object({ token: z.string().min(20).max(120) })
export type ConfirmBody = z.infer<typeof ConfirmBody>
export const Confirmed = z.object({
  contest: z.string(),
  brand: z.string(),
  code: z.string().nullable().describe('Where they named accounts that can be proven'),
})
