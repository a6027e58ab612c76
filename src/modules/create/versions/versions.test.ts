import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { member, ruled, yes } from '../approval/samples.ts'
import { readStanding } from '../approval/standing.ts'
import type { PostAnswer } from '../posts/contract.ts'
import { createPost } from '../posts/make.ts'
import { readPost } from '../posts/read.ts'
import { deliveriesOf, join, newsroom, picture, writing } from '../posts/samples.ts'
import { changePost } from '../posts/write.ts'
import { mostVersions, VersionQuery } from './contract.ts'
import { pageVersions, readVersion, restoreVersion } from './service.ts'

const long = 'Fresh rolls with rhubarb, every morning from six until they are gone.'

const worded = (post: PostAnswer, text: string, more: object = {}) =>
  ({
    version: post.version,
    content: { ...post.content, parts: [{ ...post.content.parts[0], text }] },
    ...more,
  }) as never

async function reword(w: World, actor: Actor, id: string, text: string): Promise<PostAnswer> {
  return changePost(w.ctx, actor, id, worded(await readPost(w.ctx, actor, id), text))
}

/** A draft of this moment; rows are dated by the database otherwise. */
async function begun(w: World, actor: Actor, text: string, channelIds: string[]): Promise<string> {
  const { id } = await createPost(w.ctx, actor, writing(text, channelIds))
  const createdAt = w.ctx.clock.now()
  await w.ctx.db.updateTable('posts').set({ createdAt, updatedAt: createdAt }).where('id', '=', id).execute()
  return id
}

const listed = async (w: World, id: string, actor: Actor = w.actor('owner')) =>
  (await pageVersions(w.ctx, actor, id, VersionQuery.parse({}))).items

async function texts(w: World, id: string): Promise<(string | undefined)[]> {
  const items = await listed(w, id)
  const read = await Promise.all(items.map((item) => readVersion(w.ctx, w.actor('owner'), id, item.id)))
  return read.map(({ content }) => content.parts[0]?.text)
}

async function start(w: World) {
  const [anna, boris] = [await member(w, 'editor', 'Anna'), await member(w, 'editor', 'Boris')]
  return { anna, boris, channel: await join(w) }
}

test('what one person saves within minutes is one version; another person begins another', async () => {
  const w = await newsroom()
  const { anna, boris, channel } = await start(w)
  const id = await begun(w, anna, 'B', [channel])
  await reword(w, anna, id, 'Br')
  w.clock.to('2030-01-01T08:01:00Z')
  await reword(w, anna, id, 'Bread')
  expect(await listed(w, id)).toMatchObject([{ by: 'Anna', fields: ['content'], restoredFrom: null }])
  await reword(w, boris, id, 'Bread and rolls')
  w.clock.to('2030-01-01T08:09:00Z')
  await reword(w, boris, id, 'Bread, rolls')
  expect(await texts(w, id)).toEqual(['Bread, rolls', 'Bread and rolls', 'Bread'])
  expect((await listed(w, id)).map(({ by }) => by)).toEqual(['Boris', 'Boris', 'Anna'])
})

test('what it said before anything was remembered is kept with the first change', async () => {
  const w = await newsroom()
  const { anna, boris, channel } = await start(w)
  const { id } = await createPost(w.ctx, anna, writing('Bread', [channel]))
  await reword(w, boris, id, 'Rolls')
  expect(await listed(w, id)).toMatchObject([
    { by: 'Boris', fields: ['content'] },
    { by: 'Anna', fields: [], version: 1 },
  ])
  expect(await texts(w, id)).toEqual(['Rolls', 'Bread'])
})

test('much that was deleted stays to be had back, also within a minute', async () => {
  const w = await newsroom()
  const { anna, channel } = await start(w)
  const id = await begun(w, anna, 'x', [channel])
  await reword(w, anna, id, long)
  await reword(w, anna, id, '')
  await reword(w, anna, id, 'Something else')
  expect(await texts(w, id)).toEqual(['Something else', long])
})

test('a version is brought back as a new one, with the words of channels, and without pictures that are gone', async () => {
  const w = await newsroom()
  const { anna, boris, channel } = await start(w)
  const mediaId = await picture(w)
  const body = writing('Bread', [], {
    content: { parts: [{ text: 'Bread', media: [{ id: mediaId }] }] },
    variants: [{ channelId: channel, content: { parts: [{ text: 'Chirp bread' }] } }],
  })
  const { id } = await createPost(w.ctx, anna, body)
  const other = await join(w)
  const post = await readPost(w.ctx, boris, id)
  await changePost(
    w.ctx,
    boris,
    id,
    worded(post, 'Rolls', {
      variants: [
        { channelId: channel, content: null, options: {} },
        { channelId: other, content: { parts: [{ text: 'Other' }] }, options: {} },
      ],
    }),
  )
  await w.ctx.db.deleteFrom('postMedia').where('mediaId', '=', mediaId).execute()
  await w.ctx.db.deleteFrom('media').where('id', '=', mediaId).execute()
  const [, first] = await listed(w, id)
  const { version } = await readPost(w.ctx, boris, id)
  const back = await restoreVersion(w.ctx, boris, id, first?.id ?? '', { version }, changePost)
  expect(back.content.parts[0]).toMatchObject({ text: 'Bread', media: [] })
  // A channel that came later keeps what it says.
  expect(back.variants.map(({ content }) => content?.parts?.[0]?.text).sort()).toEqual([
    'Chirp bread',
    'Other',
  ])
  expect((await listed(w, id))[0]).toMatchObject({ by: 'Boris', restoredFrom: 1 })
  const { action } = await w.ctx.db
    .selectFrom('auditLog')
    .select('action')
    .where('subjectId', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(action).toBe('post.reverted')
})

test('after a yes, old words ask again and the delivery keeps its time', async () => {
  const w = await newsroom()
  const { anna, channel } = await start(w)
  const boss = await member(w, 'manager', 'Boss')
  const { id } = await createPost(w.ctx, anna, writing('Bread', [channel]))
  await ruled(w)
  await reword(w, await member(w, 'editor', 'Clara'), id, 'Rolls')
  const scheduled = { kind: 'at', at: '2030-01-02T09:00:00Z' } as const
  const { schedulePost } = await import('../posts/schedule.ts')
  await schedulePost(w.ctx, anna, id, { when: scheduled })
  await yes(w, boss, id)
  expect((await readStanding(w.ctx, boss, id)).held).toBe(false)
  const before = await deliveriesOf(w, id)
  const old = (await listed(w, id)).at(-1)
  const { version } = await readPost(w.ctx, anna, id)
  await restoreVersion(w.ctx, anna, id, old?.id ?? '', { version }, changePost)
  expect(await readStanding(w.ctx, boss, id)).toMatchObject({ held: true, asks: [{ state: 'open' }] })
  const after = await deliveriesOf(w, id)
  expect(after.map(({ id: one, dueAt, state }) => [one, dueAt, state])).toEqual(
    before.map(({ id: one, dueAt, state }) => [one, dueAt, state]),
  )
  expect(JSON.stringify(after[0]?.content)).toContain('Bread')
})

test('what somebody said yes to stays a version, however soon its author goes on', async () => {
  const w = await newsroom()
  const { anna, channel } = await start(w)
  const boss = await member(w, 'manager', 'Boss')
  await ruled(w, { steps: [{}, { name: 'Again' }] })
  const id = await begun(w, anna, 'Bread', [channel])
  await reword(w, anna, id, 'Rolls')
  const { proposePost } = await import('../posts/decide.ts')
  await proposePost(w.ctx, anna, id)
  w.clock.to('2030-01-01T08:01:00Z')
  await yes(w, boss, id)
  w.clock.to('2030-01-01T08:02:00Z')
  await reword(w, anna, id, 'Cakes')
  await reword(w, anna, id, 'Cakes!')
  expect(await texts(w, id)).toEqual(['Cakes!', 'Rolls'])
})

test('whoever decided on words that changed meanwhile is told, and nothing is lost', async () => {
  const w = await newsroom()
  const { anna, boris, channel } = await start(w)
  const { id } = await createPost(w.ctx, anna, writing('Bread', [channel]))
  const seen = await reword(w, boris, id, 'Rolls')
  await reword(w, anna, id, 'Rolls with rhubarb')
  const old = (await listed(w, id)).at(-1)
  await expect(
    restoreVersion(w.ctx, boris, id, old?.id ?? '', { version: seen.version }, changePost),
  ).rejects.toMatchObject({ code: 'post.changed' })
  expect((await texts(w, id))[0]).toBe('Rolls with rhubarb')
})

test('two who save at once leave a version each, in the order of their saves', async () => {
  const w = await newsroom()
  const { anna, boris, channel } = await start(w)
  const other = await join(w)
  const { id, version } = await createPost(w.ctx, w.actor('owner'), writing('Bread', [channel, other]))
  const own = (text: string) => ({ parts: [{ text }] })
  const say = (actor: Actor, channelId: string, text: string) =>
    changePost(w.ctx, actor, id, {
      version,
      variants: [{ channelId, content: own(text), options: {} }],
    } as never)
  await Promise.all([say(anna, channel, 'By Anna'), say(boris, other, 'By Boris')])
  const items = await listed(w, id)
  expect(items).toHaveLength(3)
  expect(new Set(items.map(({ by }) => by))).toEqual(new Set(['Anna', 'Boris', null]))
  const newest = await readVersion(w.ctx, anna, id, items[0]?.id ?? '')
  expect(newest.variants.map(({ content }) => content?.parts?.[0]?.text).sort()).toEqual([
    'By Anna',
    'By Boris',
  ])
})

test('only so many versions are kept, and a list is read by key', async () => {
  const w = await newsroom()
  const { anna, channel } = await start(w)
  const { id } = await createPost(w.ctx, anna, writing('Bread', [channel]))
  const row = { workspaceId: w.workspaceId, postId: id, content: '{"parts":[]}', variants: '[]' }
  const at = new Date('2029-12-01T00:00:00Z')
  await w.ctx.db
    .insertInto('postVersions')
    .values(
      Array.from({ length: mostVersions + 5 }, (_, n) => ({
        ...row,
        version: n - 300,
        begunAt: at,
        savedAt: at,
      })),
    )
    .execute()
  await reword(w, anna, id, 'Rolls')
  const { count } = await w.ctx.db
    .selectFrom('postVersions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('postId', '=', id)
    .executeTakeFirstOrThrow()
  expect(count).toBe(mostVersions)
  const first = await pageVersions(w.ctx, anna, id, VersionQuery.parse({ limit: 2 }))
  expect(first.items.map(({ version }) => version)).toEqual([2, 1])
  expect(first.next).toBe('1')
})

test('what is said on channels that one does not see is not told, and a post that one does not see has no versions', async () => {
  const w = await newsroom()
  const { anna, boris, channel } = await start(w)
  const hidden = await join(w)
  const { id } = await createPost(w.ctx, anna, writing('Bread', [channel, hidden]))
  await changePost(w.ctx, boris, id, {
    version: 1,
    variants: [{ channelId: hidden, content: { parts: [{ text: 'Secret' }] }, options: {} }],
  } as never)
  const parts = { [channel]: 'editor' } as const
  const limited: Actor = { ...anna, channels: { chosenOnly: true, parts } }
  const items = await listed(w, id, limited)
  expect(items[0]).toMatchObject({ fields: [], elsewhere: true })
  const shown = await readVersion(w.ctx, limited, id, items[0]?.id ?? '')
  expect(JSON.stringify(shown)).not.toContain('Secret')
  await expect(
    restoreVersion(w.ctx, limited, id, items[1]?.id ?? '', { version: 2 }, changePost),
  ).rejects.toMatchObject({ code: 'reach.unseen' })
  const { id: other } = await createPost(w.ctx, boris, writing('Hidden', [hidden]))
  await expect(listed(w, other, limited)).rejects.toMatchObject({ code: 'version.no_post' })
  const there = await w.tenant()
  await expect(listed(w, id, there.actor('owner'))).rejects.toMatchObject({ code: 'version.no_post' })
})

test('a post whose words became others past all saves is still saved', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const editor = w.actor('editor')
  const { id, version } = await createPost(w.ctx, editor, writing('Bread', [channel]))
  const save = (of: number, text: string) =>
    changePost(w.ctx, editor, id, { version: of, content: writing(text, []).content })
  const first = await save(version, 'Bread and rolls')
  await w.ctx.db
    .updateTable('posts')
    .set({ content: JSON.stringify({ ...first.content, title: 'Moved' }) })
    .where('id', '=', id)
    .execute()
  expect(await save(first.version, 'Rolls')).toMatchObject({ version: first.version + 1 })
})

test('the marks of a machine’s words stay with a version and come back with it, by channel', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const [anna, boris] = [await member(w, 'editor', 'Anna'), await member(w, 'editor', 'Boris')]
  const made = 'Rye bread of the old kind, each night from six on'
  const mark = {
    part: 0,
    field: 'text',
    mediaId: null,
    text: made,
    before: '',
    tool: 'write',
    model: 'small',
  }
  const at = '2030-01-01T08:00:00.000Z'
  const marks = [
    { ...mark, channelId: null, at },
    { ...mark, channelId: channel, at },
  ]
  const { id } = await createPost(
    w.ctx,
    anna,
    writing(made, [], {
      variants: [{ channelId: channel, content: { parts: [{ text: made }] } }],
      machineMade: marks,
    }),
  )
  const post = await readPost(w.ctx, boris, id)
  const anew = { channelId: channel, content: { parts: [{ text: 'Warm loaves for friends' }] }, options: {} }
  await changePost(w.ctx, boris, id, worded(post, 'Come early for warm rolls', { variants: [anew] }))
  const [now, first] = await listed(w, id)
  expect(await readVersion(w.ctx, boris, id, now?.id ?? '')).toMatchObject({ machineMade: [] })
  expect((await readVersion(w.ctx, boris, id, first?.id ?? '')).machineMade).toEqual(marks)
  const { version } = await readPost(w.ctx, boris, id)
  const back = await restoreVersion(w.ctx, boris, id, first?.id ?? '', { version }, changePost)
  expect(back.machineMade).toEqual(marks)
  const [again] = await listed(w, id)
  expect((await readVersion(w.ctx, boris, id, again?.id ?? '')).machineMade).toEqual(marks)
})

test('a mark that comes to words of before is kept with the version that says them', async () => {
  const w = await newsroom()
  const { anna, boris } = await start(w)
  const { id } = await createPost(w.ctx, anna, writing('Bread', []))
  const made = 'Rye bread of the old kind, each night'
  await reword(w, boris, id, made)
  const mark = { channelId: null, part: 0, field: 'text', mediaId: null, text: made, before: '' } as const
  const { version } = await readPost(w.ctx, boris, id)
  const told = { ...mark, tool: 'write', model: 'small', at: '2030-01-01T08:00:00.000Z' }
  await changePost(w.ctx, boris, id, { version, machineMade: [told] })
  const items = await listed(w, id)
  expect(items).toHaveLength(2)
  expect((await readVersion(w.ctx, boris, id, items[0]?.id ?? '')).machineMade).toEqual([told])
})
