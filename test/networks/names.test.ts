import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { networks } from '../../src/networks/registry.ts'

const root = new URL('../..', import.meta.url).pathname

/** Facts about networks as data, each with its source, and people's own words; no code decides by these names. */
const data = [
  'src/networks/**',
  'src/modules/create/compliance/plain/packs/**',
  'src/modules/demo/**',
  'src/modules/plan/choice/reference/**',
  'src/modules/plan/impostors/words.ts',
  'src/modules/plan/plan-templates/examples/**',
  'src/modules/plan/smart/lexicon.ts',
  'src/modules/plan/strategy/examples/**',
]

/** Words that mean something else too: these count only where the code speaks of a network. */
const common = new Set(['x', 'ok', 'threads', 'feed', 'webhook', 'manual'])

const ids = networks.map(({ manifest }) => manifest.id)
const names = networks
  .map(({ manifest }) => manifest.name)
  .filter((name) => name.length > 2 && !/ /.test(name))

const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

/** Ids as texts of their own, ids beside the word network, and names as people write them. */
function namedIn(source: string): string[] {
  const code = withoutComments(source)
  const quoted = [...code.matchAll(/'([a-z]+)'/g)].map(([, word = '']) => word)
  const beside = [...code.matchAll(/network\w*\s*(?:===|!==|:|=)\s*'([a-z]+)'/gi)].map(
    ([, word = '']) => word,
  )
  return [
    ...quoted.filter((word) => ids.includes(word) && !common.has(word)),
    ...beside.filter((word) => ids.includes(word)),
    ...names.filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !common.has(name.toLowerCase())),
  ]
}

test('no network is named outside of its folder and the registry', async () => {
  const found: string[] = []
  for await (const file of glob('src/**/*.{ts,tsx}', { cwd: root, exclude: data })) {
    if (/\.(test|fixture)\.tsx?$/.test(file)) continue
    const named = new Set(namedIn(readFileSync(`${root}/${file}`, 'utf8')))
    if (named.size > 0) found.push(`${file}: ${[...named].join(', ')}`)
  }
  expect(found).toEqual([])
})

test('the look for names finds names', () => {
  const [id = ''] = ids
  const [name = ''] = names
  expect(namedIn(`if (network === '${id}') tell('${name} is down')`)).toEqual([id, id, name])
  expect(namedIn(`// ${name} keeps keys for an hour`)).toEqual([])
  expect(namedIn("type Axis = 'x' | 'y'")).toEqual([])
})
