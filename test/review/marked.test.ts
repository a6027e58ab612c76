import { expect, test } from 'vitest'
import { askForHistories } from '../../src/modules/measure/history/service.ts'
import { markPublished } from '../../src/modules/publish/deliveries/mark.ts'
import { readDelivery } from '../../src/modules/publish/deliveries/read.ts'
import type { NativePost } from '../../src/networks/kit/network.ts'
import { joinChannel } from '../factories/account.ts'
import { planText } from '../factories/delivery.ts'
import { countingNetwork } from '../factories/measure.ts'
import { type World, world } from '../world.ts'

const start = '2030-06-01T08:00:00Z'
const there: NativePost = {
  remoteId: '4711',
  url: 'https://fake.example/@us/4711',
  text: 'By hand',
  publishedAt: new Date('2030-06-01T07:00:00Z'),
  kind: 'post',
  measured: [{ metric: 'likes', value: 5 }],
}

async function here() {
  const network = countingNetwork('fake', ['likes'], {
    history: async () => ({ posts: [there], cursor: null }),
    insights: { postsAtOnce: 10, posts: async () => new Map(), account: async () => [] },
  })
  const w = await world({ networks: [network], at: start, alone: true })
  const channel = await joinChannel(w.ctx, w.workspaceId)
  const id = await planText(w, channel, 'By hand', new Date('2030-06-01T08:10:00Z'))
  await w.ctx.db.updateTable('deliveries').set({ state: 'in_doubt' }).where('id', '=', id).execute()
  const list = async () => {
    await askForHistories(w.ctx)
    await w.runJobs()
    w.clock.on(7 * 3_600_000)
  }
  const publications = () =>
    w.ctx.db
      .selectFrom('publications')
      .select(['remoteId', 'origin', 'deliveryId', 'postId', 'goneAt', 'publishedAt'])
      .execute()
  return { w, id, list, publications }
}

/** As the list writes the address, and as people copy it. */
const written = [
  'https://fake.example/@us/4711',
  'https://www.Fake.Example/@us/4711/',
  'http://fake.example/@us/4711?utm_source=b&utm_medium=a#',
]

test.each(written)(
  'a post that a person marked as published at %s is not counted a second time when the account’s list names it',
  async (url) => {
    const { w, id, list, publications } = await here()
    await markPublished(w.ctx, w.actor('editor'), id, { url })
    await list()
    const found = await publications()
    expect(found).toHaveLength(1)
    expect(found).toMatchObject([
      { remoteId: '4711', origin: 'ours', deliveryId: id, goneAt: null, publishedAt: there.publishedAt },
    ])
    expect((await readDelivery(w.ctx, w.actor('editor'), id)).parts).toEqual([
      { remoteId: '4711', url: there.url },
    ])
    const points = await w.ctx.db.selectFrom('metricLatest').select('value').execute()
    expect(points).toEqual([{ value: 5 }])
  },
)

test.each(written)(
  'a post that the account’s list named before a person marked it at %s is that very post',
  async (url) => {
    const { w, id, list, publications } = await here()
    await list()
    await markPublished(w.ctx, w.actor('editor'), id, { url })
    expect(await publications()).toMatchObject([{ remoteId: '4711', origin: 'ours', deliveryId: id }])
  },
)

test('two posts at addresses that only look alike stay two', async () => {
  const { w, id, publications } = await here()
  const other = await planText(w, (await channelOf(w, id)) ?? '', 'Another', new Date('2030-06-01T08:20:00Z'))
  await w.ctx.db.updateTable('deliveries').set({ state: 'in_doubt' }).where('id', '=', other).execute()
  await markPublished(w.ctx, w.actor('editor'), id, { url: 'https://fake.example/t?id=1' })
  await markPublished(w.ctx, w.actor('editor'), other, { url: 'https://fake.example/t?id=2' })
  expect(await publications()).toHaveLength(2)
})

const channelOf = async ({ ctx }: World, id: string) =>
  (await ctx.db.selectFrom('deliveries').select('channelId').where('id', '=', id).executeTakeFirst())
    ?.channelId
