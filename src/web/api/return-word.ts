import { ApiProblem } from './problem.ts'

const sign = '#sign-in='

/** Whether this stands behind the # because somebody is back from the provider; what a link carries stands there too. */
export const isReturnWord = (hash: string): boolean => `#${hash}`.startsWith(sign)

/** The word with which somebody is back from the provider, or null. `forgetReturnWord` takes it out of the address. */
export const readReturnWord = (): string | null =>
  location.hash.startsWith(sign) ? location.hash.slice(sign.length) : null

export const forgetReturnWord = (): void =>
  history.replaceState(history.state, '', `${location.pathname}${location.search}`)

/** What the word says as an error. The address can be made by anybody, so a word that is not ours says nothing of its own. */
export const problemOf = (word: string): ApiProblem =>
  new ApiProblem({ status: 0, code: `provider.${word}`, detail: '' })
