/** What a person sends again goes through the same gate as what is scheduled. */
import { beforeEach, expect, test } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { gazette, join, newsroom } from '../../create/posts/samples.ts'

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  w = await newsroom({ at: '2030-01-02T12:00:00Z', networks: [gazette] })
  channel = await join(w, { network: 'gazette' })
  owner = await program(await openDoor(w), w, 'owner')
})

/** A post that passed when it was scheduled, and that the rules of today stand against. */
async function outdated(state: string) {
  const made = await owner('POST /posts', {
    content: { title: 'Bread', parts: [{ text: '#sponsored Our favourite rye bread, by Rye & Co' }] },
    variants: [{ channelId: channel }],
    connection: { kind: 'gift', sponsor: 'Rye & Co' },
  })
  const postId = String(made.body.id)
  const when = { kind: 'at', at: '2030-01-05T09:00Z' }
  expect((await owner(`POST /posts/${postId}/schedule`, { when })).status).toBe(200)
  const { id } = await w.ctx.db
    .updateTable('deliveries')
    .set({ state })
    .where('postId', '=', postId)
    .returning('id')
    .executeTakeFirstOrThrow()
  await owner('PUT /compliance/settings', { version: 0, jurisdictions: ['GB'], channels: [] })
  return { id, postId }
}

const stateOf = (id: string) =>
  w.ctx.db.selectFrom('deliveries').select('state').where('id', '=', id).executeTakeFirstOrThrow()
const results = async (postId: string) =>
  ((await owner(`GET /posts/${postId}/compliance/results`)).body as { items: { found: object[] }[] }).items
const later = { at: '2030-01-09T09:00:00Z' }

test.each([
  ['failed', 'retry', {}],
  ['in_doubt', 'retry', { checked: true }],
  ['missed', 'publish-now', {}],
  ['scheduled', 'publish-now', {}],
  ['missed', 'reschedule', later],
  ['failed', 'hand-over', {}],
  ['in_doubt', 'hand-over', { checked: true }],
  ['scheduled', 'hand-over', {}],
])(
  'one that is %s is held by the rules of the day when it is sent by %s, in words',
  async (state, verb, body) => {
    const { id } = await outdated(state)
    const refused = await owner(`POST /deliveries/${id}/${verb}`, body)
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'compliance.refused',
      facts: { count: 1, items: [{ rule: 'gb.unclear', facts: { word: '#sponsored' } }] },
    })
    expect(await stateOf(id)).toEqual({ state })
  },
)

test('one that somebody let pass goes, and what was found is kept', async () => {
  const { id, postId } = await outdated('failed')
  const before = (await results(postId)).length
  const { body } = await owner(`GET /posts/${postId}`)
  const passed = await owner(`PUT /posts/${postId}/compliance`, {
    rule: 'gb.unclear',
    channelId: channel,
    version: body.version,
    reason: 'Our lawyer says so.',
  })
  expect(passed.status, JSON.stringify(passed.body)).toBe(200)
  expect((await owner(`POST /deliveries/${id}/retry`, {})).body).toMatchObject({ state: 'scheduled' })
  const after = await results(postId)
  expect(after).toHaveLength(before + 1)
  expect(after[0]?.found).toMatchObject([{ rule: 'gb.unclear', override: { reason: 'Our lawyer says so.' } }])
})

test.each(['scheduled', 'handed'])('one that was %s is not brought back against the rules', async (state) => {
  const { id } = await outdated(state)
  await owner(`POST /deliveries/${id}/cancel`)
  // The database's own clock is behind the one of the test.
  await w.ctx.db
    .updateTable('posts')
    .set({ updatedAt: new Date('2020-01-01T00:00:00Z') })
    .execute()
  const refused = await owner(`POST /deliveries/${id}/restore`)
  expect(refused.body).toMatchObject({ code: 'compliance.refused' })
  expect(await stateOf(id)).toEqual({ state: 'cancelled' })
})
