import { expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { member } from '../../../../test/people/door.ts'
import type { Account } from '../../../networks/kit/network.ts'
import { keepAll } from './keep.ts'
import { closeDoorsOf, isStillTold, leaveDoor } from './service.ts'
import {
  appIn,
  channelOf,
  dear,
  dearAccount,
  doorAt,
  manager,
  openDear,
  registered,
  server,
  unregistered,
  w,
} from './webhooks.fixture.ts'

test('a network that takes our address is given it by itself, again after an hour of trouble, and told when we leave', async () => {
  const channel = await channelOf(null, 'bot-1')
  await w.ctx.db
    .insertInto('channelCredentials')
    .values({
      ...{ channelId: channel.id, workspaceId: w.workspaceId },
      ...w.ctx.secrets.seal({ token: 't' }, `channel ${channel.id}`),
    })
    .execute()
  await keepAll(w.ctx)
  const { body } = await manager('GET /webhook-doors')
  const door = (body.items as { channelId: string; address: string; trouble: string | null }[]).find(
    ({ channelId }) => channelId === channel.id,
  )
  expect(door?.address).toMatch(/^https:\/\/carillon\.example\/hooks\/[\w-]{43}$/)
  expect(door?.trouble).toBeNull()
  expect(registered.map(({ address }) => address)).toEqual([door?.address])
  await keepAll(w.ctx)
  expect(registered).toHaveLength(1)
  const account = { channelId: channel.id, workspaceId: w.workspaceId } as Account
  await leaveDoor(w.ctx, account)
  expect(unregistered).toEqual([door?.address])
})

test('a door that a person closed is opened by no job, and by a person again', async () => {
  const [one, other] = [await channelOf(null, 'bot-2'), await channelOf(null, 'bot-3')]
  for (const { id } of [one, other])
    await w.ctx.db
      .insertInto('channelCredentials')
      .values({
        ...{ channelId: id, workspaceId: w.workspaceId },
        ...w.ctx.secrets.seal({ token: 't' }, `channel ${id}`),
      })
      .execute()
  type Door = { id: string | null; channelId: string; address: string | null; registeredAt: string | null }
  const doorOf = async (channelId: string) =>
    ((await manager('GET /webhook-doors')).body.items as Door[]).find((door) => door.channelId === channelId)
  await keepAll(w.ctx)
  const before = await doorOf(one.id)
  expect(before?.registeredAt).not.toBeNull()
  expect(await manager(`DELETE /webhook-doors/${before?.id}`)).toMatchObject({ status: 204 })
  expect(unregistered).toContain(before?.address)
  expect(await doorOf(one.id)).toMatchObject({ id: null, address: null, registeredAt: null })
  expect(await manager(`DELETE /webhook-doors/${before?.id}`)).toMatchObject({ status: 404 })
  // One that had the same address at the network is told of anew.
  expect(await doorOf(other.id)).toMatchObject({ registeredAt: null })
  w.clock.on(2 * 3_600_000)
  await keepAll(w.ctx)
  expect(await doorOf(one.id)).toMatchObject({ id: null })
  expect((await doorOf(other.id))?.registeredAt).not.toBeNull()
  expect(await manager('POST /webhook-doors', { channelId: one.id })).toMatchObject({ status: 200 })
  const after = await doorOf(one.id)
  expect(after?.registeredAt).not.toBeNull()
  expect(after?.address).not.toBe(before?.address)
})

test('where the network asks back, an address is known only once it was answered', async () => {
  const id = await makeChannel(w.ctx, w.workspaceId, 'hub')
  await w.ctx.db
    .insertInto('channelCredentials')
    .values({
      ...{ channelId: id, workspaceId: w.workspaceId },
      ...w.ctx.secrets.seal({ token: 't' }, `channel ${id}`),
    })
    .onConflict((on) => on.doNothing())
    .execute()
  type Door = { channelId: string; address: string; verify: string; registeredAt: string | null }
  const door = async () =>
    ((await manager('GET /webhook-doors')).body.items as Door[]).find(({ channelId }) => channelId === id)
  await keepAll(w.ctx)
  const told = await door()
  expect(told).toMatchObject({ registeredAt: null, trouble: null })
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': told?.verify ?? '', 'hub.challenge': '7' }
  const asked = `${new URL(told?.address ?? '').pathname}?${new URLSearchParams(query)}`
  expect(await server.inject(asked)).toMatchObject({ statusCode: 200, body: '7' })
  expect((await door())?.registeredAt).not.toBeNull()
})

test('what costs money is off until a person has agreed to it, whatever the jobs do', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-0')
  await keepAll(w.ctx)
  expect([dear.addresses.size, dear.told]).toEqual([0, []])
  const values = { key: 'typed' }
  expect(await manager('POST /webhook-doors', { appId, values })).toMatchObject({
    body: { code: 'webhook.costs' },
  })
  expect(await manager('POST /webhook-doors', { appId, agreed: true })).toMatchObject({
    body: { code: 'webhook.lacks' },
  })
  const long = { key: 'x'.repeat(21) }
  expect(await manager('POST /webhook-doors', { appId, values: long, agreed: true })).toMatchObject({
    body: { code: 'webhook.odd' },
  })
  expect(dear.addresses.size).toBe(0)
  await openDear(appId)
  // What was typed and agreed to once is kept.
  expect(await manager('POST /webhook-doors', { appId })).toMatchObject({ status: 200 })
  const door = await doorAt(appId)
  expect([...dear.addresses]).toEqual([door?.address])
  expect(await manager(`DELETE /webhook-doors/${door?.id}`)).toMatchObject({ status: 204 })
  expect(dear.addresses.size).toBe(0)
  await keepAll(w.ctx)
  expect(await manager('POST /webhook-doors', { appId, values })).toMatchObject({
    body: { code: 'webhook.costs' },
  })
})

test('a door that is closed while the network is told of it stays closed, and nothing is asked for there', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-10')
  const door = await openDear(appId)
  dear.meanwhile.set(door?.address ?? '', () => manager(`DELETE /webhook-doors/${door?.id}`))
  await manager('POST /webhook-doors', { appId })
  expect(await doorAt(appId)).toMatchObject({ id: null })
  expect(dear.addresses.has(door?.address ?? '')).toBe(false)
  await keepAll(w.ctx)
  expect(dear.told).not.toContain('d-10')
})

test('with the keys of another app the address goes there, and each account is asked for anew', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-14')
  await openDear(appId)
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 1 })
  dear.key = 'another'
  await manager('POST /webhook-doors', { appId, values: { key: 'another' } })
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 0 })
  await keepAll(w.ctx)
  dear.key = 'typed'
  expect(dear.told.filter((id) => id === 'd-14')).toHaveLength(2)
})

test('an app whose network charges goes only once nothing is told at its address', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const door = await openDear(appId)
  const refused = { status: 409, body: { code: 'app.told' } }
  expect(await manager(`DELETE /apps/${appId}`)).toMatchObject(refused)
  await manager(`DELETE /webhook-doors/${door?.id}`)
  expect(await manager(`DELETE /apps/${appId}`)).toMatchObject(refused)
  await keepAll(w.ctx)
  expect(await manager(`DELETE /apps/${appId}`)).toMatchObject({ status: 204 })
})

test('a workspace that is over waits until nothing is told of it any more', async () => {
  const over = await w.tenant()
  const theirs = await member(w, server, over, 'manager')
  const appId = await appIn(over.workspaceId, 'hush', 'dear')
  const { body } = await theirs('POST /webhook-doors', { appId, values: { key: 'typed' }, agreed: true })
  expect([dear.addresses.has(String(body.address)), await isStillTold(w.ctx, over.workspaceId)]).toEqual([
    true,
    false,
  ])
  await w.ctx.db.transaction().execute((tx) => closeDoorsOf(w.ctx, tx, over.workspaceId))
  expect(await isStillTold(w.ctx, over.workspaceId)).toBe(true)
  await keepAll(w.ctx)
  expect(dear.addresses.has(String(body.address))).toBe(false)
  expect(await isStillTold(w.ctx, over.workspaceId)).toBe(false)
})
