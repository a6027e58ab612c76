import { NetworkFailure } from '../kit/failure.ts'
import type { Find } from '../kit/network.ts'
import { isPage, unreadable } from './client.ts'
import { findComment } from './comments.ts'
import { Prepared } from './prepared.ts'
import { findPost } from './wall.ts'

export const find: Find = async (asked) => {
  if (!isPage(asked.account))
    return unsure(
      'LinkedIn shows no program the posts of persons. Look at your profile there whether this one is out.',
    )
  const [done, written] = asked.done
  const files = Prepared.safeParse(asked.prepared).data ?? null
  const found = done ? null : await findPost(asked, files).catch(unreadable)
  if (found === 'unreadable')
    return unsure(
      'LinkedIn shows Carillon no posts of the page, because whoever joined it is not its administrator. Look there whether this one is out.',
    )
  if (found === 'many')
    return unsure('Several posts of the page say the very same. Look there which is this one.')
  if (found === 'far')
    return unsure('The page has published more since than can be looked through. Look there.')
  if (found?.post.lifecycleState === 'PUBLISH_REQUESTED')
    throw new NetworkFailure('later', 'LinkedIn has taken this post and is still working on it.', {
      code: 'media_processing',
      alone: true,
    })
  const post = done ?? found?.part
  if (!post) return { found: 'no' }
  const { firstReply } = asked.content
  if (!firstReply) return { found: 'yes', parts: [post] }
  const comment = written ?? (await findComment(asked, post, firstReply).catch(unreadable))
  if (comment === 'unreadable')
    return unsure(
      'LinkedIn does not show Carillon the comments of the page. Look there whether the first comment is written.',
    )
  if (comment) return { found: 'yes', parts: [post, comment] }
  return done ? { found: 'no' } : { found: 'some', parts: [post] }
}

const unsure = (words: string) => ({ found: 'unsure', words }) as const
