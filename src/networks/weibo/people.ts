import { clip } from '../../platform/clean.ts'
import { onlyOwn } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import { ask, site } from './client.ts'
import { OwnUser } from './entities.ts'

/** Looking for accounts is kept for apps of partners; our own profile is told. One request of the hundred of a day. */
export const people = onlyOwn(async (tools, account) => {
  const user = await ask(tools, account, OwnUser, {
    method: 'GET',
    path: '/2/users/show.json',
    values: { uid: account.remoteId },
  })
  const bio = clip(user.description, 4000)
  return {
    remoteId: account.remoteId,
    account: `${account.remoteId}@weibo.com`,
    handle: `@${user.screen_name}`,
    chosen: user.screen_name,
    name: user.name || user.screen_name,
    bio,
    url: `${site}/u/${account.remoteId}`,
    avatarUrl: user.avatar_large || user.profile_image_url || null,
    headerUrl: null,
    createdAt: user.created_at,
    followers: user.followers_count ?? null,
    following: user.friends_count ?? null,
    posts: user.statuses_count ?? null,
    bot: null,
    links: [...new Set([...addressesIn(user.url), ...addressesIn(bio)])],
    proven: [],
    followedByUs: null,
    pinned: null,
    // Pictures have no words of their own there.
    pictures: null,
    lastPostAt: null,
  }
})
