import { z } from 'zod'
import type { Content, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Preparing, Publish, SendCall, Sent, SentPart } from '../kit/network.ts'
import { expectNotOut, isRepeat } from '../kit/repeat.ts'
import { lackIn, putBeside } from './beside.ts'
import { ask, Done, graph, graphVideo, Id, type Line, lineOf } from './client.ts'
import { filmBy, stageOf, unfit } from './film.ts'
import { find, findComment, unreadable } from './find.ts'
import { filmOut, findPost } from './out.ts'
import { kindOf, linkOf, placeOf, sentComment, sentPost, wholeId } from './post.ts'
import { holds, Prepared } from './prepared.ts'
import { edgeOf, fileOf, uploadFilm, uploadOf, uploadPhoto } from './upload.ts'
import { skewMs } from './wall.ts'

const Handle = z.object({ video: z.string(), post: z.string().nullable() })
/** Facebook works on a film for a minute or some. */
const lookMs = 15_000
/** By so much less a post may be older than the first attempt than where nobody has refused anything. */
const narrowerMs = 9 * 60_000

export const publish: Publish = {
  async prepare(call) {
    const { tools, account } = call
    const line = await lineOf(tools, account)
    const files = await uploadAll(line, call)
    return { ...files, at: tools.now().toISOString() }
  },

  async send(asked) {
    const line = await lineOf(asked.tools, asked.account)
    const [post] = asked.done
    if (post) return finished(line, asked, post)
    const sent = await sendPost(line, asked)
    if (sent.state !== 'published') return sent
    return finished(line, asked, await saved(asked, sent.parts))
  },

  async look(asked, handle) {
    const line = await lineOf(asked.tools, asked.account)
    const [post] = asked.done
    if (post) return finished(line, asked, post)
    const { video, post: named } = Handle.parse(handle)
    const film = await filmBy(line, video, asked.signal)
    if (!film || stageOf(film) === 'failed') throw await broken(asked)
    const out = await filmOut(line, asked, film, named)
    if (!out) return pending(asked, video, named)
    return finished(line, asked, await saved(asked, [await putBeside(line, asked, out)]))
  },
}

async function saved({ save }: SendCall, parts: SentPart[]): Promise<SentPart> {
  const [post] = parts
  if (!post) throw new Error('What is out has a part')
  await save(post)
  return post
}

/** The first comment follows when the post is out. */
async function finished(line: Line, asked: SendCall, post: SentPart): Promise<Sent> {
  const beside = lackIn(post)
  const { content, signal, done, save } = asked
  if (!content.firstReply) return { state: 'published', parts: [post], ...beside }
  const [, written] = done
  if (written) return { state: 'published', parts: [post, written], ...beside }
  // Meta also says that it is down after it has done what was asked, so whoever comes again looks first.
  const there =
    done.length > 0 ? await findComment(line, asked, post, content.firstReply).catch(unreadable) : null
  const comment =
    there && there !== 'unreadable' ? there : await writeComment(line, post, content.firstReply, signal)
  await save(comment)
  return { state: 'published', parts: [post, comment], ...beside }
}

async function writeComment(
  line: Line,
  post: SentPart,
  message: string,
  signal: AbortSignal,
): Promise<SentPart> {
  const path = `${post.remoteId}/comments`
  const asked = { method: 'POST', path, form: { message }, changes: true, signal } as const
  return sentComment((await ask(line, Id, asked)).id)
}

async function uploadAll(line: Line, call: Preparing): Promise<Prepared> {
  const { account, content, signal } = call
  const into = { pageId: account.remoteId, kind: kindOf(content), signal }
  const media = content.parts.flatMap((part) => part.media)
  expectFitting(media, into.kind)
  const photos: string[] = []
  for (const one of media.filter(({ kind }) => kind === 'image'))
    photos.push(await uploadPhoto(line, one, into))
  const film = media.find(({ kind }) => kind === 'video')
  return {
    at: line.tools.now(),
    photos,
    film: film ? await uploadFilm(line, film, { ...call, kind: into.kind }) : null,
  }
}

/** Said before anything goes up: what is left over would be no post that anybody wanted. */
function expectFitting(media: readonly Media[], kind: 'post' | 'reel' | 'story'): void {
  const films = media.filter((one) => one.kind === 'video').length
  const alone = films === 1 && media.length === 1
  const fits = kind === 'reel' ? alone : kind === 'story' ? media.length === 1 : films === 0 || alone
  if (!fits)
    throw new NetworkFailure(
      'rejected',
      kind === 'post'
        ? 'A post at Facebook has pictures or one film. Take the others out.'
        : `A ${kind} at Facebook is one ${kind === 'reel' ? 'film' : 'picture or film'} and nothing else. Take the others out.`,
      { code: 'too_many_media' },
    )
}

/** Pictures that have lain too long are brought up anew; a film is one thing however often it is sent. */
async function filesFor(line: Line, asked: SendCall): Promise<Prepared> {
  const left = Prepared.safeParse(asked.prepared).data
  return left && holds(left, asked.tools.now()) ? left : uploadAll(line, asked)
}

async function sendPost(line: Line, asked: SendCall): Promise<Sent> {
  const files = await filesFor(line, asked)
  if (files.film) return sendFilm(line, asked, files.film)
  // Facebook refuses the same thing only where nothing has been said since.
  await expectNotOut(asked, find, { skewMs })
  return { state: 'published', parts: [await sendWords(line, asked, files)] }
}

const StoryOut = z.object({ post_id: z.coerce.string() })

async function sendWords(line: Line, asked: SendCall, { photos }: Prepared): Promise<SentPart> {
  const { account, content, signal } = asked
  const pageId = account.remoteId
  const [part] = content.parts
  if (!part) throw new Error('A content has a part')
  const to = { method: 'POST', changes: true, signal } as const
  if (kindOf(content) === 'story') {
    const form = { photo_id: photos[0] ?? '' }
    return ask(line, StoryOut, { ...to, path: `${pageId}/photo_stories`, form }).then(
      (story) => sentPost({ remoteId: wholeId(pageId, story.post_id) }, content, null),
      (failure: unknown) => standsAlready(line, asked, failure),
    )
  }
  const link = linkOf(part, content)
  const form = {
    message: part.text,
    ...placeOf(content),
    ...sponsorOf(content),
    ...(link && { link }),
    ...(photos.length > 0 && {
      attached_media: JSON.stringify(photos.map((id) => ({ media_fbid: id }))),
    }),
  }
  return ask(line, Id, { ...to, path: `${pageId}/feed`, form }).then(
    ({ id }) => sentPost({ remoteId: wholeId(pageId, id) }, content, null),
    (failure: unknown) => standsAlready(line, asked, failure),
  )
}

/**
 * Facebook takes no post twice in a row and no picture into a second post: it may refuse a repeat because the first attempt
 * arrived, though it did not show it yet when it was looked for. What stood there before that attempt is another's.
 */
async function standsAlready(line: Line, asked: SendCall, failure: unknown): Promise<SentPart> {
  const first = asked.firstAttemptAt.getTime()
  if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
  if (!isRepeat(asked)) throw failure
  const found = await findPost(line, { ...asked, firstAttemptAt: new Date(first + narrowerMs) })
  if (found === null || typeof found === 'string') throw failure
  return found
}

const Finished = Done.extend({ post_id: z.coerce.string().optional() })

async function sendFilm(
  line: Line,
  asked: SendCall,
  { video, session }: NonNullable<Prepared['film']>,
): Promise<Sent> {
  const { account, content, signal } = asked
  const kind = kindOf(content)
  const to = { method: 'POST', path: `${account.remoteId}/${edgeOf(kind)}`, changes: true, signal } as const
  const text = content.parts[0]?.text ?? ''
  const request =
    kind === 'post'
      ? { ...to, host: graphVideo, multipart: await filmForm(content, session) }
      : {
          ...to,
          host: graph,
          form: {
            ...finishForm(video, kind === 'reel' ? text : ''),
            ...(kind === 'reel' && { ...placeOf(content), ...titleOf(content) }),
          },
        }
  const answer = await ask(line, Finished, request).catch(async (failure: unknown) => {
    // A film is finished once; whoever says it again is refused, and it is being worked on or out.
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
    const film = await filmBy(line, video, signal)
    const stage = film && stageOf(film)
    if (stage === 'failed') throw await broken(asked)
    if (!film || stage === 'waiting') throw failure
    return { post_id: film.post_id }
  })
  return pending(asked, video, answer.post_id ?? null)
}

const titleOf = ({ options: { filmTitle } }: Content): { title?: string } =>
  typeof filmTitle === 'string' && filmTitle.trim() !== '' ? { title: filmTitle.trim() } : {}

/** The sponsor's page, by which Facebook marks a paid partnership; that they may advertise the post is not granted here. */
function sponsorOf({ paidPartnership, options: { sponsor } }: Content): Record<string, string> {
  const page = typeof sponsor === 'string' ? sponsor.trim() : ''
  return paidPartnership && page !== '' ? { sponsor_id: page, direct_share_status: '0' } : {}
}

const filmIn = ({ parts }: Content): Media | undefined =>
  parts.flatMap(({ media }) => media).find(({ kind }) => kind === 'video')

const finishForm = (video: string, description: string): Record<string, string> => ({
  upload_phase: 'FINISH',
  video_id: video,
  video_state: 'PUBLISHED',
  ...(description !== '' && { description }),
})

async function filmForm(content: Content, session: string | null): Promise<FormData> {
  const text = content.parts[0]?.text ?? ''
  const poster = filmIn(content)?.poster
  const form = new FormData()
  form.set('upload_phase', 'finish')
  form.set('upload_session_id', session ?? '')
  form.set('published', 'true')
  if (text !== '') form.set('description', text)
  for (const [name, value] of Object.entries({ ...titleOf(content), ...sponsorOf(content) }))
    form.set(name, value)
  if (poster) form.set('thumb', fileOf(await poster.read(), { mime: 'image/jpeg' }), 'cover.jpg')
  return form
}

/** Whoever tries again brings the film up anew. */
async function broken(asked: SendCall): Promise<NetworkFailure> {
  const film = filmIn(asked.content)
  if (film) await uploadOf(film, { ...asked, kind: kindOf(asked.content) }).forget()
  return unfit()
}

const pending = ({ tools }: SendCall, video: string, post: string | null): Sent => ({
  state: 'pending',
  handle: { video, post },
  lookAt: new Date(tools.now().getTime() + lookMs),
})
