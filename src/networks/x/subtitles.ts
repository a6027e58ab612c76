import type { Media } from '../kit/content.ts'
import type { Preparing } from '../kit/network.ts'
import { srtOf } from '../kit/subrip.ts'
import { ask, shaped } from './client.ts'
import { Upload } from './entities.ts'

/** Hangs what is said in a film on it, a file for each language. */
export async function addSubtitles(call: Preparing, filmId: string, { spoken = [] }: Media): Promise<void> {
  const { tools, account, signal } = call
  for (const { language, vtt } of spoken) {
    const code = codeOf(language)
    if (code === null) continue
    const multipart = new FormData()
    multipart.append('media_category', 'subtitles')
    multipart.append('media_type', 'text/srt')
    multipart.append('media', new Blob([srtOf(vtt)], { type: 'text/srt' }), `${code}.srt`)
    const up = await ask(tools, account, {
      method: 'POST',
      path: '/2/media/upload',
      multipart,
      carries: true,
      signal,
    })
    const subtitles = {
      id: shaped(Upload, up).data.id,
      language_code: code,
      display_name: nameOf(language),
    }
    const json = { id: filmId, media_category: 'TweetVideo', subtitles }
    await ask(tools, account, { method: 'POST', path: '/2/media/subtitles', json, signal })
  }
}

/** X knows languages by two capital letters; one that has none goes without. */
function codeOf(tag: string): string | null {
  const { language } = new Intl.Locale(tag)
  return language.length === 2 ? language.toUpperCase() : null
}

/** The language's own name. */
const nameOf = (tag: string): string => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
