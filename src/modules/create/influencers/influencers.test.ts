import { sql } from 'kysely'
import { beforeEach, expect, test, vi } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { gazette, join, newsroom } from '../posts/samples.ts'

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  w = await newsroom({ at: '2030-01-02T12:00:00Z', networks: [gazette] })
  channel = await join(w, { network: 'gazette' })
  owner = await program(await openDoor(w), w, 'owner')
})

const anna = { name: 'Anna', handle: '@anna', connection: { kind: 'gift', sponsor: 'Rye & Co' } }
const add = async (): Promise<string> => {
  const made = await owner('POST /influencers', anna)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return String(made.body.id)
}
const write = async (influencerId: string | null, text: string, more: object = {}) =>
  owner('POST /posts', {
    content: { title: 'Bread', parts: [{ text }] },
    variants: [{ channelId: channel }],
    influencerId,
    ...more,
  })
const at = { schedule: { kind: 'at', at: '2030-01-05T09:00Z' } }
const refused = { code: 'compliance.refused' }

test('what ties an influencer must be said in each post with them, and nobody can say that nothing does', async () => {
  const id = await add()
  expect((await write(id, 'Rye bread with Anna', at)).body).toMatchObject(refused)
  const none = { connection: { kind: 'none' } }
  expect((await write(id, 'Rye bread with Anna', { ...at, ...none })).body).toMatchObject(refused)
  expect((await write(null, 'Rye bread with Anna', { ...at, ...none })).status).toBe(201)
  const said = await write(id, 'Ad: rye bread with Anna, by Rye & Co', at)
  expect(said.status, JSON.stringify(said.body)).toBe(201)
  expect(said.body).toMatchObject({ influencerId: id, stage: 'scheduled' })
  expect((await owner('GET /influencers')).body).toMatchObject({ items: [{ id, posts: 1 }] })
  expect((await owner('GET /compliance')).body).toMatchObject({
    influencers: [{ id, connection: { kind: 'gift' } }],
  })
})

test('what a post says itself stands before what ties whom it is with', async () => {
  const id = await add()
  const own = { connection: { kind: 'payment', sponsor: 'Baker & Co' } }
  const made = await write(id, 'Rye bread with Anna', own)
  const told = await owner(`GET /posts/${made.body.id}/compliance`)
  expect(JSON.stringify(told.body)).toContain('Baker')
})

test('another tie reaches what is planned already', async () => {
  const id = await add()
  const gift = { kind: 'family', sponsor: '' }
  const { body } = await owner(`PUT /influencers/${id}`, {
    ...{ ...anna, note: '', version: 1, connection: gift },
  })
  expect(body).toMatchObject({ version: 2, connection: { kind: 'family' } })
  expect((await owner(`PUT /influencers/${id}`, { ...anna, note: '', version: 1 })).body).toMatchObject({
    code: 'influencer.changed',
    facts: { influencer: { version: 2 } },
  })
})

test('who is forgotten leaves the tie at the posts, which go on saying it', async () => {
  const id = await add()
  const draft = String((await write(id, 'Rye bread with Anna')).body.id)
  const other = { connection: { kind: 'payment', sponsor: 'Baker & Co' } }
  const own = String((await write(id, 'Rye bread with Anna', other)).body.id)
  expect((await owner(`DELETE /influencers/${id}`)).status).toBe(204)
  expect((await owner(`GET /posts/${draft}`)).body).toMatchObject({
    influencerId: null,
    connection: { kind: 'gift', sponsor: 'Rye & Co' },
  })
  expect((await owner(`GET /posts/${own}`)).body).toMatchObject({ connection: { kind: 'payment' } })
  expect((await owner(`POST /posts/${draft}/schedule`, { when: at.schedule })).body).toMatchObject(refused)
})

test('what posts are made of says the tie itself, too, and goes on making posts', async () => {
  const id = await add()
  const post = {
    content: { title: 'Bread', parts: [{ text: 'Rye bread with Anna' }] },
    ...{ variants: [{ channelId: channel }], influencerId: id },
  }
  const template = await owner('POST /post-templates', { name: 'Offer', post })
  const series = await owner('POST /series', {
    ...{ name: 'Tip', rule: 'FREQ=DAILY', startsAt: '2030-01-03T09:00', zone: 'Europe/Riga', horizonDays: 1 },
    items: [{ post }],
  })
  expect([template.status, series.status], JSON.stringify([template.body, series.body])).toEqual([201, 201])
  await owner(`DELETE /influencers/${id}`)
  await w.runJobs()
  const tied = { influencerId: null, connection: { kind: 'gift', sponsor: 'Rye & Co' } }
  expect((await owner(`GET /post-templates/${template.body.id}`)).body).toMatchObject({ post: tied })
  expect((await owner(`GET /series/${series.body.id}`)).body).toMatchObject({ items: [{ post: tied }] })
  expect((await owner('GET /posts')).body).toMatchObject({ items: [tied] })
})

test('who is outside learns only what ties those whose posts they see', async () => {
  const id = await add()
  const client = await program(await openDoor(w), w, 'client')
  expect((await client('GET /compliance')).body).toMatchObject({ influencers: [] })
  await write(id, 'Rye bread with Anna')
  expect((await client('GET /compliance')).body).toMatchObject({ influencers: [{ id }] })
})

test('put away, they are offered no longer, and hold for the posts that are with them', async () => {
  const id = await add()
  const made = await write(id, 'Rye bread with Anna')
  await owner(`POST /influencers/${id}/archive`)
  expect((await owner('GET /influencers')).body).toEqual({ items: [] })
  expect((await owner('GET /influencers?archived=true')).body).toMatchObject({ items: [{ id }] })
  expect((await owner(`POST /posts/${made.body.id}/schedule`, { when: at.schedule })).body).toMatchObject(
    refused,
  )
  expect((await owner(`POST /influencers/${id}/restore`)).body).toMatchObject({ archivedAt: null })
})

test('an entry without a tie, or with the erid of one post, is refused in words', async () => {
  for (const connection of [{ kind: 'none' }, { kind: 'payment', erid: 'abc' }])
    expect((await owner('POST /influencers', { ...anna, connection })).status).toBe(422)
})

test('one who is forgotten in the instant in which a post names them is unknown, in words', async () => {
  const id = await add()
  const draft = await write(null, 'Rye bread')
  const naming = [
    () => write(id, 'Rye bread with Anna'),
    () => owner(`PATCH /posts/${draft.body.id}`, { version: 1, influencerId: id }),
  ]
  for (const name of naming) {
    const answer = await forgottenDuring(id, name)
    expect(answer).toMatchObject({ status: 422, body: { code: 'post.no_influencer' } })
  }
})

/** The row is gone for others only once the post has been looked through and is being written. */
async function forgottenDuring(id: string, work: () => ReturnType<Visitor>) {
  const answer = await w.ctx.db
    .transaction()
    .execute(async (tx) => {
      await tx.deleteFrom('influencers').where('id', '=', id).execute()
      const asked = work()
      await vi.waitFor(async () => {
        const { rows } = await sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(w.ctx.db)
        expect(rows.length).toBeGreaterThan(0)
      })
      return { asked }
    })
    .then(({ asked }) => asked)
  await w.ctx.db
    .insertInto('influencers')
    .values({ id, workspaceId: w.workspaceId, name: 'Anna', connection: JSON.stringify(anna.connection) })
    .onConflict((on) => on.doNothing())
    .execute()
  return answer
}
