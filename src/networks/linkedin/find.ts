import { NetworkFailure } from '../kit/failure.ts'
import type { Find } from '../kit/network.ts'
import { isPage } from './client.ts'
import { findComment } from './comments.ts'
import { Prepared } from './prepared.ts'
import { findPost } from './wall.ts'

export const find: Find = async (asked) => {
  if (!isPage(asked.account))
    return unsure(
      'LinkedIn shows no program the posts of persons. Look at your profile there whether this one is out.',
    )
  const [done, written] = asked.done
  const found = done ? null : await findPost(asked, Prepared.safeParse(asked.prepared).data ?? null)
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

/** To read comments may be left out of what an app is given, and the page publishes without it. */
function unreadable(failure: unknown): 'unreadable' {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden') return 'unreadable'
  throw failure
}

const unsure = (words: string) => ({ found: 'unsure', words }) as const
