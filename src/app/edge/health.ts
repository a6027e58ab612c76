import { sql } from 'kysely'
import type { Server } from '../../platform/server/index.ts'
import type { Context } from '../context.ts'
import { version } from '../version.ts'
import { workersSeen } from '../workers.ts'

/**
 * `live`: this process answers. `ready`: it can do its work, that is, the database answers. Background workers are
 * told beside it and do not make a web process unready: people can still write and plan while none runs.
 */
type Health = {
  live: true
  ready: boolean
  version: string
  database: { ok: boolean; ms: number | null }
  workers: { ok: boolean; living: number; lastSeenAt: string | null }
}

const patienceMs = 3000

/** 200 when ready, 503 when not. It says nothing of tenants, so anyone may ask. */
export function serveHealth(server: Server, ctx: Context): void {
  server.get('/api/health', async (_request, reply) => {
    const health = await readHealth(ctx)
    return reply.status(health.ready ? 200 : 503).send(health)
  })
}

async function readHealth(ctx: Context): Promise<Health> {
  const none = { ok: false, living: 0, lastSeenAt: null }
  const started = performance.now()
  try {
    await inTime(sql`select 1`.execute(ctx.db))
    const ms = Math.round((performance.now() - started) * 10) / 10
    const { living, lastSeenAt } = await inTime(workersSeen(ctx.db, ctx.clock.now()))
    const workers = { ok: living > 0, living, lastSeenAt: lastSeenAt?.toISOString() ?? null }
    return { live: true, ready: true, version, database: { ok: true, ms }, workers }
  } catch (error) {
    ctx.log.warn({ err: error }, 'not ready')
    return { live: true, ready: false, version, database: { ok: false, ms: null }, workers: none }
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the database did not answer in time')), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
