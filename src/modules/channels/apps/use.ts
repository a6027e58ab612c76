import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { App } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { findUsable, findValues, holdUsable, type Tenant } from './queries.ts'
import { openValues } from './seal.ts'

/** The app that somebody of a workspace signs in by: the one they chose, or the oldest there is; null where there is none. */
export async function appToUse(
  ctx: Pick<Context, 'db'>,
  tenant: Tenant,
  network: string,
  chosen: string | undefined,
): Promise<string | null> {
  const usable = await findUsable(ctx.db, tenant, network)
  const app = chosen === undefined ? usable[0] : usable.find(({ id }) => id === chosen)
  return app?.id ?? null
}

/** Whether a workspace may still sign in by an app; it can neither go nor be kept to its own until the transaction ends. */
export const holdApp = async (tx: Tx, tenant: Tenant, network: string, id: string): Promise<boolean> =>
  (await holdUsable(tx, tenant, network, id)) !== undefined

/** An app with its values. Throws NetworkFailure `reconnect` when it is not here any more. */
export async function openApp(
  ctx: Pick<Context, 'db' | 'secrets'>,
  network: string,
  id: string | null | undefined,
): Promise<App> {
  const row = id ? await findValues(ctx.db, network, id) : undefined
  if (!row)
    throw new NetworkFailure(
      'reconnect',
      'The app by which this account signed in is no longer here. Join the account again with another.',
      { code: 'app_gone' },
    )
  return { id: row.id, values: openValues(ctx, row) }
}
