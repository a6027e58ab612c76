import { randomUUID } from 'node:crypto'
import type { Reply, Request } from '../frame.ts'
import type { Person, Profile, SnapchatState } from './state.ts'

export type Call = {
  state: SnapchatState
  person: Person
  profile: Profile
  request: Request
  ids: readonly string[]
}

export const ok = (body: object, leftOut?: ReadonlySet<string>): Reply => ({
  status: 200,
  body: { request_id: randomUUID(), request_status: 'SUCCESS', ...body },
  ...(leftOut && { leftOut }),
})

export const wrong = (status: number, error_code: string, message = 'The request was refused.'): Reply => ({
  status,
  body: {
    request_id: randomUUID(),
    request_status: 'ERROR',
    error_code,
    debug_message: message,
    display_message: message,
  },
})
