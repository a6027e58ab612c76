import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** What can be said of a post before it goes out, by the rule that says it. None of it keeps anybody from sending. */
export const adviceByRule = {
  /** Whom and what it serves. */
  purpose: ['no_goal', 'goal_over', 'goal_elsewhere', 'no_persona'],
  /** Its place among the others. */
  mix: ['no_category', 'mix'],
  /** The same words on several networks. */
  copies: ['copies'],
  /** How the brand speaks. */
  tone: ['banned_word', 'hard_to_read', 'many_emoji', 'many_hashtags', 'many_exclamations'],
  /** How often, and when, its channels speak. */
  cadence: ['cadence', 'spacing', 'free_day'],
} as const

export const adviceRules = ['purpose', 'mix', 'copies', 'tone', 'cadence'] as const
export const AdviceRule = z.enum(adviceRules)
export type AdviceRule = z.infer<typeof AdviceRule>

export type AdviceCode = (typeof adviceByRule)[AdviceRule][number]
export const adviceCodes: readonly AdviceCode[] = adviceRules.flatMap((rule) => [...adviceByRule[rule]])
export const AdviceCode = z.enum(adviceCodes as readonly [AdviceCode, ...AdviceCode[]])

export const ruleOf = (code: AdviceCode): AdviceRule =>
  adviceRules.find((rule) => (adviceByRule[rule] as readonly AdviceCode[]).includes(code)) ?? 'purpose'

const About = z.string().max(200).describe('The channel, word or goal that is meant; empty for the post')

export const Advice = z.object({
  code: AdviceCode,
  about: About,
  channelIds: z.array(Id).describe('The channels that it is about; none when it is about the post'),
  detail: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  overruled: z
    .object({
      at: z.iso.datetime(),
      by: z.string().nullable().describe('Null for a program, or who has left'),
    })
    .nullable(),
})
export type Advice = z.infer<typeof Advice>

export const PostAdvice = z.object({ items: z.array(Advice) })
export type PostAdvice = z.infer<typeof PostAdvice>
export const AdvisedPost = z.object({ id: Id })

/** `overruled: false` takes it back. */
export const OverruleBody = z.object({ code: AdviceCode, about: About.default(''), overruled: z.boolean() })
export type OverruleBody = z.infer<typeof OverruleBody>

/** Of posts that have not left and stand between two instants. The window is half open; at most 100 days. */
export const AdviceQuery = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
export type AdviceQuery = z.infer<typeof AdviceQuery>

export const AdviceList = z.object({
  items: z.array(z.object({ postId: Id, codes: z.array(AdviceCode) })),
  more: z.boolean().describe('There are more posts than were looked at (500)'),
})
export type AdviceList = z.infer<typeof AdviceList>

/** How hard a text is to read, from the easiest. */
export const readingLevels = ['very_easy', 'easy', 'plain', 'hard', 'very_hard'] as const
export type ReadingLevel = (typeof readingLevels)[number]

const Most = z.int().min(0).max(100).nullable()

export const BannedWord = z.object({
  /** A word or some words; a star at its end stands for every ending. */
  word: z
    .string()
    .trim()
    .max(80)
    .refine((word) => /^(?=.*[\p{L}\p{N}])[^*]{2,}\*?$/su.test(word), {
      error: 'Write two characters at least, one of them a letter or digit; a star stands at the end only.',
      params: { code: 'banned_word' },
    }),
  instead: z.string().trim().max(120).default(''),
  blocks: z
    .boolean()
    .default(false)
    .describe(
      'A post that says it is not scheduled, unless somebody who approves lets it pass with a reason',
    ),
})
export type BannedWord = z.infer<typeof BannedWord>

const rules = {
  banned: z
    .array(BannedWord)
    .max(300)
    .refine((all) => new Set(all.map(({ word }) => word.toLowerCase())).size === all.length, {
      error: 'A word stands here twice. Take one of them out.',
      params: { code: 'banned_twice' },
    }),
  reading: z.enum(['easy', 'plain', 'hard']).nullable().describe('The hardest that a text may be to read'),
  mostEmoji: Most,
  mostHashtags: Most,
  mostExclamations: Most,
  silent: z.array(AdviceRule).max(adviceRules.length).describe('Of these rules nothing is said'),
}

/** To save them, `version` is the one that was read. */
export const PostRules = z.object({ version: z.int().min(0).describe('0 while nobody saved any'), ...rules })
export type PostRules = z.infer<typeof PostRules>

export const noPostRules: PostRules = {
  version: 0,
  banned: [],
  reading: null,
  mostEmoji: null,
  mostHashtags: null,
  mostExclamations: null,
  silent: [],
}

export const CountsQuery = z.object({ days: z.coerce.number().int().min(1).max(180).default(90) })

/** How often posts went out against what was advised, and how often somebody said that this is meant. */
export const AdviceCounts = z.object({
  posts: z.int().describe('Posts of those days that went out or are on their way; at most the newest 500'),
  items: z.array(z.object({ code: AdviceCode, against: z.int(), overruled: z.int() })),
})
export type AdviceCounts = z.infer<typeof AdviceCounts>
