import { NetworkFailure } from '../kit/failure.ts'
import type { Reactions } from '../kit/network.ts'
import { call } from './client.ts'
import { profileUrlOf } from './connect.ts'
import { afterOf, Page, postsOf } from './entities.ts'

const fields = 'id,text,timestamp,username,permalink,is_reply_owned_by_me,replied_to'

/** Threads tells who replied, and of likes and reposts only how many. Replies that it hides or filters are not shown. */
export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  if (way !== 'comment') return { reactions: [], cursor: null, partial: true }
  const values = { fields, reverse: 'false', ...(cursor && { after: cursor }) }
  const page = await call(
    { tools, account },
    { method: 'GET', path: `${remoteId}/replies`, values },
    Page,
  ).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.code === 'message_gone') return null
    throw failure
  })
  if (!page) return { reactions: [], cursor: null, partial: false }
  const posts = postsOf(page)
  const own = account.handle.replace(/^@/, '').toLowerCase()
  const others = posts.flatMap(({ username, text, timestamp, is_reply_owned_by_me: ours }) =>
    !username || ours || username.toLowerCase() === own
      ? []
      : [
          {
            account: username.toLowerCase(),
            handle: `@${username}`,
            name: username,
            url: profileUrlOf(username),
            createdAt: null,
            hasPicture: null,
            posts: null,
            at: timestamp,
            words: text,
          },
        ],
  )
  const next = afterOf(page)
  return {
    reactions: others,
    cursor: page.data.length === 0 || next === cursor ? null : next,
    // Threads leaves out the name of who is not public.
    partial: posts.some(({ username }) => !username),
  }
}
