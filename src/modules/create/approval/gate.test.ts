/** Nothing unapproved can ever be published: attacked at the dispatcher, past every route. */

import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { dispatch, fakeChannel, planText, rowOf } from '../../../../test/factories/delivery.ts'
import { keyed, live, minutes, nine, plain, standing, w } from '../../../../test/factories/publishing.ts'
import type { Actor } from '../../../app/actor.ts'
import { publishNow, rescheduleDelivery } from '../../publish/deliveries/act.ts'
import { createPost } from '../posts/make.ts'
import { deliveriesOf, writing } from '../posts/samples.ts'
import { schedulePost } from '../posts/schedule.ts'
import { changePost } from '../posts/write.ts'
import { addComment, resolveComment } from './comments.ts'
import { CommentBody } from './contract.ts'
import { atNine, missed, outcome, published } from './gate.fixture.ts'
import { keep } from './keep.ts'
import { changeRule } from './rules.ts'
import { member, ruleBody, ruled, yes } from './samples.ts'
import { readStanding } from './standing.ts'
import { takeBack } from './votes.ts'

let boss: Actor & { id: string }
let editor: Actor & { id: string }
let channelId: string

beforeEach(async () => {
  boss = await member(w, 'manager', 'Boss')
  editor = await member(w, 'editor', 'Editor')
  channelId = (await fakeChannel(w, keyed, 'idempotent')).id
})

const scheduled = (text = 'Bread', more = {}) =>
  createPost(w.ctx, editor, writing(text, [channelId], { schedule: atNine, ...more }))

describe('what is approved leaves', () => {
  test('word for word, at its time', async () => {
    await ruled(w)
    const post = await scheduled()
    expect(await yes(w, boss, post.id)).toMatchObject({ steps: 1, complete: true })
    expect(await outcome(post.id)).toMatchObject({ ...published, sent: ['Bread'] })
  })

  test('without rules nobody is asked', async () => {
    const post = await scheduled()
    expect(await outcome(post.id)).toMatchObject(published)
  })

  test('what fits no rule is not held', async () => {
    await ruled(w, { categories: ['promotional'] })
    const post = await scheduled()
    expect(await outcome(post.id)).toMatchObject(published)
  })
})

describe('what is not approved is missed when its time comes, never published', () => {
  test('nobody said yes; silence is none', async () => {
    await ruled(w, { steps: [{ hours: 1, atDeadline: 'remind' }] })
    const post = await scheduled()
    expect(await outcome(post.id)).toEqual(missed)
    await live(7200, 600)
    expect(keyed.posts()).toEqual([])
  })

  test('nor does it burst out when the yes comes late: a person gives it another time', async () => {
    await ruled(w)
    const post = await scheduled()
    await outcome(post.id)
    await yes(w, boss, post.id)
    await live(3600, 600)
    expect(keyed.posts()).toEqual([])
    const [delivery] = await deliveriesOf(w, post.id)
    await rescheduleDelivery(w.ctx, editor, delivery?.id ?? '', minutes(90))
    await live(3600, 60)
    expect(keyed.posts()).toMatchObject([{ text: 'Bread' }])
  })

  test('the words were changed after the yes', async () => {
    await ruled(w)
    const post = await scheduled()
    await yes(w, boss, post.id)
    const content = { ...post.content, parts: [{ ...post.content.parts[0], text: 'Cake' }] }
    await changePost(w.ctx, editor, post.id, { version: post.version, content } as never)
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('and a yes to the first words counts again when they come back', async () => {
    await ruled(w)
    const post = await scheduled()
    await yes(w, boss, post.id)
    const say = async (text: string) => {
      const { version } = await changePost(w.ctx, editor, post.id, {
        version: 1000,
        content: { ...post.content, parts: [{ ...post.content.parts[0], text }] },
      } as never).catch((error) => ({ version: error.facts.current as number }))
      await changePost(w.ctx, editor, post.id, {
        version,
        content: { ...post.content, parts: [{ ...post.content.parts[0], text }] },
      } as never)
    }
    await say('Cake')
    await say('Bread')
    expect(await outcome(post.id)).toMatchObject(published)
  })

  test('the words were changed in the row itself, past everything', async () => {
    await ruled(w)
    const post = await scheduled()
    await yes(w, boss, post.id)
    await sql`update deliveries set content = jsonb_set(content, '{parts,0,text}', '"Evil"'), digest = 'other' where post_id = ${post.id}`.execute(
      w.ctx.db,
    )
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('the yes was taken back, also when a worker has it in hand already', async () => {
    await ruled(w)
    const post = await scheduled()
    await yes(w, boss, post.id)
    const [vote] = (await readStanding(w.ctx, boss, post.id)).asks[0]?.votes ?? []
    w.clock.to(new Date(nine.getTime() - 3000))
    await sql`update deliveries set state = 'claimed', worker_id = 'dead' where post_id = ${post.id}`.execute(
      w.ctx.db,
    )
    await takeBack(w.ctx, boss, post.id, vote?.id ?? '', false)
    await sql`update deliveries set state = 'scheduled', worker_id = null where post_id = ${post.id}`.execute(
      w.ctx.db,
    )
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('another rule was made after the yes', async () => {
    await ruled(w)
    const post = await scheduled()
    await yes(w, boss, post.id)
    const other = await member(w, 'client', 'Client')
    await ruled(w, { name: 'Clients too', steps: [{ people: [other.id], roles: [] }] })
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('the rule asks somebody else since', async () => {
    const rule = await ruled(w, { steps: [{ people: [boss.id], roles: [] }] })
    const post = await scheduled()
    await yes(w, boss, post.id)
    const other = await member(w, 'manager', 'Other')
    const step = { id: rule.steps[0]?.id, people: [other.id], roles: [] }
    await changeRule(w.ctx, w.actor('owner'), rule.id, {
      ...ruleBody({ steps: [step] }),
      version: rule.version,
    })
    expect(await outcome(post.id)).toEqual(missed)
  })

  test.each(['account', 'membership', 'right'])('whoever said yes lost their %s', async (what) => {
    await ruled(w, { steps: [{ people: [boss.id], roles: [] }] })
    const post = await scheduled()
    await yes(w, boss, post.id)
    if (what === 'account') await w.ctx.db.deleteFrom('users').where('id', '=', boss.id).execute()
    if (what === 'membership') await w.ctx.db.deleteFrom('members').where('userId', '=', boss.id).execute()
    if (what === 'right')
      await w.ctx.db.updateTable('members').set({ role: 'editor' }).where('userId', '=', boss.id).execute()
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('one of several who all must say yes is gone: the empty seat holds it until the rule is changed', async () => {
    const other = await member(w, 'manager', 'Other')
    await ruled(w, { steps: [{ how: 'all', people: [boss.id, other.id], roles: [] }] })
    const post = await scheduled()
    await yes(w, boss, post.id)
    await w.ctx.db.deleteFrom('users').where('id', '=', other.id).execute()
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('somebody asked for a change, until it is resolved', async () => {
    const post = await scheduled()
    const [said] = await addComment(w.ctx, boss, post.id, CommentBody.parse({ kind: 'change', words: 'No!' }))
    const later = await createPost(w.ctx, editor, writing('Rolls', [channelId], { schedule: atNine }))
    expect(await outcome(post.id)).toEqual({ ...missed, sent: ['Rolls'] })
    await resolveComment(w.ctx, boss, post.id, said?.id ?? '', true)
    const [delivery] = await deliveriesOf(w, post.id)
    await publishNow(w.ctx, editor, delivery?.id ?? '')
    await dispatch(w)
    expect(keyed.posts().map(({ text }) => text)).toEqual(['Rolls', 'Bread'])
    expect(later.stage).toBe('scheduled')
  })

  test('a row that was put into the queue by hand, of a post that nobody was asked about', async () => {
    await ruled(w)
    const id = await planText(w, channelId, 'raw', nine)
    w.clock.to(nine)
    await dispatch(w)
    expect(await standing(id)).toMatchObject({ state: 'missed', code: 'not_approved' })
    expect(keyed.posts()).toEqual([])
  })

  test('a raw row is found and asked about before its time', async () => {
    await ruled(w)
    const id = await planText(w, channelId, 'raw', nine)
    await keep(w.ctx)
    const { postId } = await rowOf(w.ctx, id)
    await yes(w, boss, postId)
    w.clock.to(nine)
    await dispatch(w)
    expect((await standing(id)).state).toBe('published')
  })

  test('the post became another category after it came under the rule', async () => {
    await ruled(w, { categories: ['promotional'] })
    const post = await scheduled('Sale', { category: 'promotional' })
    await changePost(w.ctx, editor, post.id, { version: post.version, category: 'brand' })
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('it is moved further than the step allows', async () => {
    await ruled(w, { steps: [{ moveMinutes: 30 }] })
    const post = await scheduled()
    await yes(w, boss, post.id)
    const [delivery] = await deliveriesOf(w, post.id)
    await rescheduleDelivery(w.ctx, editor, delivery?.id ?? '', minutes(20))
    expect((await readStanding(w.ctx, boss, post.id)).held).toBe(false)
    await rescheduleDelivery(w.ctx, editor, delivery?.id ?? '', minutes(31))
    w.clock.to(minutes(31))
    await dispatch(w)
    expect(await standing(delivery?.id ?? '')).toMatchObject({ state: 'missed', code: 'not_approved' })
  })

  test('publishing now is no way round', async () => {
    await ruled(w)
    await expect(
      createPost(w.ctx, editor, writing('Now', [channelId], { schedule: { kind: 'now' } })),
    ).rejects.toMatchObject({ code: 'approval.not_yet' })
    const post = await scheduled()
    await expect(schedulePost(w.ctx, editor, post.id, { when: { kind: 'now' } })).rejects.toMatchObject({
      code: 'approval.not_yet',
    })
    const [delivery] = await deliveriesOf(w, post.id)
    await expect(publishNow(w.ctx, editor, delivery?.id ?? '')).rejects.toMatchObject({
      code: 'delivery.not_approved',
    })
  })

  test('a yes for another time is none for now, and what waits for its time goes on waiting', async () => {
    await ruled(w, { steps: [{ moveMinutes: 30 }] })
    const post = await scheduled()
    await yes(w, boss, post.id)
    const [delivery] = await deliveriesOf(w, post.id)
    const id = delivery?.id ?? ''
    w.clock.to(minutes(-45))
    await expect(publishNow(w.ctx, editor, id)).rejects.toMatchObject({ code: 'delivery.not_approved' })
    w.clock.to(nine)
    await dispatch(w)
    expect((await standing(id)).state).toBe('published')
  })

  test('what may be out is looked for and not sent again, when the yes was taken back meanwhile', async () => {
    await ruled(w)
    const post = await scheduled()
    await yes(w, boss, post.id)
    await sql`
      update deliveries set state = 'sending', attempts = 1, first_attempt_at = ${nine}::timestamptz, next_at = ${nine}::timestamptz
      where post_id = ${post.id}`.execute(w.ctx.db)
    await sql`
      insert into attempts (workspace_id, delivery_id, number, kind, worker_id, key, digest, started_at)
      select workspace_id, id, 1, 'send', 'dead', key, digest, ${nine}::timestamptz from deliveries where post_id = ${post.id}`.execute(
      w.ctx.db,
    )
    await sql`update approval_votes set revoked_at = now() where post_id = ${post.id}`.execute(w.ctx.db)
    w.clock.to(minutes(1))
    await dispatch(w)
    const [delivery] = await deliveriesOf(w, post.id)
    expect(delivery?.state).toBe('in_doubt')
    expect(keyed.posts()).toEqual([])
  })
})

describe('a yes and an edit at once', () => {
  test('whichever comes first, what leaves was approved', async () => {
    await ruled(w)
    for (let round = 0; round < 8; round++) {
      const post = await scheduled(`Bread ${round}`)
      const { seen } = await readStanding(w.ctx, boss, post.id)
      const content = { ...post.content, parts: [{ ...post.content.parts[0], text: `Evil ${round}` }] }
      await Promise.allSettled([
        yes(w, boss, post.id),
        changePost(w.ctx, editor, post.id, { version: post.version, content } as never),
      ])
      const after = await readStanding(w.ctx, boss, post.id)
      // The editor was last, or first and the approver saw the new words.
      if (seen !== after.seen && after.asks[0]?.state === 'done')
        expect(after.asks[0].votes.some(({ current }) => current)).toBe(true)
    }
    w.clock.to(nine)
    await dispatch(w)
    const { rows } = await sql<{ lacks: number }>`
      select count(*)::int as lacks from deliveries d where state = 'published' and not exists (
        select from approval_votes v where v.post_id = d.post_id and v.channel_id = d.channel_id and v.digest = d.digest)`.execute(
      w.ctx.db,
    )
    expect(rows[0]?.lacks).toBe(0)
    expect(plain.posts()).toEqual([])
  })
})
