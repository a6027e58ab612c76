import { decodeHTML } from 'entities'

const blocks = /<\/?(p|div|br|li|ul|ol|h[1-6]|tr|blockquote)\b[^<>]{0,500}>/gi
const hidden = /<(script|style)\b[^<>]{0,500}>[^<]{0,20000}<\/\1>/gi
const tags = /<[^<>]{0,2000}>/g
/** More of a text than this is not looked at. */
const looked = 50_000

/** What a reader sees of HTML: no tags, entities as the signs that they stand for, lines where there are paragraphs. */
export function plainText(html: string, most: number): string {
  const text = decodeHTML(html.slice(0, looked).replace(hidden, '').replace(blocks, '\n').replace(tags, ''))
  const lines = text
    .replaceAll('\0', '')
    .toWellFormed()
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  return shortened(lines.join('\n'), most)
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`
}
