import { z } from 'zod'
import { onlyOwn } from '../kit/network.ts'
import { addressesIn, siteIn } from '../kit/people.ts'
import { ask, lineOf } from './client.ts'
import { pageOf } from './wall.ts'

const text = z.string().catch('')
const Own = z.object({
  id: z.string(),
  name: text,
  username: z.string().optional(),
  about: text,
  description: text,
  website: text,
  link: z.string().optional(),
  followers_count: z.number().optional(),
  cover: z.object({ source: z.string() }).optional().catch(undefined),
  picture: z
    .object({ data: z.object({ url: z.string(), is_silhouette: z.boolean().optional() }) })
    .optional()
    .catch(undefined),
})
const fields =
  'id,name,username,about,description,website,link,followers_count,cover{source},picture{url,is_silhouette}'

const Photos = pageOf(z.object({ alt_text_custom: z.string().nullish().catch(null) }))
const Newest = pageOf(z.object({ created_time: z.coerce.date() }))

/** How many of the newest pictures are looked at for their descriptions. */
const looked = 25

/** Meta keeps the search for pages to reviewed apps; our own page is told. */
export const people = onlyOwn(async (tools, account) => {
  const line = await lineOf(tools, account)
  const id = account.remoteId
  const page = await ask(line, Own, { method: 'GET', path: id, query: { fields } })
  const photos = await ask(line, Photos, {
    method: 'GET',
    path: `${id}/photos`,
    query: { type: 'uploaded', fields: 'alt_text_custom', limit: looked },
  })
  const newest = await ask(line, Newest, {
    method: 'GET',
    path: `${id}/published_posts`,
    query: { fields: 'created_time', limit: 1 },
  })
  const bio = page.about || page.description
  const picture = page.picture?.data
  return {
    remoteId: page.id,
    account: page.id,
    handle: page.username ? `@${page.username}` : page.name,
    chosen: page.username ?? page.name,
    name: page.name,
    bio,
    url: page.link ?? `https://www.facebook.com/${page.username ?? page.id}`,
    // Where nobody chose a picture, Facebook shows an outline.
    avatarUrl: picture && !picture.is_silhouette ? picture.url : null,
    headerUrl: page.cover?.source ?? null,
    createdAt: null,
    followers: page.followers_count ?? null,
    following: null,
    posts: null,
    bot: null,
    links: [...new Set([...sitesIn(page.website), ...addressesIn(bio)])],
    proven: [],
    followedByUs: null,
    pinned: null,
    pictures: {
      all: photos.data.length,
      described: photos.data.filter((one) => one.alt_text_custom?.trim()).length,
    },
    lastPostAt: newest.data[0]?.created_time ?? null,
  }
})

/** Several may stand in the one field. */
const sitesIn = (website: string): string[] =>
  website
    .slice(0, 2000)
    .split(/[\s,]+/)
    .flatMap(siteIn)
