/** One worker process of the chaos: the real dispatcher, with fakes for networks. It lives until it is killed. */

import { flushCompileCache } from 'node:module'
import { readConfig } from '../src/config.ts'
import { buildContext } from '../src/context.ts'
import { accountFor, reportFailure } from '../src/modules/channels/accounts/index.ts'
import { openMedia } from '../src/modules/create/media/index.ts'
import { startDispatcher } from '../src/modules/publish/dispatch/index.ts'
import { networks } from '../src/networks/registry.ts'
import { openDatabase } from '../src/platform/db/index.ts'
import { createOutbound } from '../src/platform/http/index.ts'
import { createLog } from '../src/platform/log.ts'
import { secretsFrom } from '../src/platform/secrets/index.ts'
import { fakeNetworks } from '../test/fake-network.ts'
import { throughDoors } from '../test/networks/doors.ts'
import { chaosPace } from './pace.ts'
import { chaosKeys } from './plan.ts'

const config = readConfig(process.env)
const log = createLog(config.logLevel)
const database = openDatabase(config.databaseUrl ?? '', 5)
const ctx = await buildContext({
  config,
  database,
  log,
  networks: process.env.CHAOS_NETWORK ? networks : fakeNetworks(),
  fetch: throughDoors(
    createOutbound({ allowedHosts: config.allowedHosts, log }),
    JSON.parse(process.env.CHAOS_DOORS ?? '{}'),
  ),
  secrets: secretsFrom(chaosKeys),
})

/** The database may be down at this moment: it was killed too. */
for (;;)
  try {
    await startDispatcher(ctx, { accountFor, openMedia, reportFailure }, { pace: chaosPace })
    break
  } catch {
    await new Promise((done) => setTimeout(done, 100))
  }
// Who is killed writes nothing on the way out: the next would compile everything anew.
flushCompileCache()
process.send?.('working')
