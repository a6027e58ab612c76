import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { forgetCalls } from './queries.ts'

test('whoever is erased is called by name no longer in what others said, and other words stay', async () => {
  const w = await world()
  const { ctx, workspaceId } = w
  const { id } = await ctx.db
    .insertInto('posts')
    .values({ workspaceId, content: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const say = (words: string, mentions: string[]) => ({
    ...{ workspaceId, postId: id, kind: 'comment', words, mentions, createdAt: new Date() },
  })
  await ctx.db
    .insertInto('approvalComments')
    .values([
      say('@Anna Maria (was @Anna) and @Boris, look', ['a', 'b']),
      say('@Anna Maria, in a quote of somebody else', ['b']),
    ])
    .execute()
  await ctx.db
    .transaction()
    .execute((tx) => forgetCalls(tx, 'a', { names: ['Anna', 'Anna Maria'], fresh: 'a former member' }))
  const rows = await ctx.db
    .selectFrom('approvalComments')
    .select(['words', 'mentions'])
    .where('postId', '=', id)
    .execute()
  // Two rows of one moment come in no order of their own.
  expect(rows.sort((a, b) => a.words.localeCompare(b.words))).toEqual([
    { words: '@a former member (was @a former member) and @Boris, look', mentions: ['b'] },
    { words: '@Anna Maria, in a quote of somebody else', mentions: ['b'] },
  ])
})
