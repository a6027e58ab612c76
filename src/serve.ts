import { join } from 'node:path'
import type { Context } from './app/context.ts'
import { buildEdge } from './app/edge/index.ts'
import type { Route } from './app/route.ts'
import { whoIs } from './modules/people/callers/index.ts'
import { defineErrors } from './platform/errors.ts'

export const serveError = defineErrors('serve', {
  port_taken: [
    'conflict',
    'Port {port} is taken. Stop what listens there, or set PORT to another number, such as PORT={other}.',
  ],
  port_forbidden: [
    'forbidden',
    'This user may not listen on port {port}. Set PORT to a number above 1023 and let a proxy stand in front.',
  ],
  no_host: ['invalid', 'Nothing can listen on HOST={host}: this machine has no such address.'],
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
  const { host, port } = ctx.config
  const site = join(import.meta.dirname, '../dist/web')
  const server = await buildEdge(ctx, routes, whoIs, { answers: 'log', site })
  try {
    await server.listen({ host, port })
  } catch (error) {
    await server.close()
    const reason = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined
    throw reason ? serveError(reason, { port, host, other: port + 1 }) : error
  }
  return { address: ctx.config.appUrl, close: async () => void (await server.close()) }
}
