import { expect, test } from 'vitest'
import { openDoor, program } from '../../../../test/people/door.ts'
import { join, newsroom } from './samples.ts'

async function bench() {
  const w = await newsroom()
  const server = await openDoor(w)
  const [editor, contributor, client] = [
    await program(server, w, 'editor'),
    await program(server, w, 'contributor'),
    await program(server, w, 'client'),
  ]
  return { w, editor, contributor, client, channelId: await join(w) }
}

const bread = (channelId: string, more = {}) => ({
  content: { parts: [{ text: 'Bread' }] },
  variants: [{ channelId }],
  ...more,
})

test('a post is written and scheduled in one request', async () => {
  const { editor, channelId } = await bench()
  const schedule = { kind: 'at', at: '2030-01-02T09:00', zone: 'Europe/Riga' }
  const { status, body } = await editor('POST /posts', bread(channelId, { schedule }))
  expect(status).toBe(201)
  expect(body).toMatchObject({
    stage: 'scheduled',
    deliveries: [{ channelId, state: 'scheduled', dueAt: '2030-01-02T07:00:00.000Z' }],
    notes: [],
  })
  expect((await editor(`GET /posts/${body.id}`)).body).toMatchObject({ id: body.id, stage: 'scheduled' })
  expect((await editor('GET /posts?state=scheduled')).body).toMatchObject({
    items: [{ id: body.id, text: 'Bread' }],
  })
})

test('a conflict answers 409 and brings the other side along', async () => {
  const { editor, contributor, channelId } = await bench()
  const { body } = await editor('POST /posts', bread(channelId))
  const words = (text: string) => ({ version: 1, content: { parts: [{ text }] } })
  await editor(`PATCH /posts/${body.id}`, words('Rye bread'))
  const second = await contributor(`PATCH /posts/${body.id}`, words('Wheat bread'))
  expect(second).toMatchObject({
    status: 409,
    body: {
      code: 'post.changed',
      facts: { post: { version: 2, content: { parts: [{ text: 'Rye bread' }] } } },
    },
  })
})

test('a channel that is named twice is told, and nothing is kept', async () => {
  const { editor, channelId } = await bench()
  const twice = { variants: [{ channelId }, { channelId, content: { parts: [{ text: 'Cake' }] } }] }
  const { status, body } = await editor('POST /posts', bread(channelId, twice))
  expect(status).toBe(422)
  expect(body).toMatchObject({ errors: [{ path: 'variants', detail: expect.stringContaining('twice') }] })
  expect((await editor('GET /posts')).body).toMatchObject({ items: [] })
})

test('a request that comes twice at once with one client id makes one post, with one delivery', async () => {
  const { w, editor, channelId } = await bench()
  const schedule = { kind: 'at', at: '2030-01-02T09:00', zone: 'Europe/Riga' }
  const body = bread(channelId, { schedule, clientId: '01a224d4-fa47-739f-9b73-dd65545df593' })
  const answers = await Promise.all(Array.from({ length: 8 }, () => editor('POST /posts', body)))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
  expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
  const count = (table: 'posts' | 'deliveries' | 'variants') =>
    w.ctx.db.selectFrom(table).selectAll().where('workspaceId', '=', w.workspaceId).execute()
  for (const table of ['posts', 'deliveries', 'variants'] as const) expect(await count(table)).toHaveLength(1)
})

test('problems come back at their fields', async () => {
  const { editor, channelId } = await bench()
  const { status, body } = await editor('POST /posts', {
    content: { parts: [{ text: 'x'.repeat(41) }] },
    variants: [{ channelId }],
    schedule: { kind: 'now' },
  })
  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'post.not_ready',
    errors: [
      {
        path: `variants.${channelId}.parts.0.text`,
        code: 'text_too_long',
        detail: expect.stringContaining('40'),
      },
    ],
  })
  expect((await editor('GET /posts')).body).toEqual({ items: [], next: null })
})

test('a contributor proposes, a client approves; neither schedules', async () => {
  const { contributor, client, channelId } = await bench()
  const wish = { at: '2030-01-02T09:00', zone: 'Europe/Riga' }
  const { body } = await contributor('POST /posts', bread(channelId, { wish }))
  const now = { when: { kind: 'now' } }
  expect((await contributor(`POST /posts/${body.id}/schedule`, now)).status).toBe(403)
  expect((await client(`POST /posts/${body.id}/propose`)).status).toBe(403)
  const proposed = await contributor(`POST /posts/${body.id}/propose`)
  expect(proposed.body).toMatchObject({ stage: 'proposed', version: 2 })
  expect((await client(`POST /posts/${body.id}/approve`, { version: 1 })).status).toBe(409)
  const approved = await client(`POST /posts/${body.id}/approve`, { version: 2 })
  expect(approved.body).toMatchObject({ stage: 'scheduled' })
})

test('the whole life: change, unschedule, duplicate, delete, restore', async () => {
  const { editor, channelId } = await bench()
  const schedule = { kind: 'at', at: '2030-01-02T09:00' }
  const { body } = await editor('POST /posts', bread(channelId, { schedule }))
  const at = `/posts/${body.id}`
  expect((await editor(`PATCH ${at}`, { version: 1, category: 'brand' })).body).toMatchObject({ version: 2 })
  expect((await editor(`GET ${at}/check`)).body).toEqual({ notes: [], alike: [] })
  expect((await editor(`POST ${at}/unschedule`)).body).toMatchObject({ stage: 'draft' })
  expect((await editor(`POST ${at}/duplicate`)).status).toBe(201)
  expect((await editor(`DELETE ${at}`)).status).toBe(204)
  expect((await editor(`GET ${at}`)).status).toBe(404)
  expect((await editor('GET /posts?deleted=true')).body).toMatchObject({ items: [{ id: body.id }] })
  expect((await editor(`POST ${at}/restore`)).body).toMatchObject({ stage: 'draft', deletedAt: null })
})
