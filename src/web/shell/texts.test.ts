import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isCore } from '../messages/gather.ts'

const web = join(import.meta.dirname, '..')

/** What a file imports of ours when it is loaded, and of which namespaces it speaks. */
function read(file: string): { imports: string[]; speaks: string[] } {
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const found = (pattern: RegExp) => [...code.matchAll(pattern)].map(([, one]) => one ?? '')
  const imports = found(/(?:^|\n)(?:import|export)\s+(?!type\b)[^'"]*?from\s+'(\.[^']+)'/g)
    .map((path) => join(dirname(file), path))
    .filter((path) => path.startsWith(web) && existsSync(path))
  return { imports, speaks: found(/use(?:Words|Namespace|NamespaceLater)\('([a-zA-Z]+)/g) }
}

function reach(file: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(file)) return seen
  const { imports, speaks } = read(file)
  seen.set(file, speaks)
  for (const one of imports) reach(one, seen)
  return seen
}

type Named = { path: string; load: string; names: string[] }

function pagesOf(file: string): Named[] {
  const code = readFileSync(file, 'utf8')
  return [...code.matchAll(/definePage\(\{([\s\S]*?)\n\}\)/g)].map(([, spec = '']) => {
    const pick = (pattern: RegExp) => pattern.exec(spec)?.[1] ?? ''
    const texts = [...pick(/\n {2}texts: \[([^\]]*)\]/).matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '')
    const own = pick(/nav: \{[^}]*words: '(\w+)/)
    const load = join(dirname(file), pick(/import\('([^']+)'\)/))
    return { path: pick(/path: '([^']+)'/), load, names: texts.length > 0 ? texts : own ? [own] : [] }
  })
}

const pages = globSync('**/routes.tsx', { cwd: web }).flatMap((file) => pagesOf(join(web, file)))

test('pages are found, with what they are made of', () => {
  expect(pages.length).toBeGreaterThan(20)
  for (const { load } of pages) expect(reach(load).size, load).toBeGreaterThan(2)
})

/**
 * Texts that come when a part first shows would hide the whole page until they are here, and a field that somebody
 * writes in would lose its focus.
 */
test('a page comes with the texts of everything on it', () => {
  const late = pages.flatMap(({ path, load, names }) => {
    const spoken = new Set([...reach(load).values()].flat())
    const missing = [...spoken].filter((name) => !isCore(name) && !names.includes(name))
    return missing.length > 0 ? [`${path}: texts lack ${missing.join(', ')}`] : []
  })
  expect(late).toEqual([])
})

test('no page asks for texts that nothing on it speaks', () => {
  const idle = pages.flatMap(({ path, load, names }) => {
    const spoken = new Set([...reach(load).values()].flat())
    return names.filter((name) => !spoken.has(name)).map((name) => `${path}: ${name}`)
  })
  expect(idle).toEqual([])
})
