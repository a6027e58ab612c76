import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, Sent, SentPart } from '../kit/network.ts'
import { expectNotOut, isRepeat, repeatMs } from '../kit/repeat.ts'
import { absent, ask, isPage, rejected, unreadable } from './client.ts'
import { findComment, writeComment } from './comments.ts'
import { forgetFilm } from './film.ts'
import { find } from './find.ts'
import { expectReady } from './media.ts'
import { bodyOf, sentPost, shownBy } from './post.ts'
import { prepareAll } from './prepare.ts'
import { Prepared } from './prepared.ts'
import { skewMs as listSkewMs, postBy } from './wall.ts'

const Handle = z.object({ post: z.string(), since: z.coerce.date() })
/** LinkedIn works a post with files through for some seconds, seldom for longer. */
const lookMs = 10_000
/** So long a post may not be shown that was just made. */
const unseenMs = 5 * 60_000
/** For so long LinkedIn refuses the same words by itself; a little less. */
const refusedMs = 9 * 60_000
/** By so much LinkedIn's clock may be behind ours. */
const skewMs = 60_000

export const publish: Publish = {
  prepare: (preparing) => prepareAll(preparing),

  async send(asked) {
    const [post] = asked.done
    // LinkedIn may say that it is down after it has done what was asked, so whoever comes again looks first.
    if (post) return finished(asked, post, await commentWritten(asked, post))
    const files = Prepared.safeParse(asked.prepared).data ?? (await prepareAll(asked))
    await expectFiles(asked, files)
    await expectNotOut(asked, find, { skewMs: listSkewMs, afterMs: hasFiles(asked) ? repeatMs : refusedMs })
    const sent = await make(asked, files)
    // With files, LinkedIn takes a post before it is out, and may yet drop it. Persons' posts nobody may look at.
    if (isPage(asked.account) && hasFiles(asked)) return pending(asked, sent.remoteId, asked.tools.now())
    return finished(asked, await saved(asked, sent))
  },

  async look(asked, handle) {
    const [done] = asked.done
    if (done) return finished(asked, done, await commentBefore(asked, done))
    const { post: urn, since } = Handle.parse(handle)
    const there = await postBy(asked, urn).catch(unreadable)
    // It was taken: where nobody may look, it is out, as those of persons are.
    if (there === 'unreadable') return finished(asked, await saved(asked, sentPost(urn, asked.content)))
    const unseen = !there && asked.tools.now().getTime() - since.getTime() < unseenMs
    if (unseen || there?.lifecycleState === 'PUBLISH_REQUESTED') return pending(asked, urn, since)
    if (!there || there.lifecycleState === 'PUBLISH_FAILED') {
      await forgetFilm(asked)
      throw rejected(
        'post_dropped',
        'LinkedIn took this post and did not publish it: it could not work through a file, or somebody deleted it there. Look there, and publish it again with another file.',
      )
    }
    return finished(asked, await saved(asked, sentPost(urn, asked.content)))
  },
}

const hasFiles = ({ content }: SendCall): boolean => ['images', 'film', 'document'].includes(shownBy(content))

const pending = ({ tools }: SendCall, post: string, since: Date): Sent => ({
  state: 'pending',
  handle: { post, since: since.toISOString() },
  lookAt: new Date(tools.now().getTime() + lookMs),
})

async function saved({ save }: SendCall, part: SentPart): Promise<SentPart> {
  await save(part)
  return part
}

/** The first comment follows when the post is out. */
async function finished(asked: SendCall, post: SentPart, written?: SentPart | null): Promise<Sent> {
  const { content, done } = asked
  if (shownBy(content) === 'film') await forgetFilm(asked)
  if (!content.firstReply) return { state: 'published', parts: [post] }
  const comment =
    done[1] ?? written ?? (await saved(asked, await writeComment(asked, post, content.firstReply)))
  return { state: 'published', parts: [post, comment] }
}

/** The first comment, where an earlier attempt has written it. A post that is new is not there for comments at once. */
async function earlierComment(asked: SendCall, post: SentPart): Promise<SentPart | 'unreadable' | null> {
  const { firstReply } = asked.content
  if (!firstReply || asked.done[1]) return null
  return findComment(asked, post, firstReply).catch(absent).catch(unreadable)
}

/** Where comments may not be read, nobody can know. */
async function commentWritten(asked: SendCall, post: SentPart): Promise<SentPart | null> {
  const written = await earlierComment(asked, post)
  return written === 'unreadable' ? null : written
}

/** A look that broke off may have written the comment, and nobody looks for it before the next one: this does. */
async function commentBefore(asked: SendCall, post: SentPart): Promise<SentPart | null> {
  const written = await earlierComment(asked, post)
  if (written !== 'unreadable') return written
  throw new NetworkFailure(
    'unknown',
    'The post is out, and LinkedIn does not show Carillon whether its first comment is written.',
    { code: 'unsure' },
  )
}

async function expectFiles(asked: SendCall, files: Prepared): Promise<void> {
  try {
    if (files.film) await expectReady(asked, 'videos', files.film)
    if (files.document) await expectReady(asked, 'documents', files.document)
    for (const image of files.images) if (!(await expectReady(asked, 'images', image))) break
  } catch (failure) {
    // A film that LinkedIn could not read goes up anew when somebody tries again.
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') await forgetFilm(asked)
    throw failure
  }
}

/** LinkedIn names a post in a header, and says nothing else of it. */
async function make(asked: SendCall, files: Prepared): Promise<SentPart> {
  const { account, content, signal } = asked
  try {
    const { headers } = await ask(asked, {
      method: 'POST',
      path: '/rest/posts',
      json: bodyOf(account.remoteId, content, files),
      changes: true,
      signal,
    })
    const urn = headers.get('x-restli-id')
    if (urn) return sentPost(decodeURIComponent(urn), content)
  } catch (failure) {
    return standsAlready(asked, failure)
  }
  throw new NetworkFailure('unknown', 'LinkedIn took the post and did not name it.', { code: 'odd_answer' })
}

/**
 * LinkedIn refuses the same post within ten minutes, and names the one that stands: a repeat may be refused because the first
 * attempt arrived, though it was not shown yet when it was looked for. What stood there before that attempt is another's.
 */
async function standsAlready(asked: SendCall, failure: unknown): Promise<SentPart> {
  const first = asked.firstAttemptAt.getTime()
  if (!(failure instanceof NetworkFailure) || failure.code !== 'duplicate_post') throw failure
  const twin = typeof failure.cause === 'string' ? failure.cause : null
  if (twin === null || !isRepeat(asked) || !isPage(asked.account)) throw failure
  const there = await postBy(asked, twin).catch(unreadable)
  if (!there || there === 'unreadable' || there.author !== asked.account.remoteId) throw failure
  if (there.createdAt.getTime() < first - skewMs) throw failure
  return sentPost(there.id, asked.content)
}
