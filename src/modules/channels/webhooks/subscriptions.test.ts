import { expect, test } from 'vitest'
import { member } from '../../../../test/people/door.ts'
import type { Account } from '../../../networks/kit/network.ts'
import { keepAll } from './keep.ts'
import { leaveDoor } from './service.ts'
import {
  appIn,
  dear,
  dearAccount,
  doorAt,
  manager,
  openDear,
  post,
  server,
  sign,
  telling,
  w,
} from './webhooks.fixture.ts'

test('each account of an app is asked for, in whichever workspace, and let go when it leaves', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const beside = await w.tenant()
  const [one, twin] = [await dearAccount(appId, 'd-1'), await dearAccount(appId, 'd-1', beside.workspaceId)]
  await openDear(appId)
  await keepAll(w.ctx)
  expect(dear.told.filter((id) => id === 'd-1')).toHaveLength(2)
  expect(await doorAt(appId)).toMatchObject({ accounts: { all: 2, told: 2, troubles: [] } })
  await keepAll(w.ctx)
  expect(dear.told.filter((id) => id === 'd-1')).toHaveLength(2)
  // Somebody else still has the account.
  const account = { appId, remoteId: 'd-1' }
  await leaveDoor(w.ctx, { ...account, channelId: one, workspaceId: w.workspaceId } as Account)
  expect(dear.left).toEqual([])
  await leaveDoor(w.ctx, { ...account, channelId: twin, workspaceId: beside.workspaceId } as Account)
  expect(dear.left).toEqual(['d-1'])
})

test('what a network refuses is told by a code, and asked for again after an hour or when a person asks', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-2')
  await openDear(appId)
  dear.refuses = true
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({
    ...{ all: 1, told: 0 },
    troubles: [{ trouble: { code: 'hook_not_allowed', words: 'Not that one.' } }],
  })
  dear.refuses = false
  await keepAll(w.ctx)
  expect(dear.told).not.toContain('d-2')
  expect(await manager('POST /webhook-doors', { appId })).toMatchObject({ status: 200 })
  await keepAll(w.ctx)
  expect(dear.told).toContain('d-2')
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 1, troubles: [] })
  dear.down = true
  await manager('POST /webhook-doors', { appId })
  expect((await doorAt(appId))?.trouble).toEqual({ code: 'server_down', words: 'It is down.' })
  dear.down = false
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.trouble?.code).toBe('server_down')
  w.clock.on(3_600_000)
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.trouble).toBeNull()
})

test('a network that is down is asked for one account and no more in a round', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  for (const id of ['d-6', 'd-7', 'd-8']) await dearAccount(appId, id)
  await openDear(appId)
  dear.down = true
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({
    ...{ all: 3, told: 0 },
    troubles: [{ trouble: { code: 'server_down' } }],
  })
  dear.down = false
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 2 })
})

test('a network that is down when a door is closed is told by the job, and nobody is heard there meanwhile', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const [one] = [await dearAccount(appId, 'd-3'), await dearAccount(appId, 'd-4')]
  const door = await openDear(appId)
  await keepAll(w.ctx)
  const before = dear.addresses.size
  dear.down = true
  expect(await manager(`DELETE /webhook-doors/${door?.id}`)).toMatchObject({ status: 204 })
  await keepAll(w.ctx)
  expect(dear.addresses.size).toBe(before)
  expect(await doorAt(appId)).toMatchObject({ id: null })
  const text = telling([{ remoteId: 'd-3' }])
  expect((await post(new URL(door?.address ?? '').pathname, text, sign(text, 'typed'))).statusCode).toBe(404)
  dear.down = false
  // Signed out meanwhile: the app takes it back by itself.
  await w.ctx.db.deleteFrom('channelCredentials').where('channelId', '=', one).execute()
  await keepAll(w.ctx)
  expect(dear.left.filter((id) => /d-[34]/.test(id)).sort()).toEqual(['d-3', 'd-4'])
  expect(dear.addresses.has(door?.address ?? '')).toBe(false)
  expect(await w.ctx.db.selectFrom('webhookDoors').select('id').where('appId', '=', appId).execute()).toEqual(
    [],
  )
})

test('an account that signs in by another app is let go at the old door, and asked for at the new', async () => {
  const [old, fresh] = [
    await appIn(w.workspaceId, 'hush', 'dear'),
    await appIn(w.workspaceId, 'hush', 'dear'),
  ]
  const channelId = await dearAccount(old, 'd-5')
  await openDear(old)
  await openDear(fresh)
  await keepAll(w.ctx)
  await w.ctx.db.updateTable('channels').set({ appId: fresh }).where('id', '=', channelId).execute()
  w.clock.on(3_600_000)
  await keepAll(w.ctx)
  expect(dear.left).toContain('d-5')
  expect(dear.told.filter((id) => id === 'd-5')).toHaveLength(2)
  expect(await doorAt(fresh)).toMatchObject({ accounts: { told: 1 } })
})

test('two rounds at once ask for one account one after the other', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const beside = await w.tenant()
  await dearAccount(appId, 'd-11')
  await dearAccount(appId, 'd-11', beside.workspaceId)
  await dearAccount(appId, 'd-12')
  await openDear(appId)
  await Promise.all([keepAll(w.ctx), keepAll(w.ctx)])
  await keepAll(w.ctx)
  expect(dear.twice).toEqual([])
  expect(dear.told.filter((id) => /d-1[12]/.test(id)).sort()).toEqual(['d-11', 'd-11', 'd-12'])
  expect(await doorAt(appId)).toMatchObject({ accounts: { all: 3, told: 3 } })
})

test('an account that leaves while it is asked for is taken back', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const channelId = await dearAccount(appId, 'd-13')
  await openDear(appId)
  dear.meanwhile.set('d-13', async () => {
    await leaveDoor(w.ctx, { appId, remoteId: 'd-13', channelId, workspaceId: w.workspaceId } as Account)
    // Whatever was taken back by then was too early.
    dear.left.length = 0
  })
  await keepAll(w.ctx)
  expect([dear.told.includes('d-13'), dear.left]).toEqual([true, ['d-13']])
})

const stateOf = (channelId: string, state: object) =>
  w.ctx.db.updateTable('channels').set(state).where('id', '=', channelId).execute()

test('what costs is let go while nobody is signed in, and asked for again once somebody is', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const out = await dearAccount(appId, 'd-21')
  const paused = await dearAccount(appId, 'd-22')
  await dearAccount(appId, 'd-23')
  await openDear(appId)
  await keepAll(w.ctx)
  await stateOf(out, { state: 'reconnect', stateCode: 'signed_out' })
  await stateOf(paused, { state: 'paused', stateCode: 'signed_out' })
  w.clock.on(3_600_000)
  for (let n = 0; n < 2; n++) await keepAll(w.ctx)
  expect(dear.left.filter((id) => /d-2[123]/.test(id)).sort()).toEqual(['d-21', 'd-22'])
  expect(dear.told.filter((id) => /d-2[123]/.test(id))).toHaveLength(3)
  for (const id of [out, paused]) await stateOf(id, { state: 'active', stateCode: null })
  await keepAll(w.ctx)
  expect(dear.told.filter((id) => /d-2[123]/.test(id)).sort()).toEqual([
    'd-21',
    'd-21',
    'd-22',
    'd-22',
    'd-23',
  ])
})

test('what costs is let go while a workspace is being deleted, be it that of the app, and comes back when it is kept', async () => {
  const [own, apps] = [await w.tenant(), await w.tenant()]
  const theirs = await member(w, server, apps, 'manager')
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-24', own.workspaceId)
  await openDear(appId)
  const elsewhere = await appIn(apps.workspaceId, 'hush', 'dear')
  await dearAccount(elsewhere, 'd-25')
  await theirs('POST /webhook-doors', { appId: elsewhere, values: { key: 'typed' }, agreed: true })
  await w.ctx.db
    .updateTable('webhookDoors')
    .set({ registeredAt: w.clock.now() })
    .where('appId', '=', elsewhere)
    .execute()
  await keepAll(w.ctx)
  expect(dear.told.filter((id) => /d-2[45]/.test(id)).sort()).toEqual(['d-24', 'd-25'])
  const ending = (eraseAt: Date | null) =>
    w.ctx.db
      .updateTable('workspaces')
      .set({ eraseAt })
      .where('id', 'in', [own.workspaceId, apps.workspaceId])
      .execute()
  await ending(new Date(w.clock.now().getTime() + 7 * 86_400_000))
  w.clock.on(3_600_000)
  for (let n = 0; n < 2; n++) await keepAll(w.ctx)
  expect(dear.left.filter((id) => /d-2[45]/.test(id)).sort()).toEqual(['d-24', 'd-25'])
  await ending(null)
  await keepAll(w.ctx)
  expect(dear.told.filter((id) => /d-2[45]/.test(id))).toHaveLength(4)
})

test('what costs and is not let go is said to go on, and ended once the network lets it', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const channelId = await dearAccount(appId, 'd-26')
  const door = await openDear(appId)
  await keepAll(w.ctx)
  await stateOf(channelId, { state: 'reconnect', stateCode: 'signed_out' })
  dear.keeps = true
  w.clock.on(3_600_000)
  await keepAll(w.ctx)
  const goesOn = { trouble: { code: 'hook_still_told', words: 'Not with this key.' } }
  expect((await doorAt(appId))?.accounts?.troubles).toMatchObject([goesOn])
  dear.keeps = false
  w.clock.on(3_600_000)
  await keepAll(w.ctx)
  expect(dear.left).toContain('d-26')
  expect((await doorAt(appId))?.accounts?.troubles).toEqual([])
  dear.keeps = true
  expect(await manager(`DELETE /webhook-doors/${door?.id}`)).toMatchObject({
    ...{ status: 409, body: { code: 'webhook.still_charged', facts: { words: 'Not with this key.' } } },
  })
  dear.keeps = false
  expect(await doorAt(appId)).toMatchObject({ id: null })
})
