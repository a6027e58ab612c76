import type { Reply, Request } from '../frame.ts'
import { no, said } from './says.ts'
import { app, type LinkedinState, type Person, type Token } from './state.ts'

export const isSigning = ({ path }: Pick<Request, 'path'>): boolean => path === '/oauth/v2/accessToken'

const inSeconds = (until: Date, now: Date) => Math.floor((until.getTime() - now.getTime()) / 1000)

/** Tokens for codes, and new ones where somebody is an approved partner. A refresh token keeps its first end. */
export function sign(state: LinkedinState, { fields }: Request): Reply {
  const refused = (error: string, words: string, status = 400): Reply => ({
    status,
    body: { error, error_description: words },
  })
  if (fields.client_id !== app.values.clientId || fields.client_secret !== app.values.clientSecret)
    return refused('invalid_client', 'Client authentication failed', 401)
  const now = state.clock()
  if (fields.grant_type === 'refresh_token') {
    const known = state.refreshes.get(String(fields.refresh_token))
    if (!known || known.endsAt <= now)
      return refused(
        'invalid_request',
        'The provided authorization grant or refresh token is invalid, expired or revoked',
      )
    const { access } = state.issue(known.personId, known.scopes, known.endsAt)
    return said({
      access_token: access,
      expires_in: 5_184_000,
      refresh_token: fields.refresh_token,
      refresh_token_expires_in: inSeconds(known.endsAt, now),
      scope: known.scopes.join(','),
    })
  }
  const code = state.codes.get(String(fields.code))
  state.codes.delete(String(fields.code))
  if (!code || code.redirect !== fields.redirect_uri)
    return refused(
      'invalid_request',
      'Unable to retrieve access token: appid/redirect uri/code verifier does not match',
    )
  const { access, refresh, refreshEndsAt } = state.issue(code.personId, code.scopes)
  return said({
    access_token: access,
    expires_in: 5_184_000,
    scope: code.scopes.join(','),
    token_type: 'Bearer',
    ...(refresh && { refresh_token: refresh, refresh_token_expires_in: inSeconds(refreshEndsAt, now) }),
  })
}

/** Who asks, or why nobody does. */
export function whoAsks(
  state: LinkedinState,
  { headers }: Request,
): { person: Person; token: Token } | Reply {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  const token = state.tokens.get(bearer)
  if (!token) return no(401, 'Invalid access token', { code: 'INVALID_ACCESS_TOKEN', number: 65_600 })
  if (token.refused === 'revoked')
    return no(401, 'The token used in the request has been revoked by the user', {
      code: 'REVOKED_ACCESS_TOKEN',
      number: 65_601,
    })
  if (token.refused === 'expired' || token.endsAt <= state.clock())
    return no(401, 'The token used in the request has expired', {
      code: 'EXPIRED_ACCESS_TOKEN',
      number: 65_602,
    })
  const person = state.persons.get(token.personId)
  if (!person) throw new Error('A token is somebody’s')
  return { person, token }
}
