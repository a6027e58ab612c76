import sans from '@fontsource/noto-sans/unicode.json'
import sansThai from '@fontsource/noto-sans-thai/unicode.json'
import serif from '@fontsource/noto-serif/unicode.json'
import serifThai from '@fontsource/noto-serif-thai/unicode.json'
import { families, weights } from '../../../modules/create/pictures/plain/words.ts'

const files: Record<string, string> = {
  ...import.meta.glob(
    '../../../../node_modules/@fontsource/noto-{sans,serif}/files/*-{latin,latin-ext,vietnamese,cyrillic,cyrillic-ext,greek,greek-ext}-{400,700}-normal.woff2',
    { query: '?url', import: 'default', eager: true },
  ),
  ...import.meta.glob(
    '../../../../node_modules/@fontsource/noto-{sans,serif}-thai/files/*-thai-thai-{400,700}-normal.woff2',
    { query: '?url', import: 'default', eager: true },
  ),
}

const faces = [
  { family: families.sans[0], name: 'noto-sans', ranges: sans },
  { family: families.sans[1], name: 'noto-sans-thai', ranges: { thai: sansThai.thai } },
  { family: families.serif[0], name: 'noto-serif', ranges: serif },
  { family: families.serif[1], name: 'noto-serif-thai', ranges: { thai: serifThai.thai } },
]

let known = false

/** Makes the fonts known in which pictures are written on, under the names that the server knows them by; each is fetched when a sign of it is shown. */
export function knowFaces(): void {
  if (known) return
  known = true
  for (const { family, name, ranges } of faces)
    for (const [part, unicodeRange] of Object.entries(ranges))
      for (const weight of weights) {
        const url = Object.entries(files).find(([path]) =>
          path.endsWith(`/${name}/files/${name}-${part}-${weight}-normal.woff2`),
        )?.[1]
        if (!url) continue
        const face = new FontFace(family, `url(${url})`, { weight: String(weight), unicodeRange })
        document.fonts.add(face)
      }
}
