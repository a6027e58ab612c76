import type { AppError } from '../../../platform/errors.ts'
import { edgeError } from '../errors.ts'
import type { Json } from '../openapi/schema.ts'
import type { Tool } from './tools.ts'

/** A request below the API's root, and what came back. */
export type Asked = { method: string; path: string; body?: unknown }
export type Answered = {
  status: number
  body: unknown
  /** By the clock of whoever answered, to the second; where it came over the wire. */
  at?: Date
}
export type Send = (asked: Asked) => Promise<Answered>

/**
 * Puts what an agent gave where the route wants it; a word that the route does not know is left for it to refuse. What goes
 * into the address is checked here: an id of two dots would make another address of it.
 */
export function requestOf({ route, query, wholeBody }: Tool, given: Json): Asked {
  if (route.spec.params?.safeParse(given).success === false) throw edgeError('missing')
  const rest = { ...given }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value ?? ''))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (!query.has(name) && route.method !== 'GET') continue
    delete rest[name]
    for (const one of [value].flat()) if (one !== undefined && one !== null) search.append(name, String(one))
  }
  const text = search.toString()
  return {
    method: route.method,
    path: text ? `${path}?${text}` : path,
    ...(route.method !== 'GET' && route.spec.body && { body: wholeBody ? rest.body : rest }),
  }
}

export type Result = { content: { type: 'text'; text: string }[]; isError?: true }

/** The answer as text. A refusal says which field is wrong and what to do, as it does to everybody else. */
export function resultOf({ status, body }: Answered): Result {
  if (status < 400) return told(body === undefined ? 'Done.' : JSON.stringify(body))
  const { detail, code, errors = [] } = (body ?? {}) as Problem
  const fields = errors.map((field) => `${field.path}: ${field.detail}`)
  return {
    ...told([`${detail ?? 'It was refused.'} (${code ?? status})`, ...fields].join('\n')),
    isError: true,
  }
}

/** The same for what is refused before anything is asked. */
export const refusalOf = ({ message, code }: AppError): Result =>
  resultOf({ status: 400, body: { detail: message, code } })

type Problem = { detail?: string; code?: string; errors?: { path: string; detail: string }[] }

const told = (text: string): Result => ({ content: [{ type: 'text', text }] })
