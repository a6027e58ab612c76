import type { z } from 'zod'
import { onlyOwn } from '../kit/network.ts'
import { addressesIn, siteIn } from '../kit/people.ts'
import { type Ask, ask, askPage, site } from './client.ts'
import { Pin, User, Website } from './entities.ts'

/** Pinterest lets programs look for nobody; our own profile is told. */
export const people = onlyOwn(async (tools, account) => {
  const asking = <R>(schema: z.ZodType<R>, asked: Ask) => ask(tools, account, schema, asked)
  const user = await asking(User, { method: 'GET', path: '/user_account' })
  const websites = await askPage(asking, Website, { path: '/user_account/websites' })
  const pins = await askPage(asking, Pin, { path: '/pins', query: { page_size: 25 } })
  const own = pins.items.filter(({ parent_pin_id }) => !parent_pin_id)
  const addresses = [user.website_url, ...websites.items.map(({ website }) => website)].filter(Boolean)
  return {
    remoteId: account.remoteId,
    account: `${account.remoteId}@pinterest.com`,
    handle: `@${user.username}`,
    chosen: user.username,
    name: user.business_name || user.username,
    bio: user.about,
    url: `${site}/${encodeURIComponent(user.username)}/`,
    avatarUrl: user.profile_image || null,
    headerUrl: null,
    createdAt: null,
    followers: user.follower_count ?? null,
    following: user.following_count ?? null,
    posts: user.pin_count ?? null,
    bot: null,
    links: [...new Set([...addresses.flatMap(siteIn), ...addressesIn(user.about)])],
    proven: websites.items.flatMap(({ website, status }) => (isProven(status) ? hostsOf(website) : [])),
    followedByUs: null,
    pinned: null,
    // A pin has one description for all that it shows.
    pictures: { all: own.length, described: own.filter(({ alt_text }) => alt_text.trim()).length },
    lastPostAt: own[0]?.created_at ?? null,
  }
})

/** What the states of a website are called is published by example only. */
const isProven = (status: string): boolean => /^(success|verified)$/i.test(status)

const hostsOf = (address: string): string[] => siteIn(address).map((url) => new URL(url).hostname)
