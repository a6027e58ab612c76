import { expect, test } from 'vitest'
import { goal, idea } from '../../attack/frame/bodies.ts'
import { networks } from '../../src/networks/registry.ts'
import { world } from '../world.ts'
import { openDoor, program } from './door.ts'
import { photograph, type Strangers, strangersIn } from './strangers.ts'

type Sent = { call: `${'GET' | 'POST' | 'PATCH' | 'PUT'} ${string}`; body?: object }

type Smuggled = (theirs: Strangers, own: { post: string }) => Sent & { refused: string }

/** Changes that carry, in their body, the id of something that belongs to another tenant. */
const smuggled: Record<string, Smuggled> = {
  'a line of the budget for a goal': ({ goal }) => ({
    call: 'POST /budget/lines',
    body: { kind: 'ads', name: 'Ours', currency: 'EUR', goalId: goal },
    refused: 'budget.no_goal',
  }),
  'something spent on a line': ({ budgetLine }) => ({
    call: 'POST /budget/entries',
    body: { lineId: budgetLine, day: '2030-01-02', minor: 1, currency: 'EUR' },
    refused: 'budget.not_found',
  }),
  'months of a line': ({ budgetLine }) => ({
    call: 'PUT /budget/months',
    body: {
      items: [
        {
          ...{ lineId: budgetLine, month: '2030-01-01', minor: 1, minutes: null },
          was: { minor: null, minutes: null },
        },
      ],
    },
    refused: 'budget.not_found',
  }),
  'work outside paid from a line': ({ budgetLine }) => ({
    call: 'POST /contractor-jobs',
    body: { title: 'Ours', lineId: budgetLine },
    refused: 'contractor.no_line',
  }),
  'work outside of a kind': ({ teamWork }) => ({
    call: 'POST /contractor-jobs',
    body: { title: 'Ours', workId: teamWork },
    refused: 'contractor.no_work',
  }),
  'work outside looked after by a member': ({ member }) => ({
    call: 'POST /contractor-jobs',
    body: { title: 'Ours', ownerId: member },
    refused: 'contractor.no_owner',
  }),
  'a member in our team': ({ member }) => ({
    call: 'POST /team/people',
    body: { userId: member },
    refused: 'team.no_member',
  }),
  'a new post for a channel': ({ channel }) => ({
    call: 'POST /posts',
    body: { content: idea(), variants: [{ channelId: channel }] },
    refused: 'post.no_channel',
  }),
  'a new post with a picture': ({ media }) => ({
    call: 'POST /posts',
    body: { content: idea([{ id: media }]) },
    refused: 'post.no_media',
  }),
  'a new post with the picture of a link card': ({ media }) => ({
    call: 'POST /posts',
    body: { content: { parts: [{ text: 'Ours', link: { url: 'https://a.example', imageMediaId: media } }] } },
    refused: 'post.no_media',
  }),
  'a new post in a campaign': ({ campaign }) => ({
    call: 'POST /posts',
    body: { content: idea(), campaignId: campaign },
    refused: 'post.no_campaign',
  }),
  'a new post for a goal': ({ goal }) => ({
    call: 'POST /posts',
    body: { content: idea(), goalId: goal },
    refused: 'post.no_goal',
  }),
  'a post of ours sent to a channel': ({ channel }, own) => ({
    call: `PATCH /posts/${own.post}`,
    body: { version: 1, variants: [{ channelId: channel }] },
    refused: 'post.no_channel',
  }),
  'a post of ours with a picture': ({ media }, own) => ({
    call: `PATCH /posts/${own.post}`,
    body: { version: 1, content: idea([{ id: media }]) },
    refused: 'post.no_media',
  }),
  'a post of ours put into a campaign': ({ campaign }, own) => ({
    call: `PATCH /posts/${own.post}`,
    body: { version: 1, campaignId: campaign },
    refused: 'post.no_campaign',
  }),
  'a post of ours put under a goal': ({ goal }, own) => ({
    call: `PATCH /posts/${own.post}`,
    body: { version: 1, goalId: goal },
    refused: 'post.no_goal',
  }),
  'a goal for a channel': ({ channel }) => ({
    call: 'POST /goals',
    body: { ...goal, scope: { kind: 'channel', id: channel } },
    refused: 'goal.no_scope',
  }),
  'a goal owned by a person': ({ member }) => ({
    call: 'POST /goals',
    body: { ...goal, ownerId: member },
    refused: 'goal.no_owner',
  }),
  'a planned post on a channel': ({ channel }) => ({
    call: 'POST /planned-posts',
    body: { channelId: channel, civil: '2030-02-01T09:00', category: 'brand' },
    refused: 'planned_post.no_channel',
  }),
  'how often a channel publishes': ({ channel }) => ({
    call: 'PUT /content-plan',
    body: { ...plan, cadences: [{ channelId: channel, perWeek: 3 }] },
    refused: 'content_plan.no_channel',
  }),
  'a rubric on a channel': ({ channel }) => ({
    call: 'PUT /content-plan',
    body: { ...plan, rubrics: [{ ...rubric, channelIds: [channel] }] },
    refused: 'content_plan.no_channel',
  }),
  'a pillar for a goal': ({ goal }) => ({
    call: 'PUT /content-plan',
    body: { ...plan, pillars: [{ id: crypto.randomUUID(), name: 'Craft', share: 100, goalId: goal }] },
    refused: 'content_plan.no_goal',
  }),
  'a pillar under the id of one': ({ pillar }) => ({
    call: 'PUT /content-plan',
    body: { ...plan, pillars: [{ id: pillar, name: 'Mine', share: 100 }] },
    refused: 'content_plan.foreign_id',
  }),
  'a new post to a persona': ({ persona }) => ({
    call: 'POST /posts',
    body: { content: idea(), personaId: persona },
    refused: 'post.no_persona',
  }),
  'a post of ours turned to a persona': ({ persona }, own) => ({
    call: `PATCH /posts/${own.post}`,
    body: { version: 1, personaId: persona },
    refused: 'post.no_persona',
  }),
  'a new post with an influencer': ({ influencer }) => ({
    call: 'POST /posts',
    body: { content: idea(), influencerId: influencer },
    refused: 'post.no_influencer',
  }),
  'a post of ours turned to an influencer': ({ influencer }, own) => ({
    call: `PATCH /posts/${own.post}`,
    body: { version: 1, influencerId: influencer },
    refused: 'post.no_influencer',
  }),
  'a pillar for a persona': ({ persona }) => ({
    call: 'PUT /content-plan',
    body: { ...plan, pillars: [{ id: crypto.randomUUID(), name: 'Craft', share: 100, personaId: persona }] },
    refused: 'content_plan.no_persona',
  }),
  'a post about a pillar': ({ pillar }, own) => ({
    call: `PATCH /posts/${own.post}`,
    body: { version: 1, pillarId: pillar },
    refused: 'post.no_pillar',
  }),
  'more posts for a campaign': ({ campaign }) => ({
    call: 'PUT /content-plan',
    body: {
      ...plan,
      rules: {
        bursts: [
          {
            campaignId: campaign,
            from: '2030-02-01',
            to: '2030-02-02',
            perWeek: 1,
            channelIds: [crypto.randomUUID()],
          },
        ],
      },
    },
    refused: 'content_plan.no_channel',
  }),
  'a goal about a number entered by hand': ({ manual }) => ({
    call: 'POST /goals',
    body: { ...goal, metric: 'manual', manualId: manual },
    refused: 'goal.no_manual',
  }),
  'a goal bound by a number entered by hand': ({ manual }) => ({
    call: 'POST /goals',
    body: { ...goal, constraints: [{ metric: 'manual', manualId: manual, bound: 'most', value: 3 }] },
    refused: 'goal.no_manual',
  }),
  'a goal beneath a goal': ({ goal: parentId }) => ({
    call: 'POST /goals',
    body: { ...goal, parentId },
    refused: 'goal.no_parent',
  }),
  'joining a channel again': ({ channel }) => ({
    call: 'POST /channels',
    body: {
      network: 'mastodon',
      way: 'token',
      channelId: channel,
      fields: { server: 'https://mastodon.example', token: 'a-token-of-ours' },
    },
    refused: 'channel.not_found',
  }),
}

const plan = {
  ...{ version: 0, shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 } },
  ...{ pillars: [], rubrics: [], cadences: [], rules: {} },
}

const rubric = {
  ...{ id: crypto.randomUUID(), name: 'Tip', weekday: 2, time: '09:00' },
  category: 'educational',
}

test.each(Object.keys(smuggled))('%s of another tenant is refused, and nothing is made', async (what) => {
  const w = await world({ networks })
  const theirs = await strangersIn(w.ctx, (await w.tenant()).workspaceId)
  const key = await program(await openDoor(w), w, 'owner')
  const made = await key('POST /posts', { content: idea() })
  expect(made.status).toBe(201)
  const before = await photograph(w.ctx, theirs)
  const sent = smuggled[what]?.(theirs, { post: String(made.body.id) })
  if (!sent) throw new Error(`Nothing is sent for ${what}`)
  const answer = await key(sent.call, sent.body)
  expect(answer.body.code, JSON.stringify(answer.body)).toBe(sent.refused)
  expect(JSON.stringify(answer.body)).not.toMatch(/Their secret plan|"Theirs"/)
  expect(await photograph(w.ctx, theirs)).toEqual(before)
  const posts = await w.ctx.db
    .selectFrom('posts')
    .select('id')
    .where('workspaceId', '=', w.workspaceId)
    .execute()
  expect(posts).toHaveLength(1)
})

test('the id that a program of ours chooses may be one that is taken elsewhere', async () => {
  const w = await world()
  const server = await openDoor(w)
  const here = await program(server, w, 'owner')
  const there = await program(server, await w.tenant(), 'owner')
  const clientId = crypto.randomUUID()
  const theirs = await there('POST /posts', { content: { parts: [{ text: 'Theirs' }] }, clientId })
  const ours = await here('POST /posts', { content: idea(), clientId })
  expect(ours.status).toBe(201)
  expect(ours.body.id).not.toBe(theirs.body.id)
  expect(JSON.stringify(ours.body)).not.toContain('Theirs')
})

const period = 'from=2030-01-01T00:00:00Z&to=2030-02-01T00:00:00Z'
const days = 'from=2030-01-01&to=2030-01-31'

/** Questions that are narrowed to something of theirs. */
const asked: Record<string, (theirs: Strangers) => string> = {
  'posts of a channel': ({ channel }) => `/posts?channel=${channel}&channels=${channel}`,
  'posts of a campaign': ({ campaign }) => `/posts?campaign=${campaign}`,
  'posts by their words': () => '/posts?text=secret',
  'deliveries of a channel': ({ channel }) => `/deliveries?channel=${channel}`,
  'deliveries of a post': ({ post }) => `/deliveries?post=${post}`,
  'publications of a channel': ({ channel }) => `/publications?channel=${channel}`,
  'the calendar of a month': () => `/calendar?${period}`,
  'the calendar of a channel': ({ channel }) => `/calendar?${period}&channels=${channel}`,
  'the next free slot of a channel': ({ channel }) => `/slots/free?channels=${channel}`,
  'numbers of a channel': ({ channel }) =>
    `/numbers?${days}&channels=${channel}&scope=channel&channel=${channel}`,
  'the series of a channel': ({ channel }) =>
    `/numbers/series?${days}&metric=followers&channels=${channel}&channel=${channel}`,
  'the export of a channel': ({ channel }) =>
    `/numbers/export?${days}&channels=${channel}&channel=${channel}`,
  'entries of a line of the budget': ({ budgetLine }) => `/budget/entries?line=${budgetLine}`,
  'work outside by its words': () => '/contractor-jobs?text=Theirs',
  'the audit log of a person': ({ member }) => `/audit?actorId=${member}`,
}

test.each(Object.keys(asked))('%s of another tenant shows nothing of it', async (what) => {
  const w = await world()
  const theirs = await strangersIn(w.ctx, (await w.tenant()).workspaceId)
  const key = await program(await openDoor(w), w, 'owner')
  const path = asked[what]?.(theirs)
  const { status, body } = await key(`GET ${path}`)
  expect([200, 404], JSON.stringify(body)).toContain(status)
  const told = JSON.stringify(body)
  expect(told).not.toMatch(/Their secret plan|Theirs/)
  for (const [thing, id] of Object.entries(theirs).filter(([, each]) => !path?.includes(each)))
    expect(told, `shows a ${thing}`).not.toContain(id)
})
