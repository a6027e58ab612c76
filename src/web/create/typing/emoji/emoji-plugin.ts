import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { Emoji } from './emoji.ts'

const address = /^virtual:emoji\/([a-z]{2})$/
const own = '\0emoji:'
const require = createRequire(import.meta.url)

type Skin = { hexcode: string; unicode: string }
type Known = Skin & { label: string; tags?: string[]; group?: number; order?: number; skins?: Skin[] }
type Dated = { hexcode: string; version: number }

const listOf = <T>(file: string): T[] => require(`emojibase-data/${file}`) as T[]

/** What is newer most devices cannot draw yet: readers would see a box. */
const newest = 15.1
/** Parts of others, such as skin tones alone. */
const component = 2
const tones = ['1F3FB', '1F3FC', '1F3FD', '1F3FE', '1F3FF']

/** What emojibase has in a language; Latvian it has not, so that comes from CLDR's own file. */
function knownIn(language: string): Known[] {
  if (language !== 'lv') return listOf<Known>(`${language}/compact.json`)
  const lines = readFileSync(join(import.meta.dirname, 'lv.tsv'), 'utf8')
    .trim()
    .split('\n')
  const words = new Map(lines.map((line) => [line.split('\t')[0], line.split('\t')] as const))
  const regions = new Intl.DisplayNames('lv', { type: 'region', fallback: 'none' })
  return listOf<Known>('en/compact.json').map((one) => {
    const [, label, tags = ''] = words.get(one.hexcode) ?? []
    if (label) return { ...one, label, tags: [...tags.split(', '), one.label] }
    const region = regionOf(one.hexcode)
    return region ? { ...one, label: regions.of(region) ?? one.label, tags: [one.label, region] } : one
  })
}

/** The letters of a flag. */
function regionOf(hexcode: string): string | null {
  const letters = hexcode.split('-').map((code) => Number.parseInt(code, 16) - 0x1f1e6)
  const isFlag = letters.length === 2 && letters.every((letter) => letter >= 0 && letter < 26)
  return isFlag ? String.fromCharCode(...letters.map((letter) => letter + 65)) : null
}

/** Its five skin tones, from light to dark; people side by side have the same one. */
const skinsOf = ({ skins = [] }: Known): string =>
  tones
    .flatMap((tone) => {
      const same = skins.find(({ hexcode }) => {
        const worn = hexcode.split('-').filter((code) => tones.includes(code))
        return worn.length > 0 && worn.every((one) => one === tone)
      })
      return same ? [same.unicode] : []
    })
    .join(' ')

export function emojiIn(language: string): Emoji[] {
  const versions = new Map(listOf<Dated>('en/data.json').map(({ hexcode, version }) => [hexcode, version]))
  return knownIn(language)
    .filter(
      ({ hexcode, group }) =>
        group !== undefined && group !== component && (versions.get(hexcode) ?? 99) <= newest,
    )
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map((one): Emoji => [one.unicode, one.label, (one.tags ?? []).join(' '), one.group ?? 0, skinsOf(one)])
}

/** `virtual:emoji/ru`: all emoji with the words of one language. */
export const emoji = (): Plugin => ({
  name: 'carillon-emoji',
  resolveId: (id) => (address.test(id) ? own + id : undefined),
  load(id) {
    const language = id.startsWith(own) ? address.exec(id.slice(own.length))?.[1] : undefined
    if (!language) return undefined
    // A text that is read as JSON is taken in quicker than a program of the same size.
    const json = JSON.stringify(JSON.stringify(emojiIn(language)))
    return { code: `export const emoji = JSON.parse(${json})`, moduleType: 'js' }
  },
})
