import type { Reply, Request } from '../frame.ts'
import type { Member, WeiboState } from './state.ts'

export type Call = { state: WeiboState; member: Member; request: Request }

export const wrong = (code: number, error: string, request: string, status = 400): Reply => ({
  status,
  body: { request, error_code: code, error },
})

export const ok = (body: unknown, leftOut?: ReadonlySet<string>): Reply => ({
  status: 200,
  body,
  ...(leftOut && { leftOut }),
})
