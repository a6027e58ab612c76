import type { Media } from '../kit/content.ts'
import type { Preparing } from '../kit/network.ts'
import { isPage, rejected } from './client.ts'
import { uploadFilm } from './film.ts'
import { commentMax, manifest, shortestSeconds } from './manifest.ts'
import { uploadDocument, uploadImage } from './media.ts'
import { namedIn } from './mentions.ts'
import { shownBy, shownWords } from './post.ts'
import type { Prepared } from './prepared.ts'

export async function prepareAll(of: Preparing): Promise<Prepared> {
  expectFitting(of)
  const { content } = of
  const [part] = content.parts
  const media = part?.media ?? []
  const shown = shownBy(content)
  const known = await namedIn(of, content)
  // Whole names may be longer than what was written: better plain words than none.
  const named = shownWords(content, known).length > manifest.text.max ? [] : known
  const images = media.filter(({ kind }) => kind === 'image')
  const film = media.find(({ kind }) => kind === 'video')
  return {
    named,
    images: shown === 'images' ? await each(images, (image) => uploadImage(of, image)) : [],
    film: shown === 'film' && film ? await uploadFilm(of, film) : null,
    document: shown === 'document' ? await uploadDocument(of, images) : null,
    thumbnail: shown === 'link' && part?.linkImage ? await uploadImage(of, part.linkImage) : null,
  }
}

/** One after the other: each holds its bytes. */
async function each<T>(media: readonly Media[], work: (one: Media) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  for (const one of media) done.push(await work(one))
  return done
}

/** What LinkedIn would refuse, or take and show otherwise, said before anything goes up. */
function expectFitting({ account, content }: Preparing): void {
  const media = content.parts.flatMap((part) => part.media)
  const films = media.filter(({ kind }) => kind === 'video')
  const images = media.length - films.length
  const most =
    content.options.kind === 'document'
      ? manifest.kinds.rules.document.media.images.max
      : manifest.media.images.max
  if (films.length > 1 || (films.length === 1 && images > 0) || images > most)
    throw rejected(
      'too_many_media',
      `A post at LinkedIn has up to ${most} pictures or one film. Take the others out.`,
    )
  if (films.some(({ durationMs }) => durationMs !== null && durationMs < shortestSeconds * 1000))
    throw rejected('film_too_short', 'LinkedIn takes films of three seconds and more. Replace this one.')
  if ((content.firstReply?.length ?? 0) > commentMax)
    throw rejected(
      'comment_too_long',
      `A comment at LinkedIn has ${commentMax} letters at most. Shorten the first comment.`,
    )
  if (content.options.visibility === 'CONNECTIONS' && isPage(account))
    throw rejected(
      'visibility_of_persons',
      'A page at LinkedIn has no connections to show a post to. Show it to everybody.',
    )
}
