import { expect, test } from 'vitest'
import en from '../messages/en/deliveries.json' with { type: 'json' }
import { isTree, type Tree } from '../messages/gather.ts'
import { nameOfCode } from './failure-words.ts'

const sources = import.meta.glob<string>(
  ['../../networks/**/*.ts', '../../modules/publish/dispatch/*.ts', '!**/*.test.ts'],
  { eager: true, query: '?raw', import: 'default' },
)

/** Here accounts are joined and drafts are checked: no delivery meets these codes. */
const notOfDeliveries =
  /(connect|sign-?in|oauth|identity|instance|profile|check|fields|client|public|bed|stage|suite)\.ts$|\/questions\/|\/example\//

/** Said by some files of both kinds, or by Node. */
const ofSigningIn = new Set(['access_denied', 'invalid_grant', 'invalid_client', 'invalid_scope', 'ABORTED'])

const patterns = [/\bcode: '(\w+)'/g, /\b(?:rejected|refusal)\(\s*'(\w+)'/g, /\brow\(\s*'\w+',\s*'(\w+)'/g]

const codes = Object.entries(sources)
  .filter(([file]) => !notOfDeliveries.test(file))
  .flatMap(([, source]) =>
    patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code = '']) => code)),
  )
  .filter((code) => !ofSigningIn.has(code))

test('the code that tells of failures is found', () => {
  expect(codes).toEqual(expect.arrayContaining(['unsure', 'network_gone', 'not_taken', 'address_blocked']))
})

const ofNetworks = import.meta.glob<Tree>('../../networks/*/words/en.json', {
  eager: true,
  import: 'default',
})
const known = new Set([
  ...Object.keys(en.codes),
  ...Object.values(ofNetworks).flatMap(({ codes: own }) => (isTree(own) ? Object.keys(own) : [])),
])

test('every failure that a delivery can meet has words in the languages of people', () => {
  const missing = [...new Set(codes)].filter((code) => !known.has(nameOfCode(code)))
  expect(missing).toEqual([])
})

test('what several networks call by one code has words that name none of them', () => {
  const all = Object.values(ofNetworks).flatMap(({ codes: own }) => (isTree(own) ? Object.keys(own) : []))
  const shared = all.filter((code, at) => all.indexOf(code) !== at)
  for (const code of shared) expect(en.codes).toHaveProperty(nameOfCode(code))
})

test('a code of a server that means the same as one of ours has its words', () => {
  for (const code of ['RateLimitExceeded', 'AccountTakedown', 'http_503'])
    expect(en.codes).toHaveProperty(nameOfCode(code))
})
