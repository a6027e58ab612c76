import type { Reply, Request } from '../frame.ts'
import type { OkState } from './state.ts'

/** `GET https://connect.ok.ru/oauth/authorize`: the page where a person allows it, who always does. */
export function signInPage(state: OkState, { query, origin, path }: Request): Reply {
  const back = query.get('redirect_uri')
  if (query.get('client_id') !== state.app.clientId || query.get('response_type') !== 'code' || !back)
    return { status: 400, body: 'This app is not known.' }
  const url = new URL(back)
  url.searchParams.set('state', query.get('state') ?? '')
  const asked = (query.get('scope') ?? '').split(';')
  const manager = [...state.groups.values()].at(-1)
  const person = (manager && state.managerOf(manager.uid)) ?? state.addGroup().person
  if (asked.includes('VALUABLE_ACCESS'))
    url.searchParams.set('code', state.allow(person, `${origin}${path}?${query}`).code)
  else url.searchParams.set('error', 'invalid_scope')
  return { status: 302, headers: { location: url.href } }
}

const refused = (error: string, description: string): Reply => ({
  status: 200,
  body: { error, error_description: description },
})

/** `POST /oauth/token.do`: a code, which holds for two minutes, or a refresh token, which stays as it is, for a new token. */
export function tokens(state: OkState, { fields }: Request): Reply {
  const { clientId, clientSecret } = state.app
  if (fields.client_id !== clientId || fields.client_secret !== clientSecret)
    return refused('invalid_client', 'Application not exist')
  if (fields.grant_type === 'authorization_code') {
    const code = state.codes.get(String(fields.code))
    state.codes.delete(String(fields.code))
    if (!code || code.redirect !== fields.redirect_uri || code.ends <= state.at().getTime())
      return refused('invalid_request', 'Expired code')
    const { access, refresh, seconds } = state.give(code.person)
    return {
      status: 200,
      body: {
        access_token: access,
        token_type: 'session',
        refresh_token: refresh,
        expires_in: String(seconds),
      },
    }
  }
  const known = state.refreshes.get(String(fields.refresh_token))
  if (fields.grant_type !== 'refresh_token' || !known || known.ends <= state.at().getTime())
    return refused('invalid_token', 'Expired refresh token')
  const { access, refresh, seconds } = state.give(known.person)
  state.refreshes.delete(refresh)
  return { status: 200, body: { access_token: access, token_type: 'session', expires_in: String(seconds) } }
}
