import type { Reply, Request } from '../frame.ts'

export const said = (body: unknown): Reply => ({ status: 200, body })

type More = { subcode?: number; status?: number; data?: unknown }

/** The one shape of the graph's refusals. */
export const no = (code: number, message: string, { subcode, status = 400, data }: More = {}): Reply => ({
  status,
  body: {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      ...(data !== undefined && { error_data: data }),
      fbtrace_id: 'AbCdEf',
    },
  },
})

export const gone = (id: string): Reply =>
  no(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions`,
    {
      subcode: 33,
    },
  )

/** The graph writes the hour of Greenwich without a colon. */
export const written = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, '+0000')

/** A list from a place on, with the words that lead to the next. */
export function paged<T>(
  items: readonly T[],
  { query }: Request,
  most = 100,
): { data: T[]; paging?: object } {
  const from = Number(query.get('after') ?? 0)
  const limit = Math.min(Number(query.get('limit') ?? 25), most)
  const data = items.slice(from, from + limit)
  const to = from + data.length
  if (data.length === 0) return { data }
  const next = to < items.length ? { next: 'https://graph.facebook.com/next' } : {}
  return { data, paging: { cursors: { before: String(from), after: String(to) }, ...next } }
}

/** Only what is asked for is told, and the id always. */
export function asked(query: URLSearchParams, whole: Record<string, unknown>): Record<string, unknown> {
  let outer = query.get('fields') ?? 'id'
  // What is asked of the parts of a thing, from the inmost out.
  while (/[{(]/.test(outer)) {
    const less = outer.replace(/\{[^{}()]*\}|\([^{}()]*\)/g, '')
    if (less === outer) break
    outer = less
  }
  const names = outer.split(',').map((name) => name.split('.')[0] ?? '')
  return Object.fromEntries(
    Object.entries(whole).filter(
      ([name, value]) => value !== undefined && (name === 'id' || names.includes(name)),
    ),
  )
}
