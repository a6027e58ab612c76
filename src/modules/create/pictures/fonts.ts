import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Context } from '../../../app/context.ts'
import { loadFont } from '../media/index.ts'
import { families, weights } from './plain/words.ts'
import { plainFont } from './typefaces.ts'

const require = createRequire(import.meta.url)

const latin = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext']
/** Noto comes in pieces, one for each part of Unicode. */
const pieces = [
  { family: families.sans[0], name: 'noto-sans', parts: latin },
  { family: families.sans[1], name: 'noto-sans-thai', parts: ['thai'] },
  { family: families.serif[0], name: 'noto-serif', parts: latin },
  { family: families.serif[1], name: 'noto-serif-thai', parts: ['thai'] },
].flatMap(({ parts, ...font }) =>
  parts.flatMap((part) => weights.map((weight) => ({ ...font, part, weight }))),
)

/** How the engine of this process knows a family. It never forgets a file, and two homes must not be mixed up. */
export type NameOf = (family: string) => string

const known = new Map<string, Promise<NameOf>>()

/** Unpacks the fonts into the home and makes them known to what draws; once in a process. */
export function readyFonts({ config }: Pick<Context, 'config'>): Promise<NameOf> {
  const folder = join(config.home, 'fonts')
  const found = known.get(folder)
  if (found) return found
  const made = unpack(folder)
  known.set(folder, made)
  // Tried again by the next one who writes on a picture.
  made.catch(() => known.delete(folder))
  return made
}

async function unpack(folder: string): Promise<NameOf> {
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 8)
  const nameOf: NameOf = (family) => `${family} ${mark}`
  await mkdir(folder, { recursive: true })
  for (const { family, name, part, weight } of pieces) {
    const woff = await readFile(
      require.resolve(`@fontsource/${name}/files/${name}-${part}-${weight}-normal.woff`),
    )
    const path = join(folder, `${name}-${part}-${weight}.ttf`)
    const half = `${path}.${process.pid}.half`
    await writeFile(half, plainFont(woff, nameOf(family), weight), { mode: 0o600 })
    await rename(half, path)
    await loadFont(path, nameOf(family))
  }
  return nameOf
}
