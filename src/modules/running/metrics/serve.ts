import { timingSafeEqual } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Context } from '../../../app/context.ts'
import { digestOf } from '../../../platform/digest.ts'
import type { Server } from '../../../platform/server/index.ts'
import { metricsError } from './errors.ts'
import { readFigures } from './figures.ts'
import { writeFigures } from './house.ts'
import { keptFor } from './kept.ts'
import { watchProcess } from './process.ts'

/** However many ask, the database is asked once in this time (ms). */
const freshMs = 5000
/** A scraper waits ten seconds by default; what this process knows of itself must reach it before. */
const patienceMs = 5000

/** `GET /metrics` for Prometheus. Without a token in the settings there is no such address. */
export function serveMetrics(server: Server, ctx: Context): void {
  const { metricsToken: token } = ctx.config
  if (token === null) return
  watchProcess(ctx)
  const { registry } = ctx.metrics
  const house = keptFor(freshMs, () => houseText(ctx))
  server.get('/metrics', async (request, reply) => {
    if (!isToken(token, request.headers.authorization)) throw metricsError('wrong_token')
    const figures = (await soon(house())) ?? (await writeFigures(null))
    const text = `${await registry.metrics()}${figures}`
    return reply.header('content-type', registry.contentType).header('cache-control', 'no-store').send(text)
  })
}

/** Null when it takes too long: every connection may be in use, or the line cut without a word. */
const soon = <T>(work: Promise<T>): Promise<T | null> =>
  Promise.race([work, setTimeout(patienceMs, null, { ref: false })])

/** A database that is away takes the figures of the house with it, not those of this process. */
async function houseText(ctx: Context): Promise<string> {
  try {
    return await writeFigures(await readFigures(ctx.db, ctx.clock.now()))
  } catch (error) {
    ctx.log.warn({ err: error }, 'the figures of the house could not be read')
    return writeFigures(null)
  }
}

/** Digests are of one length, and comparing them takes the same time wherever they differ. */
function isToken(token: string, authorization = ''): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
  return timingSafeEqual(digestOf(given), digestOf(token))
}
