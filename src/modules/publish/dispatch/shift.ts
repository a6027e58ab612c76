import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { scopeKey } from '../limits/index.ts'
import { notifyAll } from '../notifications/index.ts'
import { Accounts } from './accounts.ts'
import { Board, type Lane } from './board.ts'
import { capUntil } from './cap.ts'
import { claimDue, type Missed, releaseLanes } from './claim.ts'
import { tracedFire } from './fire.ts'
import type { Held } from './held.ts'
import { conclusionOf, postponement, settlementOf } from './judge.ts'
import { createLedger } from './ledger.ts'
import { type Failure, failureOf, type Outcome, type Settlement } from './outcome.ts'
import { Places } from './places.ts'
import { type Around, makeReady, type Publishing, type Ready } from './ready.ts'
import { type Step, stepOf } from './step.ts'

/**
 * The work of one worker for as long as it holds its lease. Deliveries come in by `claim`, and each goes its way in
 * `deliver`: made ready, written down, sent on its instant, its outcome written down.
 */
export class Shift {
  readonly board: Board
  private readonly around: Around
  private readonly ledger
  private readonly accounts: Accounts
  /** Workspaces whose screens are to look again. */
  private readonly touched = new Set<string>()
  /** Deliveries on their way, and outcomes that are not written down yet. */
  private readonly flying: Places
  private readonly unsettled: Places
  private stopping = false
  private readonly onChange: () => void

  /** `onChange` is told whenever there may be something new to do. */
  constructor(around: Around, onChange: () => void) {
    this.around = around
    this.onChange = onChange
    this.ledger = createLedger(around, () => this.flying.count() > crowded)
    this.flying = new Places(around.pace.flyingMost)
    this.unsettled = new Places(around.pace.unsettledMost)
    this.accounts = new Accounts(around)
    const { ctx, pace } = around
    this.board = new Board((network) => pace.depth[ctx.networks.get(network)?.manifest.guarantee ?? 'blind'])
  }

  /** Takes what is due within the horizon. True when there is surely more. */
  async claim(): Promise<boolean> {
    const { ctx, pace, time, lease, gate } = this.around
    if (this.stopping || this.board.size() >= pace.heldMost) return false
    await gate.read(ctx.db, time.now())
    const idle = this.board.takeIdle()
    if (idle.length > 0) await releaseLanes(ctx.db, lease.id, idle)
    for (const channelId of idle) this.accounts.forget(channelId)
    const claim = await claimDue(ctx.db, {
      workerId: lease.id,
      pace,
      time,
      full: this.board.full(pace.laneRows / 2),
      caps: [...ctx.networks.values()].flatMap(({ manifest: { id, dailyCap } }) =>
        dailyCap === null ? [] : [{ network: id, cap: dailyCap }],
      ),
      lanesMost: pace.claimLanes,
    })
    for (const lane of this.board.add(claim.lanes, claim.held)) void this.accounts.of(lane)
    await this.tellMissed(claim.missed)
    return claim.more
  }

  /** Something is due soon of which there is not enough here. */
  hungry(): boolean {
    const { pace, time } = this.around
    return (
      this.board.size() < pace.heldMost && this.board.hungry(pace.laneRows / 2, time.now() + pace.horizon)
    )
  }

  /** Sends off everything whose turn it is. */
  pump(): void {
    const { pace, time } = this.around
    const may = (workspaceId: string) =>
      this.flying.freeFor(workspaceId) && this.unsettled.freeFor(workspaceId)
    while (!this.stopping && !this.flying.full() && !this.unsettled.full()) {
      const next = this.board.take(time.now() + pace.armAhead, may)
      if (!next) return
      const { workspaceId } = next.lane
      this.flying.take(workspaceId)
      void this.deliver(next.lane, next.held).finally(() => {
        this.flying.leave(workspaceId)
        this.onChange()
      })
    }
  }

  busy(): boolean {
    return this.flying.count() > 0 || this.unsettled.count() > 0
  }

  private async deliver(lane: Lane, held: Held): Promise<void> {
    const { ctx, pace, time } = this.around
    try {
      const network = ctx.networks.get(held.network)
      const step = stepOf(held, network, time.now(), pace)
      if (step.do === 'finish' || step.do === 'doubt' || step.do === 'fail' || step.do === 'miss')
        this.settle(held, held.attempts, conclusionOf(held, step, time.now()))
      else if (network?.publish)
        await this.attempt(lane, held, { ...network, publish: network.publish }, step.do)
    } catch (error) {
      this.drop(held, error)
    } finally {
      this.board.land(lane)
    }
  }

  private async attempt(lane: Lane, held: Held, network: Publishing, step: Step['do']): Promise<void> {
    const { time } = this.around
    if (this.postponed(lane, held, step)) return
    // Its place among those of its channel: it leaves when the one before it has been answered.
    const before = lane.tail
    const landed = Promise.withResolvers<void>()
    lane.tail = landed.promise
    try {
      const ready = await this.ready(lane, held, network, step)
      const armed = await this.ledger.arm(held, step === 'send' ? 'send' : 'look')
      if (!armed) return this.board.done(held)
      if ('failure' in ready)
        return this.finish(lane, held, network, step, armed.number, { is: 'failure', ...ready })
      await before
      await waitUntil(held.at, time.now)
      if (!this.mayLeave(lane)) {
        await this.ledger.disarm(held, this.waitsUntil(lane))
        return this.board.done(held)
      }
      this.countLateness(held, step)
      const outcome = await tracedFire(this.around, step, {
        held,
        network,
        ready,
        firstAttemptAt: armed.firstAttemptAt,
        keepPart: (part) => this.ledger.keepPart(held, armed.number, part),
      })
      // Behind our back: what came of it waits for nobody to be told.
      void ready.followed.end()
      this.finish(lane, held, network, step, armed.number, { ...outcome, signIn: ready.account.signIn })
    } finally {
      landed.resolve()
    }
  }

  /** Of first requests alone: how late a later one is has been decided by whoever made the first fail. */
  private countLateness({ network, attempts, dueAt }: Held, step: Step['do']): void {
    const { ctx, time } = this.around
    if (step === 'send' && attempts === 0)
      ctx.metrics.lateness.observe({ network }, Math.max(0, time.now() - dueAt) / 1000)
  }

  /** The last look before a request leaves; what it asks has changed since the attempt was written down. */
  private mayLeave(lane: Lane): boolean {
    const now = this.around.time.now()
    lane.notBefore = Math.max(lane.notBefore, this.around.gate.blockedUntil(lane, now))
    return !this.stopping && this.around.lease.holds() && lane.notBefore <= now
  }

  private waitsUntil(lane: Lane): number | null {
    return lane.notBefore > this.around.time.now() ? lane.notBefore : null
  }

  /** What came of it decides what follows; what others must heed at once is known before this answers. */
  private finish(
    lane: Lane,
    held: Held,
    network: Publishing,
    step: Step['do'],
    number: number,
    outcome: Outcome & Asked,
  ): void {
    const { time, pace, gate } = this.around
    const failure = outcome.is === 'failure' ? outcome.failure : null
    if (failure?.kind === 'later' && failure.retryAt && !failure.alone)
      gate.block(scopeKey(failure.scope, lane), failure.retryAt.getTime())
    if (failure?.kind === 'reconnect') lane.notBefore = time.now() + pace.horizon
    const judge = { now: time.now(), pace, random: Math.random, manifest: network.manifest }
    this.settle(held, number, settlementOf(held, step, outcome, judge), async () => {
      if (failure?.kind === 'reconnect') await this.report(lane, outcome.signIn, failure)
    })
  }

  /** Writes an outcome down, behind the back of what is due next. */
  private settle(held: Held, number: number, settlement: Settlement, then?: () => Promise<void>): void {
    const { ctx, gate } = this.around
    this.unsettled.take(held.workspaceId)
    const write = async (): Promise<void> => {
      const counted = await this.ledger.settle({ held, number, settlement })
      this.board.done(held)
      this.touched.add(held.workspaceId)
      if (!counted)
        ctx.log.warn({ deliveryId: held.id, state: settlement.state }, 'An outcome came too late to count')
      else if (settlement.attempt)
        ctx.metrics.attempts.inc({ network: held.network, outcome: settlement.attempt.outcome })
      await gate.write(ctx.db)
      await then?.()
    }
    write()
      .catch((error) => this.drop(held, error))
      .finally(() => {
        this.unsettled.leave(held.workspaceId)
        this.onChange()
      })
  }

  /** Nobody foresaw this. A living worker must not sit on a delivery for ever. */
  private drop(held: Held, error: unknown): void {
    this.around.ctx.log.error({ error, deliveryId: held.id }, 'A delivery was dropped by this worker')
    this.board.done(held)
    this.ledger.abandon(held).catch(() => {})
  }

  private async report(lane: Lane, signIn: string | null, { words, code, status }: Failure): Promise<void> {
    const { ctx, doors } = this.around
    this.accounts.forget(lane.channelId)
    await this.ledger.release(this.board.clear([lane]))
    const failure = new NetworkFailure('reconnect', words, { code, ...(status !== null && { status }) })
    await doors.reportFailure(ctx, lane.channelId, signIn, failure)
  }

  /** A limit or our own cap stops the lane: what is near waits here, the rest goes back with words that say so. */
  private postponed(lane: Lane, held: Held, step: Step['do']): boolean {
    const { gate, time, pace } = this.around
    const now = time.now()
    const limit = gate.blockedUntil(lane, now)
    const cap = step === 'send' && held.parts.length === 0 ? capUntil(lane, now) : 0
    const until = Math.max(limit, cap)
    if (until <= now) {
      // Counted from here on, so that those beside it do not take the same place under the cap.
      if (step === 'send') lane.sentAt.unshift(now)
      return false
    }
    if (limit > cap) lane.notBefore = limit
    if (until - now < pace.horizon) this.board.putBack(lane, { ...held, at: until })
    else {
      const code = cap > limit ? 'daily_cap' : 'limited'
      for (const one of [held, ...this.board.clear([lane])])
        this.settle(one, one.attempts, postponement(one, until, code))
    }
    return true
  }

  /** Account, pictures and uploads. A failure here is certain: nothing has left. */
  private async ready(
    lane: Lane,
    held: Held,
    network: Publishing,
    step: Step['do'],
  ): Promise<Ready | ({ failure: Failure } & Asked)> {
    let account: Ready['account'] | null = null
    try {
      const opened = await this.accounts.of(lane)
      account = opened.account
      return await makeReady(this.around, held, network, opened, lane, step)
    } catch (error) {
      this.accounts.forget(lane.channelId)
      if (!(error instanceof NetworkFailure))
        this.around.ctx.log.error({ error, deliveryId: held.id }, 'A delivery could not be made ready')
      const failure = failureOf(error, network.manifest.name, this.around.time.now())
      const known = failure.kind === 'unknown' ? { kind: 'later' as const, words: notReady(error) } : {}
      return {
        failure: { ...failure, ...known, ours: true },
        signIn: account?.signIn ?? null,
      }
    }
  }

  private async tellMissed(missed: readonly Missed[]): Promise<void> {
    if (missed.length === 0) return
    const { ctx } = this.around
    const troubles = missed.map(({ id, workspaceId, channelId, dueAt }) => ({
      workspaceId,
      kind: 'delivery.missed' as const,
      subject: { kind: 'channel', id: channelId },
      facts: { deliveryId: id, channelId, dueAt: dueAt.toISOString() },
    }))
    await ctx.db.transaction().execute((tx) => notifyAll(tx, ctx, troubles))
    for (const { workspaceId } of missed) this.touched.add(workspaceId)
  }

  /** Tells open screens which workspaces have changed; called a few times a second, not for every delivery. */
  async tell(): Promise<void> {
    const { ctx } = this.around
    const ids = [...this.touched]
    this.touched.clear()
    for (const workspaceId of ids)
      await ctx.events.emit(ctx.db, { workspaceId, topic: 'deliveries', id: null })
  }

  /**
   * Gives back what nobody has begun, and lets what is on its way come to its end for at most `wait` milliseconds.
   * True when nothing is left; otherwise the rest stands in `sending` with its attempt, for whoever comes next.
   */
  async stop(wait: number): Promise<boolean> {
    this.stopping = true
    await this.ledger.release(this.board.clear()).catch(() => {})
    const end = performance.now() + wait
    while (this.busy() && performance.now() < end) await new Promise((done) => setTimeout(done, 10))
    if (this.busy()) return false
    await this.ledger.idle()
    await this.tell()
    await releaseLanes(this.around.ctx.db, this.around.lease.id, null)
    return true
  }
}

/** With which sign-in a network was asked; null when none could be opened. */
type Asked = { signIn: string | null }

/** With more than this under way, outcomes wait a moment for those that are still to leave. */
const crowded = 100

const notReady = (error: unknown): string =>
  `It could not be made ready to leave: ${error instanceof Error ? error.message : String(error)}`

/** Waits for the millisecond; a timer may ring a little early. */
async function waitUntil(at: number, now: () => number): Promise<void> {
  for (let left = at - now(); left > 0; left = at - now())
    await new Promise((done) => setTimeout(done, Math.max(1, left)))
}
