import { withScheme } from '../kit/address.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { onlyOwn } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import { asking } from './client.ts'
import { groupsBy, nameOf, pageOf } from './groups.ts'
import { byGroup, topicsPage } from './topics.ts'

/** No method of OK looks for groups; our own is told. */
export const people = onlyOwn(async (tools, account) => {
  const ask = asking(tools, account)
  const [group] = await groupsBy(ask, [account.remoteId])
  if (!group)
    throw new NetworkFailure('reconnect', 'OK does not know this group any more.', { code: 'page_gone' })
  const { topics } = await topicsPage(ask, account.remoteId, null)
  const last = Math.max(...topics.filter((one) => byGroup(group.uid, one)).map((one) => one.created_ms))
  const bio = group.description ?? ''
  return {
    remoteId: group.uid,
    account: `group${group.uid}`,
    handle: `@${nameOf(group)}`,
    chosen: nameOf(group),
    name: group.name || nameOf(group),
    bio,
    url: pageOf(group),
    avatarUrl: group.pic_avatar || null,
    headerUrl: null,
    createdAt: typeof group.created_ms === 'number' ? new Date(group.created_ms) : null,
    followers: group.members_count ?? null,
    following: null,
    posts: null,
    bot: null,
    links: [...new Set([...addressesIn(withScheme(group.homepage_url ?? '')), ...addressesIn(bio)])],
    proven: [],
    followedByUs: null,
    pinned: null,
    // Pictures in posts of groups have no words of their own here.
    pictures: null,
    lastPostAt: Number.isFinite(last) ? new Date(last) : null,
  }
})
