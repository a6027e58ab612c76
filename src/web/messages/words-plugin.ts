import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { failureSpace, firstWords, gatheredSpaces, problemWords, type Spaces, spaceOf, type Tree, withNetworks } from './gather.ts'

const folder = import.meta.dirname
const networksFolder = join(folder, '../../networks')
const address = /^virtual:(words|problems|failures|gathered)\/([a-z]{2})(?:\/([\w-]+))?$/
const own = '\0carillon:'

function readSpaces(language: string): { spaces: Spaces; files: string[] } {
  const files = readdirSync(join(folder, language))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, language, file))
  const spaces = Object.fromEntries(files.map((file) => [spaceOf(file), readTree(file)]))
  const ofNetworks = readNetworks(language)
  return {
    files: [...files, ...Object.values(ofNetworks)],
    spaces: withNetworks(
      spaces,
      Object.fromEntries(Object.entries(ofNetworks).map(([id, file]) => [id, readTree(file)])),
    ),
  }
}

const readTree = (file: string): Tree => JSON.parse(readFileSync(file, 'utf8'))

/** The file of each network that says something. */
const readNetworks = (language: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(networksFolder)
      .map((id) => [id, join(networksFolder, id, 'words', `${language}.json`)] as const)
      .filter(([, file]) => existsSync(file)),
  )

/** Each namespace, and how it is fetched when a page asks for it. */
function placesOf(language: string, files: readonly string[]): string {
  const plain = files.filter((file) => file.startsWith(folder) && !gatheredSpaces.includes(spaceOf(file)))
  return fetching([...plain.map((file) => [spaceOf(file), file] as const), ...gathered(language, gatheredSpaces)])
}

/** The same of what fails at single networks, which few pages ask for. */
const failurePlacesOf = (language: string): string =>
  fetching(gathered(language, Object.keys(readNetworks(language)).map(failureSpace)))

const gathered = (language: string, names: readonly string[]) =>
  names.map((name) => [name, `virtual:gathered/${language}/${name}`] as const)

const fetching = (places: readonly (readonly [string, string])[]): string =>
  `export const spaces = {${places
    .map(([name, from]) => `${JSON.stringify(name)}: () => import(${JSON.stringify(from)})`)
    .join(', ')}}`

/**
 * Makes of all files of a language what every page needs (`virtual:words/en`), the words of all errors
 * (`virtual:problems/en`) and where those of single networks are (`virtual:failures/en`), so that a feature keeps one file and a
 * page loads little.
 */
export const words = (): Plugin => ({
  name: 'carillon-words',
  resolveId: (id) => (address.test(id) ? own + id : undefined),
  load(id) {
    if (!id.startsWith(own)) return undefined
    const [, what, language = '', name = ''] = address.exec(id.slice(own.length)) ?? []
    const { spaces, files } = readSpaces(language)
    for (const file of files) this.addWatchFile(file)
    if (what === 'gathered')
      return { code: `export default ${JSON.stringify(spaces[name] ?? {})}`, moduleType: 'js' }
    if (what === 'failures') return { code: failurePlacesOf(language), moduleType: 'js' }
    const told = what === 'words' ? firstWords(spaces) : problemWords(spaces)
    const code = `export const words = ${JSON.stringify(told)}`
    return { code: what === 'words' ? `${code}\n${placesOf(language, files)}` : code, moduleType: 'js' }
  },
})
