import { beforeEach, expect, test } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { join, newsroom } from '../../create/posts/samples.ts'
import type { Advice } from './contract.ts'

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  w = await newsroom({ at: '2030-01-02T12:00:00Z' })
  channel = await join(w)
  owner = await program(await openDoor(w), w, 'owner')
})

const write = async (more: object = {}, text = 'Bread') =>
  String(
    (
      await owner('POST /posts', {
        content: { parts: [{ text }] },
        variants: [{ channelId: channel }],
        category: 'brand',
        ...more,
      })
    ).body.id,
  )

const advice = async (id: string): Promise<Advice[]> =>
  (await owner(`GET /posts/${id}/advice`)).body.items as Advice[]
const codes = async (id: string) => (await advice(id)).map(({ code }) => code)

const rules = (more: object = {}) => ({
  ...{ version: 0, banned: [], reading: null, mostEmoji: null, mostHashtags: null, mostExclamations: null },
  silent: [],
  ...more,
})

const plan = (perWeek: number) => ({
  ...{ version: 0, purpose: '', audience: '', formats: [], tone: '', success: '', pillars: [] },
  ...{ perWeek, weekdays: [1], times: [], replyMinutes: null, ownerId: null, hours: null },
})

const wish = (day: string) => ({ wish: { at: `${day}T09:00`, zone: 'Europe/Riga' } })

test('rules are read by the next look, and a change by two people at once is told', async () => {
  const id = await write({}, 'Cheap bread!! 🍞')
  expect(await codes(id)).toEqual([])
  const body = rules({
    banned: [{ word: 'cheap', instead: 'good value' }],
    mostExclamations: 1,
    mostEmoji: 1,
  })
  expect((await owner('PUT /post-rules', body)).body).toMatchObject({ version: 1 })
  expect(await codes(id)).toEqual(['banned_word', 'many_exclamations'])
  expect((await owner('PUT /post-rules', body)).body).toMatchObject({
    code: 'advice.changed',
    facts: { rules: { version: 1, banned: [{ word: 'cheap' }] } },
  })
  expect((await owner('GET /post-rules')).body).toMatchObject({ mostEmoji: 1, reading: null })
})

test('what cannot be meant as a rule is refused at its field', async () => {
  for (const word of ['', 'x', '**', 'a*b', '!!', 'x'.repeat(81)])
    expect((await owner('PUT /post-rules', rules({ banned: [{ word }] }))).status, word).toBe(422)
  const twice = rules({ banned: [{ word: 'Cheap' }, { word: 'cheap' }] })
  expect((await owner('PUT /post-rules', twice)).body).toMatchObject({ status: 422 })
})

test('what is overruled is kept with its name, can be taken back, and is told of in the audit log', async () => {
  await w.ctx.db
    .insertInto('personas')
    .values({ workspaceId: w.workspaceId, name: 'Anna', kind: 'b2c' })
    .execute()
  const id = await write()
  expect(await codes(id)).toEqual(['no_persona'])
  const set = (overruled: boolean) => owner(`PUT /posts/${id}/advice`, { code: 'no_persona', overruled })
  expect((await set(true)).body).toMatchObject({ items: [{ code: 'no_persona', overruled: { by: null } }] })
  expect((await set(true)).status).toBe(200)
  expect((await owner('GET /advice/counts')).body).toMatchObject({
    items: [{ code: 'no_persona', against: 0, overruled: 1 }],
  })
  expect((await set(false)).body).toMatchObject({ items: [{ overruled: null }] })
  expect((await set(false)).status).toBe(200)
  const { items } = (await owner('GET /audit')).body as { items: { action: string }[] }
  const actions = items.map(({ action }) => action).filter((action) => action.startsWith('post.advice'))
  expect(actions).toEqual(['post.advice_taken_up', 'post.advice_overruled'])
})

test('the third post of a week of two is told so, in the composer and in the calendar, until it moves', async () => {
  await owner(`PUT /channels/${channel}/plan`, plan(2))
  for (const day of ['2030-01-08', '2030-01-09']) await write(wish(day), `Bread of ${day}`)
  const third = await write(wish('2030-01-10'))
  expect(await advice(third)).toMatchObject([
    { code: 'cadence', about: channel, channelIds: [channel], facts: { count: 3, planned: 2 } },
  ])
  const month = '/advice?from=2030-01-01T00:00:00Z&to=2030-02-01T00:00:00Z'
  expect((await owner(`GET ${month}`)).body).toEqual({
    items: [{ postId: third, codes: ['cadence'] }],
    more: false,
  })
  await owner(`PUT /posts/${third}/advice`, { code: 'cadence', about: channel, overruled: true })
  expect((await owner(`GET ${month}`)).body).toMatchObject({ items: [] })
  await owner(`PATCH /posts/${third}`, { version: 1, ...wish('2030-01-15') })
  expect(await codes(third)).toEqual([])
})

test('a scheduled post is told by when its deliveries are due', async () => {
  await owner(`PUT /channels/${channel}/plan`, plan(1))
  await write(wish('2030-01-08'))
  const id = await write({ schedule: { kind: 'at', at: '2030-01-10T09:00', zone: 'Europe/Riga' } }, 'Rye')
  expect(await codes(id)).toEqual(['cadence'])
})

test('posts that went out against the strategy are counted', async () => {
  await w.ctx.db
    .insertInto('personas')
    .values({ workspaceId: w.workspaceId, name: 'Anna', kind: 'b2c' })
    .execute()
  for (const text of ['One', 'Two'])
    await write({ schedule: { kind: 'at', at: '2030-01-03T09:00', zone: 'Europe/Riga' } }, text)
  w.clock.on(2 * 86_400_000)
  expect((await owner('GET /advice/counts?days=30')).body).toMatchObject({
    posts: 2,
    items: [
      { code: 'no_persona', against: 2, overruled: 0 },
      { code: 'spacing', against: 2 },
    ],
  })
})

test('a holiday that is kept free, by the calendar of the country', async () => {
  const body = {
    ...{ version: 0, shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 } },
    ...{ pillars: [], rubrics: [], cadences: [] },
    rules: { country: 'LV', holidays: 'free' },
  }
  expect((await owner('PUT /content-plan', body)).status).toBe(200)
  expect(await advice(await write(wish('2030-11-18')))).toMatchObject([{ code: 'free_day' }])
  expect(await codes(await write(wish('2030-11-20')))).toEqual([])
})

test('a post of another tenant is missing', async () => {
  const other = await program(await openDoor(w), await w.tenant(), 'owner')
  const id = await write()
  expect((await other(`GET /posts/${id}/advice`)).body).toMatchObject({ code: 'advice.no_post' })
  const set = { code: 'no_goal', overruled: true }
  expect((await other(`PUT /posts/${id}/advice`, set)).status).toBe(404)
  expect((await owner('GET /advice?from=2030-01-01T00:00:00Z&to=2030-12-01T00:00:00Z')).body).toMatchObject({
    code: 'advice.window',
  })
})
