/** A delivery in people's hands: from the dispatcher to the word of a person, and whatever comes between. */
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/app/actor.ts'
import { removeChannel } from '../../src/modules/channels/removal/service.ts'
import { addComment, resolveComment } from '../../src/modules/create/approval/comments.ts'
import { CommentBody } from '../../src/modules/create/approval/contract.ts'
import { ruled, yes } from '../../src/modules/create/approval/samples.ts'
import type { Media } from '../../src/modules/create/media/contract.ts'
import { addMedia, changeMedia } from '../../src/modules/create/media/service.ts'
import { createPost } from '../../src/modules/create/posts/make.ts'
import { deletePost, restorePost } from '../../src/modules/create/posts/remove.ts'
import { deliveriesOf, writing } from '../../src/modules/create/posts/samples.ts'
import { schedulePost, unschedulePost } from '../../src/modules/create/posts/schedule.ts'
import { changePost } from '../../src/modules/create/posts/write.ts'
import { eraseByHand } from '../../src/modules/people/erasure/index.ts'
import {
  cancelDelivery,
  publishNow,
  rescheduleDelivery,
  retryDelivery,
} from '../../src/modules/publish/deliveries/act.ts'
import { markPublished, unmarkPublished } from '../../src/modules/publish/deliveries/mark.ts'
import { readDelivery } from '../../src/modules/publish/deliveries/read.ts'
import { restoreDelivery } from '../../src/modules/publish/deliveries/restore.ts'
import { keepHands } from '../../src/modules/publish/handovers/keep.ts'
import {
  changeRule,
  handOver,
  readRule,
  skipDelivery,
  takeInHand,
} from '../../src/modules/publish/handovers/service.ts'
import type { Draft } from '../../src/networks/kit/content.ts'
import { networks } from '../../src/networks/registry.ts'
import { attemptsOf, dispatch, draftOf, fakeChannel, planText, rowOf } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { startFakeServer } from '../fake-server.ts'
import { type World, world } from '../world.ts'
import { hand, joinPlace } from './place.ts'

const nine = new Date('2030-01-01T09:00:00Z')
const minutes = (many: number) => new Date(nine.getTime() + many * 60_000)

let w: World
let anna: Actor & { id: string }
let channelId: string

beforeEach(async () => {
  const byHand = networks.filter(({ manifest }) => manifest.byHand)
  w = await world({ networks: [...byHand, ...fakeNetworks()], fetch: globalThis.fetch, alone: true })
  anna = await hand(w)
  channelId = await joinPlace(w)
})

const plan = (text = 'Rye at eight', at = nine) => planText(w, channelId, text, at)

/** In people's hands at its time. */
async function handed(text?: string): Promise<string> {
  const id = await plan(text)
  w.clock.to(nine)
  await dispatch(w)
  expect((await rowOf(w.ctx, id)).state).toBe('handed')
  return id
}

const told = async () =>
  (
    await w.ctx.db
      .selectFrom('notifications')
      .select(['kind', 'forPeople', 'resolvedAt'])
      .orderBy('id')
      .execute()
  ).map(({ kind, forPeople, resolvedAt }) => [kind, forPeople, resolvedAt === null])

let shade = 0

async function pictureOf(of: World): Promise<Media> {
  const bytes = await sharp({ create: { width: 40 + ++shade, height: 20, channels: 3, background: '#a31' } })
    .jpeg()
    .toBuffer()
  const upload = { stream: Readable.from([bytes]), fileName: `loaf ${shade}.jpg` }
  return addMedia(of.ctx, of.actor('owner'), upload)
}

const showing = (picture: Media): Draft => ({
  ...draftOf(),
  parts: draftOf('Rye at eight').parts.map((part) => ({ ...part, media: [{ ...picture, alt: 'A loaf' }] })),
})

const handoverOf = (id: string) =>
  w.ctx.db.selectFrom('handovers').selectAll().where('deliveryId', '=', id).executeTakeFirst()

describe('at its time', () => {
  test('it is handed over as long before as the channel says, once, and is neither out nor failed', async () => {
    const id = await plan()
    w.clock.to(minutes(-11))
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('scheduled')
    w.clock.to(minutes(-10))
    await dispatch(w)
    await dispatch(w)
    expect(await rowOf(w.ctx, id)).toMatchObject({
      state: 'handed',
      attempts: 1,
      publishedAt: null,
      workerId: null,
    })
    expect(await attemptsOf(w.ctx, id)).toMatchObject([{ outcome: 'handed' }])
    expect(await told()).toEqual([['delivery.handed', null, true]])
    expect(await w.ctx.db.selectFrom('publications').select('id').execute()).toEqual([])
    w.clock.to(minutes(600))
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('handed')
  })

  test('a new lead moves what waits; what has another time keeps its distance', async () => {
    const id = await plan()
    await changeRule(w.ctx, w.actor('owner'), channelId, { leadMinutes: 30 })
    expect((await rowOf(w.ctx, id)).nextAt).toEqual(minutes(-30))
    await rescheduleDelivery(w.ctx, anna, id, minutes(60))
    expect(await rowOf(w.ctx, id)).toMatchObject({ dueAt: minutes(60), nextAt: minutes(30) })
  })

  test('who looks after the channel is told first, as long as they may publish there', async () => {
    const ben = await hand(w)
    await changeRule(w.ctx, w.actor('owner'), channelId, { people: [ben.id] })
    await handed()
    expect(await told()).toEqual([['delivery.handed', [ben.id], true]])
    await w.ctx.db.updateTable('members').set({ role: 'analyst' }).where('userId', '=', ben.id).execute()
    const other = await plan('Later', minutes(60))
    w.clock.to(minutes(60))
    await dispatch(w)
    expect((await rowOf(w.ctx, other)).state).toBe('handed')
    expect((await told()).at(-1)).toEqual(['delivery.handed', null, true])
  })

  test('whoever may not publish cannot be asked first, nor somebody from elsewhere', async () => {
    const writer = await hand(w, 'contributor')
    const change = (people: string[]) => changeRule(w.ctx, w.actor('owner'), channelId, { people })
    await expect(change([writer.id])).rejects.toMatchObject({ code: 'hand.may_not' })
    await expect(change(['nobody'])).rejects.toMatchObject({ code: 'hand.stranger' })
    const { mayBe } = await readRule(w.ctx, w.actor('owner'), channelId)
    expect(mayBe.map(({ id }) => id)).not.toContain(writer.id)
  })

  test('what is later than the workspace allows is missed, and not put into hands', async () => {
    const id = await plan()
    w.clock.to(minutes(600))
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('missed')
  })
})

describe('a process that dies', () => {
  /** As a worker leaves it that wrote the attempt down and died before the outcome. */
  async function died(at = nine) {
    const id = await plan()
    w.clock.to(at)
    const { ctx, workspaceId } = w
    const row = await rowOf(ctx, id)
    await ctx.db
      .updateTable('deliveries')
      .set({ state: 'sending', workerId: 'dead', attempts: 1, firstAttemptAt: at })
      .where('id', '=', id)
      .execute()
    await ctx.db
      .insertInto('attempts')
      .values({
        ...{ workspaceId, deliveryId: id, number: 1, workerId: 'dead' },
        ...{ key: row.key, digest: row.digest, startedAt: at },
      })
      .execute()
    return id
  }

  test('between hand-over and record: the next one hands it over, and people are told once', async () => {
    const id = await died()
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('handed')
    expect((await attemptsOf(w.ctx, id)).map(({ outcome }) => outcome)).toEqual(['unknown', 'handed'])
    expect(await told()).toEqual([['delivery.handed', null, true]])
  })

  test('a day before anybody looks: it is missed, because nothing can have left', async () => {
    const id = await died()
    w.clock.to(minutes(24 * 60))
    await dispatch(w)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'missed', failureCode: 'missed' })
  })
})

describe('a person', () => {
  test('says that it is out, with its address and when, and may take it back for a while', async () => {
    const id = await handed()
    w.clock.to(minutes(20))
    const url = 'https://forum.example/t/4711'
    const out = await markPublished(w.ctx, anna, id, { url, at: minutes(15).toISOString() })
    expect(out).toMatchObject({
      ...{ state: 'published', publishedAt: minutes(15).toISOString(), parts: [{ url }] },
      ...{ actions: ['unmark'], marked: { by: 'The editor' } },
    })
    expect(await w.ctx.db.selectFrom('publications').select(['url', 'deliveryId']).execute()).toEqual([
      { url, deliveryId: id },
    ])
    expect((await told()).filter(([, , open]) => open)).toEqual([])
    w.clock.to(minutes(34))
    expect(await unmarkPublished(w.ctx, anna, id)).toMatchObject({ state: 'handed', parts: [], marked: null })
    expect(await w.ctx.db.selectFrom('publications').select('id').execute()).toEqual([])
    await markPublished(w.ctx, anna, id, {})
    w.clock.to(minutes(50))
    expect(await readDelivery(w.ctx, anna, id)).toMatchObject({ state: 'published', actions: [] })
    await expect(unmarkPublished(w.ctx, anna, id)).rejects.toMatchObject({ code: 'delivery.cannot_unmark' })
  })

  test('is refused a time to come, and the address of another post of the channel', async () => {
    const [one, other] = [await handed('One'), await handed('Other')]
    const url = 'https://forum.example/t/1'
    await markPublished(w.ctx, anna, one, { url })
    await expect(markPublished(w.ctx, anna, other, { url })).rejects.toMatchObject({
      code: 'delivery.url_taken',
    })
    const at = minutes(90).toISOString()
    await expect(markPublished(w.ctx, anna, other, { at })).rejects.toMatchObject({
      code: 'delivery.not_yet',
    })
    expect((await rowOf(w.ctx, other)).state).toBe('handed')
  })

  test('of two who say it at once one counts, and the other is told what has become of it', async () => {
    const id = await handed()
    const ben = await hand(w)
    const both = await Promise.allSettled([
      markPublished(w.ctx, anna, id, { url: 'https://forum.example/t/1' }),
      markPublished(w.ctx, ben, id, { url: 'https://forum.example/t/2' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject({ code: 'delivery.wrong_state' })
    expect(await w.ctx.db.selectFrom('publications').select('id').execute()).toHaveLength(1)
  })

  test('takes it up, and another takes it over; what is in nobody’s hands cannot be taken', async () => {
    const id = await handed()
    const ben = await hand(w)
    expect(await takeInHand(w.ctx, anna, id)).toMatchObject({ handed: { by: { id: anna.id } } })
    expect(await takeInHand(w.ctx, ben, id)).toMatchObject({ handed: { by: { id: ben.id } } })
    await expect(takeInHand(w.ctx, w.actor('editor'), id)).rejects.toMatchObject({
      code: 'delivery.people_only',
    })
    await markPublished(w.ctx, ben, id, {})
    await expect(takeInHand(w.ctx, anna, id)).rejects.toMatchObject({ code: 'delivery.wrong_state' })
  })

  test('leaves it out and says why, and brings it back into hands', async () => {
    const id = await handed()
    expect(await skipDelivery(w.ctx, anna, id, 'The forum is down')).toMatchObject({
      state: 'cancelled',
      handed: { reason: 'The forum is down' },
    })
    expect((await restoreDelivery(w.ctx, anna, id)).state).toBe('handed')
    expect((await cancelDelivery(w.ctx, anna, id)).state).toBe('cancelled')
  })

  test('gives it another time; then it comes into hands anew', async () => {
    const id = await handed()
    await takeInHand(w.ctx, anna, id)
    await rescheduleDelivery(w.ctx, anna, id, minutes(120))
    expect((await rowOf(w.ctx, id)).state).toBe('scheduled')
    w.clock.to(minutes(110))
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('handed')
    expect(await handoverOf(id)).toMatchObject({ takenBy: null, handedAt: minutes(110) })
    await expect(publishNow(w.ctx, anna, id)).rejects.toMatchObject({ code: 'delivery.no_api' })
  })

  test('who is erased leaves it in nobody’s hands, and others are asked', async () => {
    await changeRule(w.ctx, w.actor('owner'), channelId, { people: [anna.id] })
    const id = await handed()
    await takeInHand(w.ctx, anna, id)
    const { email } = await w.ctx.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', anna.id)
      .executeTakeFirstOrThrow()
    await eraseByHand(w.ctx, email, true)
    expect(await readDelivery(w.ctx, w.actor('editor'), id)).toMatchObject({
      state: 'handed',
      handed: { by: null },
    })
    w.clock.to(minutes(31))
    await keepHands(w.ctx)
    expect((await told()).at(-1)).toEqual(['delivery.overdue', null, true])
  })
})

describe('while it is in hands', () => {
  const schedule = { kind: 'at', at: '2030-01-01T09:00:00Z' } as const
  async function posted() {
    const post = await createPost(w.ctx, anna, writing('Rye at eight', [channelId], { schedule }))
    return post
  }
  const comes = async (postId: string): Promise<string> => {
    w.clock.to(nine)
    await dispatch(w)
    const [delivery] = await deliveriesOf(w, postId)
    return delivery?.id ?? ''
  }

  test('its words may change: it takes them, says so, and refuses that the old ones are out', async () => {
    const post = await posted()
    const id = await comes(post.id)
    const { digest } = await rowOf(w.ctx, id)
    w.clock.to(minutes(5))
    const content = { ...post.content, parts: [{ ...post.content.parts[0], text: 'Rye at nine' }] }
    await changePost(w.ctx, anna, post.id, { version: post.version, content } as never)
    expect(await readDelivery(w.ctx, anna, id)).toMatchObject({
      ...{ state: 'handed', text: 'Rye at nine' },
      handed: { changedAt: minutes(5).toISOString() },
    })
    await expect(markPublished(w.ctx, anna, id, { digest })).rejects.toMatchObject({
      code: 'delivery.changed_meanwhile',
    })
    await keepHands(w.ctx)
    expect((await told()).at(-1)).toEqual(['delivery.overdue', null, true])
    const now = (await rowOf(w.ctx, id)).digest
    expect((await markPublished(w.ctx, anna, id, { digest: now })).state).toBe('published')
  })

  test('a yes that is taken back takes it out of hands; nothing comes into hands without one', async () => {
    await ruled(w)
    const boss = await hand(w, 'manager')
    const lacking = await posted()
    expect((await rowOf(w.ctx, await comes(lacking.id))).state).toBe('missed')
    w.clock.to('2030-01-01T08:00:00Z')
    const post = await posted()
    await yes(w, boss, post.id)
    const id = await comes(post.id)
    expect((await rowOf(w.ctx, id)).state).toBe('handed')
    const [remark] = await addComment(
      w.ctx,
      boss,
      post.id,
      CommentBody.parse({ kind: 'change', words: 'Not so' }),
    )
    expect(await readDelivery(w.ctx, anna, id)).toMatchObject({ state: 'handed', unapproved: true })
    await keepHands(w.ctx)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'missed', failureCode: 'not_approved' })
    await expect(handOver(w.ctx, anna, id, false)).rejects.toMatchObject({ code: 'delivery.not_approved' })
    await resolveComment(w.ctx, boss, post.id, remark?.id ?? '', true)
    expect((await handOver(w.ctx, anna, id, false)).state).toBe('handed')
  })

  test('a consent that is withdrawn takes it out of hands: who has it is told at once, and it is not reminded of', async () => {
    const picture = await pictureOf(w)
    const id = await planText(w, channelId, showing(picture), nine)
    w.clock.to(nine)
    await dispatch(w)
    await takeInHand(w.ctx, anna, id)
    const ben = await hand(w)
    await changeMedia(w.ctx, w.actor('owner'), picture.id, { consent: 'withdrawn' })
    const barred = { file: picture.fileName, why: 'withdrawn' }
    expect(await readDelivery(w.ctx, anna, id)).toMatchObject({ state: 'handed', barred })
    w.clock.to(minutes(40))
    await keepHands(w.ctx)
    expect(await readDelivery(w.ctx, anna, id)).toMatchObject({
      ...{ state: 'failed', failure: { kind: 'rejected', code: 'media_withdrawn' }, barred },
      handed: { by: { id: anna.id } },
    })
    expect((await told()).slice(-2).sort()).toEqual([
      ['delivery.failed', null, true],
      ['delivery.recalled', [anna.id], true],
    ])
    await expect(handOver(w.ctx, ben, id, false)).rejects.toMatchObject({ code: 'delivery.media_barred' })
    // She may have put it there.
    await expect(retryDelivery(w.ctx, ben, id, false)).rejects.toMatchObject({ code: 'delivery.not_checked' })
    w.clock.to(minutes(100))
    await keepHands(w.ctx)
    expect((await told()).filter(([kind]) => kind === 'delivery.overdue')).toEqual([])
    // Out all the same: that is said, and ends what was told.
    expect((await markPublished(w.ctx, anna, id, {})).state).toBe('published')
    expect((await told()).filter(([, , open]) => open)).toEqual([])
  })

  test('a right that ends while it is in hands takes it out of them, too; what is laid on a picture counts', async () => {
    const [logo, picture] = [await pictureOf(w), await pictureOf(w)]
    await w.ctx.db
      .insertInto('mediaEdits')
      .values({
        ...{ workspaceId: w.workspaceId, mediaId: picture.id, sourceId: logo.id },
        recipe: JSON.stringify({ logos: [{ mediaId: logo.id }] }),
      })
      .execute()
    const id = await planText(w, channelId, showing(picture), nine)
    w.clock.to(nine)
    await dispatch(w)
    await changeMedia(w.ctx, w.actor('owner'), logo.id, { usableUntil: '2030-01-01' })
    await keepHands(w.ctx)
    expect((await rowOf(w.ctx, id)).state).toBe('handed')
    w.clock.to('2030-01-02T00:00:00Z')
    await keepHands(w.ctx)
    expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'failed', failureCode: 'media_ended' })
  })

  test('who holds what somebody else calls back is told, for a day; who does it themselves is not', async () => {
    const [one, other] = [await handed('One'), await handed('Other')]
    const ben = await hand(w)
    await takeInHand(w.ctx, anna, one)
    await takeInHand(w.ctx, anna, other)
    await rescheduleDelivery(w.ctx, ben, one, minutes(600))
    await skipDelivery(w.ctx, anna, other, '')
    const recalled = async () => (await told()).filter(([kind]) => kind === 'delivery.recalled')
    expect(await recalled()).toEqual([['delivery.recalled', [anna.id], true]])
    await w.ctx.db
      .updateTable('notifications')
      .set({ createdAt: minutes(0) })
      .where('kind', '=', 'delivery.recalled')
      .execute()
    w.clock.to(minutes(24 * 60 + 1))
    await keepHands(w.ctx)
    expect(await recalled()).toEqual([['delivery.recalled', [anna.id], false]])
  })

  test('who holds what another takes over is told, also while that one is reminded; taken back, the other is', async () => {
    const id = await handed()
    const ben = await hand(w)
    await takeInHand(w.ctx, anna, id)
    await takeInHand(w.ctx, anna, id)
    const recalled = async () =>
      (await told()).filter(([kind, , open]) => kind === 'delivery.recalled' && open)
    expect(await recalled()).toEqual([])
    await takeInHand(w.ctx, ben, id)
    await w.ctx.db
      .updateTable('notifications')
      .set({ createdAt: minutes(0) })
      .where('kind', '=', 'delivery.recalled')
      .execute()
    w.clock.to(minutes(31))
    await keepHands(w.ctx)
    expect((await told()).at(-1)).toEqual(['delivery.overdue', [ben.id], true])
    expect(await recalled()).toEqual([['delivery.recalled', [anna.id], true]])
    await takeInHand(w.ctx, anna, id)
    expect(await recalled()).toEqual([['delivery.recalled', [ben.id], true]])
    const { facts } = await w.ctx.db
      .selectFrom('notifications')
      .select('facts')
      .where('kind', '=', 'delivery.recalled')
      .where('resolvedAt', 'is', null)
      .executeTakeFirstOrThrow()
    expect(facts).toMatchObject({ trouble: 'taken_over', path: `/w/${w.workspaceId}/hand/${id}` })
  })

  test('given to people anew, nobody is told any more that it was called back', async () => {
    const id = await handed()
    await takeInHand(w.ctx, anna, id)
    await rescheduleDelivery(w.ctx, await hand(w), id, minutes(30))
    expect((await told()).filter(([, , open]) => open)).toEqual([['delivery.recalled', [anna.id], true]])
    w.clock.to(minutes(20))
    await dispatch(w)
    expect((await told()).filter(([, , open]) => open)).toEqual([['delivery.handed', null, true]])
  })

  test('scheduled anew as it is, people are told of it still', async () => {
    const post = await posted()
    w.clock.to(minutes(-10))
    await dispatch(w)
    const [before] = await deliveriesOf(w, post.id)
    expect(before?.state).toBe('handed')
    await schedulePost(w.ctx, anna, post.id, { when: { kind: 'at', at: '2030-01-01T09:00Z' } } as never)
    expect(await deliveriesOf(w, post.id)).toMatchObject([{ id: before?.id, state: 'handed' }])
    expect(await told()).toEqual([['delivery.handed', null, true]])
  })

  test('a post that is deleted and brought back comes into hands again, before its time', async () => {
    const post = await posted()
    w.clock.to(minutes(-10))
    await dispatch(w)
    await deletePost(w.ctx, anna, post.id)
    expect(await restorePost(w.ctx, anna, post.id)).toMatchObject({ stage: 'scheduled' })
    await dispatch(w)
    expect((await deliveriesOf(w, post.id)).map(({ state }) => state).sort()).toEqual(['cancelled', 'handed'])
  })

  test('a channel that is removed takes it along', async () => {
    const id = await handed()
    await removeChannel(w.ctx, w.actor('owner'), channelId)
    expect((await rowOf(w.ctx, id)).state).toBe('cancelled')
    expect((await told()).filter(([, , open]) => open)).toEqual([])
  })

  test('one that was being handed over when its channel was removed is cancelled as well', async () => {
    const id = await handed()
    await w.ctx.db.updateTable('channels').set({ state: 'removed' }).where('id', '=', channelId).execute()
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('cancelled')
  })
})

describe('reminders', () => {
  test('come after the time of the post, then to all who may, and end', async () => {
    const ben = await hand(w)
    await changeRule(w.ctx, w.actor('owner'), channelId, {
      people: [ben.id],
      remindMinutes: 20,
      leadMinutes: 60,
    })
    const id = await plan()
    w.clock.to(minutes(-60))
    await dispatch(w)
    w.clock.to(minutes(19))
    await keepHands(w.ctx)
    expect(await told()).toEqual([['delivery.handed', [ben.id], true]])
    for (let at = 20; at <= 1200; at += 20) {
      w.clock.to(minutes(at))
      await keepHands(w.ctx)
      await keepHands(w.ctx)
    }
    const kinds = await told()
    expect(kinds.filter(([kind]) => kind === 'delivery.overdue').map(([, people]) => people)).toEqual([
      [ben.id],
      null,
      null,
      null,
      null,
    ])
    expect(kinds.filter(([, , open]) => open)).toHaveLength(1)
    expect(await handoverOf(id)).toMatchObject({ reminders: 5, remindAt: null })
  })

  test('go to whoever has it in their hands', async () => {
    const id = await handed()
    await takeInHand(w.ctx, anna, id)
    w.clock.to(minutes(30))
    await keepHands(w.ctx)
    expect((await told()).at(-1)).toEqual(['delivery.overdue', [anna.id], true])
  })

  test('never come where the channel says so', async () => {
    await changeRule(w.ctx, w.actor('owner'), channelId, { remindMinutes: null })
    await handed()
    w.clock.to(minutes(900))
    await keepHands(w.ctx)
    expect(await told()).toEqual([['delivery.handed', null, true]])
  })
})

describe('any network whose API is away', () => {
  test('hands over what failed or waits: nothing of it is sent any more, until a person lets it', async () => {
    const server = await startFakeServer({ keys: true, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'idempotent')
      const id = await planText(w, channel.id, 'hello', nine)
      server.treat({ mode: 'down' })
      w.clock.to(nine)
      await dispatch(w)
      expect((await rowOf(w.ctx, id)).state).toBe('waiting')
      expect(await handOver(w.ctx, anna, id, false)).toMatchObject({
        ...{ state: 'handed', handed: { by: { id: anna.id } } },
        actions: ['mark-published', 'take', 'reschedule', 'publish-now', 'skip'],
      })
      server.treat({ mode: 'ok' })
      w.clock.to(minutes(30))
      await dispatch(w)
      expect(server.posts()).toEqual([])
      await publishNow(w.ctx, anna, id)
      await dispatch(w)
      expect(server.posts()).toMatchObject([{ text: 'hello' }])
    } finally {
      await server.stop()
    }
  })

  test('what somebody else had in their hands is looked for before a program sends it', async () => {
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'findable')
      const [there = '', lacking = '', own = ''] = await Promise.all(
        ['there', 'lacking', 'own'].map((text) => planText(w, channel.id, text, nine)),
      )
      for (const id of [there, lacking, own]) await handOver(w.ctx, anna, id, false)
      // Put there by hand, and nobody said so.
      const body = JSON.stringify({ account: channel.account, text: 'there' })
      await fetch(`${server.url}/posts`, { method: 'POST', body })
      w.clock.to(minutes(5))
      const ben = await hand(w)
      for (const id of [there, lacking]) expect((await publishNow(w.ctx, ben, id)).state).toBe('sending')
      expect((await publishNow(w.ctx, anna, own)).state).toBe('scheduled')
      await dispatch(w)
      for (const id of [there, lacking, own]) expect((await rowOf(w.ctx, id)).state).toBe('published')
      const texts = server.posts().map(({ text }) => text)
      expect(texts.sort()).toEqual(['lacking', 'own', 'there'])
    } finally {
      await server.stop()
    }
  })

  test('given another time, it is looked for at once and keeps that time, alone or with its post', async () => {
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'findable')
      const schedule = { kind: 'at', at: '2030-01-01T09:00:00Z' } as const
      const posted = (text: string) => createPost(w.ctx, anna, writing(text, [channel.id], { schedule }))
      const posts = [await posted('there'), await posted('lacking'), await posted('anew')]
      const ids: string[] = []
      for (const { id } of posts) ids.push((await deliveriesOf(w, id))[0]?.id ?? '')
      for (const id of ids) await handOver(w.ctx, anna, id, false)
      for (const text of ['there', 'anew'])
        await fetch(`${server.url}/posts`, {
          ...{ method: 'POST', body: JSON.stringify({ account: channel.account, text }) },
        })
      w.clock.to(minutes(5))
      const ben = await hand(w)
      // Taken over, it was in her hands before all the same.
      for (const id of ids) await takeInHand(w.ctx, ben, id)
      const [there = '', lacking = '', anew = ''] = ids
      for (const id of [there, lacking]) await rescheduleDelivery(w.ctx, ben, id, minutes(60))
      await schedulePost(w.ctx, ben, posts[2]?.id ?? '', {
        when: { kind: 'at', at: '2030-01-01T10:00Z' },
      } as never)
      await dispatch(w)
      expect(await rowOf(w.ctx, lacking)).toMatchObject({
        ...{ state: 'waiting', dueAt: minutes(60), nextAt: minutes(60) },
      })
      for (const id of [there, anew]) expect((await rowOf(w.ctx, id)).state).toBe('published')
      w.clock.to(minutes(60))
      await dispatch(w)
      expect((await rowOf(w.ctx, lacking)).state).toBe('published')
      expect(
        server
          .posts()
          .map(({ text }) => text)
          .sort(),
      ).toEqual(['anew', 'lacking', 'there'])
    } finally {
      await server.stop()
    }
  })

  test('given up and scheduled anew, what somebody put there meanwhile is found', async () => {
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'findable')
      const schedule = { kind: 'at', at: '2030-01-01T09:00:00Z' } as const
      const post = await createPost(w.ctx, anna, writing('there', [channel.id], { schedule }))
      const id = (await deliveriesOf(w, post.id))[0]?.id ?? ''
      await handOver(w.ctx, anna, id, false)
      const body = JSON.stringify({ account: channel.account, text: 'there' })
      await fetch(`${server.url}/posts`, { method: 'POST', body })
      const ben = await hand(w)
      await deletePost(w.ctx, ben, post.id)
      w.clock.to(minutes(-5))
      await restorePost(w.ctx, ben, post.id)
      const when = { kind: 'at', at: '2030-01-01T09:00Z' }
      await schedulePost(w.ctx, ben, post.id, { when } as never)
      const [anew] = await deliveriesOf(w, post.id)
      expect(anew).toMatchObject({ id, state: 'sending', dueAt: nine })
      await dispatch(w)
      w.clock.to(nine)
      await dispatch(w)
      expect((await rowOf(w.ctx, anew?.id ?? '')).state).toBe('published')
      expect(server.posts()).toHaveLength(1)
    } finally {
      await server.stop()
    }
  })

  test('where no program can look, whoever wants it sent says that they have', async () => {
    const server = await startFakeServer({ keys: true, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'idempotent')
      const schedule = { kind: 'at', at: '2030-01-01T09:00:00Z' } as const
      const post = await createPost(w.ctx, anna, writing('hello', [channel.id], { schedule }))
      const id = (await deliveriesOf(w, post.id))[0]?.id ?? ''
      await handOver(w.ctx, anna, id, false)
      const ben = await hand(w)
      const refused = { code: 'delivery.not_checked' }
      await expect(publishNow(w.ctx, ben, id)).rejects.toMatchObject(refused)
      await expect(rescheduleDelivery(w.ctx, ben, id, minutes(60))).rejects.toMatchObject(refused)
      const when = { kind: 'at', at: '2030-01-01T10:00Z' }
      await expect(schedulePost(w.ctx, ben, post.id, { when } as never)).rejects.toMatchObject(refused)
      await rescheduleDelivery(w.ctx, ben, id, minutes(60), true)
      w.clock.to(minutes(60))
      await dispatch(w)
      expect(server.posts()).toMatchObject([{ text: 'hello' }])
    } finally {
      await server.stop()
    }
  })

  test('taken out of hands and taken up by another, it is looked for since it was in the first', async () => {
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'findable')
      const id = await planText(w, channel.id, 'there', nine)
      await handOver(w.ctx, anna, id, false)
      const body = JSON.stringify({ account: channel.account, text: 'there' })
      await fetch(`${server.url}/posts`, { method: 'POST', body })
      await w.ctx.db.updateTable('deliveries').set({ state: 'missed' }).where('id', '=', id).execute()
      w.clock.to(minutes(30))
      const ben = await hand(w)
      await handOver(w.ctx, ben, id, false)
      expect((await publishNow(w.ctx, ben, id)).state).toBe('sending')
      await dispatch(w)
      expect((await rowOf(w.ctx, id)).state).toBe('published')
      expect(server.posts()).toHaveLength(1)
    } finally {
      await server.stop()
    }
  })

  test('taken back out of hands with its post and scheduled again, it is looked for', async () => {
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'findable')
      const schedule = { kind: 'at', at: '2030-01-01T09:00:00Z' } as const
      const post = await createPost(w.ctx, anna, writing('there', [channel.id], { schedule }))
      const id = (await deliveriesOf(w, post.id))[0]?.id ?? ''
      await handOver(w.ctx, anna, id, false)
      const body = JSON.stringify({ account: channel.account, text: 'there' })
      await fetch(`${server.url}/posts`, { method: 'POST', body })
      const ben = await hand(w)
      await unschedulePost(w.ctx, ben, post.id)
      await schedulePost(w.ctx, ben, post.id, { when: { kind: 'at', at: '2030-01-01T10:00Z' } } as never)
      w.clock.to(minutes(60))
      await dispatch(w)
      expect(await rowOf(w.ctx, id)).toMatchObject({ state: 'published', dueAt: minutes(60) })
      expect(server.posts()).toHaveLength(1)
    } finally {
      await server.stop()
    }
  })

  test('where a look sees only what it sent itself, or the channel rests, a person looks', async () => {
    const [seeing, ...others] = fakeNetworks().sort((a) => (a.manifest.guarantee === 'findable' ? -1 : 1))
    if (!seeing?.publish) throw new Error('The findable fake publishes')
    const own = { ...seeing, publish: { ...seeing.publish, findsOwn: true as const } }
    const refused = { code: 'delivery.not_checked' }
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      for (const network of [own, seeing]) {
        w = await world({ networks: [network, ...others], fetch: globalThis.fetch, alone: true })
        const [holder, ben] = [await hand(w), await hand(w)]
        const channel = await fakeChannel(w, server, 'findable')
        const id = await planText(w, channel.id, 'hello', nine)
        await handOver(w.ctx, holder, id, false)
        if (network === seeing)
          await w.ctx.db
            .updateTable('channels')
            .set({ state: 'paused' })
            .where('id', '=', channel.id)
            .execute()
        await expect(publishNow(w.ctx, ben, id)).rejects.toMatchObject(refused)
        await expect(rescheduleDelivery(w.ctx, ben, id, minutes(60))).rejects.toMatchObject(refused)
        expect((await rescheduleDelivery(w.ctx, ben, id, minutes(60), true)).state).toBe('scheduled')
        expect((await cancelDelivery(w.ctx, ben, id)).state).toBe('cancelled')
      }
    } finally {
      await server.stop()
    }
  })

  test('with other words than it was handed over with, it is not found: a person looks', async () => {
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'findable')
      const schedule = { kind: 'at', at: '2030-01-01T09:00:00Z' } as const
      const post = await createPost(w.ctx, anna, writing('hello', [channel.id], { schedule }))
      const id = (await deliveriesOf(w, post.id))[0]?.id ?? ''
      await handOver(w.ctx, anna, id, false)
      const content = { ...post.content, parts: [{ ...post.content.parts[0], text: 'good day' }] }
      await changePost(w.ctx, anna, post.id, { version: post.version, content } as never)
      const ben = await hand(w)
      await expect(publishNow(w.ctx, ben, id)).rejects.toMatchObject({ code: 'delivery.not_checked' })
      expect((await publishNow(w.ctx, ben, id, true)).state).toBe('scheduled')
    } finally {
      await server.stop()
    }
  })

  test('one in doubt only when somebody has looked', async () => {
    const server = await startFakeServer({ keys: false, now: () => w.clock.now().getTime() })
    try {
      const channel = await fakeChannel(w, server, 'blind')
      const id = await planText(w, channel.id, 'hello', nine)
      server.treat({ mode: 'accept-then-500' })
      w.clock.to(nine)
      await dispatch(w)
      await expect(handOver(w.ctx, anna, id, false)).rejects.toMatchObject({ code: 'delivery.not_checked' })
      expect((await handOver(w.ctx, anna, id, true)).state).toBe('handed')
    } finally {
      await server.stop()
    }
  })
})
