import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Pace } from './pace.ts'
import type { Time } from './time.ts'

/**
 * A worker's word that it lives. One row for all that it holds, so renewing costs the same for one delivery and for
 * ten thousand. Who let it run out never gets it back under the same name: what it held may be another's by now.
 */
export type Lease = {
  id: string
  /** Aborted at the moment the lease is lost. */
  lost: AbortSignal
  /** Aborts this too when the lease is lost, until it is let go: hundreds are under way, and come and go quickly. */
  guard(work: AbortController): { letGo(): void }
  /** Is it surely still ours? Asked right before every request; costs nothing. */
  holds(): boolean
  renew(): Promise<void>
  /** Gives it up. `clean`: nothing of ours is on its way any more. */
  end(clean: boolean): Promise<void>
}

/** The part of a lease in which we no longer trust it: a request may take its time from here to the network. */
const margin = 0.2

export async function takeLease(db: Db, time: Time, pace: Pace, version: string): Promise<Lease> {
  const id = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`
  const lost = new AbortController()
  const guarded = new Set<AbortController>()
  lost.signal.addEventListener('abort', () => {
    for (const work of guarded) work.abort(lost.signal.reason)
  })
  let since = stamp()
  const until = () => sql<Date>`${time.sql()} + ${pace.lease / 1000} * interval '1 second'`
  await db.insertInto('workers').values({ id, version, leaseUntil: until(), seenAt: time.sql() }).execute()
  return {
    id,
    lost: lost.signal,
    guard(work) {
      guarded.add(work)
      if (lost.signal.aborted) work.abort(lost.signal.reason)
      return { letGo: () => void guarded.delete(work) }
    },
    holds: () => !lost.signal.aborted && elapsed(since) < pace.lease * (1 - margin),
    async renew() {
      const before = stamp()
      const { numUpdatedRows } = await db
        .updateTable('workers')
        .set({ leaseUntil: until(), seenAt: time.sql(), skewMs: time.skew() })
        .where('id', '=', id)
        .where('leaseUntil', '>', time.sql())
        .executeTakeFirst()
      if (numUpdatedRows === 1n) since = before
      else lost.abort(new Error('The lease of this worker ran out'))
    },
    async end(clean) {
      if (clean) await db.deleteFrom('workers').where('id', '=', id).execute()
      else await db.updateTable('workers').set({ leaseUntil: time.sql() }).where('id', '=', id).execute()
    },
  }
}

type Stamp = { monotonic: number; wall: number }

const stamp = (): Stamp => ({ monotonic: performance.now(), wall: Date.now() })

/** The monotonic clock stands still while a machine sleeps, the wall clock may be set back: the larger one is safe. */
const elapsed = (since: Stamp): number =>
  Math.max(performance.now() - since.monotonic, Date.now() - since.wall)
