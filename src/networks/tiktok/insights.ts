import { clean } from '../../platform/clean.ts'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, History, Insights, NativePost, Tools } from '../kit/network.ts'
import { userOf } from './connect.ts'
import { isSurelyTold, postIdIn, standOf } from './status.ts'
import { addressOf, atOnce, measuredOf, nameOf, told, type Video, videoPage, videosBy } from './videos.ts'

export const insights: Insights = {
  postsAtOnce: atOnce,

  async posts(tools, account, remoteIds) {
    const ids = await idsOf(tools, account, remoteIds)
    // What is hidden is not gone, and photos need not be: TikTok may tell no numbers of them.
    const measured = new Map<string, Measured[]>(
      remoteIds.filter((id) => !isSurelyTold(id)).map((id) => [id, []]),
    )
    for (const video of await videosBy({ tools, account }, [...ids.keys()])) {
      const remoteId = ids.get(video.id)
      if (remoteId !== undefined) measured.set(remoteId, measuredOf(video))
    }
    return measured
  },

  async account(tools, account) {
    const user = await userOf({ tools, account }, account.credential)
    return told({
      followers: user.follower_count,
      following: user.following_count,
      posts: user.video_count,
    })
  },
}

/** Each post's own id, and by what it goes here: one that was hidden at first has no id of its own until it is public. */
async function idsOf(
  tools: Tools,
  account: Account,
  remoteIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const remoteId of remoteIds) {
    const known = postIdIn(remoteId)
    if (known !== null) {
      ids.set(known, remoteId)
      continue
    }
    const stand = await standOf({ tools, account }, remoteId, null).catch(unlessLimited)
    if (stand?.at === 'out' && stand.id !== null) ids.set(stand.id, remoteId)
  }
  return ids
}

/** TikTok answers thirty such questions a minute: what it does not answer now keeps back nothing of the others. */
function unlessLimited(failure: unknown): null {
  if (failure instanceof NetworkFailure && failure.code === 'limited') return null
  throw failure
}

/** TikTok tells the first 150 letters of what was written, and only of what everybody may see. */
export const history: History = async (tools, account, cursor) => {
  const { videos, cursor: next } = await videoPage({ tools, account }, cursor)
  return { posts: videos.flatMap(nativeOf), cursor: next }
}

/** Without an instant it has no place in a history. */
const nativeOf = (video: Video): NativePost[] =>
  video.create_time === undefined ? [] : [nativeAt(video, video.create_time)]

const nativeAt = (video: Video, seconds: number): NativePost => ({
  remoteId: nameOf(video),
  url: addressOf(video),
  text: clean(video.video_description || video.title || ''),
  publishedAt: new Date(seconds * 1000),
  kind: 'post',
  measured: measuredOf(video),
})
