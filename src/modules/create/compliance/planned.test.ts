import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { at, doing, gift, room, scheduled } from './compliance.fixture.ts'
import { lookAtScheduled, lookAtWorkspace } from './look.ts'
import { dropSuperseded } from './result-queries.ts'

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  ;({ w, channel, owner } = await room())
})
const { write, open, outdate, asked } = doing(() => ({ w, channel, owner }))

describe('what is planned is judged at once when people change by what, and held', () => {
  const stage = async (id: string) => (await owner(`GET /posts/${id}`)).body.stage
  const notice = () =>
    w.ctx.db
      .selectFrom('notifications')
      .select(['kind', 'facts', 'forPeople', 'count'])
      .where('workspaceId', '=', w.workspaceId)
      .where('kind', '=', 'post.compliance')
      .where('resolvedAt', 'is', null)
      .execute()

  test('readers elsewhere: it is taken back without anybody pressing anything, and told until it is mended', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    const fine = await write('Ad: Rye bread by Rye & Co', scheduled)
    await asked(['GB'])
    await w.runJobs()
    expect([await stage(id), await stage(fine)]).toEqual(['draft', 'scheduled'])
    expect(await notice()).toMatchObject([{ facts: { trouble: 'held' }, count: 1 }])
    const { version } = (await owner(`GET /posts/${id}`)).body
    const words = { content: { title: 'Bread', parts: [{ text: 'Ad: Rye bread by Rye & Co' }] } }
    await owner(`PATCH /posts/${id}`, { version, ...words })
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    expect(await notice()).toEqual([])
  })

  test('what is in somebody’s hands is taken out of them', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    await w.ctx.db.updateTable('deliveries').set({ state: 'handed' }).where('postId', '=', id).execute()
    await asked(['GB'])
    await w.runJobs()
    expect(await stage(id)).toBe('draft')
    expect(await notice()).toMatchObject([{ facts: { trouble: 'held' } }])
    const left = await w.ctx.db.selectFrom('deliveries').select('state').where('postId', '=', id).execute()
    expect(left).toEqual([{ state: 'cancelled' }])
  })

  test('what was let pass is let pass no more: the post is held', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    const pass = { rule: 'base.label', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    await owner(`PUT /posts/${id}/compliance`, pass)
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    const back = await owner(`PUT /posts/${id}/compliance`, { ...pass, version: 2, reason: null })
    expect(back.status, JSON.stringify(back.body)).toBe(200)
    await w.runJobs()
    expect(await stage(id)).toBe('draft')
    expect(await notice()).toMatchObject([{ facts: { trouble: 'held' } }])
  })

  test('mended before the program comes to it, it goes', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    await asked(['US'], { version: 1 })
    await w.runJobs()
    expect(await stage(id)).toBe('scheduled')
    expect(await notice()).toEqual([])
  })

  test('told just as it was mended, it is told no longer when the program comes to it', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    expect(await notice()).toHaveLength(1)
    await w.ctx.db.updateTable('posts').set({ connection: null }).where('id', '=', id).execute()
    await w.runJobs()
    expect(await stage(id)).toBe('scheduled')
    expect(await notice()).toEqual([])
  })

  test('where only the packs became others it is told, and goes out', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    await w.ctx.db
      .updateTable('complianceResults')
      .set({ ground: '' })
      .where('workspaceId', '=', w.workspaceId)
      .execute()
    await outdate()
    await asked(['GB'])
    await w.runJobs()
    expect(await stage(id)).toBe('scheduled')
    expect(await notice()).toMatchObject([{ facts: { count: 1 } }])
  })
})

describe('what waits already is reached, with its packs as they were, once', () => {
  const kept = () =>
    w.ctx.db.selectFrom('complianceResults').select('id').where('workspaceId', '=', w.workspaceId).execute()
  const look = async () => {
    await lookAtScheduled(w.ctx)
    const known = (await kept()).length
    await lookAtScheduled(w.ctx)
    expect(await kept()).toHaveLength(known)
    return known
  }

  test('somebody says where the readers are, of all channels or of one, and switches a rule', async () => {
    await write('#sponsored Rye bread by Rye & Co', scheduled)
    expect(await look()).toBe(1)
    await asked(['US', 'GB'])
    expect(await look()).toBe(2)
    expect(await open()).toEqual(['post.compliance'])
    await asked(['US', 'GB'], { version: 1, channels: [{ channelId: channel, jurisdictions: ['US'] }] })
    expect(await look()).toBe(3)
    expect(await open()).toEqual([])
    await asked(['US', 'GB'], { version: 2 })
    await look()
    expect(await open()).toEqual(['post.compliance'])
    await owner('PUT /compliance/rules', { rule: 'gb.unclear', off: true, reason: 'A test of ours' })
    await owner('PUT /compliance/rules', { rule: 'gb.label', off: true, reason: 'A test of ours' })
    await look()
    expect(await open()).toEqual([])
    await owner('PUT /compliance/rules', { rule: 'gb.unclear', off: false })
    await look()
    expect(await open()).toEqual(['post.compliance'])
  })

  test('a campaign says that somebody pays', async () => {
    const { body: campaign } = await owner('POST /campaigns', { name: 'Spring' })
    await write('Rye bread', { ...scheduled, connection: null, campaignId: campaign.id })
    expect(await look()).toBe(1)
    const change = { name: 'Spring', connection: gift, version: campaign.version }
    const changed = await owner(`PATCH /campaigns/${campaign.id}`, change)
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(await look()).toBe(2)
    expect(await open()).toEqual(['post.compliance'])
  })

  test('a persona moves', async () => {
    const place = (value: string) => ({
      ...{ name: 'Anna', kind: 'b2c' },
      facts: [{ field: 'place', shares: [{ value, share: 0.7 }] }],
    })
    const { body: anna } = await owner('POST /personas', place('Latvia'))
    await write('#sponsored Rye bread by Rye & Co', { ...scheduled, personaId: anna.id })
    expect(await look()).toBe(1)
    const moved = { ...place('United Kingdom'), version: anna.version }
    const changed = await owner(`PUT /personas/${anna.id}`, moved)
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(await look()).toBe(2)
    expect(await open()).toEqual(['post.compliance'])
  })
})

test('two that go on from different places neither take each other’s place nor that of one that begins anew', async () => {
  for (const text of ['One', 'Two', 'Three']) await write(`Ad: ${text}, by Rye & Co`, scheduled)
  await outdate()
  const waiting = async () => {
    const { rows } = await sql`select 1 from graphile_worker.jobs
      where task_identifier = 'compliance.look-now' and key like ${`compliance ${w.workspaceId} %`}`.execute(
      w.ctx.db,
    )
    return rows.length
  }
  await lookAtWorkspace(w.ctx, { workspaceId: w.workspaceId, after: null }, 1)
  expect(await waiting()).toBe(1)
  await lookAtWorkspace(w.ctx, { workspaceId: w.workspaceId, after: null }, 1)
  expect(await waiting()).toBe(2)
})

describe('what was found and is superseded', () => {
  const kept = async (postId: string) =>
    (
      await w.ctx.db
        .selectFrom('complianceResults')
        .select('version')
        .where('postId', '=', postId)
        .orderBy('version')
        .execute()
    ).map(({ version }) => version)
  /** Judged on these days, as versions 11, 12 and so on. */
  const judged = async (postId: string, ...days: string[]) => {
    await w.ctx.db.deleteFrom('complianceResults').where('postId', '=', postId).execute()
    for (const [n, day] of days.entries())
      await w.ctx.db
        .insertInto('complianceResults')
        .values({
          ...{ workspaceId: w.workspaceId, postId, channelId: channel, version: 11 + n, forDay: day },
          ...{ at: new Date(`${day}T09:00:00Z`), packs: '[]', found: '[]' },
        })
        .execute()
  }
  const before = new Date('2029-10-01T00:00:00Z')

  test('goes after its time where nothing went out; the last one stays however old', async () => {
    const id = await write('Ad: Bread, by Rye & Co')
    await judged(id, '2029-01-01', '2029-02-01', '2029-11-01', '2029-12-01')
    await dropSuperseded(w.ctx.db, before)
    expect(await kept(id)).toEqual([13, 14])
    await judged(id, '2029-01-01', '2029-02-01')
    await dropSuperseded(w.ctx.db, before)
    expect(await kept(id)).toEqual([12])
  })

  test('stays where it shows that what went out was judged, before it left and at each change since', async () => {
    const id = await write('Ad: Bread, by Rye & Co', scheduled)
    await judged(id, '2029-01-01', '2029-02-01', '2029-04-01', '2029-05-01')
    await w.ctx.db
      .updateTable('deliveries')
      .set({ state: 'published', firstAttemptAt: new Date('2029-03-01T09:00:00Z') })
      .where('postId', '=', id)
      .execute()
    await dropSuperseded(w.ctx.db, before)
    expect(await kept(id)).toEqual([12, 13, 14])
  })
})
