import { z } from 'zod'
import { agentMayHave, type Right } from '../../rights.ts'
import type { Route } from '../../route.ts'
import { type Json, plainJson } from '../openapi/schema.ts'

/** A route as an agent sees it: a name, a schema for all that is given, and which part of the request each word is. */
export type Tool = {
  name: string
  summary: string
  right: Right
  input: Json
  readOnly: boolean
  destructive: boolean
  route: Route
  /** The words that go into the address behind `?`. */
  query: ReadonlySet<string>
  /** What is sent is not an object with names of its own: it stands under `body`. */
  wholeBody: boolean
}

/** Every route that a key may ask, that answers in JSON, and that is not kept from agents. */
export function toolsOf(routes: readonly Route[]): Tool[] {
  return routes.flatMap((route) => {
    const right = rightOf(route)
    return right ? [toolOf(route, right)] : []
  })
}

export const toolsFor = (tools: readonly Tool[], rights: readonly string[]): Tool[] =>
  tools.filter(({ right }) => rights.includes(right))

function rightOf({ spec }: Route): Right | null {
  const { may, outside, upload, answer, agents } = spec
  if (may === 'anyone' || may === 'signed-in' || outside || upload || agents === false) return null
  if (answer && 'raw' in answer) return null
  return agentMayHave(may) ? may : null
}

function toolOf(route: Route, right: Right): Tool {
  const { spec, method } = route
  const [params, query] = [shapeOf(spec.params), shapeOf(spec.query)]
  const body = method === 'GET' || !spec.body ? undefined : unwrapped(spec.body)
  const flat = body instanceof z.ZodObject && apart(body.shape, params, query)
  const given = flat ? body.shape : body ? { body } : {}
  return {
    name: nameOf(route),
    summary: spec.summary,
    right,
    input: plainJson(z.object({ ...params, ...query, ...given }), 'input'),
    readOnly: method === 'GET',
    destructive: method === 'DELETE',
    route,
    query: new Set(Object.keys(query)),
    wholeBody: body !== undefined && !flat,
  }
}

const shapeOf = (schema: z.ZodType | undefined): z.ZodRawShape =>
  schema instanceof z.ZodObject ? schema.shape : {}

/** A body that may be left out is one whose words may be left out. */
const unwrapped = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? (schema.unwrap() as z.ZodType)
    : schema

const apart = (body: z.ZodRawShape, ...others: z.ZodRawShape[]): boolean =>
  Object.keys(body).every((name) => others.every((other) => !(name in other)))

const verbs = { POST: 'create', PUT: 'set', PATCH: 'change', DELETE: 'delete' } as const

/**
 * `GET /posts` is `list_posts`, `GET /posts/:id` is `get_post`, `POST /posts` is `create_post`, `POST /posts/:id/schedule` is
 * `schedule_post`, `POST /budget/lines` is `create_budget_line`, `GET /posts/:id/check` is `get_post_check`: what somebody would call it who has not seen the addresses.
 */
export function nameOf({ method, path, spec }: Route): string {
  const words = path.split('/').filter(Boolean)
  const last = words.at(-1) ?? ''
  const things = words.filter((word) => !word.startsWith(':'))
  const one = words.some((word) => word.startsWith(':'))
  const said = (parts: readonly string[]) => parts.join('_').replaceAll('-', '_')
  if (method === 'GET') {
    if (listed(spec.answer) && !last.startsWith(':'))
      return said(['list', ...(one ? singularButLast(things) : things)])
    return said(['get', ...(one ? things.map(singular) : things)])
  }
  if (last.startsWith(':')) return said([verbs[method], ...things.map(singular)])
  const [action = '', ...rest] = things.toReversed()
  // A list is added to; what is none is something to do, with the thing before it.
  if (method === 'POST' && rest.length > 0 && !isList(action))
    return said([action, ...(one ? rest.reverse().map(singular) : singularButLast(rest.reverse()))])
  return said([
    verbs[method],
    ...singularButLast(things).map((word, at) =>
      method === 'POST' && at === things.length - 1 ? singular(word) : word,
    ),
  ])
}

const isList = (word: string): boolean => singular(word) !== word

const listed = (answer: unknown): boolean => answer instanceof z.ZodObject && 'items' in answer.shape

const singularButLast = (words: readonly string[]): string[] =>
  words.map((word, at) => (at < words.length - 1 ? singular(word) : word))

const singular = (word: string): string => {
  if (word === 'people') return 'person'
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /(s|a)$/.test(word) && word.endsWith('s') ? word.slice(0, -1) : word
}
