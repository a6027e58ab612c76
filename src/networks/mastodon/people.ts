import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { People } from '../kit/network.ts'
import { addressesIn, type FoundProfile, type OwnProfile } from '../kit/people.ts'
import { ask, hostOf, type Line, lineOf, shaped } from './client.ts'
import { PublicAccount, Status } from './entities.ts'
import { textOf } from './html.ts'

export const people: People = {
  lookUpsAtOnce: 10,
  lookUpCost: 'each',

  async own(tools, account) {
    const line = lineOf(tools, account)
    const answer = await ask(line, { method: 'GET', path: '/api/v1/accounts/verify_credentials' })
    const home = account.handle.split('@').at(-1) ?? hostOf(line.server)
    const profile = profileOf(shaped(PublicAccount, answer, line), line, home)
    const own = { path: `/api/v1/accounts/${account.remoteId}/statuses`, method: 'GET' } as const
    const pinned = await ask(line, { ...own, query: { pinned: 'true', limit: '1' } })
    const shown = await ask(line, { ...own, query: { only_media: 'true', limit: '20' } })
    const newest = await ask(line, { ...own, query: { limit: '1' } })
    return {
      ...profile,
      pinned: shaped(z.array(Status), pinned, line).length > 0,
      pictures: described(shaped(z.array(WithMedia), shown, line)),
      lastPostAt: shaped(z.array(Status), newest, line)[0]?.created_at ?? null,
    } satisfies OwnProfile
  },

  async search(tools, account, words, most) {
    const line = lineOf(tools, account)
    const query = { q: words, limit: String(Math.min(most, 80)), resolve: 'false' }
    const answer = await ask(line, { method: 'GET', path: '/api/v1/accounts/search', query })
    const home = account.handle.split('@').at(-1) ?? hostOf(line.server)
    return listed(answer.body, line, home).slice(0, most)
  },

  async lookUp(tools, account, names) {
    const line = lineOf(tools, account)
    const home = account.handle.split('@').at(-1) ?? hostOf(line.server)
    const found: FoundProfile[] = []
    for (const acct of names) {
      const answer = await ask(line, {
        method: 'GET',
        path: '/api/v1/accounts/lookup',
        query: { acct },
      }).catch(absent)
      if (answer) found.push(...listed([answer.body], line, home))
    }
    return found
  },
}

/** Nobody has this name, or who had it is suspended. */
function absent(failure: unknown): null {
  if (failure instanceof NetworkFailure && (failure.status === 404 || failure.status === 410)) return null
  throw failure
}

/** One strange entry does not hide the others. */
const listed = (body: unknown, line: Line, home: string): FoundProfile[] =>
  (Array.isArray(body) ? body : []).flatMap((one: unknown) => {
    const read = PublicAccount.safeParse(one)
    return read.success ? [profileOf(read.data, line, home)] : []
  })

/** Where nobody chose a picture, the server shows one of its own. */
export const chosenPicture = (url: string | null | undefined): string | null =>
  url && !/\/(avatars|headers)\/original\/missing\.png/.test(url) ? url : null

function profileOf(seen: PublicAccount, { server }: Line, home: string): FoundProfile {
  const bio = textOf({ content: seen.note, mentions: [] })
  const fields = seen.fields.map(({ value, verified_at }) => ({
    links: addressesIn(textOf({ content: value, mentions: [] })),
    hrefs: hrefsIn(value),
    proven: Boolean(verified_at),
  }))
  const acct = seen.acct.includes('@') ? seen.acct : `${seen.acct}@${home}`
  return {
    remoteId: seen.id,
    account: accountOf(acct),
    handle: `@${acct}`,
    chosen: seen.username,
    name: seen.display_name || seen.username,
    bio,
    url: seen.url || `${server}/@${seen.acct}`,
    avatarUrl: chosenPicture(seen.avatar),
    headerUrl: chosenPicture(seen.header),
    createdAt: seen.created_at ?? null,
    followers: seen.followers_count ?? null,
    following: seen.following_count ?? null,
    posts: seen.statuses_count ?? null,
    bot: seen.bot ?? null,
    links: [
      ...new Set([
        ...hrefsIn(seen.note),
        ...addressesIn(bio),
        ...fields.flatMap((f) => [...f.hrefs, ...f.links]),
      ]),
    ],
    proven: fields.flatMap(({ proven, hrefs }) =>
      proven ? hrefs.map((href) => new URL(href).hostname) : [],
    ),
    // Asking costs a right that joining does not ask for.
    followedByUs: null,
  }
}

/** `Anna@Пекарня.рф` and `anna@xn--…` are one; two servers on one host are told apart by their ports. */
export function accountOf(acct: string): string {
  const [user = '', host = ''] = acct.split('@')
  const written = URL.parse(`https://${host.replace(/\.$/, '')}`)?.host ?? host.toLowerCase()
  return `${user.toLowerCase()}@${written}`
}

/** The addresses that links lead to; mentions and hashtags lead to servers and are none of the profile's. */
const hrefsIn = (html: string): string[] =>
  [...html.slice(0, 20_000).matchAll(/<a\b([^>]{0,2000})>/gi)].flatMap(([, attributes = '']) => {
    if (/class="[^"]*\b(mention|hashtag)\b/.test(attributes)) return []
    const href = /href="([^"]{1,1500})"/.exec(attributes)?.[1]?.replaceAll('&amp;', '&')
    return href && /^https?:\/\//i.test(href) && URL.canParse(href) ? [href] : []
  })

const WithMedia = z.object({
  media_attachments: z
    .array(z.object({ type: z.string().nullish(), description: z.string().nullish() }))
    .catch([]),
})

function described(posts: readonly z.infer<typeof WithMedia>[]): OwnProfile['pictures'] {
  const pictures = posts.flatMap((post) => post.media_attachments).filter(({ type }) => type === 'image')
  return { all: pictures.length, described: pictures.filter(({ description }) => description?.trim()).length }
}
