import type { Reply, Request } from '../frame.ts'
import { wrong } from './call.ts'
import { allScopes, type PinterestState } from './state.ts'

/** `POST /v5/oauth/token`: a code or a refresh token for new tokens. The app proves itself by HTTP Basic. */
export function tokens(state: PinterestState, request: Request): Reply {
  const { clientId, clientSecret } = state.app
  const proof = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  if (request.headers.authorization !== proof) return wrong(401, 2, 'Authentication failed.')
  const { grant_type: grant } = request.fields
  if (grant === 'authorization_code') return byCode(state, request)
  if (grant === 'refresh_token') return byRefresh(state, request)
  return wrong(400, 1, 'Invalid request: grant_type')
}

function byCode(state: PinterestState, { fields }: Request): Reply {
  const code = state.codes.get(String(fields.code))
  state.codes.delete(String(fields.code))
  const member = code && state.members.get(code.memberId)
  if (!member || code.redirect !== fields.redirect_uri) return wrong(400, 283, 'Invalid authorization code')
  return given(state, 'authorization_code', state.give(member, code.scopes), code.scopes)
}

/** A refresh token serves once: the answer brings the next one. */
function byRefresh(state: PinterestState, { fields }: Request): Reply {
  const old = String(fields.refresh_token)
  for (const member of state.members.values()) {
    const token = member.refresh.get(old)
    if (!token) continue
    member.refresh.delete(old)
    if (token.ends <= state.at().getTime()) break
    return given(state, 'refresh_token', state.give(member, token.scopes), token.scopes)
  }
  return wrong(400, 283, 'Invalid refresh token')
}

const given = (
  state: PinterestState,
  response_type: string,
  { access, refresh }: { access: string; refresh: string },
  scopes: readonly string[],
): Reply => ({
  status: 200,
  body: {
    response_type,
    access_token: access,
    token_type: 'bearer',
    expires_in: 2_592_000,
    scope: scopes.join(' '),
    refresh_token: refresh,
    refresh_token_expires_in: 5_184_000,
    refresh_token_expires_at: Math.floor(state.at().getTime() / 1000) + 5_184_000,
  },
})

/** `GET https://www.pinterest.com/oauth/`: the page where a person allows it, who always does. */
export function signInPage(state: PinterestState, { query }: Request): Reply {
  const back = query.get('redirect_uri')
  if (query.get('client_id') !== state.app.clientId || query.get('response_type') !== 'code' || !back)
    return { status: 400, body: 'This app is not known.' }
  const member = [...state.members.values()].at(-1) ?? state.addMember()
  const asked = (query.get('scope') ?? '').split(',')
  const code = `code-${state.id()}`
  const scopes = allScopes.filter((scope) => asked.includes(scope))
  state.codes.set(code, { memberId: member.id, redirect: back, scopes })
  const url = new URL(back)
  url.searchParams.set('code', code)
  url.searchParams.set('state', query.get('state') ?? '')
  return { status: 302, headers: { location: url.href } }
}
