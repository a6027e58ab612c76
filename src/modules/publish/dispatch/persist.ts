/** PostgreSQL's classes of errors that repeating does not mend: the data, a constraint, the statement itself. */
const ofTheData = /^(21|22|23|42)/

export const isDataError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.length === 5
    ? ofTheData.test(error.code)
    : false

/**
 * Repeats a write until the database takes it: it may be restarting, and what is written here must not be lost.
 * The write must be one that does nothing the second time. Ends with the error when `signal` says that it is over.
 */
export async function persist<T>(signal: AbortSignal, write: () => Promise<T>): Promise<T> {
  for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
    try {
      return await write()
    } catch (error) {
      if (isDataError(error) || signal.aborted) throw error
      await new Promise((done) => setTimeout(done, wait))
    }
  }
}
