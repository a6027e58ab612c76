import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account, Connect, Joined, Profile, Tools } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  oauthCredentialOf,
  renewAccount,
  requireScopes,
  signInEnds,
  type Tokens,
} from '../kit/oauth.ts'
import {
  type Ask,
  api,
  ask,
  askWith,
  isPage,
  numberOf,
  pageOf,
  pageUrn,
  rejected,
  shaped,
  web,
} from './client.ts'
import { askingDialect, dialectOf, neededOf, renewal, type Way } from './dialect.ts'
import { memberNumbers, requestsOnTrial } from './manifest.ts'
import { encoded, listed } from './restli.ts'

const Remembered = z.object({ way: z.enum(['pages', 'person']) })

/** So long before its end an access token is made new, where LinkedIn lets programs do that. */
const renewMs = 30 * 86_400_000

export const connect: Connect = {
  async begin(tools, way, _fields, back) {
    const chosen: Way = way === 'person' ? 'person' : 'pages'
    const app = await tools.app()
    const { url, remember } = beginOauth(askingDialect(chosen, app), app, back)
    return { url, remember: { ...(remember as { verifier: null }), way: chosen } }
  },

  async complete(tools, query, remember, back) {
    const { way } = Remembered.parse(remember)
    const dialect = dialectOf(way)
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, neededOf[way])
    const asked = (what: Ask) => askWith(tools, tokens.access, what)
    try {
      const person = await personBy(asked, way)
      const pages = way === 'pages' ? await namesOf(asked, await rolesBy(asked)) : []
      const trial = await trialLimits(tools)
      return [...pages, ...(mayBePerson(tokens) ? [person] : [])].map((one) =>
        joined({ ...one, limits: { ...one.limits, ...trial } }, tokens, way),
      )
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    }
  },

  /** Only approved partners get tokens that make others; whoever has none is asked whether the sign-in still holds. */
  async refresh(tools, account) {
    const { refresh, accessEndsAt } = oauthCredentialOf({ credential: await account.reload() })
    const left =
      accessEndsAt === null ? Number.POSITIVE_INFINITY : Date.parse(accessEndsAt) - tools.now().getTime()
    if (refresh !== null && left < renewMs) await renewAccount(tools, account, renewal(tools))
    else await profileNow(tools, account)
  },

  async check(tools, account) {
    const profile = await profileNow(tools, account)
    return { ...profile, limits: { ...profile.limits, ...(await trialLimits(tools)) } }
  },
}

/** While an app is on trial, each member has few requests a day. */
const trialLimits = async (tools: Tools): Promise<Pick<ChannelLimits, 'requestsADay'>> =>
  (await tools.app()).values.tier === 'development' ? { requestsADay: requestsOnTrial } : {}

/** Where LinkedIn does not say what was allowed, all of it was. */
const mayBePerson = ({ scopes }: Tokens): boolean => scopes === null || scopes.includes('w_member_social')

type Seen = Profile & { remoteId: string }

function joined({ remoteId, ...profile }: Seen, tokens: Tokens, way: Way): Joined {
  const numbers = memberNumbers.every((scope) => tokens.scopes?.includes(scope))
  const credential = { ...credentialFrom(tokens), way, numbers }
  return {
    ...profile,
    remoteId,
    server: api,
    credential: credential as Json,
    expiresAt: signInEnds(credential),
  }
}

async function profileNow(tools: Tools, account: Account): Promise<Profile> {
  const asked = (what: Ask) => ask({ tools, account }, what)
  if (!isPage(account)) {
    const way = Remembered.safeParse(account.credential).data?.way ?? 'person'
    const { remoteId: _, ...profile } = await personBy(asked, way)
    return profile
  }
  if (!(await rolesBy(asked)).includes(account.remoteId)) throw roleLost()
  const [found] = await organisationsOf(asked, [account.remoteId])
  if (!found) throw roleLost()
  const { remoteId: _, ...profile } = profileOf(...found)
  return { ...profile, avatarUrl: await logoOf(asked, found[1]) }
}

const Image = z.object({ downloadUrl: z.url({ protocol: /^https$/ }) })

/** A page names its logo as a file, which is asked for where it lies. Without one, or where LinkedIn does not show it: none. */
async function logoOf(asked: Asked, found: Organisation | undefined): Promise<string | null> {
  const [, id] = /^urn:li:(?:digitalmediaAsset|image):([\w-]+)$/.exec(found?.logoV2?.original ?? '') ?? []
  if (!id) return null
  try {
    const { body } = await asked({ method: 'GET', path: `/rest/images/${encoded(`urn:li:image:${id}`)}` })
    return Image.safeParse(body).data?.downloadUrl ?? null
  } catch (failure) {
    // One that is not shown now may be shown later: the picture that is kept stays.
    if (!(failure instanceof NetworkFailure) || failure.kind === 'later' || failure.status === 401)
      throw failure
    return null
  }
}

const roleLost = () =>
  new NetworkFailure(
    'reconnect',
    'Who joined this page may not publish on it any more, or the page is gone. Somebody who manages it must join it again.',
    { code: 'page_role_lost' },
  )

type Asked = (what: Ask) => ReturnType<typeof askWith>

const UserInfo = z.object({
  sub: z.string().min(1),
  name: z.string().catch(''),
  picture: z.string().optional().catch(undefined),
})
const Me = z.object({
  id: z.string().min(1),
  localizedFirstName: z.string().catch(''),
  localizedLastName: z.string().catch(''),
  vanityName: z.string().optional().catch(undefined),
})

/** Persons may also show a post to those alone who know them. */
const ofPersons: ChannelLimits = {
  choices: { visibility: [{ value: 'CONNECTIONS', label: 'Your connections alone' }] },
}

/** Which call tells who it is, the app's product decides. */
async function personBy(asked: Asked, way: Way): Promise<Seen> {
  if (way === 'person') {
    const { sub, name, picture } = shaped(UserInfo, await asked({ method: 'GET', path: '/v2/userinfo' }))
    const shown = clean(name).trim() || 'LinkedIn'
    const avatarUrl = picture && URL.canParse(picture) ? picture : null
    return {
      remoteId: personUrn(sub),
      handle: shown,
      name: shown,
      avatarUrl,
      profileUrl: web,
      limits: ofPersons,
    }
  }
  const me = shaped(Me, await asked({ method: 'GET', path: '/v2/me' }))
  const shown = clean(`${me.localizedFirstName} ${me.localizedLastName}`).trim() || 'LinkedIn'
  return {
    remoteId: personUrn(me.id),
    handle: me.vanityName ? `@${clean(me.vanityName)}` : shown,
    name: shown,
    avatarUrl: null,
    profileUrl: me.vanityName ? `${web}/in/${encodeURIComponent(me.vanityName)}` : web,
    limits: ofPersons,
  }
}

const personUrn = (id: string): string => `urn:li:person:${id}`

const Roles = pageOf(
  z
    .object({
      role: z.string(),
      state: z.string(),
      organization: z.string().optional(),
      organizationTarget: z.string().optional(),
    })
    .transform(({ role, state, organization, organizationTarget }) => ({
      role,
      state,
      page: organization ?? organizationTarget ?? '',
    })),
)

/** A hundred roles in an answer; nobody has more than so many. */
const mostPages = 10
const perPage = 100

/** The pages on which somebody may publish. */
async function rolesBy(asked: Asked): Promise<string[]> {
  const urns = new Set<string>()
  for (let n = 0; n < mostPages; n++) {
    const { elements } = shaped(
      Roles,
      await asked({
        method: 'GET',
        path: '/rest/organizationAcls',
        query: { q: 'roleAssignee', state: 'APPROVED', start: n * perPage, count: perPage },
        does: 'FINDER',
      }),
    )
    for (const { role, state, page } of elements)
      if (state === 'APPROVED' && mayPublish.test(role) && pagePattern.test(page)) urns.add(page)
    if (elements.length < perPage) break
  }
  return [...urns]
}

const mayPublish = /^(ADMINISTRATOR|CONTENT_ADMIN(ISTRATOR)?)$/
const pagePattern = /^urn:li:organization:\d{1,20}$/

const Organisation = z.object({
  localizedName: z.string().catch(''),
  vanityName: z.string().optional().catch(undefined),
  logoV2: z.object({ original: z.string() }).optional().catch(undefined),
})
type Organisation = z.infer<typeof Organisation>
const Lookup = z.object({ results: z.record(z.string(), Organisation) })
const atOnce = 20

const namesOf = async (asked: Asked, urns: readonly string[]): Promise<Seen[]> =>
  (await organisationsOf(asked, urns)).map(([urn, found]) => profileOf(urn, found))

type Found = [urn: string, organisation: Organisation | undefined]

async function organisationsOf(asked: Asked, urns: readonly string[]): Promise<Found[]> {
  const pages: Found[] = []
  for (let at = 0; at < urns.length; at += atOnce) {
    const some = urns.slice(at, at + atOnce)
    const query = { ids: listed(some.map(numberOf)) }
    const answer = await asked({ method: 'GET', path: '/rest/organizationsLookup', query })
    const { results } = shaped(Lookup, answer)
    pages.push(...some.map((urn): Found => [urn, results[numberOf(urn)]]))
  }
  return pages
}

function profileOf(urn: string, found: Organisation | undefined): Seen {
  const number = numberOf(urn)
  const vanity = clean(found?.vanityName ?? '')
  const name = clean(found?.localizedName ?? '').trim() || vanity || number
  return {
    remoteId: pageUrn(number),
    handle: vanity ? `@${vanity}` : name,
    name,
    avatarUrl: null,
    profileUrl: `${web}/company/${encodeURIComponent(vanity || number)}`,
    limits: {},
  }
}
