import { type Run, runsOf } from '../../../platform/pdf/fonts.ts'

type Document = PDFKit.PDFDocument

/** Pictures among letters, which no font of the paper has: they say nothing that the words do not. */
const pictographs =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1F1E6}-\u{1F1FF}\u{FE0F}\u{20E3}\u{200D}]/gu

/** One line of text as it can be drawn: what is no letter here is left out, what no font has is a box. */
export const plainLine = (text: string): string =>
  text
    .replace(/[0-9#*]\u{FE0F}?\u{20E3}/gu, (key) => key[0] ?? '')
    .replace(pictographs, '')
    .replace(/\s+/g, ' ')
    .trim()

const boxed = (text: string): Run[] => runsOf(text, () => '□')

export function widthOf(doc: Document, text: string, size: number): number {
  return boxed(text).reduce(
    (sum, { font, text: part }) => sum + doc.font(font).fontSize(size).widthOfString(part),
    0,
  )
}

/** Draws one line, from run to run; nothing is wrapped. */
export function draw(doc: Document, text: string, x: number, y: number, size: number): void {
  let at = x
  for (const { font, text: part } of boxed(text)) {
    doc.font(font).fontSize(size)
    // All on one line, though Thai letters reach higher above theirs.
    doc.text(part, at, y + ascent * size, { lineBreak: false, baseline: 'alphabetic' })
    at += doc.widthOfString(part)
  }
}

const ascent = 1.069

const words = new Intl.Segmenter('th', { granularity: 'word' })

/**
 * A text in lines that fit. Words are found as the language has them: Thai puts no spaces between its own. A word that is
 * longer than a line is cut. What does not fit into the last line ends with an ellipsis.
 */
export function linesOf(doc: Document, text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  const parts = partsOf(plainLine(text))
  for (let place = 0; place < parts.length; place++) {
    const part = parts[place] ?? ''
    if (widthOf(doc, line + part, size) <= width) {
      line += part
      continue
    }
    if (lines.length + 1 >= most) return [...lines, shortened(doc, line + part, width, size)]
    if (line.trim() !== '') {
      lines.push(line.trimEnd())
      line = part.trimStart()
    } else line = part
    while (widthOf(doc, line, size) > width && lines.length + 1 < most) {
      const head = fitting(doc, line, width, size)
      lines.push(head)
      line = line.slice(head.length)
    }
    if (widthOf(doc, line, size) > width) return [...lines, shortened(doc, line, width, size)]
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

/** The sign before a name or a tag stays with it. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (const { segment } of words.segment(text))
    if (/^[@#]+$/.test(parts.at(-1) ?? '')) parts.push(`${parts.pop() ?? ''}${segment}`)
    else parts.push(segment)
  return parts
}

/** As many letters of a word as fit, one at least. */
function fitting(doc: Document, word: string, width: number, size: number): string {
  const letters = [...new Intl.Segmenter('th').segment(word)].map(({ segment }) => segment)
  let head = letters[0] ?? ''
  for (const letter of letters.slice(1)) {
    if (widthOf(doc, head + letter, size) > width) break
    head += letter
  }
  return head
}

const shortened = (doc: Document, text: string, width: number, size: number): string =>
  `${fitting(doc, text, width - widthOf(doc, '…', size), size).trimEnd()}…`
