import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { person } from '../../../../test/people/door.ts'
import { untilWaiting } from '../../../../test/people/waiting.ts'
import { type World, world } from '../../../../test/world.ts'
import { audit } from '../../../app/audit.ts'
import { holdSealing } from '../audit/index.ts'
import { findPerson } from '../sign-in/index.ts'
import { erasePerson } from './erase.ts'

const by = { command: 'carillon person erase' }
const undone = new Error('All of it is taken back')

async function somebody(w: World) {
  const { email } = await person(w, w, 'editor')
  const found = await findPerson(w.ctx.db, email)
  if (!found) throw new Error('Nobody was made')
  return found
}

test('while somebody is erased, others write into their workspaces', async () => {
  const w = await world({ alone: true })
  const { ctx } = w
  const ann = await somebody(w)
  const erasing = ctx.db.transaction().execute(async (tx) => {
    await erasePerson(tx, ctx, ann, by)
    await ctx.db.transaction().execute(async (other) => {
      await sql`set local lock_timeout = '2s'`.execute(other)
      await audit(other, w.actor('owner'), { action: 'goal.added', subject: { kind: 'goal', id: null } })
    })
    throw undone
  })
  await expect(erasing).rejects.toBe(undone)
})

test('whoever waits for the sealer holds nothing that the sealer may want', async () => {
  const w = await world({ alone: true })
  const { ctx, workspaceId } = w
  const ann = await somebody(w)
  let erasing: Promise<void> | undefined
  await ctx.db.transaction().execute(async (sealer) => {
    await holdSealing(sealer)
    erasing = ctx.db.transaction().execute((tx) => erasePerson(tx, ctx, ann, by))
    await untilWaiting(w, 1)
    await sql`select from workspaces where id = ${workspaceId} for update nowait`.execute(sealer)
  })
  await erasing
  expect(await findPerson(ctx.db, ann.email)).toBeUndefined()
})
