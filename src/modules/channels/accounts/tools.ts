import { sql } from 'kysely'
import type { Context, ToolsOf } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Json } from '../../../networks/kit/content.ts'
import { pauseUntil } from '../../../networks/kit/failure.ts'
import type { Tools } from '../../../networks/kit/network.ts'
import { withoutSecrets } from '../../../platform/http/index.ts'
import { leftOf, type Scope, scopeKey } from '../../publish/limits/index.ts'
import { openApp } from '../apps/index.ts'
import { createLocks } from './lock.ts'
import { shelfOf } from './shelf.ts'

type Parts = Omit<Context, 'toolsFor' | 'networks'>

/** Makes what every adapter is given. One call per process: the locks count the process's own connections. */
export function makeToolsFor(ctx: Parts): Context['toolsFor'] {
  const lock = createLocks(ctx.database.pool)
  const report = limitWriter(ctx)
  return (network, of = {}) => {
    const log = ctx.log.child({ network, ...(of.channelId && { channelId: of.channelId }) })
    return {
      fetch: ctx.fetch,
      now: () => ctx.clock.now(),
      appUrl: ctx.config.appUrl,
      lock,
      apps: appsOf(ctx, network),
      app: () => openApp(ctx, network, of.appId),
      report: (limit) => {
        const scope = scopeOf(network, of, limit.scope)
        if (scope) report(scope, limit)
        else log.debug({ limit }, 'a limit was told of nobody known')
      },
      shelf: (of) => shelfOf(ctx, of),
      log: {
        debug: (facts, words) => {
          if (log.isLevelEnabled('debug')) log.debug(withoutSecrets(facts), words)
        },
        warn: (facts, words) => log.warn(withoutSecrets(facts), words),
      },
    }
  }
}

function scopeOf(network: string, { channelId, server, appId = null }: ToolsOf, scope: Scope): string | null {
  return channelId && server ? scopeKey(scope, { channelId, network, server, appId }) : null
}

const aboutApp = (network: string, server: string): string => `app ${network} ${server}`

export const sealedApps = sealedPlace({
  table: 'network_apps',
  key: ['network', 'server'],
  about: ({ network = '', server = '' }) => aboutApp(network, server),
  shape: inColumns,
})

/** What belongs to a server and not to an account, sealed for its place. */
function appsOf(ctx: Parts, network: string): Tools['apps'] {
  const about = (server: string) => aboutApp(network, server)
  const keep = async (server: string, value: Json, sharedAt: Date | null) => {
    const kept = { ...ctx.secrets.seal(value, about(server)), sharedAt }
    await ctx.db
      .insertInto('networkApps')
      .values({ network, server, ...kept })
      .onConflict((on) => on.columns(['network', 'server']).doUpdateSet(kept))
      .execute()
  }
  return {
    async get(server) {
      const row = await ctx.db
        .selectFrom('networkApps')
        .select(['sealed', 'keyId'])
        .where('network', '=', network)
        .where('server', '=', server)
        .executeTakeFirst()
      return row ? (ctx.secrets.open(row, about(server)) as Json) : null
    },
    async set(server, value) {
      if (value === null) {
        await ctx.db
          .deleteFrom('networkApps')
          .where('network', '=', network)
          .where('server', '=', server)
          .execute()
        return
      }
      await keep(server, value, null)
    },
    share: (name, value) => keep(name, value, ctx.clock.now()),
  }
}

/** So long after it was made new last, what channels share may be of nobody any more: each of them has said by then that it shares it. */
const sharedMs = 2 * 86_400_000

/** Takes away what was shared by channels that are gone. */
export async function clearShared(ctx: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - sharedMs)
  await ctx.db
    .deleteFrom('networkApps')
    .where('sharedAt', '<', before)
    .where(
      sql<boolean>`not exists (select 1 from channel_credentials where right(network_apps.server, length(shares)) = shares)`,
    )
    .execute()
}

type Limit = { remaining: number; resetsAt: Date }

/** Networks tell their limits with every answer. They are gathered and written some times a second, the last word of each. */
const gatherMs = 250

function limitWriter(ctx: Parts): (scope: string, limit: Limit) => void {
  const waiting = new Map<string, Limit>()
  let timer: NodeJS.Timeout | null = null
  const write = async () => {
    timer = null
    // In the order in which dispatchers take them, so that nobody waits for somebody who waits for him.
    const sorted = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))
    const rows = sorted.map(([scope, { remaining, resetsAt }]) => ({
      scope,
      remaining: leftOf(remaining),
      resetsAt,
      blockedUntil: remaining <= 0 ? resetsAt : null,
      updatedAt: ctx.clock.now(),
    }))
    waiting.clear()
    await ctx.db
      .insertInto('limits')
      .values(rows)
      .onConflict((on) =>
        on.column('scope').doUpdateSet({
          remaining: sql`excluded.remaining`,
          resetsAt: sql`excluded.resets_at`,
          blockedUntil: sql`greatest(limits.blocked_until, excluded.blocked_until)`,
          updatedAt: sql`excluded.updated_at`,
        }),
      )
      .execute()
  }
  return (scope, { remaining, resetsAt: told }) => {
    const resetsAt = pauseUntil(told, ctx.clock.now())
    if (!resetsAt || Number.isNaN(remaining) || resetsAt.getTime() <= 0) return
    waiting.set(scope, { remaining, resetsAt })
    timer ??= setTimeout(() => {
      // What is lost here is told again by the next answer.
      write().catch((error) => ctx.log.warn({ err: error }, 'a limit could not be written down'))
    }, gatherMs)
    timer.unref()
  }
}
