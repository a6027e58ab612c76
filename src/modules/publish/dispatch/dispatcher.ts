import type { Context } from '../../../app/context.ts'
import { Gate } from '../limits/index.ts'
import type { Doors } from './doors.ts'
import { takeLease } from './lease.ts'
import { clearRemoved } from './leave.ts'
import { pace as normalPace, type Pace } from './pace.ts'
import { quietOf } from './plain/quiet.ts'
import type { Around } from './ready.ts'
import { type Quiet, recoverDead } from './recover.ts'
import { Shift } from './shift.ts'
import { clockTime, databaseTime, type Time } from './time.ts'
import { listenForDue } from './wake.ts'

export type DispatchOptions = { pace?: Partial<Pace>; time?: Time; version?: string }
export type Dispatcher = {
  /** The name of this worker in the table of workers; it changes when a lease was lost. */
  id(): string
  /** Stops taking work, gives back what has not begun, and waits for what is on its way. */
  stop(): Promise<void>
}

/** Networks that are looked at before anything is repeated, each with how long nothing is looked up there. */
const quietsOf = (ctx: Context, pace: Pace): Quiet[] =>
  [...ctx.networks.values()].flatMap(({ manifest }) =>
    manifest.guarantee === 'findable' ? [{ network: manifest.id, ms: quietOf(pace, manifest) }] : [],
  )

async function begin(ctx: Context, doors: Doors, time: Time, pace: Pace, version: string): Promise<Around> {
  await time.sync(ctx.db)
  const lease = await takeLease(ctx.db, time, pace, version)
  return { ctx, doors, gate: new Gate(), lease, pace, time }
}

/** Starts to deliver, and goes on until stopped. Any number of processes may do so on one database. */
export async function startDispatcher(
  ctx: Context,
  doors: Doors,
  options: DispatchOptions = {},
): Promise<Dispatcher> {
  const pace = { ...normalPace, ...options.pace }
  const time = options.time ?? databaseTime()
  const version = options.version ?? ''
  let shift = await openShift(await begin(ctx, doors, time, pace, version))
  let stopped = false

  /** A worker that slept or was cut off for too long begins anew, under a new name. */
  const watch = (): void => {
    const { lost } = shift.around.lease
    lost.addEventListener('abort', () => void replace(), { once: true })
  }
  const replace = async (): Promise<void> => {
    ctx.log.warn({ worker: shift.around.lease.id }, 'This worker lost its lease and begins anew')
    const old = shift
    while (!stopped) {
      try {
        shift = await openShift(await begin(ctx, doors, time, pace, version))
        watch()
        break
      } catch (error) {
        ctx.log.error({ error }, 'The dispatcher cannot begin yet')
        await new Promise((done) => setTimeout(done, 1000))
      }
    }
    await old.close(0)
  }
  watch()
  ctx.log.info({ worker: shift.around.lease.id }, 'Deliveries are being sent')
  return {
    id: () => shift.around.lease.id,
    async stop() {
      stopped = true
      await shift.close(pace.stopWait)
    },
  }
}

type OpenShift = { around: Around; close(wait: number): Promise<void> }

/** A shift with its timers: when to claim, when to send, when to say that we live. */
async function openShift(around: Around): Promise<OpenShift> {
  const { ctx, pace, time, lease } = around
  const { log } = ctx
  let open = true
  let pumpTimer: NodeJS.Timeout | undefined
  let pumpAt = 0
  let claiming: Promise<void> | null = null
  let claimAgain = false

  const shift = new Shift(around, () => plan())

  const plan = (): void => {
    if (!open) return
    shift.pump()
    const next = shift.board.nextAt()
    if (next === null || (pumpTimer && pumpAt <= next)) return
    clearTimeout(pumpTimer)
    pumpAt = next
    pumpTimer = setTimeout(ring, Math.max(1, next - pace.armAhead - time.now()))
  }
  const ring = (): void => {
    pumpTimer = undefined
    plan()
  }
  const claim = (): void => {
    claimAgain = true
    claiming ??= work()
  }
  const work = async (): Promise<void> => {
    while (open && claimAgain) {
      claimAgain = false
      try {
        if ((await shift.claim()) && shift.board.size() < pace.heldMost) claimAgain = true
      } catch (error) {
        log.warn({ error }, 'Deliveries could not be claimed; it is tried again')
      }
      plan()
    }
    claiming = null
  }
  const every = (ms: number, what: () => Promise<unknown>, words: string): NodeJS.Timeout => {
    let running = false
    return setInterval(async () => {
      if (running) return
      running = true
      await what().catch((error) => log.warn({ error }, words))
      running = false
    }, ms)
  }
  const bury = async (): Promise<void> => {
    const freed = await recoverDead(ctx.db, time, quietsOf(ctx, pace))
    if (freed > 0) {
      log.warn({ freed }, 'A worker has died; what it held is looked after')
      claim()
    }
    await clearRemoved(ctx)
  }

  const timers = [
    every(pace.poll, async () => claim(), 'poll'),
    every(pace.refill, async () => void (shift.hungry() && claim()), 'refill'),
    every(pace.beat, () => lease.renew(), 'The lease could not be renewed'),
    every(pace.beat, bury, 'Dead workers could not be looked for'),
    every(pace.beat * 10, () => time.sync(ctx.db), 'The time could not be compared'),
    every(250, () => shift.tell(), 'Screens could not be told'),
  ]
  await bury()
  const listener = listenForDue(ctx.database.url, log, claim)
  claim()
  return {
    around,
    async close(wait) {
      open = false
      clearTimeout(pumpTimer)
      await listener.stop()
      await claiming
      const clean = await shift.stop(wait)
      for (const timer of timers) clearInterval(timer)
      await lease.end(clean).catch(() => {})
    },
  }
}

/**
 * Delivers everything that is due at the clock's now and comes to rest: for tests that turn the clock, and for the
 * last breath of a command.
 */
export async function dispatchDue(ctx: Context, doors: Doors, options: DispatchOptions = {}): Promise<void> {
  const pace = { ...normalPace, armAhead: 0, ...options.pace }
  const time = options.time ?? clockTime(ctx.clock)
  const around = await begin(ctx, doors, time, pace, options.version ?? 'once')
  await recoverDead(ctx.db, time, quietsOf(ctx, pace))
  const shift = new Shift(around, () => shift.pump())
  for (let rest = false; !rest; ) {
    await shift.claim()
    shift.pump()
    rest = !shift.busy()
    while (shift.busy()) await new Promise((done) => setImmediate(done))
  }
  await clearRemoved(ctx)
  await around.lease.end(await shift.stop(pace.stopWait))
}
