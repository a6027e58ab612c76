import { describe, expect, test } from 'vitest'
import { removeChannel } from '../../src/modules/channels/removal/service.ts'
import { schedulePost } from '../../src/modules/create/posts/schedule.ts'
import { changePost } from '../../src/modules/create/posts/write.ts'
import { cancelDelivery, publishNow, retryDelivery } from '../../src/modules/publish/deliveries/act.ts'
import {
  cancelDeliveries,
  planDeliveries,
  replanDeliveries,
} from '../../src/modules/publish/deliveries/index.ts'
import { restoreDelivery } from '../../src/modules/publish/deliveries/restore.ts'
import { dispatch, draftOf, fakeChannel, planText, rowOf } from '../factories/delivery.ts'
import { due, keyed, live, minutes, nine, outcomesOf, plain, w } from '../factories/publishing.ts'

describe('a thread whose first part is out', () => {
  test('is not called missed when the network then asks for a long pause', async () => {
    const { id } = await due('findable', draftOf('one', 'two'))
    plain.treat(({ text, attempt }) =>
      text === 'two' && attempt === 1 ? { mode: '429', retryAfter: 7200 } : { mode: 'ok' },
    )
    w.clock.to(nine)
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('waiting')
    w.clock.to(minutes(121))
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('published')
    expect(plain.posts().map(({ text }) => text)).toEqual(['one', 'two'])
  })
})

describe('a thread that stopped in its middle and is taken back', () => {
  const halfSent = async () => {
    const { id, channel } = await due('findable', draftOf('one', 'two'))
    plain.treat(({ text }) => ({ mode: text === 'two' ? 'refuse' : 'ok' }))
    w.clock.to(nine)
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('failed')
    plain.treat({ mode: 'ok' })
    const { postId } = await rowOf(w.ctx, id)
    const editor = w.actor('editor')
    await w.ctx.db.transaction().execute((tx) => cancelDeliveries(tx, w.ctx, editor, { postId }))
    const plan = { variantId: null, channelId: channel.id, network: '', dueAt: minutes(30) }
    return { id, postId, editor, plans: [{ ...plan, content: draftOf('one, mended', 'two, mended') }] }
  }

  test.each(['planDeliveries', 'replanDeliveries'] as const)(
    'goes on where it stopped when it is scheduled again: %s',
    async (verb) => {
      const { id, postId, editor, plans } = await halfSent()
      const ids = await w.ctx.db.transaction().execute(async (tx) => {
        const planned = await { planDeliveries, replanDeliveries }[verb](tx, w.ctx, editor, { postId, plans })
        return planned.map((one) => one.id)
      })
      expect(ids).toEqual([id])
      w.clock.to(minutes(30))
      await dispatch(w)
      expect((await rowOf(w.ctx, id)).state).toBe('published')
      expect(plain.posts().map(({ text }) => text)).toEqual(['one', 'two'])
    },
  )
})

describe('after an unclear end at an idempotent network', () => {
  test('a long pause that is asked of the repeat does not make it certain that nothing is out', async () => {
    const { id } = await due('idempotent')
    let n = 0
    keyed.treat(() => (n++ === 0 ? { mode: 'accept-then-drop' } : { mode: '429', retryAfter: 7200 }))
    w.clock.to(nine)
    await dispatch(w)
    await live(60)
    expect(await outcomesOf(id)).toEqual(['send unknown', 'send later'])
    // It is out; "missed" would say that it is not, and offer to send it.
    expect((await rowOf(w.ctx, id)).state).toBe('sending')
  })

  test('a refusal of the repeat is believed, because what is out is answered under its key', async () => {
    const { id } = await due('idempotent')
    let n = 0
    keyed.treat(() => (n++ === 0 ? { mode: 'hang' } : { mode: 'refuse' }))
    w.clock.to(nine)
    await dispatch(w, { pace: { sendTimeout: 100 } })
    await live(60)
    expect((await rowOf(w.ctx, id)).state).toBe('failed')
  })

  test('a key that has grown old behind a pause is not trusted', async () => {
    await w.ctx.db.updateTable('workspaces').set({ stalenessMinutes: 10_000 }).execute()
    const { id } = await due('idempotent')
    let n = 0
    keyed.treat(() =>
      n++ === 0 ? { mode: 'accept-then-drop' } : n === 2 ? { mode: '429', retryAfter: 5400 } : { mode: 'ok' },
    )
    w.clock.to(nine)
    await dispatch(w)
    await live(60)
    w.clock.to(minutes(120))
    await dispatch(w)
    expect(keyed.requests()).toBe(2)
    expect((await rowOf(w.ctx, id)).state).toBe('in_doubt')
  })

  test('a sign-in that ended meanwhile does not make it certain that nothing is out', async () => {
    await w.ctx.db.updateTable('workspaces').set({ stalenessMinutes: 10_000 }).execute()
    const { id, channel } = await due('idempotent')
    keyed.treatNext(1, { mode: 'accept-then-drop' })
    w.clock.to(nine)
    await dispatch(w)
    keyed.acceptToken('another')
    await live(60)
    keyed.acceptToken('right')
    await w.ctx.db.updateTable('channels').set({ state: 'active' }).where('id', '=', channel.id).execute()
    w.clock.to(minutes(120))
    await dispatch(w)
    expect(keyed.requests()).toBe(1)
    expect((await rowOf(w.ctx, id)).state).toBe('in_doubt')
  })
})

describe('a channel that is removed', () => {
  test('while something of it has an unclear end leaves it to a person, not on its way for ever', async () => {
    const { id, channel } = await due('findable')
    plain.treatNext(1, { mode: 'accept-then-drop' })
    w.clock.to(nine)
    await dispatch(w)
    expect((await rowOf(w.ctx, id)).state).toBe('sending')
    await removeChannel(w.ctx, w.actor('owner'), channel.id)
    await live(300)
    expect((await rowOf(w.ctx, id)).state).toBe('in_doubt')
  })

  test('takes no cancelled delivery back', async () => {
    const { id, channel } = await due('findable')
    await cancelDelivery(w.ctx, w.actor('editor'), id)
    await removeChannel(w.ctx, w.actor('owner'), channel.id)
    await expect(restoreDelivery(w.ctx, w.actor('editor'), id)).rejects.toMatchObject({
      code: 'delivery.cannot_restore',
    })
  })
})

describe('a person who acts while a worker holds it', () => {
  test('cancels in time or is told that it is too late, and nothing in between', async () => {
    const channel = await fakeChannel(w, plain, 'findable')
    plain.treat({ mode: 'slow', delayMs: 3 })
    const ids: string[] = []
    for (let i = 0; i < 60; i++) ids.push(await planText(w, channel.id, `text ${i}`, nine))
    w.clock.to(nine)
    const sending = Promise.all([dispatch(w), dispatch(w)])
    const told = await Promise.all(
      ids.map(async (id, i) => {
        await new Promise((done) => setTimeout(done, i * 4))
        return cancelDelivery(w.ctx, w.actor('editor'), id).then(
          () => true,
          () => false,
        )
      }),
    )
    await sending
    const out = new Set(plain.posts().map(({ text }) => text))
    for (const [i, id] of ids.entries()) {
      const { state } = await rowOf(w.ctx, id)
      expect([i, told[i], out.has(`text ${i}`), state]).toEqual(
        told[i] ? [i, true, false, 'cancelled'] : [i, false, true, 'published'],
      )
    }
    expect(plain.posts()).toHaveLength(out.size)
  })

  test('hurries it again and again, and it goes out once', async () => {
    const channel = await fakeChannel(w, plain, 'blind')
    plain.treat({ mode: 'slow', delayMs: 2 })
    const ids: string[] = []
    for (let i = 0; i < 30; i++) ids.push(await planText(w, channel.id, `text ${i}`, minutes(1)))
    w.clock.to(nine)
    const hurry = async (id: string) => {
      for (let i = 0; i < 6; i++) {
        await publishNow(w.ctx, w.actor('editor'), id).catch(() => {})
        await new Promise((done) => setTimeout(done, 3))
      }
    }
    const workers = async () => {
      for (let i = 0; i < 8; i++) await Promise.all([dispatch(w), dispatch(w), dispatch(w)])
    }
    await Promise.all([workers(), ...ids.map(hurry)])
    await dispatch(w)
    const texts = plain.posts().map(({ text }) => text)
    expect(texts).toHaveLength(30)
    expect(new Set(texts).size).toBe(30)
  })
})

test('a failed thread whose first part is out is not called published when its words are shortened to one part', async () => {
  const { id } = await due('idempotent', draftOf('one', 'two'))
  keyed.treat(({ text }) => ({ mode: text === 'two' ? 'refuse' : 'ok' }))
  w.clock.to(nine)
  await dispatch(w)
  const row = await rowOf(w.ctx, id)
  expect(row).toMatchObject({ state: 'failed', parts: [{ remoteId: 'p1' }] })
  await w.ctx.db
    .insertInto('variants')
    .values({ workspaceId: w.workspaceId, postId: row.postId, channelId: row.channelId, options: '{}' })
    .execute()
  const actor = w.actor('editor')
  await changePost(w.ctx, actor, row.postId, {
    version: 1,
    content: {
      title: '',
      parts: [{ text: 'something else', media: [], poll: null, link: null, quote: null }],
      firstReply: null,
      languages: [],
    },
  })
  await retryDelivery(w.ctx, actor, id, false)
  await dispatch(w)
  const after = await rowOf(w.ctx, id)
  const publications = await w.ctx.db.selectFrom('publications').select('text').execute()
  // "something else" never went out: nothing may say that it did.
  expect([after.state, publications]).not.toEqual(['published', [{ text: 'something else' }]])
})

test('rescheduling a missed post ends the notice that it was missed', async () => {
  const { id, channel } = await due('findable')
  w.clock.to(minutes(100))
  await dispatch(w)
  const row = await rowOf(w.ctx, id)
  expect(row.state).toBe('missed')
  await w.ctx.db
    .insertInto('variants')
    .values({ workspaceId: w.workspaceId, postId: row.postId, channelId: channel.id, options: '{}' })
    .execute()
  await schedulePost(w.ctx, w.actor('editor'), row.postId, {
    when: { kind: 'at', at: '2030-01-02T09:00:00Z' },
  })
  const open = await w.ctx.db
    .selectFrom('notifications')
    .select('kind')
    .where('resolvedAt', 'is', null)
    .execute()
  expect(open).toEqual([])
})
