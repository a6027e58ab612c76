import { z } from 'zod'
import { onlyOwn } from '../kit/network.ts'
import { addressesIn, siteIn } from '../kit/people.ts'
import { ask, lineOf, pageOf } from './client.ts'
import { instantOf } from './media.ts'

const text = z.string().catch('')
const Own = z.object({
  username: z.string().min(1),
  name: text,
  biography: text,
  website: text,
  profile_picture_url: z.string().optional(),
  followers_count: z.number().optional(),
  follows_count: z.number().optional(),
  media_count: z.number().optional(),
})
const fields = 'username,name,biography,website,profile_picture_url,followers_count,follows_count,media_count'

const File = z.object({ media_type: text, alt_text: z.string().nullish().catch(null) })
const Newest = File.extend({
  timestamp: z.string().optional(),
  children: z
    .object({ data: z.array(File) })
    .optional()
    .catch(undefined),
})

/** How many of the newest posts are looked at for their descriptions. */
const looked = 25

/** Instagram Login lets programs look for nobody; our own profile is told. */
export const people = onlyOwn(async (tools, account) => {
  const line = lineOf(tools, account)
  const own = await ask(line, Own, { method: 'GET', path: 'me', query: { fields } })
  const { items } = await ask(line, pageOf(Newest), {
    method: 'GET',
    path: `${line.user}/media`,
    query: { fields: 'id,timestamp,media_type,alt_text,children{media_type,alt_text}', limit: looked },
  })
  const pictures = items
    .flatMap((post) => post.children?.data ?? [post])
    .filter(({ media_type: type }) => type === 'IMAGE')
  const last = instantOf(items[0]?.timestamp)
  return {
    remoteId: account.remoteId,
    account: own.username,
    handle: `@${own.username}`,
    chosen: own.username,
    name: own.name || own.username,
    bio: own.biography,
    url: `https://www.instagram.com/${own.username}`,
    avatarUrl: own.profile_picture_url ?? null,
    headerUrl: null,
    createdAt: null,
    followers: own.followers_count ?? null,
    following: own.follows_count ?? null,
    posts: own.media_count ?? null,
    bot: null,
    links: [...new Set([...siteIn(own.website), ...addressesIn(own.biography)])],
    proven: [],
    followedByUs: null,
    pinned: null,
    pictures: { all: pictures.length, described: pictures.filter((one) => one.alt_text?.trim()).length },
    lastPostAt: Number.isNaN(last.getTime()) ? null : last,
  }
})
