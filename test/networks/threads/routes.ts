import type { Reply, Request } from '../frame.ts'
import { createMaking } from './making.ts'
import { createReading } from './reading.ts'
import { type Asked, noRight, refused } from './say.ts'
import { createSigning } from './signing.ts'
import type { ThreadsState } from './state.ts'

type Route = [method: string, path: RegExp, scope: string, answer: (asked: Asked) => Reply | Promise<Reply>]

/** The interface of Threads. */
export function createRoutes(state: ThreadsState) {
  const signing = createSigning(state)
  const making = createMaking(state)
  const reading = createReading(state)
  const routes: Route[] = [
    ['GET', /^\/me$/, 'threads_basic', reading.me],
    ['GET', /^\/profile_lookup$/, 'threads_profile_discovery', reading.lookUp],
    ['GET', /^\/location_search$/, 'threads_location_tagging', reading.places],
    ['GET', /^\/debug_token$/, 'threads_basic', signing.debug],
    ['POST', /^\/me\/threads$/, 'threads_content_publish', making.make],
    ['POST', /^\/me\/threads_publish$/, 'threads_content_publish', making.publish],
    ['GET', /^\/me\/threads_publishing_limit$/, 'threads_content_publish', reading.quota],
    ['GET', /^\/me\/threads$/, 'threads_basic', reading.ownPosts],
    ['GET', /^\/me\/replies$/, 'threads_read_replies', reading.ownReplies],
    ['GET', /^\/me\/threads_insights$/, 'threads_manage_insights', reading.ofAccount],
    ['GET', /^\/(\d+)\/insights$/, 'threads_manage_insights', reading.ofPost],
    ['GET', /^\/(\d+)\/replies$/, 'threads_read_replies', reading.replies],
    ['DELETE', /^\/(\d+)$/, 'threads_delete', making.remove],
    ['GET', /^\/(\d+)$/, 'threads_basic', reading.one],
  ]

  return function say(request: Request): Reply | Promise<Reply> {
    const path = request.path.replace(/^\/v1\.0/, '')
    const value = (name: string) => String(request.fields[name] ?? request.query.get(name) ?? '')
    if (path === '/oauth/access_token') return signing.redeem(value)
    if (path === '/access_token' || path === '/refresh_access_token') return signing.renew(path, value)
    const token = signing.tokenOf(value('access_token'))
    if ('status' in token) return token
    const found = routes.find(([method, pattern]) => method === request.method && pattern.test(path))
    if (!found) return refused(2500, 'Unknown path components')
    const [, pattern, scope, answer] = found
    if (!token.scopes.includes(scope)) return noRight()
    const id = pattern.exec(path)?.[1] ?? ''
    return answer({ request, token, value, id })
  }
}
