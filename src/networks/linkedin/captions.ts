/** WebVTT as SubRip, which is what LinkedIn reads: numbered, with commas, and without what only WebVTT knows. */
export function subripOf(vtt: string): string {
  const blocks = vtt.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  const cues = blocks.flatMap((block) => {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => line.includes('-->'))
    if (at < 0 || at > 1) return []
    const times = timesOf(lines[at] ?? '')
    const words = lines.slice(at + 1).map(plainWords)
    return times && words.some((line) => line.trim() !== '') ? [`${times}\n${words.join('\n')}`] : []
  })
  return cues.map((cue, n) => `${n + 1}\n${cue}\n`).join('\n')
}

const stamp = /^(?:(\d{1,4}):)?(\d\d):(\d\d)\.(\d{3})$/

function timesOf(line: string): string | null {
  const [from = '', arrow, to = ''] = line.trim().split(/\s+/, 3)
  const [begin, end] = [stampOf(from), stampOf(to)]
  return arrow === '-->' && begin && end ? `${begin} --> ${end}` : null
}

function stampOf(text: string): string | null {
  const [, hours = '0', minutes = '', seconds = '', thousandths = ''] = stamp.exec(text) ?? []
  return minutes === '' ? null : `${hours.padStart(2, '0')}:${minutes}:${seconds},${thousandths}`
}

const letters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
}

/** Without voices, classes and times inside of a line. */
const plainWords = (line: string): string =>
  line
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (letter) => letters[letter] ?? letter)

/** How LinkedIn names a language: with the country where it is spoken most, unless another is said. */
export function localeOf(language: string): { language: string; country: string } {
  try {
    const { language: own, region } = new Intl.Locale(language).maximize()
    return { language: (own ?? 'en').toUpperCase(), country: region ?? 'US' }
  } catch {
    return { language: 'EN', country: 'US' }
  }
}
