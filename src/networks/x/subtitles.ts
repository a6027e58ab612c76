import type { Media } from '../kit/content.ts'
import { ask, shaped, type Uploading } from './client.ts'
import { Upload } from './entities.ts'

/** Hangs what is said in a film on it, a file for each language. */
export async function addSubtitles(call: Uploading, filmId: string, { spoken = [] }: Media): Promise<void> {
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

/** WebVTT as SubRip, which is what X's own words speak of: cues alone, numbered, with hours and a comma. */
export function srtOf(vtt: string): string {
  const cues = vtt
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((block) => cueIn(block) ?? [])
  return cues.map((cue, at) => `${at + 1}\n${cue}\n`).join('\n')
}

const moment = String.raw`(?:(\d{2,}):)?(\d{2}:\d{2})\.(\d{3})`
const times = new RegExp(String.raw`^${moment}[ \t]+-->[ \t]+${moment}`)

function cueIn(block: string): string | null {
  const lines = block.split('\n')
  const at = lines.findIndex((line) => line.includes('-->'))
  const [, h1 = '00', t1, ms1, h2 = '00', t2, ms2] = times.exec(lines[at] ?? '') ?? []
  const words = lines.slice(at + 1).filter((line) => line.trim() !== '')
  if (!t1 || !t2 || words.length === 0) return null
  return [`${h1}:${t1},${ms1} --> ${h2}:${t2},${ms2}`, ...words].join('\n')
}
