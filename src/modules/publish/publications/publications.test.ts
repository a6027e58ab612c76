import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dispatch, draftOf, fakeChannel, planText } from '../../../../test/factories/delivery.ts'
import { fakeNetworks } from '../../../../test/fake-network.ts'
import { type FakeServer, startFakeServer } from '../../../../test/fake-server.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { Connection } from '../../create/compliance/contract.ts'
import { overrideRule } from '../../create/compliance/service.ts'
import { editPublication } from './changes.ts'
import { PublicationList, PublicationQuery } from './contract.ts'
import { listPublications, readPublication, removePublication } from './service.ts'

let server: FakeServer
let w: World

beforeAll(async () => {
  server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.reset()
  server.treat({ mode: 'ok' })
  server.acceptToken(null)
  w = await world({ networks: fakeNetworks(), fetch: globalThis.fetch, alone: true })
})

const editor = () => w.actor('editor')
const list = async (query = {}) =>
  PublicationList.parse(await listPublications(w.ctx, w.actor('owner'), PublicationQuery.parse(query)))

/** What is out, from each of these texts; several texts in one are a thread. */
async function published(...texts: (string | string[])[]) {
  const channel = await fakeChannel(w, server, 'findable')
  for (const text of texts) {
    await planText(w, channel.id, draftOf(...[text].flat()), w.clock.now())
    await dispatch(w)
    w.clock.on(60_000)
  }
  return { channel, ...(await list()) }
}

describe('what is published', () => {
  test('is listed newest first, page by page, with what can be done with it', async () => {
    const { items } = await published('one', 'two', 'three')
    expect(items.map(({ text }) => text)).toEqual(['three', 'two', 'one'])
    expect(items[0]).toMatchObject({ origin: 'ours', can: { remove: true, edit: false } })
    const first = await list({ limit: '2' })
    const second = await list({ limit: '2', cursor: first.next })
    expect([...first.items, ...second.items]).toEqual(items)
    expect(second.next).toBeNull()
    expect((await list({ origin: 'native' })).items).toEqual([])
  })

  test('of which only the address is known is not said to be removed', async () => {
    const { items } = await published('one')
    const [one] = items
    const url = 'https://social.example/1'
    const parts = JSON.stringify([{ remoteId: url, url, extra: { byHand: true, wasThere: false } }])
    await w.ctx.db
      .updateTable('deliveries')
      .set({ parts })
      .where('id', '=', one?.deliveryId ?? '')
      .execute()
    await expect(removePublication(w.ctx, editor(), one?.id ?? '')).rejects.toMatchObject({
      code: 'publication.only_address',
    })
    expect(server.posts().some(({ gone }) => gone)).toBe(false)
    expect((await readPublication(w.ctx, w.actor('owner'), one?.id ?? '')).goneAt).toBeNull()
  })

  test('is removed at the network with all its parts, and its record stays', async () => {
    const { items } = await published(['one', 'two'])
    const [thread] = items
    if (!thread) throw new Error('There is a thread')
    await removePublication(w.ctx, editor(), thread.id)
    expect(server.posts().every(({ gone }) => gone)).toBe(true)
    expect((await readPublication(w.ctx, w.actor('owner'), thread.id)).goneAt).not.toBeNull()
    expect((await list()).items).toEqual([])
    expect((await list({ gone: 'true' })).items).toHaveLength(1)
    await removePublication(w.ctx, editor(), thread.id)
  })

  test('that cannot be reached says so, and a refused sign-in is reported', async () => {
    const { items, channel } = await published('one')
    server.acceptToken('another')
    await expect(removePublication(w.ctx, editor(), items[0]?.id ?? '')).rejects.toMatchObject({
      code: 'publication.refused',
    })
    const row = await w.ctx.db.selectFrom('channels').select('state').where('id', '=', channel.id).execute()
    expect(row).toEqual([{ state: 'reconnect' }])
    expect((await list()).items).toHaveLength(1)
  })

  test('is not changed where the network cannot', async () => {
    const { items } = await published('one')
    await expect(
      editPublication(w.ctx, editor(), items[0]?.id ?? '', { texts: ['new'], ask: false }),
    ).rejects.toMatchObject({
      code: 'publication.cannot_edit',
    })
  })

  describe('and changed', () => {
    /** A network that takes other words for what is out. */
    const edits: Network[] = fakeNetworks().map((network) => ({
      ...network,
      edit: async ({ parts }) => [...parts],
    }))
    const label = 'Ad: rye bread, by Rye & Co'
    const bare = 'Our favourite rye bread, by Rye & Co'

    /** One that somebody pays for, out and labelled. */
    async function paid() {
      w = await world({ networks: edits, fetch: globalThis.fetch, alone: true })
      const { items, channel } = await published(label)
      const { id = '', postId } = items[0] ?? {}
      await w.ctx.db
        .updateTable('posts')
        .set({ connection: JSON.stringify(Connection.parse({ kind: 'gift', sponsor: 'Rye & Co' })) })
        .where('id', '=', postId ?? '')
        .execute()
      const edit = (text: string) => editPublication(w.ctx, editor(), id, { texts: [text], ask: false })
      return { id, postId: postId ?? '', channelId: channel.id, edit }
    }
    const results = () => w.ctx.db.selectFrom('complianceResults').select(['version', 'found']).execute()

    test('is held to the rules of where its readers are, and what was found is kept', async () => {
      const { id, edit } = await paid()
      await expect(edit(bare)).rejects.toMatchObject({ code: 'compliance.refused', facts: { count: 1 } })
      expect(await readPublication(w.ctx, editor(), id)).toMatchObject({ text: label })
      expect(await results()).toEqual([])
      expect(await edit(`${label}!`)).toMatchObject({ text: `${label}!` })
      expect(await results()).toEqual([{ version: 1, found: [] }])
    })

    test('goes out as it was let pass, for those words only', async () => {
      const { postId, channelId, edit } = await paid()
      const content = JSON.stringify(draftOf(bare))
      await w.ctx.db.updateTable('posts').set({ content }).where('id', '=', postId).execute()
      await w.ctx.db
        .insertInto('variants')
        .values({ workspaceId: w.workspaceId, postId, channelId })
        .execute()
      const pass = { rule: 'base.label', channelId, version: 1, reason: 'Agreed with our lawyer' }
      await overrideRule(w.ctx, w.actor('owner'), postId, pass)
      expect(await edit(bare)).toMatchObject({ text: bare })
      expect(await results()).toMatchObject([{ found: [{ rule: 'base.label', override: {} }] }])
      await expect(edit(`${bare}!`)).rejects.toMatchObject({ code: 'compliance.refused' })
    })
  })

  test('says what it said already also after the brand has banned it, and nothing more of that', async () => {
    const networks = fakeNetworks().map(
      (network): Network => ({ ...network, edit: async ({ parts }) => [...parts] }),
    )
    w = await world({ networks, fetch: globalThis.fetch, alone: true })
    const { items } = await published('Our cheap bred')
    const banned = JSON.stringify(['cheap', 'rye'].map((word) => ({ word, instead: '', blocks: true })))
    await w.ctx.db.insertInto('postRules').values({ workspaceId: w.workspaceId, banned }).execute()
    const edit = (text: string) =>
      editPublication(w.ctx, editor(), items[0]?.id ?? '', { texts: [text], ask: false })
    expect(await edit('Our cheap bread')).toMatchObject({ text: 'Our cheap bread' })
    await expect(edit('Our cheap rye bread')).rejects.toMatchObject({ code: 'compliance.refused' })
    await edit('Our bread')
    await expect(edit('Our cheap bread')).rejects.toMatchObject({ code: 'compliance.refused' })
  })

  test('found on the account before we knew that it is ours becomes ours', async () => {
    const channel = await fakeChannel(w, server, 'findable')
    const native = {
      workspaceId: w.workspaceId,
      channelId: channel.id,
      remoteId: 'p1',
      publishedAt: w.clock.now(),
    }
    await w.ctx.db
      .insertInto('publications')
      .values({ ...native, origin: 'native' })
      .execute()
    await planText(w, channel.id, 'one', w.clock.now())
    await dispatch(w)
    const { items } = await list()
    expect(items).toMatchObject([{ remoteId: 'p1', origin: 'ours' }])
    expect(items[0]?.deliveryId).not.toBeNull()
  })

  test('of another workspace is out of reach', async () => {
    const { items } = await published('one')
    const stranger = (await w.tenant()).actor('owner')
    await expect(removePublication(w.ctx, stranger, items[0]?.id ?? '')).rejects.toMatchObject({
      code: 'publication.not_found',
    })
  })
})
