import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { networks } from '../../../networks/registry.ts'
import { makeDemo } from '../../demo/index.ts'
import { asOfForm, exported, forge, manifestIn, partsOf, type Row, rowsIn } from './file.fixture.ts'
import { newIdsIn } from './ids.ts'
import { kinds } from './kinds.ts'
import { addPerson, furnish, house } from './moving.fixture.ts'
import { type TakenOver, takeOver } from './take-over.ts'

const uuid = /(?<![\w-])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/g
const by = { kind: 'system', id: null, name: 'test', ip: null, requestId: null } as const

type Parts = Map<string, Buffer>
/** One workspace in its old house, and the same after it was taken over into another. */
type Trip = { from: World; to: World; before: Parts; after: Parts; taken: TakenOver }

async function travel(from: World, workspaceId: string, to: World): Promise<Trip> {
  const file = await exported(from, workspaceId)
  const taken = await takeOver(to.ctx, file, { organisationId: to.organisationId, name: null, by })
  const after = await partsOf(await exported(to, taken.workspace.id))
  return { from, to, before: await partsOf(file), after, taken }
}

let full: Trip
beforeAll(async () => {
  const [from, empty] = [await house(networks), await house(networks)]
  await furnish(from)
  const userId = await addPerson(empty, 'mila', 'Mila', 'mila@example.com')
  const { workspaceId } = empty
  await empty.ctx.db.insertInto('members').values({ workspaceId, userId, role: 'editor' }).execute()
  full = await travel(from, from.workspaceId, empty)
})

/** What is another in the new house, told here once more in words of its own. */
const otherwise: Record<string, (row: Row) => Row> = {
  channels: (row) => ({ ...row, state: 'reconnect' }),
  hooks: (row) => ({ ...row, state: 'paused' }),
  posts: (row) => ({ ...row, deletedPlans: null }),
  deliveries: (row) => {
    if (['scheduled', 'claimed', 'waiting'].includes(String(row.state)))
      return { ...row, state: 'cancelled', cancelledFrom: 'scheduled' }
    if (!['sending', 'sent', 'handed'].includes(String(row.state))) return row
    const failureWords =
      'It was on its way when the export was made. Look at the network whether it is there.'
    return { ...row, state: 'in_doubt', failureKind: 'unknown', failureCode: 'imported', failureWords }
  },
  attempts: (row) => (row.outcome ? row : { ...row, outcome: 'unknown', finishedAt: row.startedAt }),
}

const kept = new Set(['clientId', 'key'])

/** Every id in a text becomes the one that it has in the new house. */
function moved({ taken, from, to }: Trip, row: Row): Row {
  const idOf = newIdsIn(taken.workspace.id)
  const rename = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(from.workspaceId, to.workspaceId)
        .replaceAll(uuid, (id) => (id === to.workspaceId ? id : idOf(id))),
    )
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, kept.has(name) ? value : rename(value)]),
  )
}

/** Rows as text in an order of their own. Tens of thousands are compared so, and only the first that differs is told. */
const asText = (rows: Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort()

function expectSame(trip: Trip, kind: string): void {
  const stages = new Map(rowsIn(trip.after, 'posts').map((row) => [row.id, row.stage]))
  const expected = rowsIn(trip.before, kind)
    .map((row) => moved(trip, otherwise[kind]?.(row) ?? row))
    // How far a post is now, the next test looks at.
    .map((row) => (kind === 'posts' ? { ...row, stage: stages.get(row.id) } : row))
  const [is, should] = [asText(rowsIn(trip.after, kind)), asText(expected)]
  const at = should.findIndex((line, n) => line !== is[n])
  expect([kind, is.length, is[at]]).toEqual([kind, should.length, should[at]])
}

test('a workspace with something of every kind is the same in another house, but for ids and what must not leave', () => {
  for (const { name } of kinds) {
    expect(rowsIn(full.before, name).length, name).toBeGreaterThan(name === 'campaigns' ? -1 : 0)
    expectSame(full, name)
  }
  const media = [...full.before].filter(([name]) => name.startsWith('media/'))
  const there = [...full.after].filter(([name]) => name.startsWith('media/'))
  expect(there.map(([, bytes]) => bytes)).toEqual(media.map(([, bytes]) => bytes))
  expect(there).toHaveLength(2)
})

test('the demonstration is the same in another Carillon', async () => {
  const { from, to } = full
  const { workspace } = await makeDemo(from.ctx)
  const trip = await travel(from, workspace.id, to)
  for (const { name } of kinds) expectSame(trip, name)
  const { media, kinds: counted } = manifestIn(trip.before)
  expect(manifestIn(trip.after)).toMatchObject({
    media,
    kinds: counted.map(({ name, rows }) => ({ name, rows })),
  })
  expect(trip.taken).toMatchObject({ strangers: [], feeds: 0, media: { files: 4, missing: 0 } })
  expect(trip.taken.rows['metric-points']).toBeGreaterThan(50_000)
}, 120_000)

test('a file of the second form is read: what goals have since then is as the table has it', async () => {
  const { from, to } = full
  const file = await forge(from, asOfForm(full.before, 2), { form: 2 })
  const taken = await takeOver(to.ctx, file, { organisationId: to.organisationId, name: null, by })
  const there = await partsOf(await exported(to, taken.workspace.id))
  expect(rowsIn(there, 'goals')).toMatchObject([
    { name: 'Followers', objective: null, floor: null, people: '' },
  ])
  expect(rowsIn(there, 'manual-metrics')).toEqual([])
  expect(rowsIn(there, 'pillars').length).toBeGreaterThan(0)
})

test('a file of the third form, which knew no budget and no audit of the presence, is taken over', async () => {
  const { from, to } = full
  const file = await forge(from, asOfForm(full.before, 3), { form: 3 })
  const taken = await takeOver(to.ctx, file, { organisationId: to.organisationId, name: null, by })
  const there = await partsOf(await exported(to, taken.workspace.id))
  expect(rowsIn(there, 'budget-lines')).toEqual([])
  expect(rowsIn(there, 'contractor-jobs')).toEqual([])
  expect(rowsIn(there, 'personas').length).toBeGreaterThan(0)
  expect(rowsIn(there, 'suspects')).toEqual([])
})

test('nothing leaves by itself: what was due is a draft with its time, what was under way asks a person', async () => {
  const { to, taken } = full
  const { ctx } = to
  const workspaceId = taken.workspace.id
  const states = await sql<{ before: string; state: string; stage: string }>`
    select split_part(d.content->'parts'->0->>'text', ' ', 1) as before, d.state, p.stage
    from deliveries d join posts p on p.id = d.post_id where d.workspace_id = ${workspaceId} order by d.due_at`.execute(
    ctx.db,
  )
  expect(
    Object.fromEntries(states.rows.map(({ before, state, stage }) => [before, `${state}, ${stage}`])),
  ).toEqual({
    scheduled: 'cancelled, draft',
    claimed: 'cancelled, draft',
    sending: 'in_doubt, scheduled',
    sent: 'in_doubt, scheduled',
    published: 'published, scheduled',
    waiting: 'cancelled, draft',
    handed: 'in_doubt, scheduled',
    failed: 'failed, scheduled',
    in_doubt: 'in_doubt, scheduled',
    missed: 'missed, scheduled',
    cancelled: 'cancelled, draft',
  })
  expect(taken).toMatchObject({ held: 3, doubted: 4 })
  const lanes = await ctx.db.selectFrom('lanes').selectAll().where('workspaceId', '=', workspaceId).execute()
  expect(lanes).toEqual([])
  const channels = await ctx.db
    .selectFrom('channels')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .execute()
  expect(channels).toMatchObject([{ state: 'reconnect', stateCode: 'imported', avatarUrl: null }])
  const signIns = ctx.db.selectFrom('channelCredentials').selectAll().where('workspaceId', '=', workspaceId)
  expect(await signIns.execute()).toEqual([])
  const { rows: wishes } = await sql<{ wish: string }>`select wish_at::text as wish from posts
    where workspace_id = ${workspaceId} and wish_at is not null`.execute(ctx.db)
  expect(wishes).toEqual([{ wish: '2030-06-01 09:30:00' }])
})

test('the assistant arrives as it was set, without its key, and off until an owner turns it on', async () => {
  const find = (w: World, workspaceId: string) =>
    w.ctx.db.selectFrom('assistants').selectAll().where('workspaceId', '=', workspaceId).executeTakeFirst()
  expect(await find(full.from, full.from.workspaceId)).toMatchObject({ enabled: true, keyId: 'k1' })
  expect(await find(full.to, full.taken.workspace.id)).toMatchObject({
    ...{ enabled: false, sealed: null, keyId: null, model: 'small', users: 'publishers' },
  })
})

test('what is reckoned is there again: newest numbers, the next look, members, an audit row', async () => {
  const { ctx } = full.to
  const workspaceId = full.taken.workspace.id
  const latest = await ctx.db
    .selectFrom('metricLatest')
    .select(['metric', 'value'])
    .where('workspaceId', '=', workspaceId)
    .execute()
  expect(latest).toEqual([{ metric: 'followers', value: 400 }])
  const looks = await ctx.db
    .selectFrom('collections')
    .select('subjectKind')
    .where('workspaceId', '=', workspaceId)
    .execute()
  expect(looks).toEqual([{ subjectKind: 'publication' }])
  const members = await ctx.db
    .selectFrom('members')
    .select(['userId', 'role', 'channelRoles'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('role')
    .execute()
  expect(members).toMatchObject([
    { userId: `mila-${full.to.workspaceId}`, role: 'client', channelRoles: { chosenOnly: true } },
    { userId: `olga-${full.to.workspaceId}`, role: 'owner', channelRoles: null },
  ])
  const log = await ctx.db
    .selectFrom('auditLog')
    .select(['action', 'actorName'])
    .where('workspaceId', '=', workspaceId)
    .execute()
  expect(log).toEqual([{ action: 'workspace.imported', actorName: 'test' }])
})

test('no secret and nobody else’s row stands in the file', async () => {
  const w = full.from
  const other = await w.tenant('Neighbour')
  await sql`insert into campaigns (workspace_id, name) values (${other.workspaceId}, 'Of the neighbour')`.execute(
    w.ctx.db,
  )
  await w.key('owner')
  const stranger = await addPerson(w, 'stranger', 'Stella', 'stella@example.com')
  const theirs = w.ctx.db.updateTable('posts').where('workspaceId', '=', w.workspaceId)
  await theirs.set({ authorId: stranger }).execute()
  const parts = await partsOf(await exported(w))
  await theirs.set({ authorId: null }).execute()
  const all = [...parts].filter(([name]) => !name.startsWith('media/')).join('\n')
  const secrets = [
    'TOP-SECRET',
    'whsec_',
    '"sealed"',
    'Of the neighbour',
    'stella',
    'host-7',
    w.ctx.config.home,
  ]
  for (const secret of secrets) expect(all, secret).not.toContain(secret)
  expect(rowsIn(parts, 'posts').map(({ authorId }) => authorId)).toEqual(Array(12).fill(null))
})

test('the same file twice into the house that it came from makes two more workspaces, and the first stays as it was', async () => {
  const w = full.from
  const file = await exported(w)
  const before = await partsOf(file)
  const wish = { organisationId: w.organisationId, name: 'Copy', by }
  const [one, two] = [await takeOver(w.ctx, file, wish), await takeOver(w.ctx, file, wish)]
  expect(one.workspace.name).toBe('Copy')
  expect(two.workspace.id).not.toBe(one.workspace.id)
  const again = await partsOf(await exported(w))
  expect({ ...manifestIn(again), takenAt: '' }).toEqual({ ...manifestIn(before), takenAt: '' })
  const ids = [w.workspaceId, one.workspace.id, two.workspace.id]
  const rows = await w.ctx.db.selectFrom('deliveries').select('key').where('workspaceId', 'in', ids).execute()
  expect(new Set(rows.map(({ key }) => key)).size).toBe(33)
})

test('people who are not here are left out and named; a feed of the old house arrives as its history', async () => {
  const { from, to } = full
  const { ctx, workspaceId } = from
  const anna = await addPerson(from, 'anna', 'Anna', 'anna@example.com')
  await ctx.db.insertInto('members').values({ workspaceId, userId: anna, role: 'editor' }).execute()
  await sql`update channels set network = 'feed', remote_id = 'token-of-the-feed' where workspace_id = ${workspaceId}`.execute(
    ctx.db,
  )
  const { taken } = await travel(from, workspaceId, to)
  expect(taken).toMatchObject({ strangers: ['Anna <anna@example.com>'], feeds: 1 })
  const feed = await to.ctx.db
    .selectFrom('channels')
    .select(['state', 'remoteId'])
    .where('network', '=', 'feed')
    .executeTakeFirstOrThrow()
  expect(feed).toEqual({ state: 'removed', remoteId: expect.stringMatching(/^import-[0-9a-f]{32}$/) })
})
