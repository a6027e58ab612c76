import { type Account, onlyOwn, type Tools } from '../kit/network.ts'
import { addressesIn, siteIn } from '../kit/people.ts'
import { profileOf, shownOf } from './connect.ts'
import { kinds } from './kinds.ts'
import { readPage } from './lists.ts'

/** Others are told by Snap to partners of another kind alone; our own profile is told. */
export const people = onlyOwn(async (tools, account) => {
  const profile = await profileOf(tools, account)
  const { handle, name, avatarUrl, profileUrl } = shownOf(profile, account.settings)
  const bio = profile.description ?? ''
  return {
    remoteId: account.remoteId,
    account: `${account.remoteId}@snapchat.com`,
    handle,
    chosen: profile.snap_user_name ?? handle,
    name,
    bio,
    url: profileUrl,
    avatarUrl,
    headerUrl: null,
    createdAt: null,
    followers: profile.subscriber_count ?? null,
    following: null,
    posts: null,
    bot: null,
    links: [...new Set([...siteIn(profile.website ?? ''), ...addressesIn(bio)])],
    proven: [],
    followedByUs: null,
    pinned: null,
    pictures: null,
    lastPostAt: await lastPostAt(tools, account),
  }
})

async function lastPostAt(tools: Tools, account: Account): Promise<Date | null> {
  const times: number[] = []
  for (const kind of kinds) {
    const { snaps } = await readPage(tools, account, kind, null)
    times.push(...snaps.flatMap(({ at }) => at?.getTime() ?? []))
  }
  return times.length > 0 ? new Date(Math.max(...times)) : null
}
