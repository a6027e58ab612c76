import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { findAlike } from './alike.ts'
import { createPost } from './make.ts'
import { checkPost } from './read.ts'
import { deletePost } from './remove.ts'
import { join, newsroom, writing } from './samples.ts'
import { unschedulePost } from './schedule.ts'
import { bandsOf, piecesOf } from './words.ts'

const loose = { text: { max: 500 } }

async function room() {
  const w = await newsroom()
  const channel = await join(w)
  await w.ctx.db
    .updateTable('channels')
    .set({ limits: JSON.stringify(loose) })
    .execute()
  return { w, channel }
}

const publish = (w: World, text: string, channel: string, at: string) =>
  createPost(w.ctx, w.actor('editor'), writing(text, [channel], { schedule: { kind: 'at', at } }))

const codes = async (w: World, text: string, channel: string, at: string) => {
  const wish = { at, zone: 'Europe/Riga' }
  const { id } = await createPost(w.ctx, w.actor('editor'), writing(text, [channel], { wish }))
  const { notes } = await checkPost(w.ctx, w.actor('owner'), id)
  return notes.map((note) => note.code).filter((code) => code.endsWith('_words'))
}

const bread = 'Our bakery opens at seven on Saturday: come early for warm rye bread and coffee by the window'
const nearly = 'Our bakery opens at seven on Sunday: come early for warm rye bread and coffee by the window!'

test('the same words within two days are told, later they count as near', async () => {
  const { w, channel } = await room()
  await publish(w, bread, channel, '2030-01-10T09:00')
  expect(await codes(w, bread.toUpperCase(), channel, '2030-01-12T08:00')).toEqual(['same_words'])
  expect(await codes(w, bread, channel, '2030-01-20T09:00')).toEqual(['near_words'])
  expect(await codes(w, nearly, channel, '2030-01-09T09:00')).toEqual(['near_words'])
  expect(await codes(w, bread, channel, '2030-06-20T09:00')).toEqual([])
  expect(
    await codes(w, 'We are looking for a baker who likes the night', channel, '2030-01-10T10:00'),
  ).toEqual([])
})

test('of many posts that say the same, the nearest in time is told, before or after', async () => {
  const { w, channel } = await room()
  for (let day = 1; day <= 12; day++)
    await publish(w, bread, channel, `2030-01-${String(2 * day).padStart(2, '0')}T09:00`)
  // A later one is nearer than the ninth, and the newest of all is two weeks away.
  expect(await codes(w, bread, channel, '2030-01-09T22:00')).toEqual(['same_words'])
  const wish = { at: '2030-01-09T22:00', zone: 'Europe/Riga' }
  const { id } = await createPost(w.ctx, w.actor('editor'), writing(bread, [channel], { wish }))
  const { alike } = await checkPost(w.ctx, w.actor('owner'), id)
  expect(alike.map(({ at, kind }) => [at.slice(0, 10), kind])).toEqual([
    ['2030-01-10', 'same'],
    ['2030-01-08', 'same'],
    ['2030-01-12', 'near'],
  ])
})

test('another channel, another tenant and what was taken back do not count', async () => {
  const { w, channel } = await room()
  const taken = await publish(w, bread, channel, '2030-01-10T09:00')
  expect(await codes(w, bread, await join(w), '2030-01-10T09:00')).toEqual([])
  const there = await w.tenant()
  const at = new Date('2030-01-10T09:00:00Z')
  expect(
    await findAlike(w.ctx.db, there.workspaceId, null, [{ channelId: channel, text: bread, at }]),
  ).toEqual([])
  await unschedulePost(w.ctx, w.actor('editor'), taken.id)
  expect(await codes(w, bread, channel, '2030-01-10T10:00')).toEqual([])
  const gone = await publish(w, bread, channel, '2030-01-10T09:00')
  await deletePost(w.ctx, w.actor('editor'), gone.id)
  expect(await codes(w, bread, channel, '2030-01-10T10:00')).toEqual([])
})

test('who schedules the same words again is told with the answer, and not kept from it', async () => {
  const { w, channel } = await room()
  const first = await publish(w, bread, channel, '2030-01-10T09:00')
  const again = await publish(w, bread, channel, '2030-01-10T19:00')
  expect(again.notes).toContainEqual(
    expect.objectContaining({
      code: 'same_words',
      level: 'hint',
      path: `variants.${channel}.parts.0.text`,
      facts: expect.objectContaining({ postId: first.id }),
    }),
  )
})

/** Ten thousand posts, every one of them nearly the same as the next: the worst that can be asked. */
const crowd = 10_000

test('words said before are found quickly among ten thousand posts that are all alike', async () => {
  const { w, channel } = await room()
  const text = `${bread} No`
  await w.ctx.database.pool.query(
    `with p as (
       insert into posts (workspace_id, stage, content) select $1, 'scheduled', '{"parts":[]}' from generate_series(1, $5)
       returning id
     ), n as (select id, timestamptz '2030-01-10' + row_number() over () * interval '1 minute' as at from p), d as (
       insert into deliveries (workspace_id, post_id, channel_id, network, state, due_at, next_at, key, content, digest)
       select $1, id, $2, 'chirp', 'published', at, at, id::text,
         jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('text', $4 || to_char(at, 'MMDD')))), ''
       from n
     )
     insert into post_words (channel_id, hash, at, post_id) select $2, h, at, id from n, unnest($3::int[]) h`,
    [w.workspaceId, channel, bandsOf(piecesOf(text)), text, crowd],
  )
  await w.ctx.database.pool.query('analyze posts, deliveries, post_words')
  const said = [{ channelId: channel, text, at: new Date('2030-01-13T00:00:00Z') }]
  const times: number[] = []
  for (let i = 0; i < 9; i++) {
    const start = performance.now()
    expect(await findAlike(w.ctx.db, w.workspaceId, null, said)).toHaveLength(3)
    times.push(performance.now() - start)
  }
  expect(times.sort((a, b) => a - b)[4]).toBeLessThan(25)
}, 60_000)
