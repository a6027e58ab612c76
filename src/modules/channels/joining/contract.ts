import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Channel } from '../accounts/contract.ts'

const Field = z.looseObject({
  name: z.string(),
  kind: z.enum(['text', 'long', 'secret', 'url', 'number', 'choice', 'switch']),
  label: z.string(),
  help: z.string().optional(),
  required: z.boolean().optional(),
})

const Way = z.looseObject({
  id: z.string(),
  kind: z.enum(['oauth', 'form']),
  label: z.string(),
  help: z.string(),
  fields: z.array(Field),
  available: z.boolean(),
  app: z.boolean().describe('It asks for an app that was registered at the network'),
  why: z.string().nullable().describe('Why this way is closed here, and what an operator can do'),
  closed: z
    .enum(['unreachable', 'plain'])
    .nullable()
    .describe('The same as a word: nobody outside reaches this Carillon, or only without https'),
})

const rule = z.looseObject({})

/** What a network is and can do, as data; `src/networks/kit/manifest.ts` describes each part. */
export const NetworkInfo = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    colour: z.string(),
    homepage: z.string(),
    ways: z.array(Way),
    guarantee: z.enum(['idempotent', 'findable', 'blind']),
    guaranteeWords: z.string(),
    text: rule,
    media: rule,
    poll: rule.nullable(),
    threadMax: z.int(),
    firstReply: z.boolean().describe('A first comment of our own under the post'),
    linkCard: z
      .enum(['none', 'own', 'sent'])
      .describe('A link is shown as a card; sent: with our title and picture'),
    quotes: z.boolean(),
    can: z
      .array(z.string())
      .describe('All that can be done there, under names that are the same for all networks'),
    postKinds: z
      .array(z.string())
      .describe('Kinds of post (a reel, a story); none where there is one kind alone'),
    kinds: z
      .looseObject({ option: z.string() })
      .optional()
      .describe('The option that says which kind it is, and what holds for each'),
    abilities: z.array(z.string()).describe('What the adapter has beside publishing'),
    metrics: z
      .looseObject({ post: z.array(rule), account: z.array(rule) })
      .describe('Numbers that it tells, and what it means by them'),
    rates: z.array(rule).describe('Limits on requests that are known beforehand'),
    cost: rule.nullable().describe('What a post costs there; null where it is free'),
    webhooks: rule.optional().describe('It tells by itself of what happens there'),
    byHand: rule.optional().describe('No program may publish there: a person does'),
    options: z.array(Field),
    settings: z.array(Field).optional().describe('Settings of a joined account'),
    dailyCap: z.int().nullable(),
    setup: z.string().describe('What an operator must set up before anybody can join an account'),
  })
  .meta({ id: 'Network' })
export type NetworkInfo = z.infer<typeof NetworkInfo>

export const NetworkList = z.object({ items: z.array(NetworkInfo) })

export const JoinBody = z.strictObject({
  network: z.string(),
  way: z.string(),
  fields: z.record(z.string(), z.string().max(20_000)).default({}),
  appId: Id.optional().describe(
    'The app to sign in by, where the way asks for one; otherwise the one that the channel signed in by before, or the oldest',
  ),
  channelId: Id.optional().describe('The channel whose account is joined again; it keeps its history'),
})
export type JoinBody = z.infer<typeof JoinBody>

/** An account that the network offers, when it answered more than one. */
export const Candidate = z.object({
  remoteId: z.string(),
  server: z.string(),
  handle: z.string(),
  name: z.string(),
})
export type Candidate = z.infer<typeof Candidate>

/** Where joining stands. `go`: send the person to `url`. `choose`: let them pick. */
export const Joining = z
  .discriminatedUnion('step', [
    z.object({ step: z.literal('go'), attemptId: Id, url: z.string() }),
    z.object({ step: z.literal('waiting'), attemptId: Id }),
    z.object({ step: z.literal('choose'), attemptId: Id, accounts: z.array(Candidate) }),
    z.object({ step: z.literal('joined'), channels: z.array(Channel) }),
    z.object({
      step: z.literal('failed'),
      network: z.string(),
      code: z
        .string()
        .describe('Of ours, such as `join.other_account`; `network.` and a code of the network otherwise'),
      words: z.string(),
      facts: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .describe('What the words of a code of ours hold'),
    }),
  ])
  .meta({ id: 'Joining' })
export type Joining = z.infer<typeof Joining>

export const ChooseBody = z.strictObject({
  accounts: z
    .array(Candidate.pick({ remoteId: true, server: true }))
    .min(1, 'Choose at least one account.')
    .max(100),
})
export type ChooseBody = z.infer<typeof ChooseBody>
