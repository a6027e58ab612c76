import sharp from 'sharp'
import { afterAll } from 'vitest'
import { buildEdge } from '../../src/app/edge/index.ts'
import { tasksOf } from '../../src/context.ts'
import { handlers, routes, startWorker } from '../../src/house.ts'
import { whoIs } from '../../src/modules/people/callers/index.ts'
import { Me } from '../../src/modules/people/sign-in/contract.ts'
import type { Network } from '../../src/networks/kit/network.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import { startJobs } from '../../src/platform/jobs/index.ts'
import { createLog, type Log } from '../../src/platform/log.ts'
import { freePort } from '../program.ts'
import { type World, world } from '../world.ts'
import { Caller } from './caller.ts'

export type House = World & {
  url: string
  /** Jobs that wait for a later time run now: letters, for one, are gathered for half a minute. */
  hasten(): Promise<void>
  /** Puts worker and web side away; called by itself at the end of a file. */
  close(): Promise<void>
}

const opened: House[] = []
afterAll(async () => {
  for (const house of opened.splice(0)) await house.close()
})

type Options = {
  networks: readonly Network[]
  /** Hosts on loopback that this house may reach. */
  hosts: readonly string[]
  env?: Record<string, string>
  log?: Log
  /** Stands in front of the way out. */
  through?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
}

/**
 * The whole program in this process, on the system's clock: a listening server, the job runner, the dispatcher and the
 * guarded way out, over a database of its own. Nobody lives in it yet.
 */
export async function openHouse({
  networks,
  hosts,
  env,
  through,
  log = createLog('silent'),
}: Options): Promise<House> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const fetch = createOutbound({ allowedHosts: [...hosts], log })
  const settings = { PORT: String(port), CARILLON_URL: url, CARILLON_ALLOWED_HOSTS: hosts.join(','), ...env }
  const made = await world({
    at: 'real',
    alone: true,
    networks,
    fetch: through?.(fetch) ?? fetch,
    env: settings,
    log,
  })
  const { ctx } = made
  // The world has a workspace nobody owns; a house that awaits its first person has none.
  await ctx.db.deleteFrom('organisations').execute()
  const server = await buildEdge(ctx, routes, whoIs, { answers: 'throw', site: null })
  await server.listen({ host: 'localhost', port })
  const jobs = await startJobs(ctx.database, ctx.log, tasksOf(ctx, handlers))
  const worker = await startWorker(ctx)
  const house = {
    ...made,
    url,
    hasten: async () => {
      // Telling that a job waits wakes the runner, which otherwise looks every two seconds.
      await ctx.database.pool.query(
        'with hastened as (update graphile_worker._private_jobs set run_at = now() where run_at > now() returning 1) select pg_notify(\'jobs:insert\', \'{"r":1,"count":1}\') from hastened',
      )
    },
    close: async () => {
      await worker.stop()
      await jobs.stop()
      await server.close()
      await fetch.close()
    },
  }
  opened.push(house)
  return house
}

/** Asks again until the answer is wanted, and says what it was when it never is. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  { seconds = 15, every = 50 } = {},
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    if (Date.now() > end) throw new Error(`After ${seconds} s it is still ${JSON.stringify(answer, null, 1)}`)
    await new Promise((done) => setTimeout(done, every))
  }
}

export const first = {
  name: 'Ieva',
  email: 'ieva@example.com',
  password: 'violet kettle harbour nine',
  workspace: 'Riga Bakery',
  timeZone: 'Europe/Riga',
}

/** The first person makes the house theirs, and stands in their workspace. */
export async function firstVisit({ url }: House): Promise<Caller> {
  const visitor = new Caller(url)
  const me = await visitor.get(Me, 'POST /setup', first)
  return visitor.in(me.workspaces[0]?.id ?? '')
}

/** An upload as a browser sends it. */
export async function pictureForm(): Promise<FormData> {
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: 'sienna' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'bread.jpg')
  return form
}
