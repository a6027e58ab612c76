import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { settings } from '../../src/config.ts'
import { kinds } from '../../src/modules/running/moving/kinds.ts'
import { leftOut } from '../../src/modules/running/moving/left-out.ts'
import { Manifest } from '../../src/modules/running/moving/manifest.ts'
import { networks } from '../../src/networks/registry.ts'
import { guidePictures, guidesList } from './guides.ts'
import { kindsList, leftOutTable, manifestTable } from './moving.ts'
import { abilitiesTable, limitsList, setupTable } from './networks.ts'
import { mapOfData } from './privacy.ts'
import { settingsTable } from './settings.ts'

const folder = join(import.meta.dirname, '../../docs/running')
/** Pictures of what to register where; nothing else lies there. */
export const guidesFolder = join(import.meta.dirname, '../../docs/pictures/guides')

const manifests = () => networks.map(({ manifest }) => manifest)

/** What stands in which page, under which name. */
const parts: Record<string, Record<string, () => string>> = {
  'settings.md': { settings: () => settingsTable(Object.values(settings)) },
  'moving.md': {
    manifest: () => manifestTable(Manifest),
    kinds: () => kindsList(kinds),
    'left out': () => leftOutTable(leftOut),
  },
  '../privacy.md': { map: mapOfData },
  'networks.md': {
    setup: () => setupTable(manifests()),
    abilities: () => abilitiesTable(manifests()),
    limits: () => limitsList(manifests()),
  },
  'network-guides.md': { guides: guidesList },
}

type Made = { path: string; text: string }

/** The pages as they have to be: what people wrote, with what is made from the code at its places; and the drawings. */
export async function made(): Promise<Made[]> {
  const pages = Object.entries(parts).map(async ([page, own]) => {
    const path = join(folder, page)
    const text = await readFile(path, 'utf8')
    return { path, text: Object.entries(own).reduce((now, [name, make]) => put(now, name, make()), text) }
  })
  const drawings = guidePictures().map(({ name, text }) => ({ path: join(guidesFolder, name), text }))
  return [...(await Promise.all(pages)), ...drawings]
}

/** Replaces what stands between `<!-- name: made by … -->` and `<!-- end of name -->`. */
export function put(text: string, name: string, own: string): string {
  const begin = `<!-- ${name}: made by \`npm run docs\`, do not edit -->`
  const end = `<!-- end of ${name} -->`
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`The page has no place for "${name}".`)
  return `${before}${begin}\n\n${own.trim()}\n\n${end}${after}`
}
