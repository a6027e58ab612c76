import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { planText } from '../../../../test/factories/delivery.ts'
import { member, openDoor } from '../../../../test/people/door.ts'
import { deleteEventsBeyond } from './heard-queries.ts'
import { purge } from './keep.ts'
import {
  appIn,
  channelOf,
  doorAt,
  due,
  open,
  post,
  server,
  sign,
  standing,
  telling,
  w,
} from './webhooks.fixture.ts'

test('a door proves itself by its token, and is heard under the secret of its app', async () => {
  const appId = await appIn()
  const { id, path, verify } = await open(appId)
  const ask = (token: string, challenge: string) =>
    server.inject(
      `${path}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': challenge })}`,
    )
  expect(await ask(verify, '12345')).toMatchObject({ statusCode: 200, body: '12345' })
  expect(await ask('guessed', '12345')).toMatchObject({ statusCode: 404 })
  expect(await ask(verify, '<script>alert(1)</script>')).toMatchObject({ statusCode: 404 })
  const channel = await channelOf(appId, 'page-1')
  expect(await due(channel.id)).toEqual([])
  const answer = await post(path, telling([{ remoteId: 'page-1' }]))
  expect(answer).toMatchObject({ statusCode: 200, body: 'ok' })
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(await due(channel.id)).toEqual(['history'])
  await post(path, telling([{ remoteId: 'page-1', of: 'numbers', post: channel.post }]))
  expect(await due(channel.id)).toEqual(['history', 'publication'])
  expect(await standing(id)).toMatchObject({ heard: 2 })
})

test('who is not the network learns nothing: a wrong signature is answered as an address that is none', async () => {
  const appId = await appIn()
  const { id, path } = await open(appId)
  const channel = await channelOf(appId, 'page-2')
  const text = telling([{ remoteId: 'page-2' }])
  const answers = await Promise.all([
    post(path, text, sign(text, 'guessed')),
    post(path, text, ''),
    post(path, text, `sha256=${'0'.repeat(64)}`),
    post(path, text, sign(`${text} `)),
    post('/hooks/nothing', text),
    post(`/hooks/${'a'.repeat(190)}`, text),
  ])
  const told = answers.map(({ statusCode, body }) => {
    const { instance: _, requestId: __, ...rest } = JSON.parse(body)
    return [statusCode, rest.code, rest.detail]
  })
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(told[0]?.[0]).toBe(404)
  expect(await due(channel.id)).toEqual([])
  expect(await standing(id)).toMatchObject({ refusedWhy: 'signature', heard: 0 })
})

test('what was heard is not heard again; what is old or of the future neither', async () => {
  const appId = await appIn()
  const { id, path } = await open(appId)
  const channel = await channelOf(appId, 'page-3')
  const later = () =>
    w.ctx.db
      .updateTable('collections')
      .set({ nextAt: new Date('2030-01-01T20:00:00Z') })
      .where('channelId', '=', channel.id)
      .execute()
  const text = telling([{ remoteId: 'page-3' }], { id: 'event-1' })
  await post(path, text)
  expect(await due(channel.id)).toEqual(['history'])
  await later()
  expect(await post(path, text)).toMatchObject({ statusCode: 200 })
  expect(await post(path, `${text}\n`)).toMatchObject({ statusCode: 200 })
  expect(await due(channel.id)).toEqual([])
  expect(await standing(id)).toMatchObject({ refusedWhy: 'again', heard: 1 })
  // A new reason is written down some seconds later at the soonest.
  w.clock.on(6000)
  for (const at of ['2029-12-20T08:00:00Z', '2030-01-01T09:00:00Z'])
    await post(path, telling([{ remoteId: 'page-3' }], { at }))
  expect(await due(channel.id)).toEqual([])
  expect(await standing(id)).toMatchObject({ refusedWhy: 'stale', heard: 1 })
})

test('however much comes in, a post and an account are not asked for again before some minutes are over', async () => {
  const appId = await appIn()
  const { path } = await open(appId)
  const channel = await channelOf(appId, 'page-6')
  const now = w.clock.now()
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const settled = async (minutes: number) => {
    const row = { collectedAt: ago(minutes), nextAt: new Date('2030-01-01T20:00:00Z') }
    await w.ctx.db.updateTable('collections').set(row).where('channelId', '=', channel.id).execute()
    const check = { checkedAt: ago(minutes), checkDueAt: new Date('2030-01-02T20:00:00Z'), checkFailures: 0 }
    await w.ctx.db.updateTable('channels').set(check).where('id', '=', channel.id).execute()
  }
  const all = ['posts', 'account', 'numbers'] as const
  const flood = async (id: string) =>
    post(path, telling([...all.map((of) => ({ remoteId: 'page-6', of }))], { id }))
  const checkDue = async () =>
    (
      await w.ctx.db
        .selectFrom('channels')
        .select('checkDueAt')
        .where('id', '=', channel.id)
        .executeTakeFirstOrThrow()
    ).checkDueAt
  await settled(2)
  await flood('a')
  expect(await due(channel.id)).toEqual([])
  expect(await checkDue()).toEqual(new Date(now.getTime() + 3 * 60_000))
  await settled(6)
  await flood('b')
  expect(await due(channel.id)).toEqual(['channel', 'history'])
  expect(await checkDue()).toEqual(now)
  await settled(16)
  await w.ctx.db.updateTable('channels').set({ checkFailures: 1 }).where('id', '=', channel.id).execute()
  await flood('c')
  expect(await due(channel.id)).toEqual(['channel', 'history', 'publication'])
  // What failed waits as long as it was told to.
  expect(await checkDue()).toEqual(new Date('2030-01-02T20:00:00Z'))
})

test('what the network was still working on is looked at anew; a post that only waits is not', async () => {
  const appId = await appIn()
  const { path } = await open(appId)
  const channel = await channelOf(appId, 'page-5')
  const later = new Date('2030-01-01T20:00:00Z')
  const ids = await Promise.all([1, 2].map((n) => planText(w, channel.id, `Bread ${n}`, later)))
  await w.ctx.db
    .updateTable('deliveries')
    .set({ state: 'sent', pending: JSON.stringify({ handle: 1 }) })
    .where('id', '=', ids[0] ?? '')
    .execute()
  await post(path, telling([{ remoteId: 'page-5', of: 'publishing' }]))
  const rows = await w.ctx.db
    .selectFrom('deliveries')
    .select(['state', 'nextAt'])
    .where('channelId', '=', channel.id)
    .orderBy('state')
    .execute()
  expect(rows.map(({ state, nextAt }) => [state, nextAt])).toEqual([
    ['scheduled', later],
    ['sent', w.clock.now()],
  ])
})

test('an app speaks of its own accounts alone, in whichever workspace; a stranger’s app of none of them', async () => {
  const [ours, theirs] = [await appIn(), await appIn(w.workspaceId, 'other')]
  const door = await open(theirs)
  const beside = await w.tenant()
  const [a, b] = [await channelOf(ours, 'page-4'), await channelOf(theirs, 'page-4', beside.workspaceId)]
  const text = telling([{ remoteId: 'page-4' }])
  await post(door.path, text, sign(text, 'other'))
  expect([await due(a.id), await due(b.id)]).toEqual([[], ['history']])
  const stranger = await member(w, server, await w.tenant(), 'manager')
  expect(await stranger('POST /webhook-doors', { appId: ours })).toMatchObject({ status: 404 })
  expect(await stranger(`DELETE /webhook-doors/${door.id}`)).toMatchObject({ status: 404 })
})

test.each<[string, Buffer | string]>([
  ['no JSON', '{'],
  ['JSON of another shape', '[1,2]'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ['nested without end', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
  ['nothing', ''],
])('signed and unreadable: %s', async (_, payload) => {
  const { path } = await open(await appIn())
  expect((await post(path, payload)).statusCode).toBe(422)
})

test('a body without measure, or one that comes drop by drop, is not waited for', async () => {
  const { path } = await open(await appIn())
  expect((await post(path, 'x'.repeat(600 << 10))).statusCode).toBe(413)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('It listens on a port')
  const line = connect(address.port, '127.0.0.1')
  const began = performance.now()
  line.write(`POST ${path} HTTP/1.1\r\nhost: carillon.example\r\ncontent-length: 1000\r\n\r\n{`)
  const drops = setInterval(() => line.write(' '), 500)
  line.on('error', () => {})
  await new Promise<void>((resolve) => line.on('close', () => resolve()))
  clearInterval(drops)
  expect(performance.now() - began).toBeLessThan(9000)
}, 20_000)

test('too many at once are asked to come again', async () => {
  const { path } = await open(await appIn())
  const answers = await Promise.all(Array.from({ length: 1300 }, () => server.inject(path)))
  expect(answers.some(({ statusCode }) => statusCode === 429)).toBe(true)
  w.clock.on(5 * 60_000)
})

test('two processes hear one call once', async () => {
  const appId = await appIn()
  const { id, path } = await open(appId)
  await channelOf(appId, 'page-7')
  const second = await openDoor(w)
  const text = telling([{ remoteId: 'page-7' }], { id: 'event-7' })
  const headers = { 'x-signature': sign(text), 'content-type': 'application/json', host: 'carillon.example' }
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      (n % 2 ? second : server).inject({ method: 'POST', url: path, payload: text, headers }),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 8 }, () => 200))
  expect(await standing(id)).toMatchObject({ heard: 1 })
})

test('who knocks without end, in turns with a wrong token and a wrong signature, does not make us write without end', async () => {
  const { id, path } = await open(await appIn())
  const written = async () =>
    (
      await w.ctx.db
        .selectFrom('webhookDoors')
        .select(({ ref }) => ref('refusedAt').as('at'))
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).at?.getTime()
  await post(path, '{}', 'wrong')
  const first = await written()
  w.clock.on(2000)
  for (let n = 0; n < 4; n++) {
    await server.inject(path)
    await post(path, '{}', 'wrong')
  }
  expect(await written()).toBe(first)
  w.clock.on(5000)
  await server.inject(path)
  expect(await standing(id)).toMatchObject({ refusedWhy: 'challenge' })
})

test('of one door only so many events are kept, the newest', async () => {
  const appId = await appIn()
  const { path } = await open(appId)
  const ids = Array.from({ length: 5 }, (_, n) => `many-${n}`)
  for (const id of ids) {
    w.clock.on(1000)
    await post(path, telling([], { id }))
  }
  const door = (await doorAt(appId))?.id ?? ''
  const kept = () => w.ctx.db.selectFrom('webhookEvents').select('at').where('doorId', '=', door).execute()
  const before = (await kept()).map(({ at }) => at.getTime()).sort()
  await deleteEventsBeyond(w.ctx.db, 3)
  expect((await kept()).map(({ at }) => at.getTime()).sort()).toEqual(before.slice(2))
})

test('what came a week ago is forgotten', async () => {
  w.clock.on(8 * 86_400_000)
  await purge(w.ctx)
  const left = await w.ctx.db.selectFrom('webhookEvents').select('digest').execute()
  expect(left).toEqual([])
})
