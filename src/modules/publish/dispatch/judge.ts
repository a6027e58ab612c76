import type { Manifest } from '../../../networks/kit/manifest.ts'
import type { Lack, SentPart } from '../../../networks/kit/network.ts'
import { type Held, isWhole } from './held.ts'
import { lookWords } from './missed.ts'
import type { Failure, Outcome, Settlement, State } from './outcome.ts'
import { backoffOf, type Pace } from './pace.ts'
import { listsLateOf, quietOf } from './plain/quiet.ts'
import type { Step } from './step.ts'

export type Judge = {
  now: number
  pace: Pace
  random: () => number
  manifest: Pick<Manifest, 'guarantee' | 'listsLate'>
}

/** From outcome to state: the table that the README draws. Pure, so that every line of it can be tested. */
export function settlementOf(held: Held, step: Step['do'], outcome: Outcome, judge: Judge): Settlement {
  const { now } = judge
  switch (outcome.is) {
    case 'published':
      return published(step === 'find' ? wentOut(held, now) : now, outcome.parts, outcome.lacks)
    case 'pending':
      return {
        ...base,
        state: 'sent',
        nextAt: Math.max(now + 1000, outcome.lookAt.getTime()),
        pending: outcome.handle,
        attempt: { ...attempt, outcome: 'pending' },
      }
    case 'handed':
      return { ...base, state: 'handed', attempt: { ...attempt, outcome: 'handed' } }
    case 'some':
    case 'absent':
      return {
        ...base,
        state: 'waiting',
        // Looked for before its time, as what was in somebody's hands is, it still goes out at that.
        nextAt: isOut(held, outcome) ? now : Math.max(now, held.dueAt),
        parts: outcome.is === 'some' ? outcome.parts : null,
        tries: held.tries,
        attempt: { ...attempt, outcome: 'absent' },
      }
    case 'unsure':
      return lookAgain(held, { ...unsure, words: outcome.words }, judge)
    case 'failure':
      return { ...failed(held, step, outcome.failure, judge), parts: partsOut(held, step) }
  }
}

/** Only what is done behind the last part is lacking. */
const isOut = ({ content }: Held, outcome: Extract<Outcome, { is: 'some' | 'absent' }>): boolean =>
  outcome.is === 'some' && isWhole({ parts: outcome.parts, content })

const attempt = { status: null, code: null, words: null, retryAt: null }
const base = {
  nextAt: null,
  publishedAt: null,
  parts: null,
  pending: null,
  tries: 0,
  failure: null,
  certain: true,
}

/** When a look-up finds it, the nearest that is known is when it was first sent; tried before and given another time since, at that. */
function wentOut({ firstAttemptAt, dueAt }: Held, now: number): number {
  if (firstAttemptAt === null) return now
  return dueAt > now ? firstAttemptAt : Math.max(firstAttemptAt, dueAt)
}

/** What did not come along is told beside it; nothing of that is tried again. */
const published = (publishedAt: number, parts: SentPart[], lacks?: Lack | null): Settlement => ({
  ...base,
  state: 'published',
  publishedAt,
  parts,
  failure: lacks ? { kind: 'rejected', ...lacks } : null,
  attempt: { ...attempt, outcome: 'published', ...lacks },
})

/** What is out stays known though something behind it failed, such as pinning it: else it would be sent again. */
const partsOut = ({ parts }: Held, step: Step['do']): SentPart[] | null =>
  step === 'send' && parts.length > 0 ? parts : null

/** What a failure is that no answer of a network brought. */
const bare = { status: null, retryAt: null, scope: 'account' } as const

const unsure = { kind: 'unknown', code: 'unsure', ...bare } as const satisfies Omit<Failure, 'words'>

function failed(held: Held, step: Step['do'], failure: Failure, judge: Judge): Settlement {
  if (step === 'find') return lookAgain(held, failure, judge)
  if (step === 'ask') return askAgain(held, failure, judge)
  // A repeat that came to nothing says nothing of the first, whose end nobody saw and which may be out. A refusal by the network
  // does: what stands there already is answered under its key.
  if (held.state === 'sending' && (failure.kind !== 'rejected' || failure.ours))
    return again(held, 'sending', failure, judge, false)
  switch (failure.kind) {
    case 'later':
      return later(held, failure, judge)
    case 'reconnect':
      return inItsQueue(again(held, 'waiting', failure, judge, true), judge)
    case 'rejected':
      return end('failed', failure, true)
    case 'unknown':
      return unclear(held, failure, judge)
  }
}

/** The channel is reported and holds its queue: whoever joins it again need not wait for a delay that grew meanwhile. */
const inItsQueue = (settlement: Settlement, { now, pace }: Judge): Settlement =>
  settlement.state === 'waiting' ? { ...settlement, nextAt: now + pace.horizon } : settlement

/**
 * Limits do not count as tries: the network says when, and the staleness window ends it. What has begun is waited for a day longer:
 * a limit that does not end must not knock for ever, and hold up the others of its account each time.
 */
function later(held: Held, failure: Failure, judge: Judge): Settlement {
  const settlement = again(held, 'waiting', failure, judge, true, listedAfter(failure, judge))
  const over = (settlement.nextAt ?? 0) - held.staleAt
  if (settlement.state !== 'waiting' || over <= 0) return settlement
  if (held.parts.length > 0)
    return failure.retryAt && over > judge.pace.pendingMost
      ? end('failed', { ...failure, words: `${failure.words} ${enough}` }, true)
      : settlement
  const words = `${failure.words} That is later than this workspace allows; publish it now, give it another time, or leave it.`
  return { ...settlement, state: 'missed', failure: { ...brief(failure), words } }
}

/** 503 may come after it was done, and whoever comes again looks first: by then it must stand where it is looked for. */
const listedAfter = ({ status }: Failure, { manifest }: Judge): number =>
  status === 503 ? listsLateOf(manifest) : 0

const enough =
  'That has gone on for more than a day, so what is missing of it is not tried again by itself. What is out stays there; try again for the rest, or leave it.'

/** Stays `sending`, in nobody's hands: when its turn comes, `stepOf` decides by the network's guarantee. */
function unclear(held: Held, failure: Failure, judge: Judge): Settlement {
  const { manifest, pace } = judge
  if (manifest.guarantee === 'blind') return inDoubt(failure)
  const least = manifest.guarantee === 'findable' ? quietOf(pace, manifest) : 0
  return again(held, 'sending', failure, judge, false, least)
}

/** The look-up failed or could not tell. Nothing was sent by it, so it is simply repeated, in the end by a person. */
function lookAgain(held: Held, failure: Failure, judge: Judge): Settlement {
  if (failure.kind === 'rejected' || held.tries + 1 >= judge.pace.triesMost) return inDoubt(failure)
  return again(held, 'sending', failure, judge, false)
}

function askAgain(held: Held, failure: Failure, judge: Judge): Settlement {
  if (failure.kind === 'rejected' && !failure.ours) return end('failed', failure, true)
  if (held.tries + 1 >= judge.pace.triesMost) return inDoubt(failure)
  return again(held, 'sent', failure, judge, false)
}

function again(
  held: Held,
  state: 'waiting' | 'sending' | 'sent',
  failure: Failure,
  { now, pace, random }: Judge,
  certain: boolean,
  least = 0,
): Settlement {
  const tries = failure.retryAt ? held.tries : held.tries + 1
  if (tries >= pace.triesMost && state !== 'sent') return giveUp(state, tries, failure, certain)
  const wait = Math.max(least, backoffOf(pace.backoff, tries, random))
  return {
    ...end('waiting', failure, certain),
    state,
    nextAt: failure.retryAt ? Math.max(failure.retryAt.getTime(), now + least) : now + wait,
    tries,
  }
}

/** Poison: set apart, so that it neither stops the others nor knocks at the network for ever. */
function giveUp(state: 'waiting' | 'sending', tries: number, failure: Failure, certain: boolean): Settlement {
  return state === 'waiting'
    ? end(
        'failed',
        {
          ...failure,
          words: `${failure.words} It was tried ${tries} times and is not tried again by itself.`,
        },
        certain,
      )
    : inDoubt(failure)
}

const end = (state: State, failure: Failure, certain: boolean): Settlement => ({
  ...base,
  state,
  failure: brief(failure),
  certain,
  attempt: {
    outcome: failure.kind,
    status: failure.status,
    code: failure.code,
    words: failure.words,
    retryAt: failure.retryAt,
  },
})

const inDoubt = (failure: Failure): Settlement =>
  end('in_doubt', { ...failure, words: `${failure.words} ${lookWords}` }, false)

const brief = ({ kind, code, words }: Failure) => ({ kind, code, words })

/** What is settled without asking the network: all parts are known to be out, or nothing more can be done by itself. */
export function conclusionOf(
  held: Held,
  step: Extract<Step, { do: 'finish' | 'doubt' | 'fail' | 'miss' }>,
  now: number,
): Settlement {
  if (step.do === 'finish') return published(wentOut(held, now), held.parts)
  const { kind, state } = concluded[step.do]
  const failure = { kind, code: step.code, words: step.words }
  return { ...end(state, { ...failure, ...bare }, false), attempt: null }
}

const concluded = {
  doubt: { kind: 'unknown', state: 'in_doubt' },
  fail: { kind: 'rejected', state: 'failed' },
  miss: { kind: 'later', state: 'missed' },
} as const

/** Not now: a limit or our own cap stops the channel until then. No attempt was made, so none is counted. */
export function postponement(held: Held, until: number, code: 'limited' | 'daily_cap'): Settlement {
  const failure = { kind: 'later', code, words: postponed[code] } as const
  const tooLate = until > held.staleAt && held.parts.length === 0 && held.state === 'claimed'
  const state = tooLate ? 'missed' : held.state === 'claimed' ? 'waiting' : held.state
  return {
    ...end(state, { ...failure, ...bare }, false),
    nextAt: tooLate ? null : until,
    tries: held.tries,
    attempt: null,
  }
}

const postponed = {
  limited: 'The network asked us to wait. It goes out by itself as soon as that is over.',
  daily_cap: 'This channel has reached its own daily limit. It goes out by itself when the limit allows.',
}
