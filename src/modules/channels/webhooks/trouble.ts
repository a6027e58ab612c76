import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { AppError } from '../../../platform/errors.ts'

/** A code that each language has words for, and the sentence of the network, which knows more. */
export type Trouble = { code: string; words: string | null }

/** What stands for the trouble of a door that a person has closed. */
export const shut = 'closed'

/** What stands for the trouble of an account that a network which charges did not let go. */
export const stillTold = 'hook_still_told'

/** The address of this house is not public, or does not begin with https. */
export const unreachable: Trouble = { code: 'house_unreachable', words: null }

/** What is to be told of a failure; null where it is a fault of ours. */
export function knownTrouble(error: unknown): Trouble | null {
  if (error instanceof NetworkFailure) return { code: error.code, words: error.message.slice(0, 500) }
  // Removed meanwhile: there is nobody to speak of.
  if (error instanceof AppError) return { code: 'channel_gone', words: null }
  return null
}

/** The same, where a fault of ours is thrown on. */
export function troubleOf(error: unknown): Trouble {
  const trouble = knownTrouble(error)
  if (!trouble) throw error
  return trouble
}

/** Whether it may be otherwise a while later. */
export const mayPass = (error: unknown): boolean =>
  error instanceof NetworkFailure && (error.kind === 'later' || error.kind === 'unknown')
