import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { srtOf } from '../kit/subrip.ts'
import { type Ask, ask, Done, type Line } from './client.ts'
import type { Kind } from './post.ts'
import { fileOf } from './upload.ts'

/**
 * What is said in a film that is out, the picture that stands for a reel, and where a post of a film was. Put there twice it is
 * the same as once. The film is out already: whatever Facebook does not take of this is left out, and nothing waits for it.
 */
export async function putBeside(
  line: Line,
  { video, post: postId, place }: { video: string; post: string; place: string | undefined },
  { spoken = [], poster }: Media,
  { kind, signal }: { kind: Kind; signal: AbortSignal },
): Promise<void> {
  if (kind === 'story') return
  const say = async (path: string, body: Pick<Ask, 'form' | 'multipart'>): Promise<void> => {
    const asked = { method: 'POST', path, ...body, carries: 'multipart' in body, signal } as const
    await ask(line, Done, asked).catch((failure: unknown) => {
      if (!(failure instanceof NetworkFailure)) throw failure
      line.tools.log.warn({ code: failure.code, path }, 'Facebook did not take what belongs to a film')
    })
  }
  for (const { language, vtt } of spoken) {
    const locale = localeOf(language)
    const form = new FormData()
    form.set('default_locale', locale)
    // Its language stands in the name of the file.
    form.set(
      'captions_file',
      new Blob([srtOf(vtt)], { type: 'application/x-subrip' }),
      `captions.${locale}.srt`,
    )
    await say(`${video}/captions`, { multipart: form })
  }
  // A reel is told where it was when it is finished; a film of a post can only be told afterwards.
  if (kind === 'post' && place) await say(postId, { form: { place } })
  if (kind !== 'reel' || !poster) return
  const form = new FormData()
  form.set('is_preferred', 'true')
  form.set('source', fileOf(await poster.read(), { mime: 'image/jpeg' }), 'cover.jpg')
  await say(`${video}/thumbnails`, { multipart: form })
}

/** `lv` as `lv_LV`: Facebook knows languages together with where they are spoken most. */
function localeOf(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize()
  return `${language}_${region ?? language.toUpperCase()}`
}
