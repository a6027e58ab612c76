import { clip } from '../../platform/clean.ts'
import { onlyOwn } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import { site } from './client.ts'
import { mayDo, userOf } from './connect.ts'
import { videoPage } from './videos.ts'

/** TikTok lets programs look for nobody; our own profile is told. */
export const people = onlyOwn(async (tools, account) => {
  const user = await userOf({ tools, account }, account.credential)
  const listed = mayDo(account, 'video.list') ? await videoPage({ tools, account }, null) : null
  const [newest] = listed?.videos ?? []
  const chosen = user.username ?? account.handle.replace(/^@/, '')
  const bio = clip(user.bio_description ?? '', 4000)
  return {
    remoteId: account.remoteId,
    account: `${account.remoteId}@tiktok.com`,
    handle: account.handle,
    chosen,
    name: clip(user.display_name || chosen, 200),
    bio,
    url: user.username ? `${site}/@${encodeURIComponent(user.username)}` : site,
    avatarUrl: user.avatar_url ?? null,
    headerUrl: null,
    createdAt: null,
    followers: user.follower_count ?? null,
    following: user.following_count ?? null,
    posts: user.video_count ?? null,
    bot: null,
    links: addressesIn(bio),
    proven: [],
    followedByUs: null,
    pinned: null,
    pictures: null,
    lastPostAt: newest?.create_time ? new Date(newest.create_time * 1000) : null,
  }
})
