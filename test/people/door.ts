import type { InjectOptions } from 'fastify'
import { afterAll } from 'vitest'
import type { Actor } from '../../src/app/actor.ts'
import type { Context } from '../../src/app/context.ts'
import { buildEdge } from '../../src/app/edge/index.ts'
import type { Role } from '../../src/app/rights.ts'
import type { Route } from '../../src/app/route.ts'
import { routes as houseRoutes } from '../../src/house.ts'
import { whoIs } from '../../src/modules/people/callers/index.ts'
import { letIn } from '../../src/modules/people/members/index.ts'
import { addPerson, findPerson, hashNewPassword } from '../../src/modules/people/sign-in/index.ts'
import { meetBrowser } from '../../src/modules/people/sign-in/known.ts'
import type { Server } from '../../src/platform/server/index.ts'
import type { Tenant, World } from '../world.ts'
import { password } from './password.ts'

export { password }

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Headers = Record<string, string>
export type Answer = { status: number; body: Record<string, unknown>; headers: Record<string, unknown> }

/** One browser or program that speaks to the server and keeps its cookies. What is put into `cookie` by hand goes everywhere. */
export type Visitor = {
  (call: `${Method} ${string}`, body?: unknown, headers?: Headers): Promise<Answer>
  cookie: string
}

const opened: Server[] = []

afterAll(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()))
})

/** The web side of a world, called without a socket. */
export async function openDoor(world: World, routes: readonly Route[] = houseRoutes): Promise<Server> {
  const server = await buildEdge(world.ctx, routes, whoIs, { answers: 'throw', site: null })
  opened.push(server)
  return server
}

/** Somebody who is nobody yet. `standing` are headers sent with each request. */
export function visitor(server: Server, standing: Headers = {}): Visitor {
  const jar = openJar()
  const visit = async (call: `${Method} ${string}`, body?: unknown, headers: Headers = {}) => {
    const [method, to] = call.split(' ') as [Method, string]
    const url = /^(\/api\/|http:)/.test(to) ? to : `/api/v1${to}`
    const cookie = jar.cookiesFor(new URL(url, 'http://house').pathname)
    const options: InjectOptions = {
      method,
      url,
      headers: { ...standing, ...(cookie && { cookie }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    }
    const answer = await server.inject(options)
    jar.keep(answer.cookies)
    return { status: answer.statusCode, body: parse(answer.body), headers: answer.headers }
  }
  return Object.defineProperty(visit, 'cookie', { get: jar.all, set: jar.fill }) as Visitor
}

type Cookie = { name: string; value: string; path: string }
type Given = { name: string; value: string; path?: string; maxAge?: number }

const pathFits = (path: string, cookie: string): boolean =>
  path === cookie || path.startsWith(cookie.endsWith('/') ? cookie : `${cookie}/`)

const written = (cookies: readonly Cookie[]): string =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

/** As a browser does: one of each name and path, the longest path first; what is over goes. */
function openJar() {
  let kept: Cookie[] = []
  return {
    keep(cookies: readonly Given[]): void {
      for (const { name, value, path = '/', maxAge } of cookies) {
        const at = kept.findIndex((one) => one.name === name && one.path === path)
        const fresh = maxAge === 0 ? [] : [{ name, value: encodeURIComponent(value), path }]
        kept.splice(at < 0 ? kept.length : at, at < 0 ? 0 : 1, ...fresh)
      }
      kept.sort((a, b) => b.path.length - a.path.length)
    },
    cookiesFor: (path: string): string => written(kept.filter((one) => pathFits(path, one.path))),
    all: (): string => written(kept),
    fill(text: string): void {
      kept = text
        .split('; ')
        .filter(Boolean)
        .map((pair) => pair.split('=') as [string, string])
        .map(([name, value]) => ({ name, value, path: '/' }))
    },
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return { text }
  }
}

type Wish = { email: string; role: Role; name?: string; password?: string }

const hashes = new Map<string, Promise<string>>()

/** One hash for all who have the same password here: it is dear to make, and most tests are about something else. */
function hashOf(secret: string): Promise<string> {
  const made = hashes.get(secret) ?? hashNewPassword(secret, { email: 'nobody@example.org' })
  hashes.set(secret, made)
  return made
}

/** A member without an invitation. Somebody who does not exist yet is made. */
export async function addMember(ctx: Context, actor: Actor, wish: Wish): Promise<{ id: string }> {
  const known = await findPerson(ctx.db, wish.email)
  const fresh = { password, ...wish, hash: await hashOf(wish.password ?? password) }
  return ctx.db.transaction().execute(async (tx) => {
    const user = known ?? (await addPerson(tx, fresh))
    await letIn(tx, ctx, actor, user, { role: wish.role, invitedBy: actor.name })
    return user
  })
}

let count = 0

/** A person with a role in a workspace, not yet signed in. */
export async function person(
  world: World,
  tenant: Tenant,
  role: Role,
): Promise<{ id: string; email: string }> {
  const email = `${role}-${++count}@example.org`
  const { id } = await addMember(world.ctx, tenant.actor('owner'), {
    email,
    role,
    password,
    name: `The ${role}`,
  })
  return { id, email }
}

/** A person with a role, signed in with a browser of their own that they have used before, in their workspace. */
export async function member(world: World, server: Server, tenant: Tenant, role: Role): Promise<Visitor> {
  const { id, email } = await person(world, tenant, role)
  const visit = visitor(server, { 'carillon-csrf': '1', 'carillon-workspace': tenant.workspaceId })
  visit.cookie = knownTo(world.ctx, id)
  const { status, body } = await visit('POST /sign-in', { email, password })
  if (status !== 200) throw new Error(`${email} was not let in: ${JSON.stringify(body)}`)
  return visit
}

/** What a browser brings along that a person has signed in with before. */
export const knownTo = (ctx: Context, userId: string): string =>
  meetBrowser(ctx, { cookies: '', secure: false }, userId).cookies[0].split(';')[0] ?? ''

/** A program with an API key. */
export const program = async (server: Server, tenant: Tenant, role: Role): Promise<Visitor> =>
  visitor(server, { authorization: `Bearer ${await tenant.key(role)}` })
