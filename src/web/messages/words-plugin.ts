import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { firstWords, problemWords, type Spaces, spaceOf } from './gather.ts'

const folder = import.meta.dirname
const address = /^virtual:(words|problems)\/([a-z]{2})$/
const own = '\0carillon:'

function readSpaces(language: string): { spaces: Spaces; files: string[] } {
  const files = readdirSync(join(folder, language))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, language, file))
  return {
    files,
    spaces: Object.fromEntries(files.map((file) => [spaceOf(file), JSON.parse(readFileSync(file, 'utf8'))])),
  }
}

/** Each namespace, and how it is fetched when a page asks for it. */
const placesOf = (files: readonly string[]): string =>
  files.map((file) => `${JSON.stringify(spaceOf(file))}: () => import(${JSON.stringify(file)})`).join(', ')

/**
 * Makes of all files of a language what every page needs (`virtual:words/en`) and the words of all errors
 * (`virtual:problems/en`), so that a feature keeps one file and a page loads little.
 */
export const words = (): Plugin => ({
  name: 'carillon-words',
  resolveId: (id) => (address.test(id) ? own + id : undefined),
  load(id) {
    if (!id.startsWith(own)) return undefined
    const [, what, language = ''] = address.exec(id.slice(own.length)) ?? []
    const { spaces, files } = readSpaces(language)
    for (const file of files) this.addWatchFile(file)
    const told = what === 'words' ? firstWords(spaces) : problemWords(spaces)
    const code = `export const words = ${JSON.stringify(told)}`
    return { code: what === 'words' ? `${code}\nexport const spaces = {${placesOf(files)}}` : code, moduleType: 'js' }
  },
})
