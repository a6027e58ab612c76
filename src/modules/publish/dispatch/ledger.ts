import type { SentPart } from '../../../networks/kit/network.ts'
import { type Armed, type Arming, type AttemptKind, armAttempts, disarmAttempts, releaseHeld } from './arm.ts'
import { createBatcher } from './batch.ts'
import type { Held } from './held.ts'
import type { Settlement } from './outcome.ts'
import { type Keeping, keepParts } from './parts.ts'
import { isDataError, persist } from './persist.ts'
import { quietOf } from './plain/quiet.ts'
import type { Around } from './ready.ts'
import { type Settling, settleAttempts } from './settle.ts'

/** All that one worker writes about its deliveries, many at a time, and through restarts of the database. */
export type Ledger = {
  /** Null: it may not go. Then it has been given back already. */
  arm(held: Held, kind: AttemptKind): Promise<Armed | null>
  /** It was armed and surely has not left. */
  disarm(held: Held, nextAt: number | null): Promise<void>
  release(held: readonly Held[]): Promise<void>
  /** Something went wrong that nobody foresaw: its outcome is to be found out, as if this worker had died. */
  abandon(held: Held): Promise<void>
  /** False: it did not count, someone else has decided meanwhile. */
  settle(settling: Settling): Promise<boolean>
  keepPart(held: Held, number: number, part: SentPart): Promise<boolean>
  idle(): Promise<void>
}

/** `crowded`: so much waits to leave that outcomes wait a moment. */
export function createLedger(around: Around, crowded: () => boolean): Ledger {
  const { ctx, time, lease, pace } = around
  const { db } = ctx
  const arming = createBatcher<Arming, Armed | null>(pace.batchRows, (items) => armSurely(around, items))
  const disarming = createBatcher<{ held: Held; nextAt: number | null }, true>(
    pace.batchRows,
    async (items) => {
      await persist(lease.lost, () => disarmAttempts(db, lease.id, items))
      return items.map(() => true)
    },
  )
  const releasing = createBatcher<Held, true>(pace.batchRows, async (items) => {
    await persist(lease.lost, () => releaseHeld(db, time, lease.id, items))
    return items.map(() => true)
  })
  const settling = createBatcher<Settling, boolean>(
    pace.batchRows,
    (items) => settleSurely(around, items),
    () => (crowded() ? pace.gather : 0),
  )
  const parts = createBatcher<Keeping, boolean>(pace.batchRows, (items) =>
    persist(lease.lost, () => keepParts(db, items)),
  )
  return {
    async arm(held, kind) {
      try {
        const armed = await arming.push({ held, kind })
        if (!armed) await releasing.push(held)
        return armed
      } catch (error) {
        // Perhaps it was written down, perhaps not; it surely did not leave.
        ctx.log.warn(
          { error, deliveryId: held.id },
          'An attempt could not be written down, so nothing was sent',
        )
        await disarming.push({ held, nextAt: null })
        await releasing.push(held)
        return null
      }
    },
    disarm: async (held, nextAt) => void (await disarming.push({ held, nextAt })),
    release: async (held) => void (await Promise.all(held.map((one) => releasing.push(one)))),
    abandon: (held) =>
      persist(lease.lost, () => releaseHeld(db, time, lease.id, [held], quietFor(around, held))),
    settle: (one) => settling.push(one),
    keepPart: (held, number, part) => parts.push({ held, number, part }),
    async idle() {
      for (const batcher of [arming, disarming, releasing, parts, settling]) await batcher.idle()
    },
  }
}

const quietFor = ({ ctx, pace }: Around, { network }: Held): number =>
  quietOf(pace, ctx.networks.get(network)?.manifest)

/** One row that the database will not take must not keep the others from leaving. */
async function armSurely(around: Around, items: readonly Arming[]): Promise<(Armed | null)[]> {
  const { ctx, time, lease } = around
  const write = (some: readonly Arming[]) => armAttempts(ctx.db, time, lease.id, some)
  try {
    return await write(items)
  } catch (error) {
    if (!isDataError(error)) throw error
    const results: (Armed | null)[] = []
    for (const item of items)
      results.push(
        await write([item]).then(
          ([armed]) => armed ?? null,
          async (why) => {
            ctx.log.error({ error: why, deliveryId: item.held.id }, 'An attempt cannot be written down')
            await releaseHeld(ctx.db, time, lease.id, [item.held], quietFor(around, item.held))
            return null
          },
        ),
      )
    return results
  }
}

/** One row that the database will not take must not keep the others from being written. */
async function settleSurely(around: Around, items: readonly Settling[]): Promise<boolean[]> {
  const { ctx, time, lease } = around
  // Answers in hand are written even after our lease: those that are certain still count.
  const patient = AbortSignal.any([])
  const write = (some: readonly Settling[]) =>
    persist(patient, () => settleAttempts(ctx, time, lease.id, some))
  try {
    return await write(items)
  } catch (error) {
    if (!isDataError(error)) throw error
    const results: boolean[] = []
    for (const item of items)
      results.push(await write([item]).then(first, (why) => unwritable(around, item, why)))
    return results
  }
}

const first = (results: boolean[]): boolean => results[0] ?? false

/** What the network answered cannot be kept as it is. It may be out, so a person is asked. */
async function unwritable({ ctx, time, lease }: Around, item: Settling, error: unknown): Promise<boolean> {
  ctx.log.error({ error, deliveryId: item.held.id }, 'An outcome could not be written down')
  const failure = {
    kind: 'unknown',
    code: 'unwritable',
    words:
      'The answer of the network could not be kept. Look at the account: if it is there, mark it as published.',
  } as const
  const settlement: Settlement = {
    ...item.settlement,
    state: 'in_doubt',
    publishedAt: null,
    parts: null,
    pending: null,
    failure,
    attempt: { outcome: 'unknown', status: null, code: failure.code, words: failure.words, retryAt: null },
    certain: false,
  }
  return first(await settleAttempts(ctx, time, lease.id, [{ ...item, settlement }]))
}
