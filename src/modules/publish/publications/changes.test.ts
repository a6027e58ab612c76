/** Nothing unapproved is ever out: what is published does not change past its approvers. Looked at where words leave us. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dispatch, draftOf, fakeChannel, planText } from '../../../../test/factories/delivery.ts'
import { fakeNetworks } from '../../../../test/fake-network.ts'
import { type FakeServer, startFakeServer } from '../../../../test/fake-server.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { addComment, resolveComment } from '../../create/approval/comments.ts'
import { CommentBody, QueueQuery } from '../../create/approval/contract.ts'
import { keep } from '../../create/approval/keep.ts'
import { countMine, pageQueue } from '../../create/approval/queue.ts'
import { member, ruled, yes } from '../../create/approval/samples.ts'
import { readStanding } from '../../create/approval/standing.ts'
import { takeBack } from '../../create/approval/votes.ts'
import { findReady } from './change-queries.ts'
import { editPublication, sendApproved, withdrawChange } from './changes.ts'
import { PublicationQuery } from './contract.ts'
import { listPublications, readPublication, removePublication } from './service.ts'

let server: FakeServer
let w: World
let boss: Actor & { id: string }
let editor: Actor & { id: string }
/** What the network was told to show, one after another. */
let told: string[]
let fails: Error | null

beforeAll(async () => {
  server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.reset()
  server.treat({ mode: 'ok' })
  told = []
  fails = null
  const networks: Network[] = fakeNetworks().map((network) => ({
    ...network,
    edit: async ({ parts, content }) => {
      if (fails) throw fails
      told.push(...content.parts.map(({ text }) => text))
      return [...parts]
    },
  }))
  w = await world({ networks, fetch: globalThis.fetch, alone: true })
  boss = await member(w, 'manager', 'Boss')
  editor = await member(w, 'editor', 'Editor')
})

/** Something that is out. */
async function out(text = 'Bred is warm') {
  const channel = await fakeChannel(w, server, 'findable')
  await planText(w, channel.id, draftOf(text), w.clock.now())
  await dispatch(w)
  const { items } = await listPublications(w.ctx, w.actor('owner'), PublicationQuery.parse({}))
  const [one] = items
  if (!one?.postId) throw new Error('It is out')
  return { id: one.id, postId: one.postId, channelId: channel.id }
}

const edit = (actor: Actor, id: string, text: string, ask = false) =>
  editPublication(w.ctx, actor, id, { texts: [text], ask })
const read = (id: string) => readPublication(w.ctx, editor, id)
const queueOf = async (actor: Actor) => (await pageQueue(w.ctx, actor, QueueQuery.parse({}))).items
const notices = () =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['facts', 'resolvedAt'])
    .where('kind', '=', 'publication.change_refused')
    .execute()

describe('a change of what is out', () => {
  test('goes out at once where nobody is asked', async () => {
    const { id } = await out()
    expect(await edit(editor, id, 'Bread is warm')).toMatchObject({ text: 'Bread is warm', change: null })
    expect(told).toEqual(['Bread is warm'])
  })

  test('is refused while a yes is missing, with whose, and leaves nothing behind', async () => {
    const { id, postId } = await out()
    await ruled(w)
    await expect(edit(editor, id, 'Bread is warm')).rejects.toMatchObject({
      code: 'publication.not_approved',
      facts: { who: 'Boss (Look)' },
    })
    expect(told).toEqual([])
    expect(await read(id)).toMatchObject({ text: 'Bred is warm', change: null })
    expect(await queueOf(boss)).toEqual([])
    expect((await readStanding(w.ctx, boss, postId)).held).toBe(false)
  })

  test('waits when it is asked for, and leaves by itself with the yes', async () => {
    const { id, postId } = await out()
    await ruled(w)
    expect(await edit(editor, id, 'Bread is warm', true)).toMatchObject({
      text: 'Bred is warm',
      change: { texts: ['Bread is warm'], state: 'waiting', by: 'Editor' },
    })
    expect(await queueOf(boss)).toMatchObject([
      { postId, published: true, mine: true, overdue: false, dueAt: null },
    ])
    await keep(w.ctx)
    await sendApproved(w.ctx)
    expect(await countMine(w.ctx, boss)).toEqual({ open: 1, overdue: 0 })
    expect(told).toEqual([])
    await yes(w, boss, postId)
    await w.runJobs()
    expect(told).toEqual(['Bread is warm'])
    expect(await read(id)).toMatchObject({ text: 'Bread is warm', change: null })
    expect(await queueOf(boss)).toEqual([])
    expect((await readStanding(w.ctx, boss, postId)).held).toBe(false)
    const done = await w.ctx.db
      .selectFrom('auditLog')
      .select(['actorName'])
      .where('action', '=', 'publication.edited')
      .execute()
    expect(done).toEqual([{ actorName: 'Editor' }])
  })

  test('by somebody whose own yes is enough goes out at once; where others must say it too, it waits', async () => {
    const { id, postId } = await out()
    const client = await member(w, 'client', 'Client')
    await ruled(w)
    expect(await edit(boss, id, 'Bread is warm')).toMatchObject({ text: 'Bread is warm' })
    await ruled(w, { name: 'Clients too', steps: [{}, { name: 'They', people: [client.id], roles: [] }] })
    await expect(edit(boss, id, 'Bread is hot')).rejects.toMatchObject({ facts: { who: 'Client (They)' } })
    await edit(boss, id, 'Bread is hot', true)
    expect(told).toEqual(['Bread is warm'])
    await yes(w, client, postId)
    await w.runJobs()
    expect(told).toEqual(['Bread is warm', 'Bread is hot'])
  })

  test('says yes to nothing else of its post', async () => {
    const { id, postId } = await out()
    const other = await fakeChannel(w, server, 'findable')
    await ruled(w)
    await w.ctx.db
      .insertInto('approvalVersions')
      .values({
        ...{ workspaceId: w.workspaceId, postId, channelId: other.id, digest: 'other' },
        content: JSON.stringify(draftOf('Unseen')),
      })
      .execute()
    await edit(boss, id, 'Bread is warm')
    const votes = await w.ctx.db.selectFrom('approvalVotes').select('channelId').execute()
    expect(votes.some(({ channelId }) => channelId === other.id)).toBe(false)
  })

  test('whose author is who approves does not count for itself', async () => {
    const { id, postId } = await out()
    await w.ctx.db.updateTable('posts').set({ authorId: boss.id }).where('id', '=', postId).execute()
    await ruled(w)
    await expect(edit(boss, id, 'Bread is warm')).rejects.toMatchObject({ code: 'publication.not_approved' })
    expect(told).toEqual([])
  })

  test('other words than those that were said yes to are asked about anew', async () => {
    const { id, postId } = await out()
    await ruled(w)
    await edit(editor, id, 'Bread is warm', true)
    const { seen } = await readStanding(w.ctx, boss, postId)
    await edit(editor, id, 'Bread is evil', true)
    expect((await readStanding(w.ctx, boss, postId)).seen).not.toBe(seen)
    await expect(yes(w, boss, postId)).resolves.toMatchObject({ complete: true })
    await edit(editor, id, 'Bread is worse', true)
    await w.runJobs()
    await sendApproved(w.ctx)
    expect(told).toEqual([])
    // The words that came back have their yes.
    await edit(editor, id, 'Bread is evil')
    expect(told).toEqual(['Bread is evil'])
  })

  test('does not leave when its yes is taken back, its rule grows, or who said it loses the right', async () => {
    const { id, postId } = await out()
    await ruled(w, { steps: [{ people: [boss.id], roles: [] }] })
    await edit(editor, id, 'Bread is warm', true)
    await yes(w, boss, postId)
    const [vote] = (await readStanding(w.ctx, boss, postId)).asks[0]?.votes ?? []
    await takeBack(w.ctx, boss, postId, vote?.id ?? '', false)
    await sendApproved(w.ctx)
    await yes(w, boss, postId)
    await ruled(w, { name: 'More', steps: [{ roles: ['client'] }] })
    await sendApproved(w.ctx)
    await w.ctx.db.updateTable('members').set({ role: 'editor' }).where('userId', '=', boss.id).execute()
    await sendApproved(w.ctx)
    expect(told).toEqual([])
    expect(await read(id)).toMatchObject({ text: 'Bred is warm', change: { state: 'waiting' } })
  })

  test('a row that was put there past everything does not leave', async () => {
    const { id, postId, channelId } = await out()
    await ruled(w)
    const { deliveryId } = await read(id)
    await w.ctx.db
      .insertInto('publicationChanges')
      .values({
        ...{ workspaceId: w.workspaceId, publicationId: id, deliveryId: deliveryId ?? '', postId, channelId },
        ...{ content: JSON.stringify(draftOf('Evil')), digest: 'made up', createdAt: w.clock.now() },
      })
      .execute()
    await sendApproved(w.ctx)
    await w.runJobs()
    expect(told).toEqual([])
  })

  test('a request for change holds it until it is resolved', async () => {
    const { id, postId } = await out()
    const said = CommentBody.parse({ kind: 'change', words: 'A typo!' })
    const [request] = await addComment(w.ctx, boss, postId, said)
    await expect(edit(editor, id, 'Bread is warm')).rejects.toMatchObject({
      code: 'publication.change_requested',
      facts: { who: 'Boss' },
    })
    await edit(editor, id, 'Bread is warm', true)
    await w.runJobs()
    expect(told).toEqual([])
    await resolveComment(w.ctx, boss, postId, request?.id ?? '', true)
    await w.runJobs()
    expect(told).toEqual(['Bread is warm'])
  })

  test('is given up, and goes with what it belongs to', async () => {
    const { id, postId } = await out()
    await ruled(w)
    await edit(editor, id, 'Bread is warm', true)
    expect(await withdrawChange(w.ctx, editor, id)).toMatchObject({ text: 'Bred is warm', change: null })
    expect(await queueOf(boss)).toEqual([])
    await expect(withdrawChange(w.ctx, editor, id)).rejects.toMatchObject({ code: 'publication.no_change' })
    await edit(editor, id, 'Bread is warm', true)
    await removePublication(w.ctx, editor, id)
    expect(await queueOf(boss)).toEqual([])
    await expect(yes(w, boss, postId)).rejects.toMatchObject({ code: 'approval.nothing_to_approve' })
    await sendApproved(w.ctx)
    expect(told).toEqual([])
  })

  test('of what is gone at its network is not looked at again and again', async () => {
    const { id } = await out()
    await ruled(w)
    await edit(editor, id, 'Bread is warm', true)
    await w.ctx.db.deleteFrom('approvalRules').execute()
    expect(await findReady(w.ctx.db, w.clock.now(), 1)).toHaveLength(1)
    await w.ctx.db.updateTable('publications').set({ goneAt: w.clock.now() }).execute()
    expect(await findReady(w.ctx.db, w.clock.now(), 1)).toEqual([])
  })

  test('that the network does not take is told, and tried again when it was only away', async () => {
    const { id, postId } = await out()
    fails = new NetworkFailure('rejected', 'No.', { code: 'refused' })
    await expect(edit(editor, id, 'Bread is warm')).rejects.toMatchObject({ code: 'publication.refused' })
    expect((await read(id)).change).toBeNull()
    await ruled(w)
    await edit(editor, id, 'Bread is warm', true)
    await yes(w, boss, postId)
    fails = new NetworkFailure('later', 'Away.', { code: 'down' })
    await w.runJobs()
    expect(await read(id)).toMatchObject({
      change: { state: 'waiting', words: expect.stringContaining('Away') },
    })
    await sendApproved(w.ctx)
    fails = new NetworkFailure('rejected', 'No.', { code: 'refused' })
    w.clock.on(61_000)
    await sendApproved(w.ctx)
    expect(await read(id)).toMatchObject({ change: { state: 'refused' }, text: 'Bred is warm' })
    expect(await notices()).toMatchObject([
      { resolvedAt: null, facts: { words: expect.stringContaining('No.'), text: 'Bread is warm' } },
    ])
    fails = null
    w.clock.on(3_600_000)
    await sendApproved(w.ctx)
    expect(told).toEqual([])
    // Whoever presses again, with the words that everybody said yes to.
    expect(await edit(editor, id, 'Bread is warm')).toMatchObject({ text: 'Bread is warm', change: null })
    expect(told).toEqual(['Bread is warm'])
    expect(await notices()).toMatchObject([{ resolvedAt: expect.any(Date) }])
  })

  test('that was refused is told of until it is given up', async () => {
    const { id, postId } = await out()
    await ruled(w)
    await edit(editor, id, 'Bread is warm', true)
    await yes(w, boss, postId)
    fails = new NetworkFailure('rejected', 'No.', { code: 'refused' })
    await w.runJobs()
    expect(await notices()).toMatchObject([{ resolvedAt: null }])
    await withdrawChange(w.ctx, editor, id)
    expect(await notices()).toMatchObject([{ resolvedAt: expect.any(Date) }])
  })

  test('that fails for a reason of our own is tried again, says nothing of the inside, and ends', async () => {
    const { id, postId } = await out()
    await ruled(w)
    await edit(editor, id, 'Bread is warm', true)
    await yes(w, boss, postId)
    fails = new TypeError('secret inside')
    await w.runJobs()
    const { change } = await read(id)
    expect(change).toMatchObject({ state: 'waiting', words: expect.stringContaining('could not be sent') })
    for (let tries = 0; tries < 6; tries++) {
      w.clock.on(4 * 3_600_000 + 1000)
      await sendApproved(w.ctx)
    }
    expect((await read(id)).change).toMatchObject({ state: 'refused' })
    fails = null
    await edit(editor, id, 'Bread is warm')
    expect(told).toEqual(['Bread is warm'])
  })

  test('of a post that is a draft again for its other channels is asked about all the same', async () => {
    const { id, postId } = await out()
    await ruled(w)
    await w.ctx.db.updateTable('posts').set({ stage: 'draft' }).where('id', '=', postId).execute()
    await edit(editor, id, 'Bread is warm', true)
    await keep(w.ctx)
    expect(await queueOf(boss)).toMatchObject([{ postId, published: true }])
    await yes(w, boss, postId)
    await w.runJobs()
    expect(told).toEqual(['Bread is warm'])
    expect(await queueOf(boss)).toEqual([])
  })

  test('whose process died on the way is taken up again', async () => {
    const { id } = await out()
    await ruled(w)
    await edit(editor, id, 'Bread is warm', true)
    await w.ctx.db.deleteFrom('approvalRules').execute()
    await w.ctx.db
      .updateTable('publicationChanges')
      .set({ state: 'sending', sendingAt: w.clock.now() })
      .execute()
    await expect(edit(editor, id, 'Bread is hot')).rejects.toMatchObject({ code: 'publication.under_way' })
    await expect(withdrawChange(w.ctx, editor, id)).rejects.toMatchObject({ code: 'publication.under_way' })
    await sendApproved(w.ctx)
    expect(told).toEqual([])
    w.clock.on(181_000)
    await sendApproved(w.ctx)
    expect(told).toEqual(['Bread is warm'])
  })
})
