import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { actorLater, askerOf } from './later.ts'

async function member(w: World, role: string): Promise<string> {
  const id = randomUUID()
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: 'Ed', email: `${id}@example.org` })
    .execute()
  await w.ctx.db.insertInto('members').values({ workspaceId: w.workspaceId, userId: id, role }).execute()
  return id
}

test('what a person asked for is done with the role that they have then, and not once they have left', async () => {
  const w = await world()
  const id = await member(w, 'editor')
  const asker = askerOf({ kind: 'person', id })
  expect(await actorLater(w.ctx, w.workspaceId, asker, 'post.write')).toMatchObject({
    kind: 'person',
    id,
    role: 'editor',
  })
  await w.ctx.db.updateTable('members').set({ role: 'contributor' }).where('userId', '=', id).execute()
  expect(await actorLater(w.ctx, w.workspaceId, asker, 'post.write')).toMatchObject({ role: 'contributor' })
  await w.ctx.db.updateTable('members').set({ role: 'client' }).where('userId', '=', id).execute()
  expect(await actorLater(w.ctx, w.workspaceId, asker, 'post.write')).toBe('may_not_write')
  expect(await actorLater(w.ctx, (await w.tenant()).workspaceId, asker, 'post.write')).toBe('asker_gone')
  await w.ctx.db.deleteFrom('members').where('userId', '=', id).execute()
  expect(await actorLater(w.ctx, w.workspaceId, asker, 'post.write')).toBe('asker_gone')
})

test('whom the door does not let in without a second step, nothing is done for', async () => {
  const w = await world()
  const id = await member(w, 'editor')
  await w.ctx.db
    .updateTable('workspaces')
    .set({ secondStepFrom: new Date('2029-01-01T00:00:00Z') })
    .where('id', '=', w.workspaceId)
    .execute()
  expect(await actorLater(w.ctx, w.workspaceId, askerOf({ kind: 'person', id }), 'post.write')).toBe(
    'asker_gone',
  )
})

test('a key acts as long as it is not revoked', async () => {
  const w = await world()
  await w.key('editor')
  const { id } = await w.ctx.db
    .selectFrom('apiKeys')
    .select('id')
    .where('workspaceId', '=', w.workspaceId)
    .executeTakeFirstOrThrow()
  const asker = askerOf({ kind: 'key', id })
  expect(await actorLater(w.ctx, w.workspaceId, asker, 'post.write')).toMatchObject({
    kind: 'key',
    id,
    role: 'editor',
  })
  await w.ctx.db.updateTable('apiKeys').set({ revokedAt: w.clock.now() }).where('id', '=', id).execute()
  expect(await actorLater(w.ctx, w.workspaceId, asker, 'post.write')).toBe('asker_gone')
})
