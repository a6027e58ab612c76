import { createHash, randomUUID } from 'node:crypto'
import type { Reply, Request } from '../frame.ts'
import type { Person, SnapchatState } from './state.ts'

/** `GET https://accounts.snapchat.com/login/oauth2/authorize`: the page where a person allows it, who always does. */
export function signInPage(state: SnapchatState, { query }: Request): Reply {
  const back = query.get('redirect_uri')
  if (query.get('client_id') !== state.app.clientId || query.get('response_type') !== 'code' || !back)
    return { status: 400, body: 'This app is not known.' }
  const person = [...state.people.values()].at(-1) ?? newcomer(state)
  const asked = (query.get('scope') ?? '').split(' ')
  const code = createHash('md5').update(randomUUID()).digest('hex')
  const scopes = person.scopes.filter((scope) => asked.includes(scope))
  state.codes.set(code, { person: person.id, redirect: back, scopes })
  const url = new URL(back)
  url.searchParams.set('code', code)
  url.searchParams.set('state', query.get('state') ?? '')
  return { status: 302, headers: { location: url.href } }
}

function newcomer(state: SnapchatState): Person {
  const person = state.addPerson()
  state.addProfile(person)
  return person
}

/** `POST https://accounts.snapchat.com/login/oauth2/access_token`. */
export function tokens(state: SnapchatState, { fields }: Request): Reply {
  const fault = (status: number, error: string): Reply => ({
    status,
    body: { error, error_description: error },
  })
  if (fields.client_id !== state.app.clientId || fields.client_secret !== state.app.clientSecret)
    return fault(401, 'invalid_client')
  if (fields.grant_type === 'refresh_token') {
    const person = [...state.people.values()].find(({ refresh }) => refresh.has(String(fields.refresh_token)))
    return person ? given(state, person) : fault(400, 'invalid_grant')
  }
  if (fields.grant_type !== 'authorization_code') return fault(400, 'unsupported_grant_type')
  const code = state.codes.get(String(fields.code))
  state.codes.delete(String(fields.code))
  const person = code && state.people.get(code.person)
  if (!person || code.redirect !== fields.redirect_uri) return fault(400, 'invalid_grant')
  person.scopes = code.scopes
  return given(state, person)
}

function given(state: SnapchatState, person: Person): Reply {
  const { access, refresh } = state.give(person)
  return {
    status: 200,
    body: {
      access_token: access,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: refresh,
      scope: person.scopes.join(' '),
    },
  }
}
