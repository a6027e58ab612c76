import type { Reply, Request } from '../frame.ts'
import { wrong } from './say.ts'
import type { RedditState } from './state.ts'

const proven = ({ app }: RedditState, { headers }: Request): boolean =>
  headers.authorization === `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`

/** `POST /api/v1/access_token`: a code or a refresh token for an access token. Some errors come with 200. */
export function tokens(state: RedditState, request: Request): Reply {
  if (!proven(state, request)) return wrong(401, 'Unauthorized')
  const { grant_type: grant, code, redirect_uri: redirect, refresh_token: kept } = request.fields
  if (grant === 'refresh_token') {
    const known = state.refresh.get(String(kept))
    const user = known && state.users.get(known.userId)
    if (!known || !user) return wrong(400, 'Bad Request')
    return given(state, user.id, known.scopes, null)
  }
  if (grant !== 'authorization_code') return { status: 200, body: { error: 'unsupported_grant_type' } }
  const found = state.codes.get(String(code))
  state.codes.delete(String(code))
  if (!found || found.redirect !== redirect) return { status: 200, body: { error: 'invalid_grant' } }
  return given(state, found.userId, found.scopes, found.permanent)
}

function given(state: RedditState, userId: string, scopes: string[], permanent: boolean | null): Reply {
  const user = state.users.get(userId)
  if (!user) return wrong(400, 'Bad Request')
  const { access, refresh } = state.give(user, scopes)
  if (!permanent) state.refresh.delete(refresh)
  return {
    status: 200,
    body: {
      access_token: access,
      token_type: 'bearer',
      expires_in: 3600,
      scope: scopes.join(' '),
      ...(permanent && { refresh_token: refresh }),
    },
  }
}

/** `POST /api/v1/revoke_token`: with a refresh token, all access tokens that came of it end too. */
export function revoke(state: RedditState, request: Request): Reply {
  if (!proven(state, request)) return wrong(401, 'Unauthorized')
  const userId = state.refresh.get(String(request.fields.token))?.userId
  state.refresh.delete(String(request.fields.token))
  state.access.delete(String(request.fields.token))
  for (const [value, token] of state.access) if (token.userId === userId) state.access.delete(value)
  return { status: 204 }
}

/** `GET /api/v1/authorize`: the page where a person allows it, who always does. */
export function signInPage(state: RedditState, { query, path }: Request): Reply {
  const back = query.get('redirect_uri')
  const known = query.get('client_id') === state.app.clientId && query.get('response_type') === 'code'
  if (!known || !back || !query.get('state')) return { status: 400, body: 'bad request (reddit.com)' }
  const user = [...state.users.values()].at(-1) ?? state.addUser()
  const { code, state: same } = state.allow(user, `https://www.reddit.com${path}?${query}`)
  const url = new URL(back)
  url.searchParams.set('state', same)
  url.searchParams.set('code', code)
  return { status: 302, headers: { location: `${url.href}#_` } }
}
