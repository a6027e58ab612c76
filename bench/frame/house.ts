import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../src/app/context.ts'
import { readConfig } from '../../src/config.ts'
import { buildContext } from '../../src/context.ts'
import type { Network } from '../../src/networks/kit/network.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { type Database, openDatabase } from '../../src/platform/db/index.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import { migrateJobs } from '../../src/platform/jobs/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { secretsFrom } from '../../src/platform/secrets/index.ts'
import { fakeNetworks } from '../../test/fake-network.ts'
import { throughDoors } from '../../test/networks/doors.ts'
import type { Arrivals, Order } from './fake.ts'

export type Fake = {
  url: string
  host: string
  arrivals(): Promise<Arrivals>
  count(): Promise<number>
  reset(): Promise<void>
  stop(): void
}

export async function startFake(): Promise<Fake> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'fake.ts'), { serialization: 'advanced' })
  const [host] = (await once(child, 'message')) as [string]
  const ask = async <T>(order: Order): Promise<T> => {
    child.send(order)
    const [answer] = (await once(child, 'message')) as [T]
    return answer
  }
  return {
    host,
    url: `http://${host}`,
    arrivals: () => ask<Arrivals>('arrivals'),
    count: () => ask<number>('count'),
    reset: async () => void (await ask('reset')),
    stop: () => void child.disconnect(),
  }
}

/** Where the way out of such a house leads beside its own fake, and where networks find the house. */
export type Way = { hosts?: readonly string[]; doors?: Readonly<Record<string, string>>; appUrl?: string }

export type BenchHouse = { ctx: Context; fake: Fake; home: string; close(): Promise<void> }

/** A house of its own with the embedded PostgreSQL as it is in life (durable), and a fake network beside it. */
export async function openBenchHouse(
  networks: readonly Network[] = fakeNetworks(),
  way: Way = {},
): Promise<BenchHouse> {
  const home = await mkdtemp(join(tmpdir(), 'carillon-bench-'))
  const server = await startEmbedded(join(home, 'postgres'))
  await migrate(server.url, join(import.meta.dirname, '../../migrations'))
  const database = openDatabase(server.url, 10)
  await migrateJobs(database)
  const fake = await startFake()
  const { ctx, fetch } = await benchContext(database, home, fake.host, networks, way)
  return {
    ctx,
    fake,
    home,
    async close() {
      fake.stop()
      await fetch.close()
      await database.close()
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** What a process of such a house is given; those that work beside the first one too. */
export async function benchContext(
  database: Database,
  home: string,
  host: string,
  networks: readonly Network[] = fakeNetworks(),
  { hosts = [], doors = {}, appUrl = '' }: Way = {},
) {
  const log = createLog('warn')
  const fetch = createOutbound({ allowedHosts: [host, ...hosts], log })
  const ctx = await buildContext({
    config: readConfig({ CARILLON_HOME: home, LOG_LEVEL: 'warn', ...(appUrl && { CARILLON_URL: appUrl }) }),
    database,
    log,
    networks,
    fetch: throughDoors(fetch, doors),
    secrets: secretsFrom({ current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } }),
  })
  return { ctx, fetch }
}
