import { readFileSync } from 'node:fs'
import type { Description, Operation } from '../contract.ts'
import { fieldsOf, type Json, listOf, type Node, nodeOf } from './schema.ts'

type Sample = { name: string; method: string; path: string[]; fields: string[]; answers: Json[] }

export type PostmanGaps = {
  /** Parameters that the network's own pages name and no request of the collection shows, by operation. */
  params?: Readonly<Record<string, readonly string[]>>
  /** The same of answers. */
  answers?: Readonly<Record<string, readonly string[]>>
}

/**
 * A collection of sample requests, each with an answer. It tells names, and by its examples some types: requests of one
 * address are one operation, which takes what any of them shows.
 */
export function readCollection(file: string, gaps: PostmanGaps = {}): Description {
  const samples = samplesIn(JSON.parse(readFileSync(file, 'utf8')))
  const operations = Map.groupBy(samples, ({ name }) => name)
  const operation = (name: string, of: readonly Sample[]): Operation => ({
    name,
    request({ query, body }) {
      const known = new Set([
        ...of.flatMap(({ fields }) => fields),
        'access_token',
        ...(gaps.params?.[name] ?? []),
      ])
      return Object.keys(fieldsOf(query, body))
        .filter((field) => !known.has(field))
        .map((field) => `takes no ${field}`)
    },
    answer(status, body) {
      if (status >= 400) return null
      const known = [...(gaps.answers?.[name] ?? [])]
      return wrongAgainst(
        body as Json,
        of.flatMap(({ answers }) => answers),
        new Set(known),
      )
    },
  })
  return {
    operations: [...operations.keys()],
    find({ method, path, node }) {
      const parts = path.split('/').filter(Boolean)
      const bare = /^v\d+\.\d+$/.test(parts[0] ?? '') ? parts.slice(1) : parts
      // An address written out fits better than one with a variable in its place; one whose variable is what is asked for, best.
      const fitting = samples.filter((sample) => sample.method === method && fits(sample.path, bare))
      const named = fitting.filter((sample) => node !== undefined && sample.path.includes(`{{${node}}}`))
      const [best] = (named.length > 0 ? named : fitting).sort(
        (a, b) => away(a.path, bare) - away(b.path, bare),
      )
      return best ? operation(best.name, operations.get(best.name) ?? []) : null
    },
  }
}

const isVariable = (part: string) => part === 'me' || /^\{\{.*\}\}$/.test(part)
/** How far a sample's address is from the one that was asked for; `me` stands for an account and no other thing. */
const away = (path: readonly string[], asked: readonly string[]) =>
  path.reduce((sum, part, at) => sum + (part === asked[at] ? 0 : part === 'me' ? 2 : 1), 0)
const fits = (path: readonly string[], asked: readonly string[]) =>
  path.length === asked.length && path.every((part, at) => part === asked[at] || isVariable(part))

function samplesIn(node: Node): Sample[] {
  const items = listOf(node.item).flatMap((item) => samplesIn(nodeOf(item)))
  if (!node.request) return items
  const { method, url, body } = nodeOf(node.request)
  const { path, query } = nodeOf(url)
  const parts = listOf(path).map(String).filter(Boolean)
  const form = listOf(nodeOf(body).urlencoded ?? nodeOf(body).formdata)
  const fields = [...listOf(query), ...form].map((one) => String(nodeOf(one).key))
  const answers = listOf(node.response).flatMap((one) => parsed(nodeOf(one).body))
  const name = `${method} /${parts.map((part) => part.replace(/^\{\{(.*)\}\}$/, '{$1}')).join('/')}`
  return [{ name, method: String(method), path: parts, fields, answers }, ...items]
}

function parsed(text: Json | undefined): Json[] {
  try {
    return typeof text === 'string' && text !== '' ? [JSON.parse(text)] : []
  } catch {
    // A sample cut short for its readers shows no names that could be relied on.
    return []
  }
}

/** Names that no sample shows, and values of another type than all samples have. */
function wrongAgainst(
  body: Json,
  samples: readonly Json[],
  known: ReadonlySet<string>,
  at = 'answer',
): string[] {
  if (Array.isArray(body)) {
    const items = samples.flatMap(listOf)
    return items.length === 0 ? [] : body.flatMap((one) => wrongAgainst(one, items, known, `${at}[]`))
  }
  if (body === null || typeof body !== 'object') {
    const types = new Set(samples.filter((one) => one !== null).map((one) => typeof one))
    return types.size === 0 || body === null || types.has(typeof body) ? [] : [`${at}: is a ${typeof body}`]
  }
  const objects = samples.map(nodeOf)
  if (objects.every((one) => Object.keys(one).length === 0)) return []
  return Object.entries(body).flatMap(([name, value]) => {
    const shown = objects.flatMap((one) => (name in one ? [one[name] ?? null] : []))
    if (shown.length === 0) return known.has(name) ? [] : [`${at}: has no ${name}`]
    return wrongAgainst(value, shown, known, `${at}.${name}`)
  })
}
