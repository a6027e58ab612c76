import { expect, test } from 'vitest'
import { networks } from '../../networks/registry.ts'
import en from '../messages/en/deliveries.json' with { type: 'json' }
import { isTree, type Tree, withNetworks } from '../messages/gather.ts'
import { joiningNameOf, nameOfCode } from './failure-words.ts'

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

const codesIn = (source: string): string[] =>
  patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code = '']) => code))

const codes = Object.entries(sources)
  .filter(([file]) => !notOfDeliveries.test(file))
  .flatMap(([, source]) => codesIn(source))
  .filter((code) => !ofSigningIn.has(code))

test('the code that tells of failures is found', () => {
  expect(codes).toEqual(expect.arrayContaining(['unsure', 'network_gone', 'not_taken', 'address_blocked']))
})

const ofNetworks = import.meta.glob<Tree>('../../networks/*/words/en.json', {
  eager: true,
  import: 'default',
})
const namedTrees = (): Record<string, Tree> =>
  Object.fromEntries(
    Object.entries(ofNetworks).map(([path, tree]) => [/networks\/([^/]+)/.exec(path)?.[1] ?? '', tree]),
  )
const known = new Set([
  ...Object.keys(en.codes),
  ...Object.values(ofNetworks).flatMap(({ codes: own }) => (isTree(own) ? Object.keys(own) : [])),
])

test('every failure that a delivery can meet has words in the languages of people', () => {
  const missing = [...new Set(codes)].filter((code) => !known.has(nameOfCode(code)))
  expect(missing).toEqual([])
})

test('what one network says of itself is said of no other', () => {
  const networkIn = (path: string): string => /networks\/([^/]+)/.exec(path)?.[1] ?? ''
  const own = new Map(Object.entries(ofNetworks).map(([path, { codes: told }]) => [networkIn(path), told]))
  const { networkFailures: common = {} } = withNetworks({ deliveries: { codes: en.codes } }, namedTrees())
  const names = networks.map(({ manifest }) => manifest.name)
  const wrong = Object.entries(sources).flatMap(([file, source]) => {
    const id = networkIn(file)
    const told = own.get(id)
    return codesIn(source).flatMap((code) => {
      if (isTree(told) && Object.hasOwn(told, code)) return []
      const words = common[code]
      const others = names.filter((name) => new RegExp(`\\b${name}\\b`).test(String(words)))
      return others.length > 0 ? [`${id} ${code}: ${words}`] : []
    })
  })
  expect(wrong).toEqual([])
})

test('no network says otherwise what all say by the same code', () => {
  const twice = Object.entries(ofNetworks).flatMap(([path, { codes: told }]) =>
    isTree(told) ? Object.keys(told).flatMap((code) => (code in en.codes ? [`${path}: ${code}`] : [])) : [],
  )
  expect(twice).toEqual([])
})

/** What happens when a network is told of a door, or asked for an account, which is no delivery. */
const atDoors = Object.entries(sources)
  .filter(([file]) => {
    const network = /networks\/([^/]+)\/(?:client|webhooks)\.ts$/.exec(file)?.[1]
    const own = network && sources[`../../networks/${network}/webhooks.ts`]
    return network === 'kit' || (own && /\b(register|registerApp|subscribe)\(/.test(own))
  })
  .flatMap(([, source]) =>
    patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code = '']) => code)),
  )

test('every trouble of a door at which networks tell has words too', () => {
  expect(atDoors).toEqual(expect.arrayContaining(['hook_not_allowed', 'credential_unreadable']))
  const ours = ['app_gone', 'signed_out', 'channel_gone', 'untold', 'server_down']
  expect([...new Set([...atDoors, ...ours])].filter((code) => !known.has(nameOfCode(code)))).toEqual([])
})

test('a code of a server that means the same as one of ours has its words', () => {
  for (const code of ['RateLimitExceeded', 'AccountTakedown', 'http_503'])
    expect(en.codes).toHaveProperty(nameOfCode(code))
})

/** Said of drafts and fields, of other people's accounts, or by the way out; none of them ends a joining. */
const notOfJoining =
  /(beside|check|fields|progress|public|reach|stage|suite|manifest|bed)\.ts$|\/questions\/|\/example\//
const sentences = /(?<![.\w])\w+\(\s*'([A-Za-z]\w+)',\s*[`'][A-Z@$][^`']* /g
const bare = /\bcode: '(\w+)'/g

test('every refusal that joining an account can meet has words of its network, or words of all', () => {
  const all = Object.entries(sources).filter(
    ([file]) => file.includes('/networks/') && !notOfJoining.test(file),
  )
  const missing = all.flatMap(([file, source]) => {
    const id = /networks\/([^/]+)/.exec(file)?.[1] ?? ''
    const own = namedTrees()[id]?.codes
    const met = [sentences, bare].flatMap((pattern) =>
      [...source.matchAll(pattern)].map(([, code = '']) => code),
    )
    return met
      .filter((code) => !/^(rejected|reconnect|later|unknown)$/.test(code))
      .filter((code) => {
        const name = joiningNameOf(code)
        return !(name in en.codes) && !(isTree(own) && Object.hasOwn(own, name))
      })
      .map((code) => `${id}: ${code}`)
  })
  expect([...new Set(missing)]).toEqual([])
})

test('while an account is joined, nobody is told that a sign-in has ended or that a post is to be changed', () => {
  expect(
    ['invalid_client', 'invalid_grant', 'InvalidToken', 'http_403', 'InvalidRequest'].map(joiningNameOf),
  ).toEqual([...['app_refused', 'code_refused', 'join_not_authorised', 'join_forbidden', 'join_not_taken']])
})
