import type { Reply, Request } from '../frame.ts'
import { createMedia, postSaved, postSpotlight, postStory, uploadMedia } from './posting.ts'
import { type Call, ok, wrong } from './say.ts'
import type { Person, Profile, Snap, SnapchatState } from './state.ts'

type Route = { method: string; path: RegExp; say(call: Call): Reply }

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/v1\/public_profiles\/([^/]+)$/, say: readProfile },
  { method: 'GET', path: /^\/v1\/public_profiles\/([^/]+)\/stats$/, say: profileStats },
  { method: 'POST', path: /^\/v1\/public_profiles\/([^/]+)\/media$/, say: createMedia },
  {
    method: 'POST',
    path: /^\/us\/v1\/public_profiles\/([^/]+)\/media\/([^/]+)\/multipart-upload$/,
    say: uploadMedia,
  },
  { method: 'POST', path: /^\/v1\/public_profiles\/([^/]+)\/stories$/, say: postStory },
  { method: 'POST', path: /^\/v1\/public_profiles\/([^/]+)\/spotlights$/, say: postSpotlight },
  { method: 'POST', path: /^\/v1\/public_profiles\/([^/]+)\/saved_stories$/, say: postSaved },
  { method: 'GET', path: /^\/v1\/public_profiles\/([^/]+)\/(stories|spotlights|saved_stories)$/, say: list },
  {
    method: 'GET',
    path: /^\/v1\/public_profiles\/([^/]+)\/(stories|spotlights|saved_stories)\/([^/]+)\/stats$/,
    say: stats,
  },
]

/** What the interface answers to who shows an access token. */
export function answer(state: SnapchatState, request: Request): Reply {
  const access = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const person = state.personBy(access)
  if (!person) return wrong(401, 'UNAUTHORIZED', 'The access token is not valid.')
  if (request.path === '/v1/me/organizations') return organisations(state, person)
  if (!state.listed || !person.scopes.includes('snapchat-profile-api'))
    return wrong(403, 'AUTHORIZATION_PERMISSION_DENIED')
  if (request.path === '/v1/public_profiles/my_profile') return ownProfile(state, person)
  const organisation = /^\/v1\/organizations\/([^/]+)\/public_profiles$/.exec(request.path)?.[1]
  if (organisation) return ofOrganisation(state, person, organisation, request)
  const route = routes.find((one) => one.method === request.method && one.path.test(request.path))
  const ids = route?.path.exec(request.path)?.slice(1) ?? []
  const profile = state.profiles.get(ids[0] ?? '')
  if (!route || !profile) return wrong(404, 'NOT_FOUND')
  if (profile.owner !== person.id) return wrong(403, 'AUTHORIZATION_PERMISSION_DENIED')
  return route.say({ state, person, profile, request, ids })
}

const asProfile = ({ id, name, user, organisation, counts, description, website }: Profile) => ({
  id,
  organization_id: organisation,
  display_name: name,
  snap_user_name: user,
  ...(description && { description }),
  ...(website && { website }),
  profile_type: 'PUBLIC_PROFILE',
  profile_tier: 'TIER_PUBLIC',
  logo_urls: { manage_profile_logo_url: `https://cf-st.sc-cdn.net/${id}/640.jpg` },
  ...(typeof counts.followers === 'number' && { subscriber_count: String(counts.followers) }),
})

const entryOf = (profile: Profile) => ({ sub_request_status: 'SUCCESS', public_profile: asProfile(profile) })

function readProfile({ profile }: Call): Reply {
  return ok({ public_profiles: [entryOf(profile)] })
}

function ownProfile(state: SnapchatState, { own }: Person): Reply {
  const profile = state.profiles.get(own ?? '')
  return profile ? ok({ public_profile: asProfile(profile) }) : wrong(404, 'NOT_FOUND')
}

function organisations(_state: SnapchatState, person: Person): Reply {
  if (!person.scopes.includes('snapchat-marketing-api')) return wrong(403, 'E1002')
  return ok({
    organizations: person.organisations.map((id) => ({
      sub_request_status: 'SUCCESS',
      organization: { id, name: `Organisation ${id.slice(0, 4)}` },
    })),
  })
}

function ofOrganisation(state: SnapchatState, person: Person, id: string, { query }: Request): Reply {
  if (!person.organisations.includes(id)) return wrong(403, 'AUTHORIZATION_PERMISSION_DENIED')
  const all = [...state.profiles.values()].filter(({ organisation }) => organisation === id)
  return paged(all, query, 'public_profiles', entryOf)
}

function paged<T>(all: readonly T[], query: URLSearchParams, name: string, shape: (one: T) => object): Reply {
  const limit = Number(query.get('limit') ?? 10)
  if (!(limit >= 1 && limit <= 100)) return wrong(400, 'INVALID_LIMIT')
  const from = Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString() || 0)
  const next = from + limit
  const more = next < all.length
  return ok({
    [name]: all.slice(from, next).map(shape),
    paging: more ? { next_page_id: Buffer.from(String(next)).toString('base64url') } : {},
  })
}

const kinds: Record<string, Snap['kind']> = {
  stories: 'story',
  spotlights: 'spotlight',
  saved_stories: 'saved_story',
}

function list({ state, profile, request, ids: [, name = ''] }: Call): Reply {
  const kind = kinds[name] ?? 'story'
  return paged(state.shown(profile.id, kind), request.query, name, (snap) => ({
    sub_request_status: 'SUCCESS',
    [kind]: {
      id: snap.id,
      created_at: snap.at.toISOString(),
      ...(kind === 'saved_story' && state.tellsWords && { title: snap.text }),
      ...(kind === 'spotlight' && {
        ...(state.tellsWords && { description: snap.text }),
        status: 'LIVE',
        share_url: `https://www.snapchat.com/spotlight/${snap.id}`,
      }),
    },
  }))
}

const prefixes: Record<Snap['kind'], string> = {
  story: 'STORY_',
  spotlight: 'SPOTLIGHT_',
  saved_story: 'SAVED_STORY_',
}

const midnight = /^\d{4}-\d\d-\d\dT00:00:00$/

/** Of all that a profile shows; days are those of UTC, and none is older than ninety. */
function profileStats({ state, profile: { id, counts }, request: { query } }: Call): Reply {
  const [start, end] = ['startTime', 'endTime'].map((name) => query.get(name) ?? '')
  const oldest = state.at().getTime() - 90 * 86_400_000
  if (!midnight.test(start ?? '') || !midnight.test(end ?? '')) return wrong(400, 'INVALID_TIME')
  if (Date.parse(`${start}Z`) < oldest || Date.parse(`${end}Z`) <= Date.parse(`${start}Z`))
    return wrong(400, 'INVALID_TIME')
  const told = Object.entries({ VIEWS: counts.views, VIEWERS: counts.reach, SHARES: 3 }).flatMap(
    ([metric, value]) => (typeof value === 'number' ? [{ metric, value }] : []),
  )
  return ok({ assets: [{ id, asset_type: 'PROFILE', timeseries: [{ stats: told }] }] })
}

function stats({ state, profile, ids: [, name = '', id] }: Call): Reply {
  const kind = kinds[name] ?? 'story'
  const snap = state.shown(profile.id, kind).find((one) => one.id === id)
  if (!snap) return wrong(404, 'NOT_FOUND')
  const { views, reach, reposts, likes, saves } = snap.counts
  const numbers = {
    [`${prefixes[kind]}VIEWS`]: views,
    VIEWERS: reach,
    [`${prefixes[kind]}SHARES`]: reposts,
    [`${prefixes[kind]}FAVORITES`]: likes,
    SCREENSHOTS: saves,
  }
  const told = Object.entries(numbers).flatMap(([metric, value]) =>
    typeof value === 'number' ? [{ metric, value }] : [],
  )
  return ok({
    assets: [{ id, asset_type: name.toUpperCase(), timeseries: [{ stats: told }] }],
  })
}
