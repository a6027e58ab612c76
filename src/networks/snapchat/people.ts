import type { Account, People, Tools } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import { profileOf, shownOf } from './connect.ts'
import { kinds } from './kinds.ts'
import { readPage } from './lists.ts'

/** Others are told by Snap to partners of another kind alone; our own profile is told. */
export const people: People = {
  finds: false,
  lookUpsAtOnce: 1,
  lookUpCost: 'each',
  search: async () => [],
  lookUp: async () => [],

  async own(tools, account) {
    const profile = await profileOf(tools, account)
    const { handle, name, avatarUrl, profileUrl } = shownOf(profile, account.settings)
    const bio = profile.description ?? ''
    const website = URL.parse(withScheme(profile.website ?? ''))?.href ?? null
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
      links: [...new Set([...(website ? [website] : []), ...addressesIn(bio)])],
      proven: [],
      followedByUs: null,
      pinned: null,
      pictures: null,
      lastPostAt: await lastPostAt(tools, account),
    }
  },
}

const withScheme = (address: string): string =>
  address === '' || address.includes('://') ? address : `https://${address}`

async function lastPostAt(tools: Tools, account: Account): Promise<Date | null> {
  const times: number[] = []
  for (const kind of kinds) {
    const { snaps } = await readPage(tools, account, kind, null)
    times.push(...snaps.flatMap(({ at }) => at?.getTime() ?? []))
  }
  return times.length > 0 ? new Date(Math.max(...times)) : null
}
