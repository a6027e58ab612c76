import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostileNames, resolveHostile } from './corpus/names.ts'
import { hostileUrls } from './corpus/urls.ts'
import { each, startTally } from './frame/attack.ts'
import { fetchers } from './frame/fetchers.ts'
import { places } from './frame/places.ts'
import { attacks } from './list.ts'

const sender = {
  to: (url: string, status = 302) => `${status} ${url}`,
  chain: (url: string, hops: number) => `${hops} hops ${url}`,
}

test('there are more than two hundred hostile addresses, no two the same', () => {
  const urls = hostileUrls(4400, sender).map(({ url }) => url)
  expect(urls.length).toBeGreaterThan(200)
  expect(new Set(urls).size).toBe(urls.length)
})

test('no name of the attacker leads out of this machine', async () => {
  for (const name of [...hostileNames, 'flip-0.hostile.example', 'bsky.social'])
    for (const { address } of await resolveHostile(name))
      expect(address).toMatch(
        /^(0\.0\.0\.0|127\.|10\.|192\.168\.|100\.64\.|169\.254\.|::|f[cde]|64:ff9b:|200[12]:)/,
      )
})

const root = join(import.meta.dirname, '..')
const opensLines = /\bfetch\(|\b(ctx|tools)\.fetch\b|from '(undici|node:https?|node:net|node:tls|nodemailer)'/
const typesOnly = /^import type .*$/gm
/** Read addresses and open none, or serve. What lies in `platform/http` is the way out itself. */
const noFetchers = new Set([
  'src/modules/people/setup/host.ts',
  'src/modules/people/sign-in/ways.ts',
  'src/platform/server/problem.ts',
])

test('every file that opens a line to somewhere is attacked, or spared with a reason', () => {
  const files = globSync('src/**/*.ts', { cwd: root }).filter(
    (file) => !/^src\/(web|platform\/http)\/|\.(test|fixture)\.ts$/.test(file) && !noFetchers.has(file),
  )
  const opening = files.filter((file) =>
    opensLines.test(readFileSync(join(root, file), 'utf8').replace(typesOnly, '')),
  )
  expect(opening.sort()).toEqual(Object.keys(fetchers).sort())
  const known = new Set(places.map(({ name }) => name))
  for (const one of Object.values(fetchers))
    if ('places' in one) for (const name of one.places) expect(known).toContain(name)
})

test('every attack has a name of its own', () => {
  const names = attacks.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z-]+$/)
})

test('the page on security says what each is about', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/security.md'), 'utf8')
  const named = new Set([...page.matchAll(/\[([a-z, -]+)\]/g)].flatMap(([, names = '']) => names.split(', ')))
  expect(attacks.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([])
})

test('what is counted: tried, passed, failed, and why', () => {
  const tally = startTally()
  expect(tally.check('one', true)).toBe(true)
  expect(tally.check('two', false, { status: 200 })).toBe(false)
  expect(tally.result('both')).toEqual({ name: 'both', tried: 2, passed: 1, failed: 1 })
  expect(tally.failures).toEqual(['two: {"status":200}'])
})

test('work that is done a few at a time keeps its order', async () => {
  const later = (n: number) => new Promise<number>((done) => setTimeout(() => done(n * 2), 10 - n))
  expect(await each([1, 2, 3, 4, 5], 2, later)).toEqual([2, 4, 6, 8, 10])
})
