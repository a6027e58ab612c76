import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { member, openDoor, password, program, visitor } from './door.ts'

test('a manager changes name, zone and habits; what was before is written down', async () => {
  const w = await world()
  const server = await openDoor(w)
  const manager = await member(w, server, w, 'manager')
  const change = {
    name: 'Zvani',
    timeZone: 'Asia/Bangkok',
    language: 'th',
    weekStartsOn: 7,
    stalenessMinutes: 30,
  }
  expect((await manager('PATCH /workspace', change)).body).toMatchObject(change)
  const { items } = (await manager('GET /audit?action=workspace.')).body
  expect(items).toMatchObject([
    { action: 'workspace.changed', before: { name: 'Test', timeZone: 'Europe/Riga' }, after: change },
  ])
})

test.each([
  [{ timeZone: 'Europe/Ryga' }, 'timeZone', 'not_time_zone'],
  [{ timeZone: '+02:00' }, 'timeZone', 'not_time_zone'],
  [{ language: 'de' }, 'language', 'not_allowed'],
  [{ weekStartsOn: 0 }, 'weekStartsOn', 'too_small'],
  [{ stalenessMinutes: 20_000 }, 'stalenessMinutes', 'too_big'],
  [{ name: '   ' }, 'name', 'too_short'],
])('%o is told at its field', async (patch, path, code) => {
  const w = await world()
  const key = await program(await openDoor(w), w, 'owner')
  const { status, body } = await key('PATCH /workspace', patch)
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ path, code, detail: expect.stringMatching(/\.$/) }])
})

test('a body cannot move a workspace to another organisation or make it a demonstration', async () => {
  const w = await world()
  const there = await w.tenant()
  const key = await program(await openDoor(w), w, 'owner')
  const sent = {
    name: 'Mine',
    id: there.workspaceId,
    organisationId: there.organisationId,
    demo: true,
    role: 'x',
  }
  const { body } = await key('PATCH /workspace', sent)
  expect(body).toMatchObject({ id: w.workspaceId, organisation: { id: w.organisationId }, demo: false })
})

test('the owner of an organisation makes another workspace and owns it', async () => {
  const w = await world({ alone: true })
  const anna = visitor(await openDoor(w), { 'carillon-csrf': '1' })
  await anna('POST /setup', { email: 'anna@example.org', password, workspace: 'Bells' })
  const { status, body } = await anna('POST /workspaces', { name: 'Towers', timeZone: 'Europe/Riga' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'Towers', role: 'owner', timeZone: 'Europe/Riga' })
  const { workspaces } = (await anna('GET /me')).body
  expect(workspaces).toMatchObject([{ name: 'Bells' }, { name: 'Towers' }])
})

test('nobody makes a workspace in an organisation that they do not own', async () => {
  const w = await world()
  const owner = await member(w, await openDoor(w), w, 'owner')
  const theirs = await w.tenant()
  for (const body of [
    { name: 'X' },
    { name: 'X', organisationId: theirs.organisationId },
    { name: 'X', organisationId: w.organisationId },
  ])
    expect(await owner('POST /workspaces', body)).toMatchObject({
      status: 403,
      body: { code: 'workspace.no_organisation' },
    })
})

test('a session must say in which workspace it acts', async () => {
  const w = await world()
  const owner = await member(w, await openDoor(w), w, 'owner')
  expect(await owner('GET /workspace', undefined, { 'carillon-workspace': '' })).toMatchObject({
    status: 422,
    body: { code: 'edge.no_workspace' },
  })
  const byQuery = await owner(`GET /workspace?workspace=${w.workspaceId}`, undefined, {
    'carillon-workspace': '',
  })
  expect(byQuery.status).toBe(200)
  for (const id of ['1', "' or true --", '00000000-0000-7000-8000-000000000000'])
    expect(await owner('GET /workspace', undefined, { 'carillon-workspace': id })).toMatchObject({
      status: 404,
      body: { code: 'edge.workspace_missing' },
    })
})

test('the audit log is read newest first, page by page, and holds only what happened here', async () => {
  const w = await world()
  const there = await w.tenant()
  const server = await openDoor(w)
  const here = await program(server, w, 'owner')
  const elsewhere = await program(server, there, 'owner')
  for (const name of ['A', 'B', 'C']) await here('PATCH /workspace', { name })
  await elsewhere('PATCH /workspace', { name: 'D' })
  const first = (await here('GET /audit?limit=2')).body
  const second = (await here(`GET /audit?limit=2&cursor=${first.next}`)).body
  const names = [first.items, second.items]
    .flat()
    .map((row) => (row as { after: { name: string } }).after.name)
  expect(names).toEqual(['C', 'B', 'A'])
  expect(second.next).toBeNull()
  expect((await here('GET /audit?action=%25')).body.items).toEqual([])
})
