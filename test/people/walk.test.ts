import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { mayDo, type Role, roles } from '../../src/app/rights.ts'
import type { Route } from '../../src/app/route.ts'
import { routes } from '../../src/house.ts'
import { AppError } from '../../src/platform/errors.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { type Tenant, type World, world } from '../world.ts'
import { type Answer, member, openDoor, program, type Visitor, visitor } from './door.ts'
import { type Expected, table } from './routes-table.ts'
import { photograph, type Strangers, strangersIn, theirNumber } from './strangers.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const nameOf = ({ method, path }: Route): string => `${method} ${path}`
const mounted = new Set([...routes.map((route) => `${route.method} ${route.path}`), 'GET /events'])
const entries = Object.entries(table).filter(([name]) => mounted.has(name))
const inWorkspace = entries.filter(([, { may }]) => may !== 'anyone' && may !== 'signed-in')

/** The address of a route, with an id for each place in it. */
function callOf(name: string, { outside }: Expected, id: string = randomUUID()): `${Method} ${string}` {
  const [method, path = ''] = name.split(' ')
  const filled = path.replace(/:\w+/g, id)
  return `${method as Method} ${outside ? `http://localhost${filled}` : `/api/v1${filled}`}`
}

const address = (name: string, { outside }: Expected): string => {
  const [method, path] = name.split(' ')
  return `${method} ${outside ? path : `/api/v1${path}`}`
}

/** A verb that only says that it was reached, so that the walk changes nothing. */
const hollow = (route: Route): Route => ({
  ...route,
  run: async () => {
    throw new AppError('conflict', 'walk.reached', 'The verb was reached.')
  },
})

/** Let in: the verb was reached, or at least the contract was asked, which comes after. */
const letIn = ({ body }: Answer): boolean =>
  ['walk.reached', 'edge.wrong_fields', 'edge.missing', 'server.media_type'].includes(String(body.code))

let w: World
let server: Server
let people: Record<Role, Visitor>
let programs: Record<Role, Visitor>
let strangers: { owner: Visitor; program: Visitor }

beforeAll(async () => {
  w = await world({ env: { CARILLON_REQUESTS_PER_MINUTE: '1000000' } })
  server = await openDoor(w, routes.map(hollow))
  const real = await openDoor(w)
  const come = async (tenant: Tenant, role: Role) => {
    const headers = { 'carillon-csrf': '1', 'carillon-workspace': tenant.workspaceId }
    return Object.assign(visitor(server, headers), { cookie: (await member(w, real, tenant, role)).cookie })
  }
  const each = async (make: (role: Role) => Promise<Visitor>) =>
    Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await make(role)]))) as Record<
      Role,
      Visitor
    >
  people = await each((role) => come(w, role))
  programs = await each((role) => program(server, w, role))
  const there = await w.tenant()
  strangers = { owner: await come(there, 'owner'), program: await program(server, there, 'owner') }
}, 60_000)

test('every route that is mounted stands in the table, and every row of the table is mounted', () => {
  const system = ['GET /api/health', 'GET /api/openapi.json', 'HEAD /api/health', 'HEAD /api/openapi.json']
  const written = Object.entries(table)
  const outside = written
    .filter(([name, { outside }]) => outside && name.startsWith('GET'))
    .map(([name]) => name.replace('GET', 'HEAD'))
  const expected = [...written.map(([name, each]) => address(name, each)), ...outside, ...system]
  expect([...new Set(server.mounted)].sort()).toEqual(expected.sort())
})

test('every route asks for the right that the table says', () => {
  const asked = Object.fromEntries(routes.map((route) => [nameOf(route), route.spec.may]))
  const expected = Object.fromEntries(entries.map(([name, { may }]) => [name, may]))
  expect({ ...asked, 'GET /events': 'workspace.read' }).toEqual(expected)
})

test.each(roles)('a person with the role %s is let in where the role may, and nowhere else', async (role) => {
  for (const [name, expected] of inWorkspace.filter(([each]) => each !== 'GET /events')) {
    const answer = await people[role](callOf(name, expected), expected.body)
    const { may } = expected
    if (may === 'anyone' || may === 'signed-in') continue
    if (mayDo(role, may))
      expect(letIn(answer), `${role} at ${name}: ${JSON.stringify(answer.body)}`).toBe(true)
    else
      expect(answer, `${role} at ${name}`).toMatchObject({ status: 403, body: { code: 'edge.not_allowed' } })
  }
})

test.each(roles)(
  'an API key with the role %s is let in where the role may, and nowhere else',
  async (role) => {
    for (const [name, expected] of entries.filter(([each]) => each !== 'GET /events')) {
      const answer = await programs[role](callOf(name, expected), expected.body)
      const { may } = expected
      if (may === 'signed-in')
        expect(answer, name).toMatchObject({ status: 403, body: { code: 'edge.person_only' } })
      else if (may === 'anyone' || mayDo(role, may))
        expect(letIn(answer), `${role} at ${name}: ${JSON.stringify(answer.body)}`).toBe(true)
      else
        expect(answer, `${role} at ${name}`).toMatchObject({
          status: 403,
          body: { code: 'edge.not_allowed' },
        })
    }
  },
)

test('nobody without a sign-in is let in anywhere but where anyone may', async () => {
  const nobody = visitor(server, { 'carillon-workspace': w.workspaceId, 'carillon-csrf': '1' })
  for (const [name, expected] of entries) {
    const answer = await nobody(callOf(name, expected), expected.body)
    if (expected.may === 'anyone') expect(letIn(answer), `${name}: ${JSON.stringify(answer.body)}`).toBe(true)
    else expect(answer, name).toMatchObject({ status: 401, body: { code: 'edge.not_signed_in' } })
  }
})

test.each(['owner', 'program'] as const)(
  'to the %s of another tenant this workspace does not exist, at any route',
  async (who) => {
    for (const [name, expected] of inWorkspace) {
      const headers = { 'carillon-workspace': w.workspaceId }
      const answer = await strangers[who](callOf(name, expected), expected.body, headers)
      expect(answer, name).toMatchObject({ status: 404, body: { code: 'edge.workspace_missing' } })
      const [method, path] = callOf(name, expected).split(' ') as [Method, string]
      const byQuery = await strangers[who](`${method} ${path}?workspace=${w.workspaceId}`, expected.body, {
        'carillon-workspace': '',
      })
      expect(byQuery, name).toMatchObject({ status: 404, body: { code: 'edge.workspace_missing' } })
    }
  },
)

test('every change by a session needs the header against foreign pages', async () => {
  for (const [name, expected] of entries.filter(
    ([each, { may }]) => !each.startsWith('GET') && may !== 'anyone',
  )) {
    const answer = await people.owner(callOf(name, expected), expected.body, { 'carillon-csrf': '' })
    expect(answer, name).toMatchObject({ status: 403, body: { code: 'edge.csrf_missing' } })
  }
})

test('an id of another tenant is answered like one that does not exist, at every route, and nothing of theirs moves', async () => {
  const here = await world({ env: { CARILLON_REQUESTS_PER_MINUTE: '1000000' } })
  const theirs: Strangers = await strangersIn(here.ctx, (await here.tenant()).workspaceId)
  const real = await openDoor(here)
  const person = await member(here, real, here, 'owner')
  const before = await photograph(here.ctx, theirs)
  const wrong: string[] = []
  for (const [name, expected] of entries.filter(
    ([each, { may }]) => each.includes(':') && may !== 'anyone',
  )) {
    // What is counted in each workspace: a number that only they have got to, and one that nobody has.
    const [there, nowhere] = name.includes(':number')
      ? [String(theirNumber), String(theirNumber + 1)]
      : [expected.of && theirs[expected.of], undefined]
    const foreign = await person(callOf(name, expected, there), expected.body)
    const missing = await person(callOf(name, expected, nowhere), expected.body)
    const alike = foreign.status === 404 && foreign.body.code === missing.body.code
    if (!expected.of || !alike) wrong.push(`${name}: ${JSON.stringify(foreign.body)}`)
  }
  expect(wrong).toEqual([])
  expect(await photograph(here.ctx, theirs)).toEqual(before)
})

test('no list of one tenant shows anything of another', async () => {
  const here = await world()
  const theirs = await strangersIn(here.ctx, (await here.tenant()).workspaceId)
  const key = await program(await openDoor(here), here, 'owner')
  const lists = inWorkspace.filter(
    ([name]) => name.startsWith('GET') && !name.includes(':') && name !== 'GET /events',
  )
  for (const [name, expected] of lists) {
    const { body } = await key(callOf(name, expected))
    for (const [thing, id] of Object.entries(theirs))
      expect(JSON.stringify(body), `${name} shows a ${thing}`).not.toContain(id)
  }
})
