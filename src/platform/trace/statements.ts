import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Facts, Trace } from './index.ts'

/** Texts whose facts are remembered; there are some hundreds of them. */
const mostKnown = 1000

/** Tells of each statement that is part of another step: what it does, to which table, and a name that its text always has. */
export function traceStatements(client: pg.PoolClient, trace: Trace): void {
  const ask = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
  const told = (...given: unknown[]): unknown => {
    const text = textOf(given[0])
    if (text === null || typeof given.at(-1) === 'function') return ask(...given)
    const facts = factsOf(text)
    const name = String(facts['db.query.summary'])
    return trace.step({ name, kind: 'client', facts, onlyWithin: true }, () => ask(...given))
  }
  client.query = told as typeof client.query
}

/** Null for what is no plain statement, such as a stream. */
function textOf(given: unknown): string | null {
  if (typeof given === 'string') return given
  const plain = given !== null && typeof given === 'object' && 'text' in given && !('submit' in given)
  return plain && typeof given.text === 'string' ? given.text : null
}

const tableName = /\b(?:from|into|update)\s+"?([a-z_]{1,60})\b/i

/** Without what stands in parentheses, as a question within the question does: the table outside is the one that is meant. */
function withoutInner(text: string): string {
  let depth = 0
  let outer = ''
  for (const sign of text.slice(0, 20_000)) {
    if (sign === ')') depth = Math.max(0, depth - 1)
    if (depth === 0) outer += sign
    if (sign === '(') depth++
  }
  return outer
}

const known = new Map<string, Facts>()

function factsOf(text: string): Facts {
  const before = known.get(text)
  if (before) return before
  const [, verb = 'other'] = /^\W*([a-z]{1,20})\b/i.exec(text) ?? []
  const [, table] = tableName.exec(withoutInner(text)) ?? tableName.exec(text) ?? []
  const facts = {
    'db.system.name': 'postgresql',
    'db.operation.name': verb.toLowerCase(),
    ...(table && { 'db.collection.name': table }),
    'db.query.summary': [verb.toLowerCase(), table].filter(Boolean).join(' '),
    'carillon.statement': createHash('sha256').update(text).digest('base64url').slice(0, 12),
  }
  if (known.size >= mostKnown) known.clear()
  known.set(text, facts)
  return facts
}
