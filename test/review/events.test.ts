import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { world } from '../world.ts'

/** Whether somebody who follows now hears what is said afterwards. */
async function hears(w: Awaited<ReturnType<typeof world>>): Promise<boolean> {
  const { ctx, workspaceId } = w
  const told = Promise.withResolvers<boolean>()
  const ready = Promise.withResolvers<boolean>()
  const leave = ctx.events.follow(workspaceId, ({ topic }) => {
    if (topic === 'all') ready.resolve(true)
    if (topic === 'posts') told.resolve(true)
  })
  const timer = setTimeout(() => {
    ready.resolve(false)
    told.resolve(false)
  }, 3000)
  try {
    if (!(await ready.promise)) return false
    await ctx.events.emit(ctx.db, { workspaceId, topic: 'posts', id: null })
    return await told.promise
  } finally {
    clearTimeout(timer)
    leave()
  }
}

test('a page that is loaded again and again, however quickly, hears what happens', async () => {
  const w = await world()
  for (let round = 0; round < 40; round++) {
    // As browsers do: the old stream goes away in any moment of its life, and the new one comes at once.
    for (let i = 0; i < 4; i++) {
      const leave = w.ctx.events.follow(w.workspaceId, () => {})
      await new Promise((done) => setTimeout(done, (round * 3 + i) % 25))
      leave()
    }
    expect([round, await hears(w)]).toEqual([round, true])
  }
}, 120_000)

test('a connection that was left is not taken for the one that is wanted', async () => {
  const w = await world()
  const { ctx, workspaceId } = w
  for (let round = 0; round < 30; round++) {
    const heard: string[] = []
    // The first is left before it stands, so two connections are made side by side.
    ctx.events.follow(workspaceId, () => {})()
    const leave = ctx.events.follow(workspaceId, ({ topic }) => heard.push(topic))
    await expect.poll(() => heard).toContain('all')
    await new Promise((done) => setTimeout(done, 40))
    // A second "all" ends streams: nothing was missed here.
    expect([round, heard]).toEqual([round, ['all']])
    const late: string[] = []
    const leaveLate = ctx.events.follow(workspaceId, ({ topic }) => late.push(topic))
    await expect.poll(() => late, { timeout: 2000 }).toContain('all')
    leaveLate()
    leave()
  }
}, 120_000)

test('what a newer version says is passed over, and does not end the process', async () => {
  const w = await world()
  const { ctx, workspaceId } = w
  const heard: string[] = []
  const leave = ctx.events.follow(workspaceId, ({ topic }) => heard.push(topic))
  await expect.poll(() => heard).toEqual(['all'])
  for (const payload of [JSON.stringify({ workspaceId, topic: 'inbox', id: null }), 'no JSON', ''])
    await sql`select pg_notify('carillon_events', ${payload})`.execute(ctx.db)
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'posts', id: null })
  await expect.poll(() => heard).toEqual(['all', 'posts'])
  leave()
})
