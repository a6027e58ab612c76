import type { Trace } from './index.ts'

/** The way out, told by host and status: the rest of an address may hold a secret, and a body always may. */
export function traceFetch(trace: Trace, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  if (!trace.on) return fetch
  return (input, init) => {
    const host = URL.parse(input instanceof Request ? input.url : String(input))?.hostname ?? ''
    const method = (init?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase()
    const facts = { 'server.address': host, 'http.request.method': method }
    return trace.step({ name: `${method} ${host}`, kind: 'client', facts }, async (note) => {
      const answer = await fetch(input, init)
      note({ 'http.response.status_code': answer.status })
      return answer
    })
  }
}
