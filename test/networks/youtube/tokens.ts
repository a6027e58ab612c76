import { createHash } from 'node:crypto'
import type { Reply, Request } from '../frame.ts'
import type { YoutubeState } from './state.ts'

export const app = { clientId: 'carillon.apps.googleusercontent.com', clientSecret: 'app-secret-1' }

/** Where codes and refresh tokens are turned into access tokens. */
export function createTokens(state: YoutubeState) {
  const no = (status: number, error: string): Reply => ({
    status,
    body: { error, error_description: 'Bad Request' },
  })

  function token({ fields }: Request): Reply {
    if (fields.client_id !== app.clientId || fields.client_secret !== app.clientSecret)
      return no(401, 'invalid_client')
    return fields.grant_type === 'refresh_token' ? renewed(fields) : redeemed(fields)
  }

  /** A refresh token stays as it is and is not told again. */
  function renewed(fields: Request['fields']): Reply {
    const kept = state.refresh.get(String(fields.refresh_token))
    if (!kept) return no(400, 'invalid_grant')
    return said(state.issueAccess(kept.channelId, kept.scopes), kept.scopes)
  }

  function redeemed(fields: Request['fields']): Reply {
    const code = state.codes.get(String(fields.code))
    const challenge = createHash('sha256').update(String(fields.code_verifier)).digest('base64url')
    if (!code || code.challenge !== challenge) return no(400, 'invalid_grant')
    state.codes.delete(String(fields.code))
    const { access, refresh } = state.issue(code.channelId ?? 'nobody', code.scopes)
    const reply = said(access, code.scopes)
    return { ...reply, body: { ...Object(reply.body), refresh_token: refresh } }
  }

  const said = (access: string, scopes: string[]): Reply => ({
    status: 200,
    body: { access_token: access, expires_in: 3599, scope: scopes.join(' '), token_type: 'Bearer' },
  })

  /** Whose an access token is; null when it is nobody's any more. */
  function bearer({ headers }: Request): { channelId: string; scopes: string[] } | null {
    const found = state.access.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
    return found && found.endsAt > state.clock() ? found : null
  }

  return { token, bearer }
}
