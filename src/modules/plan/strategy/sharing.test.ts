import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { emptyStrategy, type StrategyPart } from './contract.ts'
import { saveStrategy } from './service.ts'
import { endLink, listLinks, openShared, shareStrategy } from './sharing.ts'

const ip = '203.0.113.9'

async function written(w: World): Promise<Actor> {
  const id = `Ieva-${w.workspaceId}`
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: 'Ieva', email: `${id}@example.com` })
    .execute()
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: w.workspaceId, userId: id, role: 'owner' })
    .execute()
  const ieva: Actor = { ...w.actor('owner'), kind: 'person', id, name: 'Ieva' }
  const parts = {
    objective: { objective: 'sales' as const, why: 'The oven is paid by bread.' },
    team: { people: [], words: 'Six hours a week' },
    positioning: { ...emptyStrategy.positioning, oneThing: 'Rye' },
  }
  await saveStrategy(w.ctx, ieva, { revision: 0, parts, reason: 'A secret reason' })
  return ieva
}

const agreed: StrategyPart[] = ['objective', 'positioning']
const share = (w: World, by: Actor, days = 14) =>
  shareStrategy(w.ctx, by, { label: 'Bank', parts: agreed, days })
const tokenOf = ({ url }: { url: string }): string => url.split('#')[1] ?? ''
const fault = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'none').catch((error) => error.code)

test('a link shows the parts that are shared, as they hold now, and nothing else of the house', async () => {
  const w = await world()
  const ieva = await written(w)
  const link = await share(w, ieva)
  expect(link.url).toContain('/shared-strategy#')
  const shown = await openShared(w.ctx, tokenOf(link), ip)
  expect(shown).toMatchObject({
    workspace: 'Test',
    shown: agreed,
    parts: { positioning: { oneThing: 'Rye' } },
  })
  const told = JSON.stringify(shown)
  expect(told).not.toMatch(/Six hours|secret reason|Ieva/)
  expect(told).not.toContain(w.workspaceId)
  await saveStrategy(w.ctx, ieva, {
    revision: 1,
    parts: { positioning: emptyStrategy.positioning },
    reason: '',
  })
  expect((await openShared(w.ctx, tokenOf(link), ip)).parts.positioning.oneThing).toBe('')
  expect(await listLinks(w.ctx, ieva)).toMatchObject({ items: [{ opens: 2, state: 'open', label: 'Bank' }] })
})

test('a link is over with its time, when it is ended, when who made it may not share any more, and with the workspace', async () => {
  const w = await world()
  const ieva = await written(w)
  const [late, ended, orphan, last] = [
    await share(w, ieva, 1),
    await share(w, ieva),
    await share(w, ieva),
    await share(w, ieva),
  ]
  await endLink(w.ctx, ieva, ended.id)
  expect(await fault(openShared(w.ctx, tokenOf(ended), ip))).toBe('strategy.link_over')
  w.clock.on(86_400_001)
  expect(await fault(openShared(w.ctx, tokenOf(late), ip))).toBe('strategy.link_over')
  const members = w.ctx.db.updateTable('members').where('userId', '=', ieva.id ?? '')
  await members.set({ role: 'editor' }).execute()
  expect(await fault(openShared(w.ctx, tokenOf(orphan), ip))).toBe('strategy.link_over')
  expect((await listLinks(w.ctx, ieva)).items.map(({ state }) => state)).toEqual(['void', 'void', 'void'])
  await members.set({ role: 'manager' }).execute()
  expect(await fault(openShared(w.ctx, tokenOf(last), ip))).toBe('none')
  await w.ctx.db
    .updateTable('workspaces')
    .set({ eraseAt: w.clock.now() })
    .where('id', '=', w.workspaceId)
    .execute()
  expect(await fault(openShared(w.ctx, tokenOf(last), ip))).toBe('strategy.link_over')
})

test('who tries many links waits; who opens theirs does not use the tries up', async () => {
  const w = await world()
  const link = await share(w, await written(w))
  const guesser = '203.0.113.77'
  for (let i = 0; i < 100; i++) expect(await fault(openShared(w.ctx, tokenOf(link), ip))).toBe('none')
  const told: string[] = []
  for (let i = 0; i < 70; i++) told.push(await fault(openShared(w.ctx, `guess-${i}`, guesser)))
  expect(told.slice(0, 60)).toEqual(Array(60).fill('strategy.link_over'))
  expect(told.at(-1)).toBe('strategy.braked')
  expect(await fault(openShared(w.ctx, tokenOf(link), guesser))).toBe('strategy.braked')
  expect(await fault(openShared(w.ctx, tokenOf(link), ip))).toBe('none')
})

test('only people share, and what the house keeps does not open the link', async () => {
  const w = await world()
  const ieva = await written(w)
  expect(await fault(share(w, { ...w.actor('owner'), kind: 'key', id: crypto.randomUUID() }))).toBe(
    'strategy.person_only',
  )
  const link = await share(w, ieva)
  const { digest } = await w.ctx.db.selectFrom('strategyLinks').select('digest').executeTakeFirstOrThrow()
  for (const told of [digest.toString('base64url'), digest.toString('hex')])
    expect(await fault(openShared(w.ctx, told, ip))).toBe('strategy.link_over')
  expect(JSON.stringify(await listLinks(w.ctx, ieva))).not.toContain(tokenOf(link))
})
