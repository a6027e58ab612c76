import type { Network } from '../../../networks/kit/network.ts'
import type { Held } from './held.ts'
import { isWhole } from './held.ts'
import { lookWords, missedWords, unapprovedWords } from './missed.ts'
import type { Pace } from './pace.ts'

/** What is to be done with a delivery whose turn it is. */
export type Step =
  /** Send it, or what is missing of it, with its key. */
  | { do: 'send' }
  /** Look whether it is out. */
  | { do: 'find' }
  /** Ask the network how far it is. */
  | { do: 'ask' }
  /** Everything is known to be out. */
  | { do: 'finish' }
  /** Nobody can know: a person decides. */
  | { do: 'doubt'; code: string; words: string }
  | { do: 'fail'; code: string; words: string }
  /** Nothing has left, and it may not any more: a person decides. */
  | { do: 'miss'; code: string; words: string }

/**
 * The heart of "once". What was never sent is sent. What was, and whose end nobody saw, is never simply sent again:
 * an idempotent network is told the same again under the same key, a findable one is looked at first, and for a
 * blind one only a person can know.
 */
export function stepOf(held: Held, network: Network | undefined, now: number, pace: Pace): Step {
  if (!network?.publish)
    return {
      do: 'fail',
      code: 'network_gone',
      words: `This Carillon no longer speaks to ${held.network}. Remove the channel, or publish by hand and mark it as published.`,
    }
  // Whole and to be sent again: what failed was behind the last part, such as pinning it, and is done without sending a part.
  if (isWhole(held) && held.state !== 'claimed') return { do: 'finish' }
  if (network.manifest.byHand) return handStep(held, now)
  if (held.state === 'claimed') return { do: 'send' }
  if (held.state === 'sent') return askStep(held, network, now, pace)
  const since = now - (held.firstAttemptAt ?? now)
  const { guarantee, name } = network.manifest
  if (guarantee === 'blind') return doubt(`${name} answered nothing that tells, and offers no way to look.`)
  // Later than the workspace allows it must not appear any more, so it is looked for even where a repeat is safe.
  const repeatable =
    guarantee === 'idempotent' && since < pace.keyTrust && now < held.staleAt && !isHalted(held)
  if (repeatable) return { do: 'send' }
  if (network.find) return { do: 'find' }
  if (held.unapproved) return doubt(`It may be sent to ${name} no more, because a yes to it is missing.`)
  if (held.barred)
    return doubt(`It may be sent to ${name} no more, because something of it may not be shown any more.`)
  return doubt(`Too much time has passed to send it to ${name} again under the same key.`)
}

/** It must not leave any more; what may have left is looked for. */
const isHalted = ({ unapproved, barred }: Held): boolean => unapproved || barred

const barredWords =
  'A picture or film of it may not be shown any more. Choose another in the post, or renew the right to it.'

/** What a person is given leaves nothing: whoever died over it is simply followed, as long as it still may go. */
function handStep(held: Held, now: number): Step {
  if (held.state === 'claimed') return { do: 'send' }
  if (held.unapproved) return { do: 'miss', code: 'not_approved', words: unapprovedWords }
  if (held.barred) return { do: 'fail', code: 'media_withdrawn', words: barredWords }
  if (now > held.staleAt) return { do: 'miss', code: 'missed', words: missedWords }
  return { do: 'send' }
}

function askStep(held: Held, network: Network, now: number, pace: Pace): Step {
  const { name } = network.manifest
  // Tried before and given another time since, it was sent after that.
  const since = now - Math.max(held.firstAttemptAt ?? now, held.dueAt)
  const tooLate = now > held.staleAt && held.parts.length === 0
  if (network.publish?.lookSends && network.find && (isHalted(held) || tooLate)) return { do: 'find' }
  if (since > pace.pendingMost) return doubt(`${name} took it and has been working on it for too long.`)
  if (network.publish?.look) return { do: 'ask' }
  return doubt(`${name} took it, and cannot be asked what became of it.`)
}

const doubt = (why: string): Step => ({
  do: 'doubt',
  code: 'in_doubt',
  words: `${why} ${lookWords}`,
})
