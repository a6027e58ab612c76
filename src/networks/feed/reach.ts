import { NetworkFailure, unanswered } from '../kit/failure.ts'

/** Reaches our own store. Where it breaks off, the same holds as for a network: what may have been done is `unknown`. */
export async function reach<T>(
  signal: AbortSignal | null,
  changes: boolean,
  work: () => Promise<T>,
): Promise<T> {
  const givenUp = Promise.withResolvers<never>()
  const give = () => givenUp.reject(Object.assign(new Error('given up'), { code: 'ABORTED' }))
  signal?.addEventListener('abort', give, { once: true })
  try {
    return await Promise.race([work(), givenUp.promise])
  } catch (error) {
    // A fault of ours has no code and is thrown on.
    const broke = error instanceof Error && 'code' in error && !(error instanceof NetworkFailure)
    throw broke ? unanswered(error, 'Carillon’s own store', changes) : error
  } finally {
    signal?.removeEventListener('abort', give)
  }
}
