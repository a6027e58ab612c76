import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { AppError } from '../../../platform/errors.ts'
import type { Route } from '../../route.ts'
import { type Away, sendTo } from '../away.ts'
import { agentServer } from './server.ts'
import { toolsFor, toolsOf } from './tools.ts'

/** Serves an agent on this machine over its standard input and output, until it closes them. */
export async function serveAgent(routes: readonly Route[], away: Away): Promise<void> {
  const send = sendTo(away)
  const { status, body } = await send({ method: 'GET', path: '/workspace' })
  if (status !== 200) throw refused(away, body)
  const { rights } = body as { rights: string[] }
  const tools = toolsFor(toolsOf(routes), rights)
  const closed = Promise.withResolvers<void>()
  const handle = serveStdio(() => agentServer(tools, send))
  process.stdin.once('end', closed.resolve).once('close', closed.resolve)
  await closed.promise
  await handle.close()
}

const refused = ({ url }: Away, body: unknown): AppError => {
  const { detail = `${url} refused the key.` } = (body ?? {}) as { detail?: string }
  return new AppError('unauthorised', 'mcp.refused', detail)
}
