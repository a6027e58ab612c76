import { createHash } from 'node:crypto'
import pg from 'pg'

/** Most statements that PostgreSQL is asked to keep, each some 50 kB in every connection that has used it. */
const mostNames = 200
/** Texts that were met once: a search that nobody repeats needs no name. */
const mostMet = 1000

export type Names = {
  /** undefined: the statement is not worth keeping, or there is no room. */
  of(text: string): string | undefined
  /** What was kept fits the tables no more: everything gets another name. */
  forget(): void
}

/**
 * In a statement whose best plan hangs on what is asked: a word that stands in every post is found along time, a rare one
 * along its letters. It is planned each time.
 */
export const plannedEachTime = '/* planned each time */'

/** Gives a statement a name at its second use, so that PostgreSQL reads and plans it once per connection and not each time. */
export function createNames(): Names {
  const met = new Set<string>()
  let names = new Map<string, string>()
  let generation = 0
  return {
    of(text) {
      const known = names.get(text)
      if (known || names.size >= mostNames || text.includes(plannedEachTime)) return known
      if (!met.delete(text)) {
        if (met.size >= mostMet) met.clear()
        met.add(text)
        return undefined
      }
      const name = `c${generation}_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
      names.set(text, name)
      return name
    },
    forget() {
      generation += 1
      names = new Map()
    },
  }
}

/**
 * Lets a connection name its statements. Those without values (`begin`, `commit`) cost nothing to read. What PostgreSQL
 * kept before a table grew is asked anew at once; inside a transaction that is over then, and whoever began it repeats it.
 */
export function nameStatements(client: pg.PoolClient, names: Names): void {
  const ask = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
  const askByName = (...given: unknown[]): Promise<unknown> => {
    const [text, values] = given
    const hasValues = given.length === 2 && Array.isArray(values) && values.length > 0
    const name = typeof text === 'string' && hasValues ? names.of(text) : undefined
    if (!name) return ask(...given)
    return ask({ name, text, values }).catch((error: unknown) => {
      if (!isOutdated(error)) throw error
      names.forget()
      if (client.getTransactionStatus() !== 'I') throw error
      return ask(text, values)
    })
  }
  client.query = askByName as typeof client.query
}

/** A table got a column since: PostgreSQL refuses what would answer otherwise than it said. */
const isOutdated = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
