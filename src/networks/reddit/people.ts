import { onlyOwn } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import { ask, listingOf } from './client.ts'
import { nameOf } from './communities.ts'
import { profileUrlOf } from './connect.ts'
import { isDeleted, Post, Profile } from './entities.ts'

/** Our own profile is read; nobody is looked for. */
export const people = onlyOwn(async (tools, account) => {
  const line = { tools, account }
  const { id, name, icon_img, subreddit, created_utc } = await ask(line, Profile, {
    method: 'GET',
    path: '/api/v1/me',
  })
  const { data } = await ask(line, listingOf('t3', Post), {
    method: 'GET',
    path: `/user/${encodeURIComponent(nameOf(account.handle))}/submitted`,
    query: { sort: 'new', limit: 10 },
  })
  const bio = subreddit?.public_description ?? ''
  const times = data.children.filter((post) => !isDeleted(post)).map((post) => post.created_utc.getTime())
  return {
    remoteId: `t2_${id}`,
    account: `${name.toLowerCase()}@reddit.com`,
    handle: `u/${name}`,
    chosen: name,
    name: subreddit?.title || name,
    bio,
    url: profileUrlOf(name),
    avatarUrl: icon_img || null,
    headerUrl: subreddit?.banner_img || null,
    createdAt: created_utc ?? null,
    followers: subreddit?.subscribers ?? null,
    following: null,
    posts: null,
    bot: null,
    links: [...new Set(addressesIn(bio))],
    proven: [],
    followedByUs: null,
    pinned: null,
    // Reddit takes no descriptions of pictures.
    pictures: null,
    lastPostAt: times.length > 0 ? new Date(Math.max(...times)) : null,
  }
})
