import { fetchFile } from '../../../src/networks/kit/in-memory.ts'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Letters as Threads counts them: emoji by their bytes. */
export function lettersOf(text: string): number {
  let count = 0
  for (const { segment } of segmenter.segment(text.normalize('NFC')))
    count += isEmoji.test(segment) ? Buffer.byteLength(segment) : [...segment].length
  return count
}

/** Different links of a text. */
export const linksIn = (text: string): number => new Set(text.match(/https?:\/\/\S+/g)).size

/** What lies at an address, by its first bytes; null when nothing does, empty when it is no picture or film. */
export async function fetchType(address: string): Promise<string | null> {
  const bytes = await fetchFile(address)
  if (!bytes) return null
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (/^\x89PNG/.test(head)) return 'image/png'
  if (/^\xff\xd8\xff/.test(head)) return 'image/jpeg'
  return /^....ftyp/s.test(head) ? 'video/mp4' : ''
}
