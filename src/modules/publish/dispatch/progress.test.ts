import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { doors, draftOf, fakeChannel, planText, rowOf } from '../../../../test/factories/delivery.ts'
import { enterWorld, minutes, nine, plain, w } from '../../../../test/factories/publishing.ts'
import { fakeNetwork } from '../../../../test/fake-network.ts'
import type { Content, Media, MediaFacts } from '../../../networks/kit/content.ts'
import { held as inMemory } from '../../../networks/kit/form.ts'
import type { Network, Publish } from '../../../networks/kit/network.ts'
import type { OpenMedia } from '../content/index.ts'
import { readDelivery } from '../deliveries/read.ts'
import { prepareOne } from './ahead.ts'
import { dispatchDue } from './index.ts'
import { follow } from './progress.ts'

const facts = (id: string, bytes: number, kind: MediaFacts['kind'] = 'video'): MediaFacts => ({
  id,
  kind,
  bytes,
  mime: kind === 'video' ? 'video/mp4' : 'image/png',
  width: 1080,
  height: 1920,
  durationMs: kind === 'video' ? 9_000 : null,
  alt: '',
})

const opened = (of: MediaFacts): Media => ({
  ...of,
  ...inMemory(new Uint8Array(of.bytes)),
  digest: of.id.slice(0, 8).padEnd(64, '0'),
  read: async () => new Uint8Array(of.bytes),
  address: () => 'https://carillon.example/f',
})

function contentOf(...media: MediaFacts[]): Content {
  const { parts, ...rest } = draftOf('a film')
  const [part] = parts
  if (!part) throw new Error('A draft has a part')
  return { ...rest, parts: [{ ...part, linkImage: null, media: media.map(opened) }] }
}

async function planned(networks: Network[], draft = draftOf('a film')) {
  await enterWorld({ networks, fetch: globalThis.fetch })
  const channel = await fakeChannel(w, plain, 'findable')
  return planText(w, channel.id, draft, nine)
}

const uploadOf = async (id: string) => (await readDelivery(w.ctx, w.actor('owner'), id)).upload

/** Adapters ask for the next piece when the one before is taken; what is told is told behind their back. */
async function untilTold(id: string, doneBytes: number) {
  await expect.poll(() => uploadOf(id)).toMatchObject({ doneBytes })
  return uploadOf(id)
}

describe('a film on its way up', () => {
  test('is told of by what lies before the piece that is asked for, out of all films of the post', async () => {
    const id = await planned([fakeNetwork('findable')])
    const content = contentOf(facts('a', 60), facts('still', 7, 'image'), facts('b', 40))
    const followed = follow(w.ctx, { id, workspaceId: w.workspaceId }, content, 0)
    const [first, still, second] = followed.content.parts[0]?.media ?? []
    expect(await uploadOf(id)).toBeNull()
    await still?.piece(0, 7)
    expect(await uploadOf(id)).toBeNull()
    expect(await first?.piece(30, 60)).toHaveLength(30)
    expect(await untilTold(id, 30)).toEqual({ doneBytes: 30, totalBytes: 100 })
    await second?.piece(20, 40)
    await untilTold(id, 50)
    // It begins anew where the network had lost it.
    await first?.piece(0, 30)
    await untilTold(id, 20)
    await followed.end()
    expect(await uploadOf(id)).toBeNull()
    await second?.piece(20, 40)
    expect(await uploadOf(id)).toBeNull()
  })

  test('is not told of for the first seconds, nor again before some have passed', async () => {
    const id = await planned([fakeNetwork('findable')])
    const { content } = follow(w.ctx, { id, workspaceId: w.workspaceId }, contentOf(facts('a', 60)), 60_000)
    for (const from of [0, 20, 40]) await content.parts[0]?.media[0]?.piece(from, from + 20)
    const rows = await w.ctx.db.selectFrom('deliveryUploads').selectAll().execute()
    expect(rows).toEqual([])
  })

  test('that is out, or that nobody tells of any more, is not shown as if it were going up', async () => {
    const id = await planned([fakeNetwork('findable')])
    const { content } = follow(w.ctx, { id, workspaceId: w.workspaceId }, contentOf(facts('a', 60)), 0)
    await content.parts[0]?.media[0]?.piece(30, 60)
    await untilTold(id, 30)
    await w.ctx.db.updateTable('deliveries').set({ state: 'published' }).where('id', '=', id).execute()
    expect(await uploadOf(id)).toBeNull()
    await w.ctx.db.updateTable('deliveries').set({ state: 'sent' }).where('id', '=', id).execute()
    expect(await uploadOf(id)).toEqual({ doneBytes: 30, totalBytes: 60 })
    const long = new Date(Date.now() - 3 * 60_000)
    await w.ctx.db.updateTable('deliveryUploads').set({ toldAt: long }).execute()
    expect(await uploadOf(id)).toBeNull()
  })

  test('goes up also when nothing can be told of it', async () => {
    await planned([fakeNetwork('findable')])
    const gone = { id: '0192f0c0-0000-7000-8000-000000000000', workspaceId: w.workspaceId }
    const followed = follow(w.ctx, gone, contentOf(facts('a', 60)), 0)
    const film = followed.content.parts[0]?.media[0]
    expect(await film?.piece(0, 30)).toHaveLength(30)
    expect(await film?.piece(30, 60)).toHaveLength(30)
    await followed.end()
  })

  test('a post without films costs nothing', async () => {
    const id = await planned([fakeNetwork('findable')])
    const content = contentOf(facts('still', 7, 'image'))
    expect(follow(w.ctx, { id, workspaceId: w.workspaceId }, content).content).toBe(content)
  })
})

describe('while a delivery is made ready', () => {
  const openMedia: OpenMedia = async (_, __, of) => opened(of)
  const filmed = () => {
    const draft = draftOf('with a film')
    const [part] = draft.parts
    if (!part) throw new Error('A draft has a part')
    return { ...draft, parts: [{ ...part, media: [facts(randomUUID(), 60)] }] }
  }

  /** Reads half of the film, lets the test look, and reads the rest. */
  function slow(fake: Network) {
    const halfway = Promise.withResolvers<void>()
    const looked = Promise.withResolvers<void>()
    const prepare: Publish['prepare'] = async ({ content }) => {
      const film = content.parts[0]?.media[0]
      await film?.piece(0, 30)
      // As long as it takes until something is told.
      await new Promise((done) => setTimeout(done, 3_050))
      await film?.piece(30, 60)
      halfway.resolve()
      await looked.promise
      return ['up']
    }
    return { halfway, looked, network: { ...fake, publish: { ...fake.publish, prepare } } as Network }
  }

  test.each<[string, (id: string) => Promise<unknown>, string]>([
    ['ahead of its time', (id) => prepareOne(w.ctx, { ...doors, openMedia }, id), 'scheduled'],
    ['at its time', () => dispatchDue(w.ctx, { ...doors, openMedia }), 'published'],
  ])('%s, how far its film is can be read, and no more when it is up', async (when, go, ends) => {
    const { halfway, looked, network } = slow(fakeNetwork('findable', { prepares: true }))
    const id = await planned([network], filmed())
    w.clock.to(when === 'at its time' ? nine : minutes(-9))
    const going = go(id)
    await halfway.promise
    expect(await untilTold(id, 30)).toEqual({ doneBytes: 30, totalBytes: 60 })
    looked.resolve()
    await going
    expect(await uploadOf(id)).toBeNull()
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: ends, prepared: ['up'] })
  })
})
