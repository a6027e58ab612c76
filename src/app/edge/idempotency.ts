import { createHash } from 'node:crypto'
import { setImmediate as answerSent } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../actor.ts'
import type { Context } from '../context.ts'
import { handle } from '../handler.ts'
import { defineJob } from '../job.ts'
import { inJson, sealedPlace } from '../sealed.ts'
import { edgeError } from './errors.ts'

export type Answered = { status: number; body: unknown }

/** A request that lasts longer than this was cut off by a crash. */
const longestMs = 120_000
const keptMs = 24 * 3_600_000

/** The key of a request that asks to be carried out once at most; null when it asks for nothing. */
export function idempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) throw edgeError('key_too_long')
  return key
}

type Once = { ctx: Context; actor: Actor; key: string; route: string; digest: string; keeping: Keeping }

/** Answers that go into the database while they are being sent; a repeat here and a stop wait for them. */
export type Keeping = {
  add(name: string, work: Promise<void>): void
  of(name: string): Promise<void> | undefined
  all(): Promise<void>
}

export function createKeeping(): Keeping {
  const open = new Map<string, Promise<void>>()
  return {
    add(name, work) {
      open.set(name, work)
      void work.finally(() => open.delete(name))
    },
    of: (name) => open.get(name),
    all: async () => void (await Promise.all(open.values())),
  }
}

/** The same actor, the same address and the same body make the same request. */
export function requestDigest(request: FastifyRequest, actor: Actor): string {
  const said = [actor.kind, actor.id, request.method, request.url, JSON.stringify(request.body ?? null)]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/**
 * Runs once per key and workspace. A repeat gets the first answer, sealed at rest because an answer may show a secret.
 * A run that is refused leaves nothing behind, so that it may be tried again with the same key.
 */
export async function runOnce(
  once: Once,
  run: () => Promise<Answered>,
): Promise<Answered & { repeated: boolean }> {
  const name = about(once)
  await once.keeping.of(name)
  if (!(await claim(once))) return { ...(await firstAnswer(once)), repeated: true }
  const answered = await run().catch(async (error) => {
    // A refusal changed nothing. After any other end nobody knows: the change may be made and only its answer lost.
    if (error instanceof AppError)
      await forget(once).catch((lost) =>
        once.ctx.log.warn({ err: lost }, 'an idempotency key was not given back'),
      )
    throw error
  })
  // It is done now, and nobody need wait for the keeping: a repeat at another process meanwhile is told to ask again. If the
  // answer cannot be kept, a repeat must be told so rather than do it again.
  const kept = answerSent()
    .then(() => keep(once, answered))
    .catch((error) =>
      once.ctx.log.error({ err: error }, 'the answer of an idempotent request could not be kept'),
    )
  once.keeping.add(name, kept)
  return { ...answered, repeated: false }
}

/**
 * This statement need not wait for the disk. What the request changes here does wait, and takes the claim before it along;
 * an answer that is lost with the database is told as cut off. Only a request that changes nothing here (a test call, a
 * look at an account) may be carried out a second time when the database itself dies within half a second of it.
 */
const flushedLater = sql<string>`set_config('synchronous_commit', 'off', true)`.as('flushed')

async function claim({ ctx, actor, key, route, digest }: Once): Promise<boolean> {
  const old = new Date(ctx.clock.now().getTime() - keptMs)
  const rows = await ctx.db
    .insertInto('idempotencyKeys')
    .values({ workspaceId: actor.workspaceId, key, route, requestDigest: digest, createdAt: ctx.clock.now() })
    .onConflict((on) =>
      on
        .columns(['workspaceId', 'key'])
        .doUpdateSet({
          route,
          requestDigest: digest,
          status: null,
          response: null,
          createdAt: ctx.clock.now(),
        })
        .where('idempotencyKeys.createdAt', '<', old),
    )
    .returning(['key', flushedLater])
    .execute()
  return rows.length === 1
}

async function firstAnswer(once: Once): Promise<Answered> {
  const { ctx, actor, key, digest } = once
  const row = await ctx.db
    .selectFrom('idempotencyKeys')
    .select(['requestDigest', 'status', 'response', 'createdAt'])
    .where('workspaceId', '=', actor.workspaceId)
    .where('key', '=', key)
    .executeTakeFirst()
  // Gone since: the first run failed just now and may be repeated.
  if (!row) throw edgeError('in_flight', { retryAfter: 1 })
  if (row.requestDigest !== digest) throw edgeError('key_reused')
  if (row.status !== null) return { status: row.status, body: unseal(once, row.response) }
  const age = ctx.clock.now().getTime() - row.createdAt.getTime()
  throw age < longestMs ? edgeError('in_flight', { retryAfter: 1 }) : edgeError('cut_off')
}

const Kept = z.object({ sealed: z.base64(), keyId: z.string() })

const aboutKey = (workspaceId: string, key: string): string => `idempotency ${workspaceId} ${key}`
const about = ({ actor, key }: Once): string => aboutKey(actor.workspaceId, key)

export const sealedAnswers = sealedPlace({
  table: 'idempotency_keys',
  key: ['workspace_id', 'key'],
  about: ({ workspaceId = '', key = '' }) => aboutKey(workspaceId, key),
  shape: inJson('response'),
})

function unseal(once: Once, response: unknown): unknown {
  if (response === null) return undefined
  const { sealed, keyId } = Kept.parse(response)
  return once.ctx.secrets.open({ sealed: Buffer.from(sealed, 'base64'), keyId }, about(once))
}

async function keep(once: Once, { status, body }: Answered): Promise<void> {
  const { ctx, actor, key } = once
  const sealed = body === undefined ? null : ctx.secrets.seal(body, about(once))
  const response = sealed && { sealed: sealed.sealed.toString('base64'), keyId: sealed.keyId }
  await ctx.db
    .updateTable('idempotencyKeys')
    .set({ status, response: response && JSON.stringify(response) })
    .where('workspaceId', '=', actor.workspaceId)
    .where('key', '=', key)
    .returning(flushedLater)
    .execute()
}

async function forget({ ctx, actor, key }: Once): Promise<void> {
  await ctx.db
    .deleteFrom('idempotencyKeys')
    .where('workspaceId', '=', actor.workspaceId)
    .where('key', '=', key)
    .execute()
}

const purgeIdempotencyKeys = defineJob('edge.purge-idempotency-keys', z.unknown(), {
  cron: '17 * * * *',
  tries: 3,
})

export const idempotencyHandlers = [
  handle(purgeIdempotencyKeys, async (ctx) => {
    const old = new Date(ctx.clock.now().getTime() - keptMs)
    await ctx.db.deleteFrom('idempotencyKeys').where('createdAt', '<', old).execute()
  }),
]
