/** A proposal that is wished out at once leaves with the last yes, and with none before. */
import { beforeEach, describe, expect, test } from 'vitest'
import { dispatch, fakeChannel } from '../../../../test/factories/delivery.ts'
import { keyed, minutes, w } from '../../../../test/factories/publishing.ts'
import type { Actor } from '../../../app/actor.ts'
import { rescheduleDelivery } from '../../publish/deliveries/act.ts'
import { proposePost, withdrawPost } from '../posts/decide.ts'
import { scheduleApproved } from '../posts/index.ts'
import { createPost } from '../posts/make.ts'
import { deliveriesOf, writing } from '../posts/samples.ts'
import { schedulePost, unschedulePost } from '../posts/schedule.ts'
import { changePost } from '../posts/write.ts'
import { addComment, resolveComment } from './comments.ts'
import { CommentBody } from './contract.ts'
import { atNine } from './gate.fixture.ts'
import { member, ruled, yes } from './samples.ts'
import { readStanding } from './standing.ts'
import { approve } from './votes.ts'

let boss: Actor & { id: string }
let editor: Actor & { id: string }
let channelId: string

beforeEach(async () => {
  boss = await member(w, 'manager', 'Boss')
  editor = await member(w, 'editor', 'Editor')
  channelId = (await fakeChannel(w, keyed, 'idempotent')).id
})

describe('what is wished out at once', () => {
  test('is proposed and leaves with the last yes', async () => {
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Now', [channelId]))
    expect((await readStanding(w.ctx, editor, post.id)).needs).toEqual([
      { step: 'Look', who: ['Boss'], roles: [] },
    ])
    await expect(schedulePost(w.ctx, editor, post.id, { when: { kind: 'now' } })).rejects.toMatchObject({
      code: 'approval.not_yet',
      facts: { who: 'Boss (Look)' },
    })
    await proposePost(w.ctx, editor, post.id, { atOnce: true })
    await dispatch(w)
    expect(keyed.posts()).toEqual([])
    expect(await yes(w, boss, post.id)).toMatchObject({ complete: true, scheduled: true })
    await dispatch(w)
    expect(keyed.posts()).toMatchObject([{ text: 'Now' }])
  })

  test('leaves with the last yes also where its time may not move', async () => {
    const client = await member(w, 'client', 'Client')
    await ruled(w, { steps: [{ moveMinutes: 0 }, { name: 'They', roles: ['client'], moveMinutes: 0 }] })
    const wish = { at: '2030-01-05T09:00', zone: 'UTC' }
    const post = await createPost(w.ctx, editor, writing('Now', [channelId], { wish }))
    await proposePost(w.ctx, editor, post.id, { atOnce: true })
    await yes(w, boss, post.id)
    w.clock.on(3_600_000)
    expect(await yes(w, client, post.id)).toMatchObject({ complete: true, scheduled: true, problem: null })
    expect((await readStanding(w.ctx, boss, post.id)).held).toBe(false)
    await dispatch(w)
    expect(keyed.posts()).toMatchObject([{ text: 'Now' }])
  })

  test('a proposal that a request held goes on its way once that is resolved; and when the process of the last yes died', async () => {
    await ruled(w)
    const held = await createPost(w.ctx, editor, writing('Held', [channelId]))
    await proposePost(w.ctx, editor, held.id, { atOnce: true })
    const remark = CommentBody.parse({ kind: 'change', words: 'Wait.' })
    await addComment(w.ctx, boss, held.id, remark)
    expect(await yes(w, boss, held.id)).toMatchObject({ complete: false })
    await w.runJobs()
    w.clock.on(61_000)
    await w.runJobs()
    await dispatch(w)
    expect(keyed.posts()).toEqual([])
    const { comments } = await readStanding(w.ctx, boss, held.id)
    await resolveComment(w.ctx, boss, held.id, comments[0]?.id ?? '', true)
    await w.runJobs()
    await dispatch(w)
    expect(keyed.posts()).toMatchObject([{ text: 'Held' }])
    const lost = await createPost(w.ctx, editor, writing('Lost', [channelId]))
    await proposePost(w.ctx, editor, lost.id, { atOnce: true })
    const { seen } = await readStanding(w.ctx, boss, lost.id)
    const dies = () => Promise.reject(new Error('The process died'))
    await expect(approve(w.ctx, boss, lost.id, seen, dies)).rejects.toThrow('died')
    w.clock.on(61_000)
    await w.runJobs()
    await dispatch(w)
    expect(keyed.posts()).toMatchObject([{ text: 'Held' }, { text: 'Lost' }])
  })

  test('given a time, a proposal goes out then and not at once', async () => {
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Then', [channelId]))
    const { version } = await proposePost(w.ctx, editor, post.id, { atOnce: true })
    const wish = { at: '2030-01-05T09:00', zone: 'UTC' }
    expect(await changePost(w.ctx, editor, post.id, { version, wish })).toMatchObject({ atOnce: false })
    expect(await yes(w, boss, post.id)).toMatchObject({ scheduled: true })
    await dispatch(w)
    expect(keyed.posts()).toEqual([])
  })

  test('a yes to a time far off is none to going out at once', async () => {
    await ruled(w, { steps: [{ moveMinutes: 30 }] })
    const wish = { at: '2030-01-05T09:00', zone: 'UTC' }
    const post = await createPost(w.ctx, editor, writing('Then', [channelId], { wish }))
    await proposePost(w.ctx, editor, post.id)
    await yes(w, boss, post.id)
    const { version } = await unschedulePost(w.ctx, editor, post.id)
    await proposePost(w.ctx, editor, post.id, { version, atOnce: true })
    await dispatch(w)
    await expect(schedulePost(w.ctx, editor, post.id, { when: { kind: 'now' } })).rejects.toMatchObject({
      code: 'approval.not_yet',
    })
    await dispatch(w)
    expect(keyed.posts()).toEqual([])
  })

  test('taken back, a proposal is wished out at once no more', async () => {
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Now', [channelId]))
    await proposePost(w.ctx, editor, post.id, { atOnce: true })
    const { atOnce, version } = await withdrawPost(w.ctx, editor, post.id)
    expect(atOnce).toBe(false)
    await proposePost(w.ctx, editor, post.id, { version })
    await yes(w, boss, post.id)
    await dispatch(w)
    expect(keyed.posts()).toEqual([])
  })

  test('is seen as such: a yes to a time is none to going out with it', async () => {
    await ruled(w)
    const wish = { at: '2030-01-05T09:00', zone: 'UTC' }
    const post = await createPost(w.ctx, editor, writing('Now', [channelId], { wish }))
    await proposePost(w.ctx, editor, post.id)
    const { seen } = await readStanding(w.ctx, boss, post.id)
    await withdrawPost(w.ctx, editor, post.id)
    await proposePost(w.ctx, editor, post.id, { atOnce: true })
    await expect(approve(w.ctx, boss, post.id, seen, scheduleApproved)).rejects.toMatchObject({
      code: 'approval.seen_changed',
    })
    await dispatch(w)
    expect(keyed.posts()).toEqual([])
    expect(await yes(w, boss, post.id)).toMatchObject({ scheduled: true })
  })

  test('nor is a yes to one time a yes to another, to which it was moved meanwhile', async () => {
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Bread', [channelId], { schedule: atNine }))
    const { seen } = await readStanding(w.ctx, boss, post.id)
    const [delivery] = await deliveriesOf(w, post.id)
    await rescheduleDelivery(w.ctx, editor, delivery?.id ?? '', minutes(60))
    await expect(approve(w.ctx, boss, post.id, seen, scheduleApproved)).rejects.toMatchObject({
      code: 'approval.seen_changed',
    })
  })
})
