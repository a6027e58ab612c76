import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account, Connect, Joined, Profile as Shown, Tools } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  renewAccount,
  renewBy,
  requireScopes,
  signInEnds,
} from '../kit/oauth.ts'
import { type Ask, ads, api, ask, askWith, dialect, site } from './client.ts'
import { Paging, Profile } from './entities.ts'

/** So many organisations and pages of profiles are read. */
const mostOrganisations = 20
const mostPages = 5

const Own = z.object({ public_profile: Profile.nullish().catch(null) })
const One = z.object({ public_profiles: z.array(z.object({ public_profile: Profile })).min(1) })
const Profiles = z.object({ public_profiles: z.array(z.unknown()), paging: Paging })
const Organisations = z.object({ organizations: z.array(z.unknown()) })
const Organisation = z.object({ organization: z.object({ id: z.string() }) })

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    return beginOauth(dialect, await tools.app(), back)
  },

  async complete(tools, query, remember, back) {
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, ['snapchat-profile-api'])
    const credential = credentialFrom(tokens)
    const asking = <R>(schema: z.ZodType<R>, asked: Ask) => askWith(tools, credential.access, schema, asked)
    const profiles = await profilesOf(asking).catch((failure: unknown) => {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    })
    if (profiles.length === 0)
      throw rejected(
        'profile_needed',
        'This account has no public profile at Snapchat, and none of its organisations has one. Make one in Snapchat, then start again.',
      )
    return profiles.map(
      (profile): Joined => ({
        ...shownOf(profile, {}),
        remoteId: profile.id,
        server: api,
        credential: credential as Json,
        expiresAt: signInEnds(credential),
      }),
    )
  },

  async refresh(tools, account) {
    await renewAccount(tools, account, renewBy(tools, dialect))
  },

  async check(tools, account) {
    return shownOf(await profileOf(tools, account), account.settings)
  },
}

const notListed = () =>
  rejected(
    'app_not_listed',
    'Snapchat does not let the app ask for public profiles: it is not on Snap’s list yet, or the person has no role at one. Ask Snap for the access as Channels, Apps describes, and start again.',
  )

type Asking = <R>(schema: z.ZodType<R>, asked: Ask) => Promise<R>

/** The person's own profile and those of the organisations that they belong to, each once. */
async function profilesOf(asking: Asking): Promise<Profile[]> {
  const found = new Map<string, Profile>()
  let refused: unknown = null
  const own = await asking(Own, {
    method: 'GET',
    path: '/v1/public_profiles/my_profile',
    about: 'profile',
  }).catch((failure: unknown) => {
    refused = failure
    return refusal(failure)
  })
  if (own?.public_profile) found.set(own.public_profile.id, own.public_profile)
  for (const organisation of await organisationsOf(asking))
    for (const profile of await ofOrganisation(asking, organisation)) found.set(profile.id, profile)
  // Whoever may not ask has not been told that there is none.
  if (found.size === 0 && refused instanceof NetworkFailure && refused.kind === 'rejected')
    throw refused.code === 'not_permitted' ? notListed() : refused
  return [...found.values()]
}

/** Whoever allowed only their own profile has no organisations to show. */
async function organisationsOf(asking: Asking): Promise<string[]> {
  const listed = await asking(Organisations, {
    method: 'GET',
    host: ads,
    path: '/v1/me/organizations',
  }).catch(refusal)
  return (listed?.organizations ?? []).slice(0, mostOrganisations).flatMap((one) => {
    const read = Organisation.safeParse(one)
    return read.success ? [read.data.organization.id] : []
  })
}

async function ofOrganisation(asking: Asking, organisation: string): Promise<Profile[]> {
  const profiles: Profile[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const listed: z.infer<typeof Profiles> | null = await asking(Profiles, {
      method: 'GET',
      path: `/v1/organizations/${encodeURIComponent(organisation)}/public_profiles`,
      query: { limit: 100, ...(cursor !== null && { cursor }) },
      about: 'profile',
    }).catch(refusal)
    if (!listed) break
    for (const one of listed.public_profiles) {
      const read = z.object({ public_profile: Profile }).safeParse(one)
      if (read.success) profiles.push(read.data.public_profile)
    }
    const next: string | null = listed.paging?.next_page_id ?? null
    if (next === null || next === cursor) break
    cursor = next
  }
  return profiles
}

/** What one of several questions is refused hides nothing of the others. A sign-in that is none ends them all. */
function refusal(failure: unknown): null {
  const mild =
    failure instanceof NetworkFailure &&
    (failure.kind === 'rejected' || failure.code === 'no_profile') &&
    failure.status !== 401
  if (mild) return null
  throw failure
}

export async function profileOf(tools: Tools, account: Account): Promise<Profile> {
  const path = `/v1/public_profiles/${encodeURIComponent(account.remoteId)}`
  const { public_profiles } = await ask(tools, account, One, { method: 'GET', path, about: 'profile' })
  const [first] = public_profiles
  if (!first) throw new Error('A list of one at least has a first')
  return first.public_profile
}

export function shownOf(profile: Profile, settings: Account['settings']): Shown {
  const { snap_user_name: user, display_name: name, logo_urls: logos } = profile
  return {
    handle: user ? `@${user}` : (name ?? profile.id),
    name: name || user || profile.id,
    avatarUrl:
      logos?.manage_profile_logo_url ?? logos?.original_logo_url ?? logos?.mega_profile_logo_url ?? null,
    profileUrl: user ? `${site}/@${encodeURIComponent(user)}` : site,
    limits: limitsBy(settings),
  }
}

const limitsBy = (settings: Account['settings']): ChannelLimits =>
  settings.film === '1000' ? { videos: { maxBytes: 1_000_000_000 } } : {}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
