import { createHash } from 'node:crypto'
import type { Reply, Request } from '../frame.ts'
import { oauthError } from './says.ts'
import type { TiktokState, TiktokUser } from './state.ts'

export type Holder = { user: TiktokUser; scopes: string[]; token: string }

/** Where codes and refresh tokens are turned into tokens, and whose a token is. */
export function createTokens(state: TiktokState, app: { clientId: string; clientSecret: string }) {
  function token({ fields }: Request): Reply {
    if (fields.client_key !== app.clientId || fields.client_secret !== app.clientSecret)
      return oauthError('invalid_client', 401)
    if (fields.grant_type === 'refresh_token') return renewed(String(fields.refresh_token))
    const code = state.codes.get(String(fields.code))
    state.codes.delete(String(fields.code))
    // In hexadecimal digits, other than everybody else does it.
    const challenge = createHash('sha256').update(String(fields.code_verifier)).digest('hex')
    if (!code || code.challenge !== challenge || code.redirect !== fields.redirect_uri)
      return oauthError('invalid_grant')
    return said(code.userId, code.scopes)
  }

  /** A refresh token serves once; a new one comes with what it brings. */
  function renewed(refresh: string): Reply {
    const kept = state.refresh.get(refresh)
    if (!kept) return oauthError('invalid_grant')
    state.refresh.delete(refresh)
    return said(kept.userId, kept.scopes)
  }

  function said(userId: string, scopes: string[]): Reply {
    const user = state.users.get(userId)
    if (!user) return oauthError('invalid_grant')
    const { access, refresh } = state.issue(user, scopes)
    return {
      status: 200,
      body: {
        open_id: user.openId,
        scope: scopes.join(','),
        access_token: access,
        expires_in: 86_400,
        refresh_token: refresh,
        refresh_expires_in: 31_536_000,
        token_type: 'Bearer',
      },
    }
  }

  function holder({ headers }: Request): Holder | null {
    const value = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
    const found = state.access.get(value)
    const user = found && state.users.get(found.userId)
    return found && user && found.endsAt > state.clock() ? { user, scopes: found.scopes, token: value } : null
  }

  return { token, holder }
}
