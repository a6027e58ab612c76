import { beforeEach, expect, test } from 'vitest'
import { fakeChannel, planText, rowOf } from '../../../../test/factories/delivery.ts'
import { draftOf } from '../../../../test/factories/draft.ts'
import { fakeNetworks } from '../../../../test/fake-network.ts'
import { type FakeServer, startFakeServer } from '../../../../test/fake-server.ts'
import { type World, world } from '../../../../test/world.ts'
import { cancelDelivery } from './act.ts'
import { planDeliveries } from './plan.ts'
import { restoreDelivery } from './restore.ts'

let w: World
let server: FakeServer
beforeEach(async () => {
  w = await world({ networks: fakeNetworks(), at: 'real' })
  server = await startFakeServer({ keys: true })
  return () => server.stop()
})

const tomorrow = () => new Date(Date.now() + 86_400_000)

/** One that is cancelled by an editor, from the state given. */
async function cancelled(from: { state: string; failureKind?: string; failureCode?: string }) {
  const channel = await fakeChannel(w, server, 'findable')
  const id = await planText(w, channel.id, 'hello', tomorrow())
  await w.ctx.db.updateTable('deliveries').set(from).where('id', '=', id).execute()
  await cancelDelivery(w.ctx, w.actor('editor'), id)
  return { id, channelId: channel.id, postId: (await rowOf(w.ctx, id)).postId }
}

const restore = (id: string) => restoreDelivery(w.ctx, w.actor('editor'), id)

test.each(['scheduled', 'waiting', 'failed', 'in_doubt', 'missed'])(
  'a cancelled delivery is brought back as %s with its reasons',
  async (state) => {
    const { id } = await cancelled({ state, failureKind: 'rejected', failureCode: 'refused' })
    expect(await restore(id)).toMatchObject({ state, failure: { code: 'refused' } })
  },
)

test('one that a worker had claimed waits for its time again', async () => {
  const { id } = await cancelled({ state: 'claimed' })
  expect((await restore(id)).state).toBe('scheduled')
})

test('it is not brought back twice, nor when it was never cancelled', async () => {
  const { id } = await cancelled({ state: 'missed' })
  await restore(id)
  await expect(restore(id)).rejects.toMatchObject({ code: 'delivery.wrong_state' })
})

test('words that were changed since are not undone by it', async () => {
  const { id, postId } = await cancelled({ state: 'scheduled' })
  await w.ctx.db
    .updateTable('posts')
    .set({ updatedAt: new Date(Date.now() + 1000) })
    .where('id', '=', postId)
    .execute()
  await expect(restore(id)).rejects.toMatchObject({ code: 'delivery.cannot_restore' })
})

test('a post that went to the channel anew is not there twice', async () => {
  const { id, postId, channelId } = await cancelled({ state: 'scheduled' })
  const plan = { variantId: null, channelId, network: '', content: draftOf('hello'), dueAt: tomorrow() }
  await w.ctx.db
    .transaction()
    .execute((tx) => planDeliveries(tx, w.ctx, w.actor('editor'), { postId, plans: [plan] }))
  await expect(restore(id)).rejects.toMatchObject({ code: 'delivery.cannot_restore' })
})

test('nobody waits crosswise for what is done to the post elsewhere', async () => {
  const { id, postId } = await cancelled({ state: 'scheduled' })
  const channel = await fakeChannel(w, server, 'findable')
  const plan = {
    variantId: null,
    channelId: channel.id,
    network: '',
    content: draftOf('hello'),
    dueAt: tomorrow(),
  }
  await w.ctx.db
    .transaction()
    .execute((tx) => planDeliveries(tx, w.ctx, w.actor('editor'), { postId, plans: [plan] }))
  await w.ctx.db.transaction().execute(async (tx) => {
    await tx.selectFrom('deliveries').select('id').where('channelId', '=', channel.id).forUpdate().execute()
    expect((await restore(id)).state).toBe('scheduled')
  })
})

test('after ten minutes it stays cancelled', async () => {
  const { id } = await cancelled({ state: 'scheduled' })
  const long = new Date(Date.now() - 11 * 60_000)
  await w.ctx.db.updateTable('deliveries').set({ updatedAt: long }).where('id', '=', id).execute()
  await expect(restore(id)).rejects.toMatchObject({ code: 'delivery.cannot_restore' })
})
