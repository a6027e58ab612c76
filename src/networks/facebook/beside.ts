import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Lack, SendCall, SentPart } from '../kit/network.ts'
import { srtOf } from '../kit/subrip.ts'
import { type Ask, ask, Done, type Line } from './client.ts'
import { Extra, kindOf, placeOf } from './post.ts'
import { fileOf } from './upload.ts'

/**
 * What is said in a film that is out, the picture that stands for a reel, and where a post of a film was. Put there twice it is
 * the same as once. The film is out already: what does not come along is kept with it and told, and nothing waits for it.
 */
export async function putBeside(
  line: Line,
  { content, signal }: Pick<SendCall, 'content' | 'signal'>,
  post: SentPart,
): Promise<SentPart> {
  const kind = kindOf(content)
  const extra = Extra.safeParse(post.extra).data
  const video = extra?.video
  const film = content.parts.flatMap(({ media }) => media).find((one) => one.kind === 'video')
  if (!video || !film || kind === 'story') return post
  const left: string[] = []
  const put = async (name: string, path: string, bodyOf: () => Body | Promise<Body>): Promise<void> => {
    try {
      const body = await bodyOf()
      await ask(line, Done, { method: 'POST', path, ...body, carries: 'multipart' in body, signal })
    } catch (error) {
      const why = error instanceof NetworkFailure ? error.code : String(error)
      line.tools.log.warn({ why, path }, 'Facebook did not take what belongs to a film')
      left.push(name)
    }
  }
  for (const one of film.spoken ?? [])
    await put(`the captions (${one.language})`, `${video}/captions`, () => captionsOf(one))
  // A reel is told where it was when it is finished; a film of a post can only be told afterwards.
  const where = placeOf(content)
  if (kind === 'post' && where.place) await put('the place', post.remoteId, () => ({ form: where }))
  const { poster } = film
  if (kind === 'reel' && poster) await put('the cover', `${video}/thumbnails`, () => coverOf(poster))
  return left.length > 0 ? { ...post, extra: { ...extra, left } satisfies Extra } : post
}

/** Told when all of it is out, however many attempts the first comment needs. */
export function lackIn({ extra }: SentPart): { lacks?: Lack } {
  const { left = [] } = Extra.safeParse(extra).data ?? {}
  return left.length > 0 ? { lacks: lackOf(left) } : {}
}

type Body = Pick<Ask, 'form' | 'multipart'>

function captionsOf({ language, vtt }: NonNullable<Media['spoken']>[number]): Body {
  const locale = localeOf(language)
  const form = new FormData()
  form.set('default_locale', locale)
  // Its language stands in the name of the file.
  form.set(
    'captions_file',
    new Blob([srtOf(vtt)], { type: 'application/x-subrip' }),
    `captions.${locale}.srt`,
  )
  return { multipart: form }
}

async function coverOf(poster: NonNullable<Media['poster']>): Promise<Body> {
  const form = new FormData()
  form.set('is_preferred', 'true')
  form.set('source', fileOf(await poster.read(), { mime: 'image/jpeg' }), 'cover.jpg')
  return { multipart: form }
}

const lackOf = (left: readonly string[]): Lack => ({
  code: 'beside_left',
  words: `The film is out, and Facebook did not take all that belongs to it: ${left.join(', ')}. Add it at Facebook.`,
})

/** `lv` as `lv_LV`: Facebook knows languages together with where they are spoken most. */
function localeOf(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize()
  return `${language}_${region ?? language.toUpperCase()}`
}
