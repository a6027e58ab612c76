import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { join, newsroom } from '../posts/samples.ts'
import { HashtagSetBody } from './contract.ts'
import { addSet, changeSet, readHashtags, removeSet } from './service.ts'

async function publish(w: World, channelId: string, text: string, likes?: number): Promise<void> {
  const { id } = await w.ctx.db
    .insertInto('publications')
    .values({
      ...{ workspaceId: w.workspaceId, channelId, text, origin: 'native', kind: 'post' },
      ...{ remoteId: crypto.randomUUID(), publishedAt: w.clock.now() },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  w.clock.on(60_000)
  if (likes === undefined) return
  const of = { workspaceId: w.workspaceId, subjectKind: 'publication', subjectId: id, at: w.clock.now() }
  await w.ctx.db
    .insertInto('metricLatest')
    .values([
      { ...of, metric: 'likes', value: likes },
      { ...of, metric: 'views', value: 1000 },
    ])
    .execute()
}

test('a set is kept, changed by who saw it last, and removed', async () => {
  const w = await newsroom()
  const editor = w.actor('editor')
  const tags = HashtagSetBody.parse({ name: ' Bread ', tags: ['#rye', 'Хлеб', 'ขนมปัง'] })
  const set = await addSet(w.ctx, editor, tags)
  expect(set).toMatchObject({ name: 'Bread', tags: ['rye', 'Хлеб', 'ขนมปัง'], version: 1 })
  await expect(addSet(w.ctx, editor, { ...tags, name: 'bread' })).rejects.toMatchObject({
    code: 'hashtag_set.name_taken',
  })
  const change = { name: 'Bread', tags: ['rye'], version: 1 }
  await changeSet(w.ctx, editor, set.id, change)
  await expect(changeSet(w.ctx, editor, set.id, change)).rejects.toMatchObject({
    code: 'hashtag_set.changed',
  })
  const there = await w.tenant()
  await expect(removeSet(w.ctx, there.actor('owner'), set.id)).rejects.toMatchObject({
    code: 'hashtag_set.not_found',
  })
  await removeSet(w.ctx, editor, set.id)
  expect((await readHashtags(w.ctx, editor)).sets).toEqual([])
})

test('tags with spaces, of digits alone or twice are none', () => {
  for (const tags of [['a b'], ['123'], ['rye', 'Rye'], [], ['#']])
    expect(HashtagSetBody.safeParse({ name: 'x', tags }).success, String(tags)).toBe(false)
})

test('hashtags that were used are counted once in a publication, with what became of those that are measured', async () => {
  const w = await newsroom()
  const channel = await join(w)
  await publish(w, channel, '#Rye and #rye https://a.lv/#no a#b #хлеб', 4)
  await publish(w, channel, 'More #RYE #ขนมปัง #2030', 8)
  await publish(w, channel, '#rye without numbers')
  const { used, looked } = await readHashtags(w.ctx, w.actor('editor'))
  expect(looked).toBe(3)
  expect(used.map(({ tag, uses, measured, engagements }) => [tag, uses, measured, engagements])).toEqual([
    ['rye', 3, 2, 6],
    ['ขนมปัง', 1, 1, 8],
    ['хлеб', 1, 1, 4],
  ])
})

test('who does not see a channel does not learn of its hashtags', async () => {
  const w = await newsroom()
  const [seen, unseen] = [await join(w), await join(w, { handle: '@other' })]
  await publish(w, seen, '#rye')
  await publish(w, unseen, '#secret')
  const editor = {
    ...w.actor('editor'),
    channels: { chosenOnly: true, parts: { [seen]: 'editor' as const } },
  }
  expect((await readHashtags(w.ctx, editor)).used.map(({ tag }) => tag)).toEqual(['rye'])
  await expect(addSet(w.ctx, editor, { name: 'Mine', tags: ['rye'] })).rejects.toMatchObject({
    code: 'reach.whole_only',
  })
})
