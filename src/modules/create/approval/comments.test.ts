import { describe, expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { listNotifications } from '../../publish/notifications/service.ts'
import { createPost } from '../posts/make.ts'
import { join, newsroom, writing } from '../posts/samples.ts'
import { addComment, changeComment, readComments, resolveComment } from './comments.ts'
import { type Anchor, anchorAt, CommentBody, locate } from './contract.ts'
import { member } from './samples.ts'

async function start(w: World) {
  const [anna, boris] = [await member(w, 'editor', 'Anna'), await member(w, 'editor', 'Boris')]
  const channel = await join(w)
  const { id } = await createPost(w.ctx, anna, writing('Bread', [channel]))
  const say = (by: Actor, over: object = {}) =>
    addComment(w.ctx, by, id, CommentBody.parse({ words: 'Well', ...over }))
  return { anna, boris, channel, id, say }
}

const told = async (w: World, actor: Actor) =>
  (await listNotifications(w.ctx, actor, { open: true, limit: 50 })).items.map(({ kind, facts }) => ({
    kind,
    text: facts.text,
  }))

describe('an answer', () => {
  test('stands beneath the remark at the top, and is told to whoever said that', async () => {
    const w = await newsroom()
    const { anna, boris, id, say } = await start(w)
    const [top] = await say(anna, { words: 'Rye or wheat?' })
    const [, first] = await say(boris, { words: 'Rye', replyTo: top?.id })
    const all = await say(anna, { words: 'Good', replyTo: first?.id })
    expect(all.map(({ replyTo }) => replyTo)).toEqual([null, top?.id, top?.id])
    expect(await told(w, anna)).toEqual([{ kind: 'approval.replied', text: 'Rye' }])
    expect(await told(w, boris)).toEqual([])
    // Taken back, nobody is told of it any more.
    await changeComment(w.ctx, boris, id, first?.id ?? '', { deleted: true })
    expect(await told(w, anna)).toEqual([])
    await expect(say(anna, { replyTo: first?.id, kind: 'change' })).rejects.toMatchObject({
      code: 'approval.no_parent',
    })
  })

  test('to what the team says among itself is never read by clients, and nobody outside is told', async () => {
    const w = await newsroom()
    const { anna, say, id } = await start(w)
    const client = await member(w, 'client', 'Client')
    const [inner] = await say(anna, { words: 'Between us' })
    await say(anna, { words: 'Also between us', replyTo: inner?.id, forClients: true })
    const all = await say(client, { words: 'Hello' })
    const theirs = all.at(-1)
    await say(anna, { words: 'About the client', replyTo: theirs?.id })
    await say(anna, { words: 'To the client', replyTo: theirs?.id, forClients: true })
    const read = await readComments(w.ctx, client, id)
    expect(read.map(({ words }) => words)).toEqual(['Hello', 'To the client'])
    expect(await told(w, client)).toEqual([{ kind: 'approval.replied', text: 'To the client' }])
    await expect(say(client, { replyTo: inner?.id })).rejects.toMatchObject({ code: 'approval.no_parent' })
  })
})

describe('a mention', () => {
  test('of several people in several remarks is told to each of them', async () => {
    const w = await newsroom()
    const { anna, boris, say } = await start(w)
    const clara = await member(w, 'analyst', 'Clara')
    await say(anna, { words: '@Boris look', mentions: [boris.id, boris.id] })
    const all = await say(anna, { words: '@Clara look', mentions: [clara.id, anna.id] })
    expect(all.at(-1)?.mentions).toEqual([
      { id: anna.id, name: 'Anna' },
      { id: clara.id, name: 'Clara' },
    ])
    expect(await told(w, boris)).toEqual([{ kind: 'approval.mentioned', text: '@Boris look' }])
    expect(await told(w, clara)).toEqual([{ kind: 'approval.mentioned', text: '@Clara look' }])
    expect(await told(w, anna)).toEqual([])
  })

  test('that comes with a change of the words is told too, once', async () => {
    const w = await newsroom()
    const { anna, boris, id, say } = await start(w)
    const [said] = await say(anna, { words: 'Look' })
    const changed = { words: '@Boris look', mentions: [boris.id] }
    await changeComment(w.ctx, anna, id, said?.id ?? '', changed)
    await changeComment(w.ctx, anna, id, said?.id ?? '', { ...changed, words: '@Boris look!' })
    const [notice] = (await listNotifications(w.ctx, boris, { open: true, limit: 50 })).items
    expect(notice).toMatchObject({ kind: 'approval.mentioned', count: 1, facts: { postId: id } })
  })

  test('of somebody who does not see the post is refused by name; who sees one of its channels is told', async () => {
    const w = await newsroom()
    const { anna, boris, channel, id, say } = await start(w)
    const other = await join(w)
    await w.ctx.db
      .insertInto('variants')
      .values({ workspaceId: w.workspaceId, postId: id, channelId: other })
      .execute()
    const limit = async (part: string) => {
      const channels = { chosenOnly: true, parts: { [part]: 'editor' } } as const
      await w.ctx.db
        .updateTable('members')
        .set({ channelRoles: JSON.stringify(channels) })
        .where('userId', '=', boris.id)
        .execute()
      return { ...boris, channels }
    }
    const elsewhere = await limit(await join(w))
    await expect(say(anna, { mentions: [boris.id] })).rejects.toMatchObject({
      ...{ code: 'approval.not_mentionable', facts: { names: 'Boris' } },
    })
    await expect(readComments(w.ctx, elsewhere, id)).rejects.toMatchObject({ code: 'approval.no_post' })
    const partly = await limit(other)
    await expect(say(anna, { mentions: [boris.id], channelId: channel })).rejects.toMatchObject({
      code: 'approval.not_mentionable',
    })
    await say(anna, { mentions: [boris.id] })
    expect(await told(w, partly)).toHaveLength(1)
    // Whoever loses sight of the post is told nothing of it any more.
    expect(await told(w, await limit(channel))).toHaveLength(1)
    expect(await told(w, elsewhere)).toEqual([])
  })
})

test('a request about a channel is settled by who approves or writes there, not elsewhere', async () => {
  const w = await newsroom()
  const { anna, boris, channel, id, say } = await start(w)
  const other = await join(w)
  await w.ctx.db
    .insertInto('variants')
    .values({ workspaceId: w.workspaceId, postId: id, channelId: other })
    .execute()
  const [asked] = await say(anna, { kind: 'change', words: 'Not so', channelId: channel })
  const chosenOnly = true
  const elsewhere = {
    ...boris,
    channels: { chosenOnly, parts: { [other]: 'manager', [channel]: 'analyst' } },
  }
  const settle = (by: typeof boris) => resolveComment(w.ctx, by, id, asked?.id ?? '', true)
  await expect(settle(elsewhere as typeof boris)).rejects.toMatchObject({ code: 'approval.not_resolvable' })
  const here = { ...boris, channels: { chosenOnly, parts: { [channel]: 'manager' } } }
  expect((await settle(here as typeof boris))[0]?.resolvedAt).not.toBe(null)
})

test('a remark of the team is changed and taken back at any time; one that clients read only for a while', async () => {
  const w = await newsroom()
  const { anna, id, say } = await start(w)
  await say(anna, { words: 'Between us' })
  const [inner, outer] = await say(anna, { words: 'To clients', forClients: true })
  w.clock.to('2030-01-01T12:00:00Z')
  const [changed] = await changeComment(w.ctx, anna, id, inner?.id ?? '', { words: 'Among us' })
  expect(changed).toMatchObject({ words: 'Among us', editable: true })
  await expect(changeComment(w.ctx, anna, id, outer?.id ?? '', { words: 'No' })).rejects.toMatchObject({
    code: 'approval.too_late',
  })
  const [gone] = await changeComment(w.ctx, anna, id, inner?.id ?? '', { deleted: true })
  expect(gone).toMatchObject({ deleted: true, words: '' })
  const [back] = await changeComment(w.ctx, anna, id, inner?.id ?? '', { deleted: false })
  expect(back).toMatchObject({ deleted: false, words: 'Among us' })
})

test('a remark is settled and opened again by who writes the post; by two at once, once', async () => {
  const w = await newsroom()
  const { anna, boris, id, say } = await start(w)
  const [top] = await say(anna)
  await say(boris, { replyTo: top?.id })
  await Promise.all([
    resolveComment(w.ctx, anna, id, top?.id ?? '', true),
    resolveComment(w.ctx, boris, id, top?.id ?? '', true),
  ])
  const [settled, answer] = await readComments(w.ctx, boris, id)
  expect(settled?.resolvedAt).not.toBe(null)
  await expect(resolveComment(w.ctx, anna, id, answer?.id ?? '', true)).rejects.toMatchObject({
    code: 'approval.no_comment',
  })
  const [open] = await resolveComment(w.ctx, boris, id, top?.id ?? '', false)
  expect(open?.resolvedAt).toBe(null)
  const reader = await member(w, 'moderator', 'Mo')
  await expect(resolveComment(w.ctx, reader, id, top?.id ?? '', true)).rejects.toMatchObject({
    code: 'approval.not_resolvable',
  })
})

describe('quoted words', () => {
  const text = 'The bread is here. The rolls are here. The cake is here.'
  const anchor = (words: string, from = 0): Anchor => {
    const at = text.indexOf(words, from)
    return anchorAt(text, 0, at, at + words.length)
  }
  const found = (now: string, one: Anchor) => {
    const place = locate(now, one)
    return place && now.slice(0, place.start)
  }

  test('are found where what stood around them still stands', () => {
    const second = anchor('here', text.indexOf('rolls'))
    expect(found(text, second)).toBe('The bread is here. The rolls are ')
    expect(found(`Look here: ${text}`, second)).toBe('Look here: The bread is here. The rolls are ')
    expect(found('The rolls are here. Tea is here.', second)).toBe('The rolls are ')
  })

  test('that moved are found by themselves when they are long enough to be told apart', () => {
    expect(found('Now: The rolls are here.', anchor('The rolls are'))).toBe('Now: ')
  })

  test('that are gone are gone, also when a short word stands somewhere else', () => {
    expect(locate('No more of it.', anchor('The rolls are'))).toBe(null)
    expect(locate('There it was: hereof', { ...anchor('here'), start: 14, end: 18 })).toBe(null)
    expect(locate('', anchor('here'))).toBe(null)
  })

  test('without what stood around them are found as before', () => {
    const { before: _, after: __, ...old } = anchor('here')
    expect(found('It is here', old)).toBe('It is ')
  })

  test('are looked for within bounds', () => {
    const many = 'a '.repeat(50_000)
    const started = performance.now()
    locate(many, anchorAt(many, 0, 99_000, 99_001))
    expect(performance.now() - started).toBeLessThan(200)
  })
})
