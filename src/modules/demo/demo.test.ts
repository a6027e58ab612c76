import { beforeAll, expect, test } from 'vitest'
import { type World, world } from '../../../test/world.ts'
import { systemActor } from '../../app/actor.ts'
import { networks } from '../../networks/registry.ts'
import { accountFor } from '../channels/accounts/index.ts'
import { askForDue } from '../measure/collection/service.ts'
import { OverviewQuery } from '../measure/numbers/contract.ts'
import { readOverview } from '../measure/numbers/service.ts'
import { readChoice } from '../plan/choice/service.ts'
import { GoalsQuery } from '../plan/goals/contract.ts'
import { listGoals } from '../plan/goals/reads.ts'
import { listPilots, readPilot } from '../plan/pilots/service.ts'
import { readOverview as readPresence } from '../plan/presence/service.ts'
import { readSuspects } from '../plan/presence/suspects.ts'
import { strategyParts } from '../plan/strategy/contract.ts'
import { readStrategy } from '../plan/strategy/index.ts'
import { english } from './english.ts'
import { ideas } from './ideas.ts'
import { makeDemo, removeDemo } from './index.ts'
import { latvian } from './latvian.ts'
import { russian } from './russian.ts'
import { roles, tellStory } from './story.ts'
import { thai } from './thai.ts'
import { vietnamese } from './vietnamese.ts'

/** A house with an owner; `fetch` fails the test if anything goes out. */
async function here(at = '2030-05-15T09:00:00Z'): Promise<World> {
  const w = await world({ networks, at, alone: true })
  await w.ctx.db
    .insertInto('users')
    .values({ id: 'owner', name: 'Olga', email: 'olga@example.com' })
    .execute()
  await w.ctx.db
    .insertInto('organisationMembers')
    .values({ organisationId: w.organisationId, userId: 'owner', role: 'owner' })
    .execute()
  return w
}

let made: Promise<{ w: World; workspaceId: string }> | undefined

/** One demonstration for all tests that only look at it; made before the first, so that its database is theirs alone. */
beforeAll(async () => void (await shared()))
function shared() {
  made ??= (async () => {
    const w = await here()
    return { w, workspaceId: (await makeDemo(w.ctx)).workspace.id }
  })()
  return made
}

const count = async (
  w: World,
  table: 'publications' | 'metricPoints' | 'workspaces' | 'lanes' | 'channels',
) =>
  (
    await w.ctx.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

// Made again when a busy machine was too slow: what counts is how long it takes at best.
test('the demonstration is made within ten seconds, is marked, and is taken away without a trace', {
  retry: 2,
}, async () => {
  const w = await here()
  const before = await count(w, 'workspaces')
  const started = performance.now()
  const made = await makeDemo(w.ctx)
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(made).toMatchObject({ channels: 5, goals: 6 })
  expect(made.planned).toBeGreaterThan(20)
  expect(made.posts).toBeGreaterThan(100)
  expect(made.publications).toBeGreaterThan(300)
  expect(made.points).toBeGreaterThan(50_000)
  const row = await w.ctx.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', made.workspace.id)
    .executeTakeFirst()
  expect(row?.demo).toBe(true)
  const media = await w.ctx.db.selectFrom('media').select('storageKey').execute()
  expect(media.length).toBeGreaterThan(0)

  expect(await removeDemo(w.ctx)).toEqual({ removed: 1 })
  expect(await count(w, 'workspaces')).toBe(before)
  expect(await count(w, 'publications')).toBe(0)
  expect(await count(w, 'metricPoints')).toBe(0)
  for (const { storageKey } of media) expect(await w.ctx.storage.size(storageKey)).toBeNull()
  expect(await removeDemo(w.ctx)).toEqual({ removed: 0 })
})

test('it can say which networks fit its persona, and has a trial whose results are told', async () => {
  const { w, workspaceId } = await shared()
  const actor = systemActor(workspaceId)
  const { items } = await listPilots(w.ctx, actor, { limit: 5 })
  const { channels, week } = await readPilot(w.ctx, actor, items[0]?.id ?? '')
  expect(week).toBe(6)
  for (const { measured, typical } of channels) {
    expect(measured).toBeGreaterThan(5)
    expect(typical?.mid).toBeGreaterThan(1)
  }
  expect(await readChoice(w.ctx, actor)).toMatchObject({ capacityHours: 14, version: 1 })
})

test('it has a strategy in which every part is written, with a history, and somebody to whom it speaks', async () => {
  const w = await here()
  const { workspace } = await makeDemo(w.ctx)
  const strategy = await readStrategy(w.ctx, systemActor(workspace.id))
  expect(strategy).toMatchObject({ revision: 2, filled: [...strategyParts], reviewDue: false })
  expect(strategy.goals).toHaveLength(3)
  expect(strategy.personas.map(({ name }) => name)).toEqual(['Laura, who brews before work'])
})

test('three others are watched, with posts, followers week by week, and notes', async () => {
  const w = await here()
  await makeDemo(w.ctx)
  const count = async (table: 'competitorDays' | 'competitorPosts' | 'competitorNotes') =>
    (await w.ctx.db.selectFrom(table).select('workspaceId').execute()).length
  expect(await w.ctx.db.selectFrom('competitors').select('name').execute()).toHaveLength(3)
  expect(await count('competitorDays')).toBe(39)
  expect(await count('competitorPosts')).toBeGreaterThan(120)
  expect(await count('competitorNotes')).toBe(6)
})

test('the same seed tells the same story with the same numbers, another seed another', async () => {
  const told = async (seed: number) => {
    const w = await here()
    const { workspace } = await makeDemo(w.ctx, { seed })
    const texts = await w.ctx.db
      .selectFrom('publications')
      .select(['text', 'publishedAt'])
      .orderBy('publishedAt')
      .orderBy('text')
      .execute()
    const answer = await readOverview(w.ctx, systemActor(workspace.id), OverviewQuery.parse({}))
    return { texts, totals: answer.totals.map(({ metric, value }) => [metric, value]) }
  }
  const first = await told(1)
  expect(await told(1)).toEqual(first)
  expect(tellStory(1, 3)).not.toEqual(tellStory(2, 3))
})

test('its goals stand in every way that a goal can stand, whatever the day and the seed', async () => {
  for (const [at, seed] of [
    ['2030-12-31T23:00:00Z', 7],
    ['2031-02-28T00:30:00Z', 99],
  ] as const) {
    const w = await here(at)
    const { workspace } = await makeDemo(w.ctx, { seed })
    const { items } = await listGoals(w.ctx, systemActor(workspace.id), GoalsQuery.parse({}))
    const ways = items.map((goal) => goal.standing.status).toSorted()
    expect(ways).toEqual(['ahead', 'at_risk', 'met', 'missed', 'on_track', 'open'])
  }
})

test('nothing of it can leave: no credential, no server, no active channel, nobody asked', async () => {
  const w = await here()
  const { workspace } = await makeDemo(w.ctx)
  const channels = await w.ctx.db
    .selectFrom('channels')
    .selectAll()
    .where('workspaceId', '=', workspace.id)
    .execute()
  expect(channels.map((channel) => channel.state)).toEqual(Array(5).fill('paused'))
  expect(channels.every((channel) => channel.server.endsWith('.invalid'))).toBe(true)
  for (const { id } of channels) {
    await w.ctx.db.updateTable('channels').set({ state: 'active' }).where('id', '=', id).execute()
    await expect(accountFor(w.ctx, id)).rejects.toMatchObject({ kind: 'reconnect' })
    await w.ctx.db.updateTable('channels').set({ state: 'paused' }).where('id', '=', id).execute()
  }
  const credentials = await w.ctx.db.selectFrom('channelCredentials').select('channelId').execute()
  expect(credentials).toEqual([])
  const collections = await w.ctx.db.selectFrom('collections').select('channelId').execute()
  expect(collections).toEqual([])
  // Jobs of every kind run for a day; a request would fail the test.
  for (let hour = 0; hour < 24; hour++) {
    await askForDue(w.ctx)
    await w.runJobs()
    w.clock.on(3_600_000)
  }
  const states = await w.ctx.db.selectFrom('channels').select('stateCode').execute()
  expect(new Set(states.map((row) => row.stateCode))).toEqual(new Set(['demo']))
})

test('half a year of numbers looks like half a year of work', async () => {
  const { w, workspaceId } = await shared()
  const { totals } = await readOverview(
    w.ctx,
    systemActor(workspaceId),
    OverviewQuery.parse({ from: '2030-01-01', to: '2030-05-14', compare: 'none' }),
  )
  const value = (id: string) => totals.find((number) => number.metric === id)?.value ?? null
  expect(value('followers')).toBeGreaterThan(7000)
  expect(value('audience_growth_rate')).toBeGreaterThan(0.1)
  expect(value('er_followers')).toBeGreaterThan(0.015)
  expect(value('er_followers')).toBeLessThan(0.08)
  expect(value('views')).toBeNull()
})

test('there is something to do: a failure, a doubt, a missed post, drafts, a proposal and plans ahead', async () => {
  const { w, workspaceId } = await shared()
  const states = await w.ctx.db
    .selectFrom('deliveries')
    .select(['state', ({ fn }) => fn.countAll<number>().as('n')])
    .where('workspaceId', '=', workspaceId)
    .groupBy('state')
    .execute()
  const n = Object.fromEntries(states.map((row) => [row.state, row.n]))
  expect(n).toMatchObject({ failed: 1, in_doubt: 1, missed: 1 })
  expect(n.scheduled).toBeGreaterThan(10)
  const stages = await w.ctx.db
    .selectFrom('posts')
    .select('stage')
    .where('stage', '<>', 'scheduled')
    .execute()
  expect(stages.map((row) => row.stage).toSorted()).toEqual(['draft', 'draft', 'draft', 'proposed'])
})

test('without an owner, or a second time, it says what to do', async () => {
  const empty = await world({ networks, alone: true })
  await expect(makeDemo(empty.ctx)).rejects.toMatchObject({ code: 'demo.nobody' })
  const w = await here()
  await makeDemo(w.ctx)
  await expect(makeDemo(w.ctx)).rejects.toMatchObject({ code: 'demo.there' })
})

test('the mix of what it says is near forty, thirty, twenty-five and five', () => {
  const { posts } = tellStory(4400, 3)
  const share = (category: string) => posts.filter((post) => post.category === category).length / posts.length
  expect(share('engaging')).toBeCloseTo(0.4, 1)
  expect(share('brand')).toBeCloseTo(0.3, 1)
  expect(share('educational')).toBeCloseTo(0.25, 1)
  expect(share('promotional')).toBeCloseTo(0.05, 1)
})

test('every idea is told in five languages, each in its own letters, with the same blanks', () => {
  const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
  const letters = { latvian: /[āčēģīķļņšūž]/i, russian: /[а-яё]/i, thai: /[฀-๿]/, vietnamese: /[à-ỹđ]/i }
  for (const idea of Object.keys(ideas) as (keyof typeof ideas)[])
    for (const [name, texts] of Object.entries({ latvian, russian, thai, vietnamese })) {
      expect(blanks(texts[idea]), `${name} ${idea}`).toEqual(blanks(english[idea]))
      expect(texts[idea], `${name} ${idea}`).toMatch(letters[name as keyof typeof letters])
      expect(texts[idea]).not.toBe(english[idea])
    }
  expect(new Set(roles.map((role) => role.language))).toEqual(new Set(['en', 'lv', 'ru', 'th', 'vi']))
})

test('the audit of the demonstration shows what is otherwise, and one suspect that says that it is made up', async () => {
  const { w, workspaceId } = await shared()
  const actor = systemActor(workspaceId)
  const { run, suspects, audience, open } = await readPresence(w.ctx, actor)
  expect(open).toBeNull()
  expect(run).toMatchObject({ number: 2, state: 'done', requests: 0, difference: { against: 1 } })
  expect(run?.difference?.accounts.length).toBe(roles.length)
  expect(run?.difference?.suspects.fresh).toHaveLength(1)
  const ofNumbers = await w.ctx.db
    .selectFrom('metricPoints')
    .select(['subjectId', 'value'])
    .where('workspaceId', '=', workspaceId)
    .where('metric', '=', 'followers')
    .where('subjectKind', '=', 'channel')
    .where('at', '=', new Date(run?.createdAt ?? 0))
    .execute()
  for (const { subject, profile } of run?.findings ?? [])
    expect(ofNumbers).toContainEqual({ subjectId: subject.id, value: profile?.followers })
  // London and Riga count as their countries, of which figures are known.
  expect(run?.gaps.map(({ kind }) => kind)).toContain('audience_by_figures')
  expect(suspects).toMatchObject({ likely: 1 })
  expect(audience.map(({ field }) => field)).toEqual(['age', 'language', 'place'])
  const { items } = await readSuspects(w.ctx, actor, { show: 'open', limit: 30 })
  expect(items[0]?.profile.bio).toContain('Made up for this demonstration')
  expect(items[0]?.pictureUrl).toBeNull()
})
