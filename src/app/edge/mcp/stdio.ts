import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { AppError } from '../../../platform/errors.ts'
import type { Route } from '../../route.ts'
import { apiRoot } from '../mount.ts'
import type { Send } from './call.ts'
import { agentServer } from './server.ts'
import { toolsFor, toolsOf } from './tools.ts'

/** Where the house is, and the key by which this agent is known there. */
export type Away = { url: string; key: string }

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

/** Longer than the slowest answer of a house takes. */
const patienceMs = 120_000

const sendTo =
  ({ url, key }: Away): Send =>
  async ({ method, path, body }) => {
    const has = body !== undefined
    const headers = { authorization: `Bearer ${key}`, ...(has && { 'content-type': 'application/json' }) }
    try {
      const address = new URL(`${apiRoot}${path}`, url)
      const response = await fetch(address, {
        method,
        headers,
        signal: AbortSignal.timeout(patienceMs),
        ...(has && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : undefined }
    } catch {
      // Nobody is there, or something that is no Carillon: a proxy with a page of its own.
      return { status: 503, body: { code: 'mcp.no_house', detail: noHouse(url) } }
    }
  }

const noHouse = (url: string): string =>
  `No Carillon answers at ${url}. Start it, or say where it is with --url.`

const refused = ({ url }: Away, body: unknown): AppError => {
  const { detail = `${url} refused the key.` } = (body ?? {}) as { detail?: string }
  return new AppError('unauthorised', 'mcp.refused', detail)
}
