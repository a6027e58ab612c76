import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, People } from '../kit/network.ts'
import { addressesIn, type FoundProfile, type OwnProfile } from '../kit/people.ts'
import { call, type Line } from './client.ts'
import { profileUrlOf } from './connect.ts'
import { Page } from './entities.ts'

const text = z.string().nullish().catch(null)
const Own = z.object({
  id: z.string(),
  username: z.string(),
  name: text,
  threads_profile_picture_url: text,
  threads_biography: text,
})
const Public = z.object({
  username: z.string(),
  name: text,
  profile_picture_url: text,
  biography: text,
  follower_count: z.number().nullish().catch(null),
})

const own = { path: 'me', fields: 'id,username,name,threads_profile_picture_url,threads_biography' } as const

/** Threads searches for no people: it tells of one whose handle is known exactly, to apps that may look others up. */
export const people: People = {
  lookUpsAtOnce: 5,
  lookUpCost: 'each',

  async own(tools, account) {
    const line = { tools, account }
    const me = await call(line, { method: 'GET', path: own.path, values: { fields: own.fields } }, Own)
    const values = { fields: 'id,timestamp,media_type,alt_text,children{media_type,alt_text}', limit: '25' }
    const newest = await call(line, { method: 'GET', path: 'me/threads', values }, Page)
    return {
      ...profileOf({
        ...{ username: me.username, name: me.name, biography: me.threads_biography },
        ...{ profile_picture_url: me.threads_profile_picture_url, follower_count: null },
      }),
      remoteId: me.id,
      pinned: null,
      ...recent(newest.data),
    } satisfies OwnProfile
  },

  async search(tools, account, words, most) {
    const plain = words.trim().toLowerCase().normalize('NFKD').split(/\s+/)
    const handles = ['', '.', '_'].map((between) => plain.map(lettersOf).filter(Boolean).join(between))
    return lookEach({ tools, account }, [...new Set(handles)].slice(0, most))
  },

  lookUp: (tools, account, names) => lookEach({ tools, account }, names),
}

const lettersOf = (word: string): string => word.replace(/[^a-z0-9._]/g, '')

async function lookEach(line: Line, handles: readonly string[]): Promise<FoundProfile[]> {
  const sought = handles.filter((handle) => /^[\w.]{1,30}$/.test(handle))
  if (sought.length > 0 && !mayLookUp(line.account)) throw notAllowed()
  const found: FoundProfile[] = []
  for (const username of sought) {
    const asked = { method: 'GET', path: 'profile_lookup', values: { username } } as const
    const profile = await call(line, asked, Public).catch(absent)
    if (profile) found.push(profileOf(profile))
  }
  return found
}

/** Whether it was asked for, and allowed, when the account was joined. */
const mayLookUp = ({ credential }: Pick<Account, 'credential'>): boolean =>
  z.object({ looksUp: z.literal(true) }).safeParse(credential).success

const notAllowed = () =>
  new NetworkFailure(
    'rejected',
    'Carillon may not look up other accounts at Threads for this one. When Meta has given the app threads_profile_discovery, join the account again and ask for it there.',
    { code: 'lookup_not_allowed' },
  )

/** Nobody has this handle; or the permission is missing, which ends no sign-in. */
function absent(failure: unknown): null {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden') throw notAllowed()
  const nobody = ['message_gone', 'not_taken']
  if (failure instanceof NetworkFailure && nobody.includes(failure.code)) return null
  throw failure
}

/** Threads tells no number of others, so that they are known by their handle. */
function profileOf(seen: z.infer<typeof Public>): FoundProfile {
  const bio = seen.biography ?? ''
  const handle = seen.username.toLowerCase()
  return {
    ...{ remoteId: handle, account: handle, handle: `@${seen.username}`, chosen: handle },
    ...{ name: seen.name || seen.username, bio, url: profileUrlOf(seen.username) },
    ...{ avatarUrl: seen.profile_picture_url ?? null, headerUrl: null, createdAt: null },
    ...{ followers: seen.follower_count ?? null, following: null, posts: null, bot: null },
    ...{ links: addressesIn(bio), proven: [], followedByUs: null },
  }
}

const File = z.object({ media_type: z.string().catch(''), alt_text: text })
const Newest = File.extend({
  timestamp: z.string().transform((at) => new Date(at)),
  children: z
    .object({ data: z.array(File) })
    .nullish()
    .catch(null),
})

function recent(data: readonly unknown[]): Pick<OwnProfile, 'pictures' | 'lastPostAt'> {
  const posts = data.flatMap((one) => Newest.safeParse(one).data ?? [])
  const pictures = posts
    .flatMap((post) => post.children?.data ?? [post])
    .filter(({ media_type: type }) => type === 'IMAGE')
  return {
    pictures: { all: pictures.length, described: pictures.filter((one) => one.alt_text?.trim()).length },
    lastPostAt: posts[0]?.timestamp ?? null,
  }
}
