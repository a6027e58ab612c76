import type { Reply, Request } from '../frame.ts'
import type { Token } from './state.ts'

/** A request of somebody who is signed in, with the id in its address. */
export type Asked = { request: Request; token: Token; value(name: string): string; id: string }

export const ok = (body: unknown): Reply => ({ status: 200, body })

/** As Meta's interfaces refuse. */
export const refused = (code: number, message: string, subcode?: number, status = 400): Reply => ({
  status,
  body: {
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      is_transient: false,
      fbtrace_id: 'A-trace',
    },
  },
})

export const odd = (what: string) => refused(100, `Invalid parameter: ${what}`)
export const gone = () => refused(24, 'The requested resource does not exist', 4279009)
export const missing = () => refused(100, 'Object does not exist', 33)
export const day = 86_400_000
export const noRight = () =>
  refused(10, 'Application does not have permission for this action', undefined, 403)
