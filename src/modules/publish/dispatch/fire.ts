import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Found, SendCall, Sent, SentPart } from '../../../networks/kit/network.ts'
import { isAnothers } from '../publications/index.ts'
import { type Held, partsOf } from './held.ts'
import { type Failure, failureOf, type Outcome } from './outcome.ts'
import { type Around, guardedTools, type Publishing, type Ready } from './ready.ts'
import type { Step } from './step.ts'

export type Shot = {
  held: Held
  network: Publishing
  ready: Ready
  firstAttemptAt: Date
  /** Keeps one part of a thread before the next is sent; false when the attempt is no longer ours. */
  keepPart(part: SentPart): Promise<boolean>
}

/** Carries out one step at the network and answers what came of it. Never throws. */
async function fire(around: Around, step: Step['do'], shot: Shot): Promise<Outcome> {
  const { ctx, lease, pace, time, gate } = around
  const { held, network } = shot
  const stop = new AbortController()
  const limit = setTimeout(() => stop.abort(new Error('No answer in time')), pace.sendTimeout)
  const guard = lease.guard(stop)
  gate.spend(shot.ready.subject, time.now())
  try {
    return await Promise.race([
      carryOut(around, step, callOf(around, shot, stop.signal), shot),
      refusal(stop.signal),
    ])
  } catch (error) {
    const failure = failureOf(error, network.manifest.name, time.now())
    const brokenOff = stop.signal.aborted
    // Whatever still runs on behind an abandoned call can send nothing more.
    stop.abort(over)
    if (!brokenOff && !(error instanceof NetworkFailure))
      ctx.log.error(
        { error, deliveryId: held.id, network: held.network },
        'A network failed in a way nobody foresaw',
      )
    return { is: 'failure', failure: brokenOff ? noAnswer(failure, network, step) : failure }
  } finally {
    clearTimeout(limit)
    guard.letGo()
  }
}

/** `fire`, and whoever traces is told: the network, what was done, and what it came to. Not a word of the post. */
export const tracedFire = (around: Around, step: Step['do'], shot: Shot): Promise<Outcome> => {
  const facts = { 'carillon.network': shot.held.network, 'carillon.step': step }
  return around.ctx.trace.step({ name: 'attempt', kind: 'inside', facts }, async (note) => {
    const outcome = await fire(around, step, shot)
    note({ 'carillon.outcome': outcome.is === 'failure' ? outcome.failure.kind : outcome.is })
    return outcome
  })
}

const over = new Error('This attempt is over')

async function carryOut(
  { ctx }: Around,
  step: Step['do'],
  call: SendCall,
  { held, network }: Shot,
): Promise<Outcome> {
  if (step === 'find' && network.find) return ownOutcome(ctx, held, foundOutcome(await network.find(call)))
  const { look } = network.publish
  if (step === 'ask' && look) return sentOutcome(await look(call, held.pending))
  try {
    return sentOutcome(await network.publish.send(call))
  } catch (refused) {
    if (!mayStandThere(refused, held) || !network.find) throw refused
    const there = await network.find({ ...call, done: held.parts })
    const outcome = await ownOutcome(ctx, held, foundOutcome(there))
    if (outcome.is === 'absent') throw refused
    return outcome
  }
}

/**
 * Refused because the same stands there already, after an attempt of ours: that one may have arrived after it was looked for,
 * when its worker had been held up between its last word to us and the network.
 */
const mayStandThere = (refused: unknown, held: Held): boolean =>
  refused instanceof NetworkFailure && refused.standsThere && held.attempts > 0

function sentOutcome(sent: Sent): Outcome {
  switch (sent.state) {
    case 'published':
      return { is: 'published', parts: sent.parts, lacks: sent.lacks }
    case 'pending':
      return { is: 'pending', handle: sent.handle, lookAt: sent.lookAt }
    case 'handed':
      return { is: 'handed' }
  }
}

function foundOutcome(found: Found): Outcome {
  switch (found.found) {
    case 'yes':
      return { is: 'published', parts: found.parts, lacks: found.lacks }
    case 'some':
      return { is: 'some', parts: found.parts }
    case 'no':
      return { is: 'absent' }
    case 'unsure':
      return { is: 'unsure', words: found.words }
  }
}

/** Two posts may say the same: what is known to be another is not taken for this one, nor is this one taken to be out. */
async function ownOutcome({ db }: Context, held: Held, outcome: Outcome): Promise<Outcome> {
  const [first] = outcome.is === 'published' || outcome.is === 'some' ? outcome.parts : []
  if (held.parts.length > 0 || !first || !(await isAnothers(db, held, first.remoteId))) return outcome
  return {
    is: 'unsure',
    words: 'A post that says the same went out before, and nothing tells the two apart.',
  }
}

/** An adapter that does not listen to its signal must not hold its lane for ever. */
const refusal = (signal: AbortSignal): Promise<never> =>
  new Promise((_, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
  })

/** An attempt that we broke off. Reading changes nothing, so only a sending is unclear. */
const noAnswer = (failure: Failure, { manifest }: Publishing, step: Step['do']): Failure => ({
  ...failure,
  kind: step === 'send' ? 'unknown' : 'later',
  code: 'no_answer',
  words: `${manifest.name} did not answer in time.`,
})

function callOf(
  around: Around,
  { held, ready, firstAttemptAt, keepPart }: Shot,
  signal: AbortSignal,
): SendCall {
  const alone = partsOf(held.content) === 1
  return {
    tools: guardedTools(around, ready.tools, ready.subject, signal),
    account: ready.account,
    content: ready.content,
    key: held.key,
    prepared: ready.prepared,
    done: held.parts,
    async save(part) {
      // A post of one part is settled in the next moment, and what fails behind it is written down together with it (`judge.ts`).
      if (!alone && !(await keepPart(part))) throw new Error('This attempt is no longer ours')
      held.parts = [...held.parts, part]
      // Only the part that was tried last can be unclear: it is proven now, and the next has never left.
      if (held.state === 'sending') held.state = 'claimed'
    },
    firstAttemptAt,
    signal,
  }
}
