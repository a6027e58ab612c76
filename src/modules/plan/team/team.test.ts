import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { faultsOf, Parts, PersonBody } from './contract.ts'
import {
  addPerson,
  addWork,
  beginTeam,
  changePerson,
  readLoad,
  readMine,
  readTeam,
  removePerson,
  removeWork,
  restorePerson,
  restoreWork,
  setParts,
} from './service.ts'
import { findWho } from './who.ts'

async function join(w: World, name: string): Promise<Actor> {
  const id = `${name.toLowerCase()}-${w.workspaceId}`
  await w.ctx.db
    .insertInto('users')
    .values({ id, name, email: `${id}@example.com` })
    .execute()
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: w.workspaceId, userId: id, role: 'editor' })
    .execute()
  return { ...w.actor('editor'), kind: 'person', id }
}

const usual = [
  { name: 'Texts', function: 'content' as const },
  { name: 'Pictures', function: 'design' as const },
]

test('a team begins with all members and the usual kinds of work, and a second time changes nothing', async () => {
  const w = await world()
  const owner = w.actor('owner')
  await join(w, 'Olga')
  await join(w, 'Mila')
  const first = await beginTeam(w.ctx, owner, { works: usual })
  expect(first.people.map(({ name, member }) => [name, member])).toEqual([
    ['Olga', true],
    ['Mila', true],
  ])
  expect(first.works.map(({ name }) => name)).toEqual(['Texts', 'Pictures'])
  expect(first.faults).toHaveLength(4)
  expect(await beginTeam(w.ctx, owner, { works: usual })).toEqual(first)
})

test('the matrix says who approves, and what is missing in it', async () => {
  const w = await world()
  const owner = w.actor('owner')
  const olga = await join(w, 'Olga')
  const { people, works } = await beginTeam(w.ctx, owner, { works: usual })
  const fred = await addPerson(w.ctx, owner, PersonBody.parse({ name: 'Fred', contact: 'fred@example.com' }))
  const [texts, pictures] = works
  const [person] = people
  if (!texts || !pictures || !person) throw new Error('The team has begun')
  const at = { id: texts.id, personId: person.id }
  await setParts(w.ctx, owner, at, { parts: ['approves', 'responsible'], was: [] })
  const both = { id: texts.id, personId: fred.id }
  expect((await setParts(w.ctx, owner, both, { parts: ['approves'], was: [] })).faults).toEqual([
    { workId: texts.id, code: 'several_approve' },
    { workId: pictures.id, code: 'nobody_approves' },
    { workId: pictures.id, code: 'nobody_does' },
  ])
  await expect(setParts(w.ctx, owner, both, { parts: ['informed'], was: [] })).rejects.toMatchObject({
    code: 'team.changed',
  })
  await setParts(w.ctx, owner, both, { parts: ['informed'], was: ['approves'] })
  expect(await findWho(w.ctx.db, w.workspaceId, 'content')).toMatchObject([
    {
      ...{ name: 'Texts', approves: [{ userId: olga.id, name: 'Olga' }], responsible: [{ name: 'Olga' }] },
      ...{ informed: [{ userId: null, name: 'Fred' }], consulted: [] },
    },
  ])
  expect((await readMine(w.ctx, olga)).items).toMatchObject([
    { name: 'Texts', parts: ['responsible', 'approves'] },
  ])
  expect((await readMine(w.ctx, owner)).items).toEqual([])
})

test('who leaves the workspace is in the matrix still, and can no longer be told', async () => {
  const w = await world()
  const olga = await join(w, 'Olga')
  const { people, works } = await beginTeam(w.ctx, w.actor('owner'), { works: usual })
  const at = { id: works[0]?.id ?? '', personId: people[0]?.id ?? '' }
  await setParts(w.ctx, w.actor('owner'), at, { parts: ['approves'], was: [] })
  await w.ctx.db.deleteFrom('members').where('userId', '=', olga.id).execute()
  const [texts] = await findWho(w.ctx.db, w.workspaceId, 'content')
  expect(texts?.approves).toMatchObject([{ userId: null, name: 'Olga' }])
  // With the account goes the name.
  await w.ctx.db
    .deleteFrom('users')
    .where('id', '=', olga.id ?? '')
    .execute()
  expect((await readTeam(w.ctx, w.actor('owner'))).people).toMatchObject([{ userId: null, name: '' }])
})

test('what is taken out comes back as it was', async () => {
  const w = await world()
  const owner = w.actor('owner')
  await join(w, 'Olga')
  const { people, works } = await beginTeam(w.ctx, owner, { works: usual })
  const [personId, id] = [people[0]?.id ?? '', works[0]?.id ?? '']
  const full = await setParts(w.ctx, owner, { id, personId }, { parts: ['consulted'], was: [] })
  await removePerson(w.ctx, owner, personId)
  await removeWork(w.ctx, owner, id)
  expect(await readTeam(w.ctx, owner)).toMatchObject({ people: [], cells: [], works: [{ name: 'Pictures' }] })
  await restorePerson(w.ctx, owner, personId)
  await restoreWork(w.ctx, owner, id)
  expect(await readTeam(w.ctx, owner)).toEqual(full)
  await removeWork(w.ctx, owner, id)
  await addWork(w.ctx, owner, { name: 'texts', function: 'content' })
  await expect(restoreWork(w.ctx, owner, id)).rejects.toMatchObject({ code: 'team.name_taken' })
})

test('the plans of channels say how much is asked of whom', async () => {
  const w = await world()
  const olga = await join(w, 'Olga')
  const channel = async (handle: string, plan: { ownerId: string | null; hours: number }) => {
    const { id } = await w.ctx.db
      .insertInto('channels')
      .values({
        ...{ workspaceId: w.workspaceId, network: 'x', remoteId: handle, server: 'https://x.example' },
        ...{ handle, name: handle, profileUrl: 'https://x.example/1', timeZone: 'UTC' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await w.ctx.db
      .insertInto('channelPlans')
      .values({ workspaceId: w.workspaceId, channelId: id, ...plan })
      .execute()
  }
  await channel('@a', { ownerId: olga.id, hours: 2.5 })
  await channel('@b', { ownerId: olga.id, hours: 1 })
  await channel('@c', { ownerId: null, hours: 4 })
  expect(await readLoad(w.ctx, w.actor('owner'))).toEqual({
    ...{ items: [{ userId: olga.id, minutes: 210 }], unowned: 240, typedMinutes: null },
  })
})

test('nothing of another workspace is seen or touched', async () => {
  const w = await world()
  await join(w, 'Olga')
  const { people, works } = await beginTeam(w.ctx, w.actor('owner'), { works: usual })
  const there = await w.tenant()
  const other = there.actor('owner')
  const [personId, id] = [people[0]?.id ?? '', works[0]?.id ?? '']
  expect((await readTeam(w.ctx, other)).people).toEqual([])
  expect(await findWho(w.ctx.db, there.workspaceId)).toEqual([])
  await expect(changePerson(w.ctx, other, personId, { minutes: 5 })).rejects.toMatchObject({
    code: 'team.no_person',
  })
  await expect(setParts(w.ctx, other, { id, personId }, { parts: [], was: [] })).rejects.toMatchObject({
    code: 'team.no_work',
  })
  const body = PersonBody.parse({ userId: people[0]?.userId })
  await expect(addPerson(w.ctx, other, body)).rejects.toMatchObject({ code: 'team.no_member' })
})

test('only who does it approves it besides', () => {
  expect(Parts.safeParse(['approves', 'responsible']).success).toBe(true)
  expect(Parts.safeParse(['approves', 'informed']).success).toBe(false)
  expect(Parts.safeParse(['approves', 'approves']).success).toBe(false)
  expect(faultsOf([], [])).toEqual([])
})
