import type { Reply, Request } from '../frame.ts'
import { type Call, ok, wrong } from './say.ts'
import { asCounts, asStatus, asUser } from './shapes.ts'
import { share } from './share.ts'
import type { WeiboState } from './state.ts'

const routes: Record<string, (call: Call) => Reply> = {
  'GET /2/users/show.json': showUser,
  'GET /2/statuses/user_timeline.json': timeline,
  'GET /2/statuses/count.json': counts,
  'POST /2/statuses/share.json': share,
  'POST /oauth2/get_token_info': tokenInfo,
  'POST /oauth2/revokeoauth2': revoke,
}

/** What the interface answers to who shows an access token. */
export function answer(state: WeiboState, request: Request): Reply {
  const { method, path } = request
  const route = routes[`${method} ${path}`]
  if (!route) return wrong(10020, 'Request api not found!', path, 404)
  const access = String(request.fields.access_token ?? request.query.get('access_token') ?? '')
  const known = state.memberBy(access)
  if (!known) return wrong(21332, 'invalid_access_token', path, 401)
  if (known.ends <= state.at().getTime()) return wrong(21327, 'expired_token', path, 403)
  if (path.startsWith('/2/') && !state.mayAsk(known.member))
    return wrong(10023, 'User requests out of rate limit!', path, 403)
  return route({ state, member: known.member, request })
}

function showUser({ state, request }: Call): Reply {
  const uid = request.query.get('uid')
  if (uid === null) return wrong(10016, 'Miss required parameter (uid) , see doc for more info', request.path)
  const user = state.members.get(uid)
  if (!user) return wrong(20003, 'User does not exists!', request.path)
  const body = asUser(user)
  return ok(body, leftOutOf(body, ['followers_count', 'friends_count', 'statuses_count']))
}

const leftOutOf = (body: object, names: readonly string[]): ReadonlySet<string> =>
  new Set(names.filter((name) => !(name in body)))

/** The newest few of whoever is signed in, and of nobody else. */
function timeline({ state, member, request }: Call): Reply {
  const { query, path } = request
  const uid = query.get('uid')
  if (uid !== null && uid !== member.uid)
    return wrong(21335, "request uid's value must be the current user", path, 403)
  const count = Number(query.get('count') ?? 20)
  if (!(count >= 1 && count <= 100)) return wrong(10017, 'Parameter (count) value invalid', path)
  const all = state.listed(member.uid)
  const seen = all.slice(0, state.shows)
  const max = query.get('max_id')
  const from = max === null ? seen : seen.filter(({ id }) => BigInt(id) <= BigInt(max))
  return ok({
    statuses: from.slice(0, count).map((status) => asStatus(status, state)),
    hasvisible: false,
    previous_cursor: 0,
    next_cursor: 0,
    total_number: all.length,
  })
}

function counts({ state, request }: Call): Reply {
  const ids = (request.query.get('ids') ?? '').split(',').filter(Boolean)
  if (ids.length === 0) return wrong(20001, 'IDs is null!', request.path)
  if (ids.length > 100) return wrong(20009, 'IDs is too many!', request.path)
  const bodies = ids.flatMap((id) => {
    const status = state.statuses.find((one) => one.id === id && !one.deleted)
    return status ? [asCounts(status)] : []
  })
  const hidden = ['comments', 'reposts'].filter((name) => bodies.some((body) => !(name in body)))
  return ok(bodies, new Set(hidden))
}

function tokenInfo({ state, member, request }: Call): Reply {
  const ends = member.access.get(String(request.fields.access_token)) ?? 0
  const now = state.at().getTime()
  return ok({
    uid: Number(member.uid),
    appkey: state.app.clientId,
    scope: null,
    create_at: Math.floor((ends - state.tokenMs) / 1000),
    expire_in: Math.max(0, Math.floor((ends - now) / 1000)),
  })
}

function revoke({ member }: Call): Reply {
  member.access.clear()
  return ok({ result: 'true' })
}

/** `GET /oauth2/authorize`: the page where a person allows it, who always does. */
export function signInPage(state: WeiboState, { query }: Request): Reply {
  const back = query.get('redirect_uri')
  if (query.get('client_id') !== state.app.clientId || !back)
    return wrong(21322, 'redirect_uri_mismatch', '/oauth2/authorize')
  const member = [...state.members.values()].at(-1) ?? state.addMember()
  const url = new URL(back)
  url.searchParams.set('state', query.get('state') ?? '')
  url.searchParams.set('code', state.allow(member, back))
  return { status: 302, headers: { location: url.href } }
}

/** `POST /oauth2/access_token`. */
export function tokens(state: WeiboState, { fields, path }: Request): Reply {
  const fault = (code: number, error: string): Reply => ({
    status: 400,
    body: { error, error_code: code, request: path, error_uri: path, error_description: error },
  })
  if (fields.client_id !== state.app.clientId || fields.client_secret !== state.app.clientSecret)
    return fault(21324, 'invalid_client')
  if (fields.grant_type !== 'authorization_code') return fault(21328, 'unsupported_grant_type')
  const code = state.codes.get(String(fields.code))
  state.codes.delete(String(fields.code))
  const member = code && state.members.get(code.uid)
  if (!member) return fault(21325, 'invalid_grant')
  if (code.redirect !== fields.redirect_uri) return fault(21322, 'redirect_uri_mismatch')
  const seconds = Math.floor(state.tokenMs / 1000)
  return ok({
    access_token: state.give(member),
    ...(state.tellsEnd && { remind_in: String(seconds), expires_in: seconds }),
    uid: member.uid,
    isRealName: 'true',
  })
}
