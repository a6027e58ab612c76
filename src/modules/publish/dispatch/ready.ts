import type { Context } from '../../../app/context.ts'
import type { Content, Json } from '../../../networks/kit/content.ts'
import { pauseUntil } from '../../../networks/kit/failure.ts'
import type { Network, Publish, Tools } from '../../../networks/kit/network.ts'
import type { OpenAccount } from '../../channels/accounts/index.ts'
import { openContent } from '../content/index.ts'
import { type Gate, type Subject, scopeKey } from '../limits/index.ts'
import { filmPatience, keepPrepared } from './ahead.ts'
import type { Doors } from './doors.ts'
import { type Held, isWhole } from './held.ts'
import type { Lease } from './lease.ts'
import type { Pace } from './pace.ts'
import { type Followed, follow } from './progress.ts'
import type { Step } from './step.ts'
import type { Time } from './time.ts'

/** What every conversation with a network needs around it. */
export type Around = {
  ctx: Context
  doors: Doors
  gate: Gate
  lease: Lease
  pace: Pace
  time: Time
}

export type Publishing = Network & { publish: Publish }

/** Everything that can be at hand before the instant: account, pictures, uploads. */
export type Ready = {
  account: OpenAccount
  tools: Tools
  content: Content
  prepared: Json | null
  subject: Subject
  /** Films that go up with the request itself are followed until it is answered. */
  followed: Followed
}

/**
 * Makes a delivery ready to leave. Nothing of it can be published by this, whatever goes wrong.
 * What `prepare` brought is kept with the delivery for later attempts. A look makes nothing new: it would take the place of what
 * was sent, and with it the network's word on whether that is out.
 */
export async function makeReady(
  around: Around,
  held: Held,
  network: Publishing,
  { account, tools }: Pick<Ready, 'account' | 'tools'>,
  subject: Subject,
  step: Step['do'],
): Promise<Ready> {
  const { ctx, doors, pace, time, lease } = around
  const looks = step === 'find' || (step === 'ask' && !network.publish.lookSends)
  const use = { at: new Date(held.dueAt), deliveryId: held.id, looks }
  const opened = await openContent(ctx, doors.openMedia, held.content, network, account, use)
  const followed = follow(ctx, held, opened)
  const { content } = followed
  const ready = { account, tools, content, subject, prepared: held.prepared, followed }
  const { prepare } = network.publish
  // What may have been sent once is sent once more as it was: such networks take the same thing a single time.
  const sent = held.attempts > 0 && network.manifest.guarantee === 'findable'
  const holds = sent ? pace.preparedSent : pace.preparedFresh
  const fresh = held.prepared !== null && time.now() - (held.preparedAt ?? 0) < holds
  if (!prepare || fresh || step !== 'send' || isWhole(held)) return ready
  const films = content.parts.some(({ media }) => media.some(({ kind }) => kind === 'video'))
  const patience = pace.sendTimeout * (films ? filmPatience : 1)
  const signal = AbortSignal.any([lease.lost, AbortSignal.timeout(patience)])
  const prepared = await prepare({
    tools: guardedTools(around, tools, subject, signal),
    account,
    content,
    key: held.key,
    firstAttemptAt: new Date(held.firstAttemptAt ?? time.now()),
    signal,
  }).finally(() => void followed.end())
  if (prepared === null) return ready
  await keepPrepared(ctx, { ...held, prepared, at: time.sql() })
  return { ...ready, prepared }
}

/** The way out of one conversation: closed when it is over, or when our lease is in doubt. */
export function guardedTools(
  { gate, lease, time }: Around,
  tools: Tools,
  subject: Subject,
  signal: AbortSignal,
): Tools {
  return {
    ...tools,
    fetch: (input, init) => {
      if (signal.aborted) throw notSent('This attempt is over, so nothing more is sent')
      if (!lease.holds()) throw notSent('The lease of this worker is in doubt, so nothing more is sent')
      return tools.fetch(input, init?.signal ? init : { ...init, signal })
    },
    report: ({ scope, remaining, resetsAt }) => {
      const until = pauseUntil(resetsAt, new Date(time.now()))
      if (until) gate.learn(scopeKey(scope, subject), remaining, until.getTime())
    },
  }
}

/** An error that tells adapters, as our way out does, that the request has surely not left. */
const notSent = (words: string): Error => Object.assign(new Error(words), { mayHaveLeft: false })
