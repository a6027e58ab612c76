import type { Reply } from '../frame.ts'

export const said = (body: unknown, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body,
  headers,
})

/** LinkedIn answers most changes with a number in a header and nothing else. */
export const made = (id: string, body?: unknown): Reply => ({
  status: 201,
  ...(body !== undefined && { body }),
  headers: { 'x-restli-id': id },
})

export const done: Reply = { status: 204 }

type More = { code?: string; number?: number }

export const no = (status: number, message: string, { code, number }: More = {}): Reply => ({
  status,
  body: { status, message, ...(code && { code }), ...(number !== undefined && { serviceErrorCode: number }) },
})

export const gone = (): Reply => no(404, 'Could not find entity', { code: 'NOT_FOUND' })
export const denied = (what: string): Reply =>
  no(403, `Not enough permissions to access: ${what}`, { code: 'ACCESS_DENIED', number: 100 })

/** A list from a place on, with the way to the next. */
export function paged<T>(items: readonly T[], query: URLSearchParams, most = 100) {
  const start = Number(query.get('start') ?? 0)
  const count = Math.min(Number(query.get('count') ?? 10), most)
  const elements = items.slice(start, start + count)
  const next = start + count < items.length ? [{ rel: 'next', href: '/next', type: 'application/json' }] : []
  return { elements, paging: { start, count, links: next } }
}

/** What stands in `List(a,b)`. */
export const inList = (value: string | null): string[] =>
  /^List\((.*)\)$/
    .exec(value ?? '')?.[1]
    ?.split(',')
    .filter(Boolean) ?? []
