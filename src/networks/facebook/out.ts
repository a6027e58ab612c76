import type { SendCall, SentPart } from '../kit/network.ts'
import type { Line } from './client.ts'
import { type Film, filmBy, stageOf } from './film.ts'
import { kindOf, sameWords, sentPost, wholeId } from './post.ts'
import { holds, Prepared } from './prepared.ts'
import { filmIn, picturesIn, stories, targetsOf, wallSince } from './wall.ts'

type Seen = SentPart | 'many' | 'far' | null

/** The post of a delivery. Null: it is not out. `many` and `far`: nobody can tell from here. */
export async function findPost(line: Line, asked: SendCall): Promise<Seen> {
  const left = Prepared.safeParse(asked.prepared).data
  if (left?.film) {
    const film = await filmBy(line, left.film.video, asked.signal)
    return film && filmOut(line, asked, film, null)
  }
  const known = left && holds(left, asked.tools.now()) ? left.photos : null
  return kindOf(asked.content) === 'story'
    ? findStory(line, asked, left?.photos ?? [], known !== null)
    : findOnWall(line, asked, left?.photos ?? [], known !== null)
}

/** `sure`: the pictures are those that were brought up ahead, and no others were brought up since. */
async function findOnWall(
  line: Line,
  asked: SendCall,
  photos: readonly string[],
  sure: boolean,
): Promise<Seen> {
  const recent = await wallSince(line, asked)
  if (!recent) return 'far'
  const [part] = asked.content.parts
  const [text, pictures] = [part?.text ?? '', part?.media.length ?? 0]
  const byPicture = recent.find((post) => targetsOf(post).some((id) => photos.includes(id)))
  const telling = text.trim() !== '' || !sure
  // A film is here only where nothing is left of what it was numbered: after a restore.
  const isFilm = part?.media.some(({ kind }) => kind === 'video') ?? false
  const alike = recent.filter(
    (post) =>
      telling &&
      sameWords(post.message, text) &&
      (isFilm ? filmIn(post) !== null : filmIn(post) === null && picturesIn(post) === pictures),
  )
  const found = byPicture ?? alike[0]
  if (!byPicture && alike.length > 1) return 'many'
  if (!found) return null
  const video = isFilm ? filmIn(found) : null
  return sentPost({ remoteId: found.id, permalink: found.permalink_url }, asked.content, video)
}

/** A picture is in one story at most: Facebook does not take it twice. */
async function findStory(
  line: Line,
  asked: SendCall,
  photos: readonly string[],
  sure: boolean,
): Promise<Seen> {
  const { account, content, firstAttemptAt, signal } = asked
  const all = await stories(line, account, signal)
  const found = all.find(({ media_id: id }) => photos.includes(id))
  if (found)
    return sentPost(
      { remoteId: wholeId(account.remoteId, found.post_id), permalink: found.url },
      content,
      null,
    )
  // Another picture may have gone out in its place, and nothing in a story tells whose it is.
  return !sure && all.some(({ creation_time: at }) => at >= firstAttemptAt.getTime() / 1000) ? 'many' : null
}

/** The post that a film became; null while it is not out, or while Facebook does not say which post it is. */
export async function filmOut(
  line: Line,
  asked: SendCall,
  film: Film,
  named: string | null,
): Promise<SentPart | null> {
  if (stageOf(film) !== 'out') return null
  const postId = film.post_id ?? named ?? (await postWith(line, asked, film.id))
  if (!postId) return null
  const remoteId = wholeId(asked.account.remoteId, postId)
  return sentPost({ remoteId, permalink: film.permalink_url }, asked.content, film.id)
}

async function postWith(line: Line, asked: SendCall, video: string): Promise<string | undefined> {
  if (kindOf(asked.content) === 'story') {
    const all = await stories(line, asked.account, asked.signal)
    return all.find(({ media_id: id }) => id === video)?.post_id
  }
  const posts = await wallSince(line, asked)
  return posts?.find((post) => targetsOf(post).includes(video))?.id
}
