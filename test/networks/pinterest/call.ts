import type { Reply, Request } from '../frame.ts'
import type { Member, PinterestState } from './state.ts'

/** A request of somebody who is signed in, with the ids of its path. */
export type Call = { state: PinterestState; member: Member; request: Request; ids: readonly string[] }

export const wrong = (status: number, code: number, message: string): Reply => ({
  status,
  body: { code, message },
})

export const ok = (body: unknown): Reply => ({ status: 200, body })
