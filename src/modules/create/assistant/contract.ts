import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Currency } from '../../plan/money/contract.ts'

/** What can be asked of the assistant. */
export const tools = ['variant', 'shorten', 'translate', 'hashtags', 'alt', 'tone'] as const
export const Tool = z.enum(tools)
export type Tool = z.infer<typeof Tool>

/** Who may ask: everybody who writes, those who publish, those who manage. */
export const Users = z.enum(['writers', 'publishers', 'managers'])
export type Users = z.infer<typeof Users>

/** Money in millionths of the currency: a call costs less than a cent. */
const Micros = z.int().min(0)
export const mostPrice = 10_000_000_000
export const mostCeiling = 1_000_000_000_000
const Price = Micros.max(mostPrice).describe('Of a million tokens, in millionths of the currency')

const isPlain = (text: string): boolean => {
  const url = URL.parse(text)
  if (!url || !/^https?:\/\//i.test(text)) return false
  return url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}

const BaseUrl = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => text === '' || isPlain(text), {
    error: 'Write an address that begins with https://, alone: without a key, a question mark or a #.',
    params: { code: 'not_plain' },
  })
  .transform((url) => url.replace(/\/+$/, ''))
  .describe('Below it lies /chat/completions, such as https://api.example.com/v1; empty for none')

const settings = {
  enabled: z.boolean(),
  model: z.string().trim().max(200),
  users: Users,
  sees: z.boolean().describe('The model can be shown pictures'),
  currency: Currency,
  priceIn: Price,
  priceOut: Price,
  ceiling: Micros.max(mostCeiling).nullable().describe('Most that a month may cost; null for no bound'),
}

export const AssistantBody = z
  .object({
    ...settings,
    baseUrl: BaseUrl,
    key: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .regex(/^[\x21-\x7e]+$/, 'A key has no spaces and only plain letters, digits and marks.')
      .nullable()
      .optional()
      .describe('Absent: the one that is kept. Null: none'),
    version: z.int().min(0).describe('The one it was read with; 0 while nobody saved any'),
  })
  .refine(({ enabled, baseUrl, model }) => !enabled || (baseUrl !== '' && model !== ''), {
    error: 'Say at which address and which model, then turn it on.',
    params: { code: 'not_whole' },
    path: ['enabled'],
  })
  .refine(({ ceiling, priceIn, priceOut }) => ceiling === null || priceIn + priceOut > 0, {
    error: 'A ceiling needs prices: without them nothing costs anything.',
    params: { code: 'no_prices' },
    path: ['ceiling'],
  })
export type AssistantBody = z.infer<typeof AssistantBody>

/** What the month has cost so far, in the currency of the settings; what runs counts with the most that it may cost. */
export const Month = z.object({
  from: z.iso.datetime(),
  cost: Micros,
  calls: z.int(),
  estimated: z
    .boolean()
    .describe('Some of it is estimated: the server did not say how many tokens there were'),
})
export type Month = z.infer<typeof Month>

export const AssistantSettings = z.object({
  ...settings,
  baseUrl: z.string(),
  hasKey: z.boolean(),
  version: z.int(),
  month: Month,
})
export type AssistantSettings = z.infer<typeof AssistantSettings>

export const TestResult = z.object({
  ok: z.boolean(),
  code: z.string().nullable(),
  detail: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  ms: z.int(),
  cost: Micros,
  currency: z.string(),
  estimated: z.boolean(),
})
export type TestResult = z.infer<typeof TestResult>

export const mostText = 10_000
const text = z
  .string()
  .max(mostText, 'The assistant reads up to 10,000 characters at once. Take a part of it.')
const wish = z.string().trim().max(500).default('').describe('What a person wants of it, in their words')

const about = {
  /** For which channels the words are. */
  channelIds: z.array(Id).max(100).default([]),
  wish,
  personaId: Id.nullable().default(null),
  pillarId: Id.nullable().default(null),
}
const given = text.refine((words) => words.trim() !== '', {
  error: 'There is no text yet. Write something first.',
  params: { code: 'no_text' },
})

export const RunBody = z.discriminatedUnion('tool', [
  z.object({ tool: z.literal('variant'), text: given, ...about, channelIds: z.array(Id).min(1).max(100) }),
  z.object({
    tool: z.literal('shorten'),
    text: given,
    ...about,
    limit: z
      .int()
      .min(10)
      .max(mostText)
      .nullable()
      .default(null)
      .describe('Most characters; null: what the channels allow'),
  }),
  z.object({
    tool: z.literal('translate'),
    text: given,
    ...about,
    language: z.string().trim().min(2).max(60).describe('A tag such as lv, or a name'),
  }),
  z.object({ tool: z.literal('hashtags'), text: given, ...about, most: z.int().min(1).max(15).default(5) }),
  z.object({
    tool: z.literal('alt'),
    mediaId: Id,
    text: text.default('').describe('What the post says, so that the words fit to it'),
    ...about,
    language: z.string().trim().max(60).default(''),
  }),
  z.object({ tool: z.literal('tone'), text: given, ...about }),
])
export type RunBody = z.infer<typeof RunBody>

/** What a person is told of words before they take them. */
export const RunNote = z.object({
  code: z.enum([
    'new_link',
    'new_mention',
    'markup_removed',
    'hidden_removed',
    'cut_length',
    'cut_off',
    'cut_endless',
    'filtered',
    'too_long',
    'unreadable',
    'ceiling',
  ]),
  /** The link, or the name. */
  word: z.string(),
})
export type RunNote = z.infer<typeof RunNote>

/** How long it is as a channel’s network counts; `channelId` null: by the limit that was asked for. */
export const Fit = z.object({
  channelId: Id.nullable(),
  length: z.int(),
  max: z.int(),
  fits: z.boolean(),
})
export type Fit = z.infer<typeof Fit>

export const Remark = z.object({ quote: z.string(), problem: z.string(), instead: z.string() })
export type Remark = z.infer<typeof Remark>

export const RunResult = z.object({
  callId: Id,
  tool: Tool,
  model: z.string(),
  text: z.string(),
  tags: z.array(z.string()),
  remarks: z.array(Remark),
  fits: z.array(Fit),
  notes: z.array(RunNote),
  asks: z.int(),
  promptTokens: z.int(),
  answerTokens: z.int(),
  estimated: z.boolean(),
  cost: Micros,
  currency: z.string(),
  /** Why it stopped, where it did; what had come by then is in `text`. */
  problem: z
    .object({
      code: z.string(),
      detail: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
})
export type RunResult = z.infer<typeof RunResult>

/** What is told while it works, one after the other. `again`: what came did not fit and is asked for anew. */
export const RunEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('piece'), text: z.string() }),
  z.object({ kind: z.literal('again'), fits: z.array(Fit) }),
  z.object({ kind: z.literal('done'), result: RunResult }),
])
export type RunEvent = z.infer<typeof RunEvent>

export const AssistantCall = z.object({
  id: Id,
  tool: z.enum([...tools, 'test']),
  model: z.string(),
  state: z.enum(['running', 'done', 'cut', 'cancelled', 'failed']),
  problem: z.string().nullable(),
  asks: z.int(),
  promptTokens: z.int(),
  answerTokens: z.int(),
  estimated: z.boolean(),
  cost: Micros,
  currency: z.string(),
  by: z.string().nullable().describe('Null for the program, or who has left'),
  at: z.iso.datetime(),
})
export type AssistantCall = z.infer<typeof AssistantCall>
export const AssistantCallList = z.object({ items: z.array(AssistantCall), next: z.string().nullable() })
export const CallsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(500).optional(),
})
export type CallsQuery = z.infer<typeof CallsQuery>
