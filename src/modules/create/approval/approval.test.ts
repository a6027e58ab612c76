import { describe, expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { approvePost, proposePost, scheduleApproved, withdrawPost } from '../posts/decide.ts'
import { createPost } from '../posts/make.ts'
import { readPost } from '../posts/read.ts'
import { deletePost, restorePost } from '../posts/remove.ts'
import { deliveriesOf, join, newsroom, writing } from '../posts/samples.ts'
import { changePost } from '../posts/write.ts'
import { addComment, changeComment, readComments, resolveComment } from './comments.ts'
import { CommentBody, QueueQuery } from './contract.ts'
import { keep } from './keep.ts'
import { countMine, pageQueue } from './queue.ts'
import { changeRule, listRules, removeRule } from './rules.ts'
import { member, ruleBody, ruled, yes } from './samples.ts'
import { addStandIn, endStandIn } from './stand-ins.ts'
import { readStanding } from './standing.ts'
import { syncAsks } from './sync.ts'
import { approve, approveMany, takeBack } from './votes.ts'

const tomorrow = { kind: 'at', at: '2030-01-02T09:00:00Z' } as const
const wish = { at: '2030-01-02T11:00', zone: 'Europe/Riga' }

async function start(w: World) {
  const [boss, editor] = [await member(w, 'manager', 'Boss'), await member(w, 'editor', 'Editor')]
  return { boss, editor, channel: await join(w) }
}

const queueOf = async (w: World, actor: Actor, query: object = {}) =>
  (await pageQueue(w.ctx, actor, QueueQuery.parse(query))).items
const openNotices = async (w: World) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'forPeople'])
    .where('workspaceId', '=', w.workspaceId)
    .where('resolvedAt', 'is', null)
    .orderBy('kind')
    .execute()
const said = (over: object) => CommentBody.parse({ words: 'Well', ...over })
const reworded = (post: Awaited<ReturnType<typeof readPost>>, text: string) =>
  ({
    version: post.version,
    content: { ...post.content, parts: [{ ...post.content.parts[0], text }] },
  }) as never

describe('a rule that is made later', () => {
  test.each(['failed', 'missed'])('asks about what %s before, and is not late with it', async (state) => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    const later = await createPost(w.ctx, editor, writing('Rolls', [channel], { schedule: tomorrow }))
    w.clock.to(new Date('2030-01-02T08:00:00Z'))
    await w.ctx.db
      .updateTable('deliveries')
      .set({ state, dueAt: new Date('2030-01-01T09:00:00Z') })
      .where('postId', '=', post.id)
      .execute()
    await ruled(w)
    const dueAt = '2030-01-02T09:00:00.000Z'
    expect(await queueOf(w, boss)).toMatchObject([
      { postId: later.id, deadline: dueAt },
      { postId: post.id, deadline: null, overdue: false, dueAt: '2030-01-01T09:00:00.000Z' },
    ])
    // A time that passes while it is waited for was one.
    w.clock.to(new Date('2030-01-02T10:00:00Z'))
    await w.ctx.db.transaction().execute((tx) => syncAsks(tx, w.ctx, editor, [post.id, later.id]))
    expect(await queueOf(w, boss)).toMatchObject([
      { postId: later.id, deadline: dueAt },
      { postId: post.id, deadline: null },
    ])
  })

  test('whose step asks a role that nobody holds says which', async () => {
    const w = await newsroom()
    const { editor, channel } = await start(w)
    await ruled(w, { steps: [{ name: 'Facts', roles: ['client'] }] })
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    expect((await readStanding(w.ctx, editor, post.id)).needs).toEqual([
      { step: 'Facts', who: [], roles: ['client'] },
    ])
  })
})

describe('a proposal', () => {
  test('goes through its steps one after the other and is scheduled at its wish with the last yes', async () => {
    const w = await newsroom()
    const { boss, channel } = await start(w)
    const writer = await member(w, 'contributor', 'Writer')
    const client = await member(w, 'client', 'Client')
    await ruled(w, { steps: [{ name: 'We' }, { name: 'They', people: [client.id], roles: [] }] })
    const draft = await createPost(w.ctx, writer, writing('Bread', [channel], { wish }))
    const post = await proposePost(w.ctx, writer, draft.id)
    expect(await queueOf(w, boss)).toMatchObject([{ postId: post.id, step: 'We', mine: true }])
    expect(await queueOf(w, client)).toEqual([])
    expect(await openNotices(w)).toEqual([{ kind: 'approval.asked', forPeople: [boss.id] }])
    await expect(approvePost(w.ctx, boss, post.id, { version: post.version })).rejects.toMatchObject({
      code: 'approval.not_yet',
    })
    expect(await yes(w, boss, post.id)).toMatchObject({ complete: false, scheduled: false })
    expect(await queueOf(w, boss)).toEqual([])
    expect(await queueOf(w, client)).toMatchObject([{ step: 'They' }])
    expect(await yes(w, client, post.id)).toMatchObject({ complete: true, scheduled: true, problem: null })
    expect((await readPost(w.ctx, boss, post.id)).stage).toBe('scheduled')
    expect((await deliveriesOf(w, post.id))[0]?.dueAt.toISOString()).toBe('2030-01-02T09:00:00.000Z')
    expect(await openNotices(w)).toEqual([{ kind: 'approval.approved', forPeople: [writer.id] }])
  })

  test('whose wish has passed stays proposed, and its approvals stand', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w)
    const draft = await createPost(w.ctx, editor, writing('Bread', [channel], { wish }))
    await proposePost(w.ctx, editor, draft.id)
    w.clock.to('2030-01-03T00:00:00Z')
    const done = await yes(w, boss, draft.id)
    expect(done).toMatchObject({ complete: true, scheduled: false })
    expect(done.problem).toContain('has passed')
    const { stage, version } = await readPost(w.ctx, boss, draft.id)
    expect(stage).toBe('proposed')
    const later = await approvePost(w.ctx, boss, draft.id, { version, when: { kind: 'now' } })
    expect(later.stage).toBe('scheduled')
  })

  test('that is withdrawn asks nobody; proposed again, it asks only where it says something else', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w, { steps: [{ how: 'all', people: [boss.id] }] })
    const draft = await createPost(w.ctx, editor, writing('Bread', [channel]))
    await proposePost(w.ctx, editor, draft.id)
    await withdrawPost(w.ctx, editor, draft.id)
    expect(await queueOf(w, boss)).toEqual([])
    expect(await openNotices(w)).toEqual([])
    await proposePost(w.ctx, editor, draft.id)
    expect(await queueOf(w, boss)).toHaveLength(1)
  })
})

describe('a change after a yes', () => {
  test('asks again for the variant that changed, and for no other', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const other = await join(w, { network: 'gazette' })
    await ruled(w)
    const variants = [{ channelId: channel }, { channelId: other, content: { title: 'Bread' } }]
    const post = await createPost(w.ctx, editor, writing('Bread', [], { variants, schedule: tomorrow }))
    await yes(w, boss, post.id)
    expect(await readStanding(w.ctx, boss, post.id)).toMatchObject({ held: false, asks: [{ state: 'done' }] })
    await changePost(w.ctx, editor, post.id, {
      version: post.version,
      variants: [{ channelId: channel, content: { parts: [{ text: 'Rolls' }] }, options: {} }],
    } as never)
    const after = await readStanding(w.ctx, boss, post.id)
    expect(after).toMatchObject({ held: true, asks: [{ state: 'open', openChannels: [channel] }] })
    const changed = after.versions.find(({ channelId }) => channelId === channel)
    expect(JSON.stringify(changed?.content)).toContain('Rolls')
    expect(JSON.stringify(changed?.approved?.content)).toContain('Bread')
    expect(await yes(w, boss, post.id)).toMatchObject({ complete: true })
  })

  test('of what is not sent, such as the goal, asks nobody', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    await yes(w, boss, post.id)
    await changePost(w.ctx, editor, post.id, { version: post.version, appeal: 'laugh' })
    expect(await readStanding(w.ctx, boss, post.id)).toMatchObject({ held: false })
  })

  test('that nobody has seen is not approved', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    const { seen } = await readStanding(w.ctx, boss, post.id)
    await changePost(w.ctx, editor, post.id, reworded(post, 'Cake'))
    await expect(approve(w.ctx, boss, post.id, seen, scheduleApproved)).rejects.toMatchObject({
      code: 'approval.seen_changed',
    })
  })

  test('a deleted post asks nobody; brought back, its yes counts again', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    await deletePost(w.ctx, editor, post.id)
    expect(await queueOf(w, boss)).toEqual([])
    await restorePost(w.ctx, editor, post.id)
    expect(await queueOf(w, boss)).toHaveLength(1)
    await yes(w, boss, post.id)
    await deletePost(w.ctx, editor, post.id)
    await restorePost(w.ctx, editor, post.id)
    expect(await readStanding(w.ctx, boss, post.id)).toMatchObject({ held: false })
  })
})

describe('who may say yes', () => {
  test('not the author, unless the rule says so; not a key; not who is not asked', async () => {
    const w = await newsroom()
    const { boss, channel } = await start(w)
    const rule = await ruled(w)
    const post = await createPost(w.ctx, boss, writing('Bread', [channel], { schedule: tomorrow }))
    await expect(yes(w, boss, post.id)).rejects.toMatchObject({ code: 'approval.nothing_to_approve' })
    expect(await queueOf(w, boss)).toEqual([])
    await expect(yes(w, w.actor('owner'), post.id)).rejects.toMatchObject({ code: 'approval.people_only' })
    const client = await member(w, 'client', 'Client')
    await expect(yes(w, client, post.id)).rejects.toMatchObject({ code: 'approval.nothing_to_approve' })
    await changeRule(w.ctx, w.actor('owner'), rule.id, {
      ...ruleBody({ own: true, steps: [{ id: rule.steps[0]?.id }] }),
      version: rule.version,
    })
    expect(await yes(w, boss, post.id)).toMatchObject({ complete: true })
  })

  test('all of a step, each once', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const other = await member(w, 'owner', 'Other')
    await ruled(w, { steps: [{ how: 'all', roles: [], people: [boss.id, other.id] }] })
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    expect(await yes(w, boss, post.id)).toMatchObject({ complete: false })
    expect(await queueOf(w, boss)).toEqual([])
    expect(await queueOf(w, other)).toHaveLength(1)
    expect(await yes(w, other, post.id)).toMatchObject({ complete: true })
  })

  test('whoever stands in, in the place of who is away and only as long as they are', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const other = await member(w, 'owner', 'Other')
    await ruled(w, { steps: [{ how: 'all', roles: [], people: [boss.id] }] })
    const absence = { from: '2030-01-01T07:00:00Z', until: '2030-01-05T00:00:00Z' }
    await expect(addStandIn(w.ctx, boss, { standInId: editor.id, ...absence })).rejects.toMatchObject({
      code: 'approval.stand_in_without_right',
    })
    const { items } = await addStandIn(w.ctx, boss, { standInId: other.id, ...absence })
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    expect(await queueOf(w, other)).toHaveLength(1)
    expect(await yes(w, other, post.id)).toMatchObject({ complete: true })
    const [vote] = (await readStanding(w.ctx, boss, post.id)).asks[0]?.votes ?? []
    expect(vote).toMatchObject({ by: 'Other', instead: 'Boss' })
    await endStandIn(w.ctx, boss, items[0]?.id ?? '', false)
    const next = await createPost(w.ctx, editor, writing('Rolls', [channel], { schedule: tomorrow }))
    await expect(yes(w, other, next.id)).rejects.toMatchObject({ code: 'approval.nothing_to_approve' })
  })

  test('only those who have the right can be named in a rule', async () => {
    const w = await newsroom()
    const { editor } = await start(w)
    await expect(ruled(w, { steps: [{ people: [editor.id] }] })).rejects.toMatchObject({
      code: 'approval.not_approver',
    })
  })

  test('who works on some channels approves on those, and the rest waits for others', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const other = await join(w)
    const client = await member(w, 'client', 'Client')
    await ruled(w, { steps: [{ roles: ['client', 'manager'] }] })
    const post = await createPost(w.ctx, editor, writing('Bread', [channel, other], { schedule: tomorrow }))
    const channels = { chosenOnly: true, parts: { [channel]: 'own' as const } }
    const partly = { ...client, channels }
    await w.ctx.db
      .updateTable('members')
      .set({ channelRoles: JSON.stringify(channels) })
      .where('userId', '=', client.id)
      .execute()
    const standing = await readStanding(w.ctx, partly, post.id)
    expect(standing.versions.map(({ channelId }) => channelId)).toEqual([channel])
    expect(JSON.stringify(standing)).not.toContain(other)
    await yes(w, partly, post.id)
    expect(await readStanding(w.ctx, boss, post.id)).toMatchObject({ asks: [{ openChannels: [other] }] })
    const [vote] = (await readStanding(w.ctx, boss, post.id)).asks[0]?.votes ?? []
    expect(vote?.channelId).toBe(channel)
    await expect(addComment(w.ctx, partly, post.id, said({ channelId: other }))).rejects.toMatchObject({
      code: 'approval.no_channel',
    })
    await addComment(w.ctx, boss, post.id, said({ channelId: other, words: 'Secret', forClients: true }))
    expect(await readComments(w.ctx, partly, post.id)).toEqual([])
    expect((await listRules(w.ctx, { ...editor, channels })).items).toHaveLength(1)
    await ruled(w, { name: 'Other', channelIds: [other] })
    expect((await listRules(w.ctx, { ...editor, channels })).items).toHaveLength(1)
  })
})

describe('several at once', () => {
  test('each has its own result, and one that fails keeps no other', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w)
    const posts = await Promise.all(
      ['One', 'Two', 'Three'].map((text) =>
        createPost(w.ctx, editor, writing(text, [channel], { schedule: tomorrow })),
      ),
    )
    const items = (await queueOf(w, boss)).map(({ postId, seen }) => ({ postId, seen }))
    const second = posts[1]
    if (second) await changePost(w.ctx, editor, second.id, reworded(second, 'Changed'))
    const told = await approveMany(w.ctx, boss, { items }, scheduleApproved)
    expect(told.items.filter(({ done }) => done).length).toBe(2)
    expect(told.items.find(({ error }) => error)).toMatchObject({
      postId: second?.id,
      error: { code: 'approval.seen_changed' },
    })
  })

  test('the queue is read by key, nearest deadline first, and counted for Today', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w)
    for (const day of [5, 3, 4])
      await createPost(
        w.ctx,
        editor,
        writing(`Day ${day}`, [channel], { schedule: { kind: 'at', at: `2030-01-0${day}T09:00:00Z` } }),
      )
    const first = await pageQueue(w.ctx, boss, QueueQuery.parse({ limit: 2 }))
    const rest = await pageQueue(w.ctx, boss, QueueQuery.parse({ limit: 2, cursor: first.next }))
    expect([...first.items, ...rest.items].map(({ text }) => text)).toEqual(['Day 3', 'Day 4', 'Day 5'])
    expect(rest.next).toBeNull()
    expect(await countMine(w.ctx, boss)).toEqual({ open: 3, overdue: 0 })
    expect(await countMine(w.ctx, editor)).toEqual({ open: 0, overdue: 0 })
    const other = await w.tenant()
    expect(await pageQueue(w.ctx, other.actor('owner'), QueueQuery.parse({ whose: 'all' }))).toEqual({
      items: [],
      next: null,
    })
    await expect(pageQueue(w.ctx, boss, QueueQuery.parse({ cursor: 'nonsense' }))).rejects.toMatchObject({
      code: 'approval.bad_cursor',
    })
  })
})

describe('deadlines', () => {
  test('are reminded of, overrun and handed on, each told once; nothing goes out by silence', async () => {
    const w = await newsroom({ at: '2030-01-01T08:00:00Z' })
    const { boss, editor, channel } = await start(w)
    const chief = await member(w, 'owner', 'Chief')
    const step = { hours: 4, remindHours: 1, atDeadline: 'escalate', escalateTo: [chief.id] }
    await ruled(w, { steps: [{ people: [boss.id], roles: [], ...step }] })
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    expect(await queueOf(w, boss)).toMatchObject([{ deadline: '2030-01-01T12:00:00.000Z', overdue: false }])
    await expect(yes(w, chief, post.id)).rejects.toMatchObject({ code: 'approval.nothing_to_approve' })
    w.clock.to('2030-01-01T11:01:00Z')
    await keep(w.ctx)
    await keep(w.ctx)
    const kinds = async () => (await openNotices(w)).map(({ kind }) => kind)
    expect(await kinds()).toEqual(['approval.asked', 'approval.reminder'])
    w.clock.to('2030-01-01T12:01:00Z')
    await keep(w.ctx)
    expect(await openNotices(w)).toContainEqual({
      kind: 'approval.overdue',
      forPeople: expect.arrayContaining([boss.id, chief.id]),
    })
    expect(await queueOf(w, chief)).toMatchObject([{ overdue: true }])
    expect(await yes(w, chief, post.id)).toMatchObject({ complete: true })
    expect(await kinds()).toEqual(['approval.approved'])
  })
})

describe('remarks', () => {
  test('that clients read are changed and taken back for a while, by whoever said them', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const post = await createPost(w.ctx, editor, writing('Our bread', [channel]))
    const anchor = { part: 0, start: 4, end: 9, quote: 'bread' }
    const body = said({ words: '<b>Warm</b>?', anchor, forClients: true })
    const [one] = await addComment(w.ctx, boss, post.id, body)
    expect(one).toMatchObject({ words: '<b>Warm</b>?', anchor, mine: true, editable: true, by: 'Boss' })
    const id = one?.id ?? ''
    await expect(changeComment(w.ctx, editor, post.id, id, { words: 'No' })).rejects.toMatchObject({
      code: 'approval.no_comment',
    })
    expect(await changeComment(w.ctx, boss, post.id, id, { words: 'Warm!' })).toMatchObject([
      { words: 'Warm!' },
    ])
    expect(await changeComment(w.ctx, boss, post.id, id, { deleted: true })).toMatchObject([
      { deleted: true, words: '' },
    ])
    expect(await changeComment(w.ctx, boss, post.id, id, { deleted: false })).toMatchObject([
      { words: 'Warm!' },
    ])
    w.clock.on(16 * 60_000)
    await expect(changeComment(w.ctx, boss, post.id, id, { words: 'Late' })).rejects.toMatchObject({
      code: 'approval.too_late',
    })
  })

  test('a request is resolved by who asked, by who approves, or by who writes once the words are others', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w, { steps: [{ how: 'all' }] })
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    const [one] = await addComment(w.ctx, boss, post.id, said({ kind: 'change', channelId: channel }))
    expect(await openNotices(w)).toContainEqual({ kind: 'approval.changes', forPeople: [editor.id] })
    const resolve = (actor: Actor) => resolveComment(w.ctx, actor, post.id, one?.id ?? '', true)
    await expect(resolve(editor)).rejects.toMatchObject({ code: 'approval.not_resolvable' })
    await changePost(w.ctx, editor, post.id, reworded(post, 'Rolls'))
    expect(await resolve(editor)).toMatchObject([{ resolvedAt: expect.any(String), current: false }])
    await expect(
      addComment(w.ctx, w.actor('moderator'), post.id, said({ kind: 'change' })),
    ).rejects.toMatchObject({ code: 'approval.not_requester' })
  })

  test('of the team are not read by clients, unless they are addressed; a request holds the post all the same', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const client = await member(w, 'client', 'Client')
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    const say = (by: Actor, over: object) => addComment(w.ctx, by, post.id, said(over))
    await say(editor, { words: 'Between us' })
    await say(editor, { words: 'Dear client', forClients: true })
    await say(editor, { words: 'You there', mentions: [client.id] })
    await say(client, { words: 'Thank you' })
    await say(boss, { words: 'Not like this', kind: 'change' })
    const readBy = async (actor: Actor) =>
      (await readComments(w.ctx, actor, post.id)).map(({ words }) => words)
    expect(await readBy(client)).toEqual(['Dear client', 'You there', 'Thank you'])
    expect(await readBy(w.actor('moderator'))).toHaveLength(5)
    const standing = await readStanding(w.ctx, client, post.id)
    expect(standing.held).toBe(true)
    expect(JSON.stringify(standing)).not.toMatch(/Between us|Not like this/)
    const request = (await readComments(w.ctx, boss, post.id)).find(({ kind }) => kind === 'change')
    await expect(resolveComment(w.ctx, client, post.id, request?.id ?? '', true)).rejects.toMatchObject({
      code: 'approval.no_comment',
    })
  })

  test('mention people who see the post, and only them', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    const post = await createPost(w.ctx, editor, writing('Bread', [channel]))
    await addComment(w.ctx, editor, post.id, said({ mentions: [boss.id] }))
    expect(await openNotices(w)).toEqual([{ kind: 'approval.mentioned', forPeople: [boss.id] }])
    await expect(addComment(w.ctx, editor, post.id, said({ mentions: ['somebody'] }))).rejects.toMatchObject({
      code: 'approval.no_such_person',
    })
  })
})

describe('rules', () => {
  test('made later ask about what is scheduled already; removed, they hold nothing', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    const rule = await ruled(w)
    expect(await queueOf(w, boss)).toHaveLength(1)
    expect((await listRules(w.ctx, boss)).items).toMatchObject([{ waiting: 1, steps: [{ name: 'Look' }] }])
    await expect(
      changeRule(w.ctx, w.actor('owner'), rule.id, { ...ruleBody(), version: 7 }),
    ).rejects.toMatchObject({ code: 'approval.changed' })
    await removeRule(w.ctx, w.actor('owner'), rule.id)
    expect(await queueOf(w, boss)).toEqual([])
    expect(await openNotices(w)).toEqual([])
  })

  test('a yes is taken back by who gave it, or by who looks after the workspace', async () => {
    const w = await newsroom()
    const { boss, editor, channel } = await start(w)
    await ruled(w)
    const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
    await yes(w, boss, post.id)
    const [vote] = (await readStanding(w.ctx, boss, post.id)).asks[0]?.votes ?? []
    const other = await member(w, 'client', 'Client')
    await expect(takeBack(w.ctx, other, post.id, vote?.id ?? '', false)).rejects.toMatchObject({
      code: 'approval.no_vote',
    })
    await takeBack(w.ctx, boss, post.id, vote?.id ?? '', false)
    expect(await readStanding(w.ctx, boss, post.id)).toMatchObject({ held: true, asks: [{ state: 'open' }] })
  })
})
