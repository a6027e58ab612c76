import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { buildEdge } from '../../src/app/edge/index.ts'
import { routes } from '../../src/house.ts'
import { whoIs } from '../../src/modules/people/callers/index.ts'
import { networks } from '../../src/networks/registry.ts'
import { type World, type WorldOptions, world } from '../world.ts'
import { type Look, type Visitor, visitor } from './browser.ts'

export const owner = {
  name: 'Ieva Kalniņa',
  email: 'ieva@example.com',
  password: 'violet kettle harbour nine',
  workspace: 'Riga Bakery',
}

export type House = World & {
  url: string
  /** Somebody with a browser of their own who is signed in as the owner. The first call makes the owner. */
  signedIn(look?: Look, how?: SignIn): Promise<Signed>
}

type Signed = Visitor & { workspaceId: string }
/** All browsers share a session, because each sign-in costs a second; `anew` begins one, as another password does. */
type SignIn = { anew?: boolean; password?: string }

const toClose: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of toClose) await close()
})

/** The whole server on a free port of loopback, over a database of its own. */
export async function house(options: WorldOptions = {}): Promise<House> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const made = await world({
    at: 'real',
    alone: true,
    networks,
    ...options,
    env: { PORT: String(port), CARILLON_URL: url, ...options.env },
  })
  const site = process.env.CARILLON_SITE ?? join(import.meta.dirname, '../../dist/web')
  const server = await buildEdge(made.ctx, routes, whoIs, { answers: 'throw', site })
  await server.listen({ host: 'localhost', port })
  toClose.push(async () => {
    const closed = server.close()
    // Browsers keep their lines open; nobody waits for them at the end of a test.
    server.server.closeAllConnections()
    await closed
  })
  // The world has a workspace nobody owns; a house that awaits its first person has none.
  await made.ctx.db.deleteFrom('organisations').execute()
  return { ...made, url, signedIn: door(url) }
}

/** A house whose first person has come: factories fill the workspace that they made. */
export async function lived(home: House): Promise<House> {
  const { workspaceId, context } = await home.signedIn()
  await context.close()
  return { ...home, workspaceId, actor: (role) => ({ ...home.actor(role), workspaceId }) }
}

type Kept = { session: Awaited<ReturnType<Visitor['context']['storageState']>>; workspaceId: string }

function door(url: string): House['signedIn'] {
  let kept: Kept | undefined
  return async (look, how = {}) => {
    if (kept && !how.anew && !how.password) {
      const { session, workspaceId } = kept
      return { ...(await visitor(url, look, session)), workspaceId }
    }
    const visit = await signIn(await visitor(url, look), how.password)
    kept ??= { session: await visit.context.storageState(), workspaceId: visit.workspaceId }
    return visit
  }
}

async function signIn(visit: Visitor, password = owner.password): Promise<Signed> {
  const ask = (path: string, data: object) => visit.context.request.post(`/api/v1${path}`, { data })
  const { name, email, workspace } = owner
  const state = await visit.context.request.get('/api/v1/setup')
  const { open } = (await state.json()) as { open: boolean }
  const answer = open
    ? await ask('/setup', { name, email, password, workspace, timeZone: 'Europe/Riga' })
    : await ask('/sign-in', { email, password })
  if (!answer.ok()) throw new Error(`Signing in was refused: ${await answer.text()}`)
  const me = (await answer.json()) as { workspaces: { id: string }[] }
  return { ...visit, workspaceId: me.workspaces[0]?.id ?? '' }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
