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

const networkOf = (file: string): string => /networks\/([^/]+)/.exec(file)?.[1] ?? ''

/** Said by some files of both kinds, or by Node. */
const ofSigningIn = new Set(['access_denied', 'invalid_grant', 'invalid_client', 'invalid_scope', 'ABORTED'])

const patterns = [/\bcode: '(\w+)'/g, /\b(?:rejected|refusal)\(\s*'(\w+)'/g, /\brow\(\s*'\w+',\s*'(\w+)'/g]

/** Each code that stands in the source, and the folder of the network in which it does. */
const codes = Object.entries(sources)
  .filter(([file]) => !notOfDeliveries.test(file))
  .flatMap(([file, source]) =>
    patterns.flatMap((pattern) =>
      [...source.matchAll(pattern)].map(([, code = '']) => ({ code, network: networkOf(file) })),
    ),
  )
  .filter(({ code }) => !ofSigningIn.has(code))

test('the code that tells of failures is found', () => {
  const found = codes.map(({ code }) => code)
  expect(found).toEqual(expect.arrayContaining(['unsure', 'network_gone', 'not_taken', 'address_blocked']))
})

const ofNetworks = import.meta.glob<Tree>('../../networks/*/words/en.json', {
  eager: true,
  import: 'default',
})
const own = new Map(
  Object.entries(ofNetworks).map(([file, { codes: told }]) => [
    networkOf(file),
    isTree(told) ? Object.keys(told) : [],
  ]),
)

test('every failure that a delivery can meet has words of its network, or of all, in the languages of people', () => {
  const missing = codes.filter(({ code, network }) => {
    const name = nameOfCode(code)
    return !(name in en.codes) && !own.get(network)?.includes(name)
  })
  expect(missing).toEqual([])
})

test('no network says otherwise what all say by the same code', () => {
  const twice = [...own].flatMap(([network, told]) =>
    told.filter((code) => code in en.codes).map((code) => `${network}: ${code}`),
  )
  expect(twice).toEqual([])
})

test('a code of a server that means the same as one of ours has its words', () => {
  for (const code of ['RateLimitExceeded', 'AccountTakedown', 'http_503'])
    expect(en.codes).toHaveProperty(nameOfCode(code))
})
