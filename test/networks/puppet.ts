import type { Json } from '../../src/networks/kit/content.ts'
import type { Manifest, Source } from '../../src/networks/kit/manifest.ts'
import type { Account, Connect, Joined, Network, Profile, Tools } from '../../src/networks/kit/network.ts'

const source: Source = { from: 'test', on: '2030-01-01', confidence: 'primary' }

const manifest: Manifest = {
  id: 'puppet',
  name: 'Puppet',
  colour: '#123456',
  homepage: 'https://puppet.example',
  ways: [
    {
      id: 'password',
      kind: 'form',
      label: 'Password',
      help: 'Type it.',
      fields: [
        { name: 'handle', kind: 'text', label: 'Handle', required: true, max: 20 },
        { name: 'password', kind: 'secret', label: 'Password', required: true },
      ],
    },
    { id: 'oauth', kind: 'oauth', label: 'Sign in there', help: 'You come back.', fields: [] },
  ],
  guarantee: 'blind',
  guaranteeWords: 'None.',
  text: { max: 100, unit: 'graphemes', fold: null, source },
  media: { images: null, videos: null, mixed: false, required: false },
  poll: null,
  threadMax: 1,
  firstReply: false,
  linkCard: 'none',
  quotes: false,
  languagesMax: 0,
  options: [],
  settings: [
    { name: 'signature', kind: 'text', label: 'Signature', max: 10, default: '' },
    { name: 'loud', kind: 'switch', label: 'Loud', default: false },
  ],
  abilities: [],
  metrics: { post: [], account: [] },
  rates: [],
  dailyCap: 50,
  cost: null,
  setup: 'Nothing.',
}

export type Puppet = {
  network: Network
  /** What joining brings next. */
  offers: Joined[]
  /** What the network says of the account when asked; a failure is thrown. */
  profile: Profile | Error
  /** What a refresh does: a credential and its end, or a failure. */
  refreshed: { credential: Json; expiresAt: Date | null } | Error
  /** What ending a sign-in does. */
  revoked: Error | null
  /** Everything that was asked of it. */
  asked: { verb: string; account?: string; credential?: Json; detail?: unknown }[]
}

export const profileOf = (name: string): Profile => ({
  handle: `@${name}`,
  name: `The ${name}`,
  avatarUrl: null,
  profileUrl: `https://puppet.example/${name}`,
  limits: { text: { max: 123 } },
})

export const joinedAs = (name: string, more: Partial<Joined> = {}): Joined => ({
  ...profileOf(name),
  remoteId: `id-${name}`,
  server: 'https://puppet.example',
  credential: { secret: `word of ${name}` },
  expiresAt: null,
  ...more,
})

/** A network that does what the test has set, and nothing else. */
export function puppet(more: Partial<Manifest> = {}): Puppet {
  const self: Puppet = {
    network: { manifest: { ...manifest, ...more }, connect: connectOf(() => self) },
    offers: [],
    profile: profileOf('ann'),
    refreshed: { credential: { secret: 'fresh' }, expiresAt: null },
    revoked: null,
    asked: [],
  }
  return self
}

function connectOf(self: () => Puppet): Connect {
  const note = (verb: string, account: Account | null, detail?: unknown) =>
    self().asked.push({
      verb,
      ...(account && { account: account.remoteId, credential: account.credential }),
      ...(detail !== undefined && { detail }),
    })
  return {
    async form(_tools: Tools, _way, fields) {
      note('form', null, fields)
      return self().offers
    },
    async begin(_tools, _way, fields, back) {
      note('begin', null, { fields, back })
      return { url: `https://puppet.example/allow?state=${back.state}`, remember: { verifier: 'kept' } }
    },
    async complete(_tools, query, remember, back) {
      note('complete', null, { query, remember, back })
      return self().offers
    },
    async refresh(_tools, account) {
      note('refresh', account)
      const { refreshed } = self()
      if (refreshed instanceof Error) throw refreshed
      await account.save(refreshed.credential, refreshed.expiresAt)
    },
    async check(_tools, account) {
      note('check', account)
      const { profile } = self()
      if (profile instanceof Error) throw profile
      return profile
    },
    async revoke(_tools, account) {
      note('revoke', account)
      const { revoked } = self()
      if (revoked) throw revoked
    },
    documents: async (_tools, uri) => ({ 'client.json': { redirect: uri } }),
  }
}
