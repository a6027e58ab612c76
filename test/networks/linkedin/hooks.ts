import type { Reply, Request } from '../frame.ts'
import { denied, done, gone, no } from './says.ts'
import type { LinkedinState, Person } from './state.ts'

const key =
  /^\(developerApplication:urn:li:developerApplication:(\d+),user:urn:li:person:([\w-]+),entity:(urn:li:organization:\d+),eventType:ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS\)$/

/** Whom LinkedIn tells of what happens to a page: one address for an app, a person and the page. */
export function createHooks(state: LinkedinState, mayRead: (person: Person, urn: string) => boolean) {
  return (person: Person, which: string, { method, fields }: Request): Reply => {
    const [, , who, page = ''] = key.exec(which) ?? []
    if (!who) return no(400, 'Invalid complex key', { code: 'INVALID_KEY' })
    if (!state.mayTell || who !== person.id || !mayRead(person, page)) return denied('eventSubscriptions')
    if (method === 'DELETE') return state.subscriptions.delete(which) ? done : gone()
    if (!String(fields.webhook).startsWith('https://')) return no(400, 'The webhook is not validated')
    const known = state.subscriptions.has(which)
    state.subscriptions.set(which, String(fields.webhook))
    return known ? done : { status: 201 }
  }
}
