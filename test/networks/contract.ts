import { existsSync } from 'node:fs'

/** What went over the wire, as a fake sees it. */
export type Exchange = {
  method: string
  path: string
  query: URLSearchParams
  /** A parsed JSON body, the fields of a form, or undefined for none. */
  body: Record<string, unknown> | undefined
  form: boolean
  /** What kind of thing the id in the path is, where a description goes by that and the path does not tell. */
  node?: string
}

/** One operation of a description. What is wrong is told in sentences; none: all is as described. */
export type Operation = {
  name: string
  request(exchange: Exchange): string[]
  /** Null where the description says nothing of such an answer. `leftOut`: required fields that a test asked the fake to leave out. */
  answer(status: number, body: unknown, leftOut: ReadonlySet<string>): string[] | null
}

/** A network's own words on its interface, whatever they are written in; `descriptions/` reads each way of writing. */
export type Description = {
  operations: readonly string[]
  /** Null when the description knows no such operation. */
  find(exchange: Exchange): Operation | null
}

export type Count = { requests: number; answers: number; faults: number }

/**
 * Checks requests and answers against a description. Every wrong thing is kept in `violations`, because a fake that
 * answered an error for it would have the adapter hide it.
 */
export type Contract = {
  violations: string[]
  covered: Map<string, Count>
  operations: readonly string[]
  request(exchange: Exchange): Operation | null
  answer(operation: Operation, status: number, body: unknown, leftOut?: ReadonlySet<string>): void
}

/** Where the descriptions lie beside a checkout, if they do. */
export const descriptionAt = (file: string): string | null => {
  const path = new URL(`../../../shared/specs/${file}`, import.meta.url).pathname
  return existsSync(path) ? path : null
}

const nothing: ReadonlySet<string> = new Set()

export function openContract({ operations, find }: Description): Contract {
  const covered: Contract['covered'] = new Map()
  const violations: string[] = []
  const note = (name: string, what: 'requests' | 'answers', wrong: readonly string[]) => {
    const count = covered.get(name) ?? { requests: 0, answers: 0, faults: 0 }
    covered.set(name, { ...count, [what]: count[what] + 1, faults: count.faults + wrong.length })
    violations.push(...wrong.map((words) => `${name} ${words}`))
  }
  return {
    violations,
    covered,
    operations,
    request(exchange) {
      const operation = find(exchange)
      if (operation) note(operation.name, 'requests', operation.request(exchange))
      else violations.push(`${exchange.method} ${exchange.path}: the description has no such operation`)
      return operation
    },
    answer(operation, status, body, leftOut = nothing) {
      const wrong = operation.answer(status, body, leftOut)
      if (wrong) note(operation.name, 'answers', wrong)
    },
  }
}
