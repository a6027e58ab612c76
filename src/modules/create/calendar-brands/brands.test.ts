import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Person } from '../../../app/actor.ts'
import { createPost } from '../posts/make.ts'
import { join, newsroom, writing } from '../posts/samples.ts'
import { readBrands } from './service.ts'

const window = { from: '2030-02-01T00:00:00Z', to: '2030-03-01T00:00:00Z' }

async function someone(w: World): Promise<Person> {
  const userId = `Agnese-${crypto.randomUUID()}`
  const email = `${userId}@example.com`
  await w.ctx.db.insertInto('users').values({ id: userId, name: 'Agnese', email }).execute()
  return { userId, sessionId: 's', name: 'Agnese', email, requestId: 'r', ip: '203.0.113.1' }
}

const joinIn = (w: World, workspaceId: string, { userId }: Person, more: object = {}) =>
  w.ctx.db
    .insertInto('members')
    .values({ workspaceId, userId, role: 'editor', ...more })
    .execute()

async function brand(w: World, workspaceId: string, text: string) {
  const channel = await join(w, { workspaceId, handle: `@${text}` })
  const actor = { ...w.actor('editor'), workspaceId }
  const schedule = { kind: 'at', at: '2030-02-04T09:00', zone: 'UTC' } as const
  const post = await createPost(w.ctx, actor, writing(text, [channel], { schedule }))
  const draft = await createPost(
    w.ctx,
    actor,
    writing(`${text} draft`, [channel], { wish: { at: '2030-02-05T09:00', zone: 'UTC' } }),
  )
  return { channel, post: post.id, draft: draft.id, actor }
}

test('one sees the calendars of one’s own workspaces of the organisation, and of no other', async () => {
  const w = await newsroom()
  const agnese = await someone(w)
  const [second, foreign, other] = [await w.tenant(), await w.tenant(), await w.tenant()]
  await w.ctx.db
    .updateTable('workspaces')
    .set((eb) => ({
      organisationId: eb
        .selectFrom('workspaces as o')
        .select('o.organisationId')
        .where('o.id', '=', w.workspaceId)
        .$castTo<string>(),
    }))
    .where('id', 'in', [second.workspaceId, foreign.workspaceId])
    .execute()
  for (const id of [w.workspaceId, second.workspaceId, other.workspaceId]) await joinIn(w, id, agnese)
  await brand(w, w.workspaceId, 'one')
  await brand(w, second.workspaceId, 'two')
  await brand(w, foreign.workspaceId, 'foreign')
  await brand(w, other.workspaceId, 'elsewhere')
  const beside = await readBrands(w.ctx, agnese, { ...window, beside: w.workspaceId })
  expect(beside.items.map(({ text }) => text).sort()).toEqual(['one', 'one draft', 'two', 'two draft'])
  expect(beside.brands.map(({ id }) => id).sort()).toEqual([w.workspaceId, second.workspaceId].sort())
  expect(JSON.stringify(beside)).not.toMatch(/foreign|elsewhere/)
  const chosen = { ...window, workspaces: [second.workspaceId, foreign.workspaceId] }
  const some = await readBrands(w.ctx, agnese, chosen)
  expect(new Set(some.items.map(({ workspaceId }) => workspaceId))).toEqual(new Set([second.workspaceId]))
  const strange = await readBrands(w.ctx, agnese, { ...window, beside: foreign.workspaceId })
  expect(strange).toEqual({ brands: [], items: [], more: false })
})

test('in each workspace one sees what one’s exceptions leave, and nothing of one that asks for a second step', async () => {
  const w = await newsroom()
  const agnese = await someone(w)
  const second = await w.tenant()
  const here = await brand(w, w.workspaceId, 'seen')
  const there = await brand(w, second.workspaceId, 'locked')
  const hidden = await join(w, { handle: '@hidden' })
  const wish = { at: '2030-02-06T09:00', zone: 'UTC' }
  await createPost(w.ctx, here.actor, writing('secret', [hidden], { wish }))
  await createPost(w.ctx, here.actor, writing('nowhere', [], { wish }))
  const channelRoles = JSON.stringify({ chosenOnly: true, parts: { [here.channel]: 'own' } })
  await joinIn(w, w.workspaceId, agnese, { channelRoles })
  await joinIn(w, second.workspaceId, agnese)
  const both = await readBrands(w.ctx, agnese, window)
  expect(both.items.map(({ text }) => text).sort()).toEqual(['locked', 'locked draft', 'seen', 'seen draft'])
  expect(JSON.stringify(both)).not.toMatch(/hidden|secret|nowhere/)
  await w.ctx.db
    .updateTable('workspaces')
    .set({ secondStepFrom: '2029-01-01T00:00:00Z' })
    .where('id', '=', second.workspaceId)
    .execute()
  const left = await readBrands(w.ctx, agnese, window)
  expect(left.items.map(({ text }) => text).sort()).toEqual(['seen', 'seen draft'])
  expect(JSON.stringify(left)).not.toContain(there.channel)
})
