import type { Json } from '../../../networks/kit/content.ts'
import { type FailureKind, NetworkFailure, pauseUntil } from '../../../networks/kit/failure.ts'
import type { Lack, SentPart } from '../../../networks/kit/network.ts'

export type Failure = {
  kind: FailureKind
  code: string
  words: string
  status: number | null
  retryAt: Date | null
  scope: 'account' | 'app' | 'server'
  /** It waits by itself, and the others of its account go on. */
  alone?: boolean
  /** It came of making it ready: the network was not asked, and its refusal says nothing of what was sent before. */
  ours?: boolean
}

/** What an attempt came to. */
export type Outcome =
  | { is: 'published'; parts: SentPart[]; lacks?: Lack | null }
  | { is: 'pending'; handle: Json; lookAt: Date }
  /** It left nothing: a person is to put it there. */
  | { is: 'handed' }
  /** A look-up: the first parts of a thread are out. */
  | { is: 'some'; parts: SentPart[] }
  /** A look-up: it is not there. */
  | { is: 'absent' }
  /** A look-up that cannot tell. */
  | { is: 'unsure'; words: string }
  | { is: 'failure'; failure: Failure }

export type State = 'published' | 'sent' | 'sending' | 'waiting' | 'handed' | 'failed' | 'in_doubt' | 'missed'

/** What is to be written down. Instants in milliseconds; null leaves a column as it is, except for `failure`. */
export type Settlement = {
  state: State
  nextAt: number | null
  publishedAt: number | null
  parts: SentPart[] | null
  pending: Json | null
  tries: number
  failure: Pick<Failure, 'kind' | 'code' | 'words'> | null
  /** How the attempt ended; null when there was none. Of what is published, `code` and `words` say what did not come along. */
  attempt: {
    outcome: 'published' | 'pending' | 'handed' | 'later' | 'reconnect' | 'rejected' | 'unknown' | 'absent'
    status: number | null
    code: string | null
    words: string | null
    retryAt: Date | null
  } | null
  /** The outcome is certain, so that it counts even when it comes after our lease. */
  certain: boolean
}

/** A failure as thrown by an adapter. What nobody foresaw is `unknown`: something may have left. */
export function failureOf(thrown: unknown, where: string, now: number): Failure {
  if (thrown instanceof NetworkFailure)
    return {
      kind: thrown.kind,
      code: thrown.code,
      words: thrown.message,
      status: thrown.status ?? null,
      retryAt: (thrown.retryAt && pauseUntil(thrown.retryAt, new Date(now))) ?? null,
      scope: thrown.scope,
      alone: thrown.alone,
    }
  return {
    kind: 'unknown',
    code: 'unforeseen',
    words: `Something unforeseen happened while talking to ${where}. The log has the details.`,
    status: null,
    retryAt: null,
    scope: 'account',
  }
}
