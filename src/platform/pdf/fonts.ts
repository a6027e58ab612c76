import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import noto from '@fontsource/noto-sans/unicode.json' with { type: 'json' }
import thai from '@fontsource/noto-sans-thai/unicode.json' with { type: 'json' }

const require = createRequire(import.meta.url)

type Font = { name: string; file: string; ranges: readonly (readonly [from: number, to: number])[] }

/** `U+0301,U+0400-045F` as pairs. */
const rangesIn = (text: string): [number, number][] =>
  text.split(',').map((range) => {
    const [from = '0', to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })

/** Noto comes in pieces, one for each part of Unicode; the first that has a sign draws it. Latin stands first: it has most. */
const pieces = [
  ...(['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext'] as const).map(
    (piece) => ({ family: 'noto-sans', piece, ranges: noto[piece] }),
  ),
  { family: 'noto-sans-thai', piece: 'thai', ranges: thai.thai },
]

export const fonts: readonly Font[] = pieces.map(({ family, piece, ranges }) => ({
  name: `${family}-${piece}`,
  file: fileURLToPath(
    new URL(`file://${require.resolve(`@fontsource/${family}/files/${family}-${piece}-400-normal.woff`)}`),
  ),
  ranges: rangesIn(ranges),
}))

const has = ({ ranges }: Font, sign: number): boolean =>
  ranges.some(([from, to]) => sign >= from && sign <= to)

/** Signs by which nothing is drawn, or that are drawn with their neighbour. */
const joins = /^(\p{M}|\p{Default_Ignorable_Code_Point})$/u

export type Run = { font: string; text: string }

/** In a name that deceives, the sign that no font has may be the one that matters: it is written by its number. */
const byNumber = (code: number): string => `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`

/** A text cut into runs of one font each. `unknown` says what stands for a sign that no font has. */
export function runsOf(text: string, unknown: (code: number) => string = byNumber): Run[] {
  const runs: Run[] = []
  for (const sign of text.normalize('NFC').replace(/\r\n?/g, '\n')) {
    const code = sign.codePointAt(0) ?? 0
    const last = runs.at(-1)
    const known = sign === '\n' ? fonts[0] : fonts.find((font) => has(font, code))
    const stays = last && (joins.test(sign) || sign === ' ') && has(fontOf(last), code)
    const font = stays ? last.font : (known?.name ?? fonts[0]?.name ?? '')
    const written = known ? sign : unknown(code)
    if (last && last.font === font) last.text += written
    else runs.push({ font, text: written })
  }
  return runs
}

const fontOf = ({ font }: Run): Font => {
  const found = fonts.find(({ name }) => name === font)
  if (!found) throw new Error(`No font ${font}`)
  return found
}
