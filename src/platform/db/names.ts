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

/** A connection that names its statements. Those without values (`begin`, `commit`) cost nothing to read. */
export function namingClient(names: Names): typeof pg.Client {
  return class extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: pg declares seven forms; this is the one that our statements take.
    override query(...args: any[]): any {
      const [text, values] = args
      if (args.length !== 2 || typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
        return super.query.apply(this, args as never)
      const name = names.of(text)
      if (!name) return super.query(text, values)
      return super.query({ name, text, values }).catch((error: unknown) => {
        if (isOutdated(error)) names.forget()
        throw error
      })
    }
  }
}

/** A table got a column since: PostgreSQL refuses what would answer otherwise than it said. The repeat is read anew. */
const isOutdated = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
