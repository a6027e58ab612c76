import { join } from 'node:path'
import type { Context } from './app/context.ts'
import { buildEdge, buildSideDoor } from './app/edge/index.ts'
import type { Route } from './app/route.ts'
import { stopAnswers } from './modules/create/assistant/index.ts'
import { whoIs } from './modules/people/callers/index.ts'
import { serveMetrics } from './modules/running/metrics/index.ts'
import { defineErrors } from './platform/errors.ts'
import type { Server } from './platform/server/index.ts'

export const serveError = defineErrors('serve', {
  port_taken: [
    'conflict',
    'Port {port} is taken. Stop what listens there, or set {portSetting} to another number, such as {portSetting}={other}.',
  ],
  port_forbidden: [
    'forbidden',
    'This user may not listen on port {port}. Set {portSetting} to a number above 1023 and let a proxy stand in front.',
  ],
  no_host: ['invalid', 'Nothing can listen on {hostSetting}={host}: this machine has no such address.'],
})

const reasons: Record<string, 'port_taken' | 'port_forbidden' | 'no_host'> = {
  EADDRINUSE: 'port_taken',
  EACCES: 'port_forbidden',
  EADDRNOTAVAIL: 'no_host',
  ENOTFOUND: 'no_host',
}

export type Door = { address: string; close(): Promise<void> }

/** Opens the web side. Answers where it is reached. */
export async function serve(ctx: Context, routes: readonly Route[]): Promise<Door> {
  const { host, port, appUrl } = ctx.config
  const site = join(import.meta.dirname, '../dist/web')
  const server = await buildEdge(ctx, routes, whoIs, { answers: 'log', site })
  serveMetrics(server, ctx)
  await listen(server, { host, port, hostSetting: 'HOST', portSetting: 'PORT' })
  const door = doorOf(server, appUrl)
  return {
    ...door,
    close: () => {
      stopAnswers(ctx)
      return door.close()
    },
  }
}

/** Opens the side door of a worker, for whoever watches over it; null when none is set. */
export async function serveAside(ctx: Context): Promise<Door | null> {
  const { metricsHost: host, metricsPort: port } = ctx.config
  if (port === null) return null
  const server = await buildSideDoor(ctx)
  serveMetrics(server, ctx)
  const settings = { hostSetting: 'CARILLON_METRICS_HOST', portSetting: 'CARILLON_METRICS_PORT' }
  return doorOf(server, await listen(server, { host, port, ...settings }))
}

const doorOf = (server: Server, address: string): Door => ({
  address,
  close: async () => void (await server.close()),
})

type Place = { host: string; port: number; hostSetting: string; portSetting: string }

async function listen(server: Server, place: Place): Promise<string> {
  const { host, port } = place
  try {
    return await server.listen({ host, port })
  } catch (error) {
    await server.close()
    const reason = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined
    throw reason ? serveError(reason, { ...place, other: port + 1 }) : error
  }
}
