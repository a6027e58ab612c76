import { createHash } from 'node:crypto'
import type { Bed, Disturbance, Mode, Seen } from '../../../src/networks/kit/bed.ts'
import type { Json } from '../../../src/networks/kit/content.ts'
import type { Joined, Shelf, Shelved } from '../../../src/networks/kit/network.ts'

/** A shelf in memory: what the adapters of our own feeds and webhooks keep with us. `meet` stands before and after each step. */
export type Keeping = {
  documents: Map<string, Shelved>
  files: Map<string, Uint8Array>
}

type Step = 'publish' | 'upload' | 'read'
type Meet = <T>(step: Step, work: () => T) => Promise<T>

export function memoryShelf(kept: Keeping, account: string, now: () => Date, meet: Meet): Shelf {
  const { documents, files } = kept
  const copy = <T>(value: T): T => structuredClone(value)
  return {
    add: (key, value) =>
      meet('publish', () => {
        const there = documents.get(key) ?? { key, value: copy(value), at: now(), changedAt: now() }
        documents.set(key, there)
        return copy(there)
      }),
    get: (key) => meet('read', () => copy(documents.get(key) ?? null)),
    change: (key, value: Json) =>
      meet('publish', () => {
        const there = documents.get(key)
        if (there) documents.set(key, { ...there, value: copy(value), changedAt: now() })
        return there !== undefined
      }),
    remove: (key) => meet('publish', () => documents.delete(key)),
    newest: (most) => meet('read', () => copy([...documents.values()].reverse().slice(0, most))),
    keep: (name, bytes) =>
      meet('upload', () => {
        files.set(name, bytes)
        return sharedUrl(account, name)
      }),
    drop: (name) => meet('upload', () => void files.delete(name)),
  }
}

export const sharedUrl = (account: string, name: string): string => {
  const mark = createHash('sha256').update(`${account}/${name}`).digest('base64url').slice(0, 22)
  return `https://carillon.example/shared/${account}/${mark}/${name}`
}

/** The store of our own feeds, failing as a database does: it is away, it breaks off after the deed, it never answers. */
export function feedBed(form: (title: string) => Promise<Joined>): Bed {
  const accounts = new Map<string, Keeping>()
  let mode: Mode = 'ok'
  let disturbance: Disturbance = {}
  let passed = 0
  let disturbed = 0
  let now = () => new Date()
  let count = 0

  const keepingOf = (remoteId: string): Keeping => {
    const kept = accounts.get(remoteId) ?? { documents: new Map(), files: new Map() }
    accounts.set(remoteId, kept)
    return kept
  }

  const isMeant = (step: Step): boolean => {
    const on = disturbance.on ?? 'publish'
    if (mode === 'ok' || (on !== 'all' && on !== step)) return false
    if (passed++ < (disturbance.skip ?? 0)) return false
    return disturbed++ < (disturbance.times ?? Number.POSITIVE_INFINITY)
  }

  const meet: Meet = async (step, work) => {
    if (!isMeant(step)) return work()
    if (mode === 'down') throw broken('ECONNREFUSED')
    const done = work()
    if (mode === 'slow') await new Promise((end) => setTimeout(end, disturbance.delayMs ?? 200))
    if (mode === 'hang') await new Promise(() => {})
    if (mode === 'drop') throw broken('ECONNRESET')
    if (mode === 'error') throw broken('57P01')
    return done
  }

  return {
    start: async (clock) => {
      now = clock
    },
    stop: async () => {},
    hosts: () => [],
    join: () => form(`Feed ${++count}`),
    mode: (next, how = {}) => {
      mode = next
      disturbance = how
      passed = 0
      disturbed = 0
    },
    skew: () => {},
    expire: () => {},
    secrets: () => [],
    published: async (remoteId) => [...keepingOf(remoteId).documents.values()].map(asSeen),
    shelf: (account) => memoryShelf(keepingOf(account.remoteId), account.remoteId, now, meet),
    cannot: {
      refused: 'nobody stands behind our own feed who would refuse a text',
      limited: 'our own feed sets no limit',
      unreachable: 'nothing goes over a wire',
      expired: 'nobody signs in to our own feed',
      revoked: 'nobody signs in to our own feed',
    },
  }
}

const broken = (code: string) => Object.assign(new Error('the store broke'), { code })

function asSeen({ key, value, at }: Shelved): Seen {
  const { text, media } = value as { text: string; media: { alt: string; mime: string }[] }
  return {
    remoteId: key,
    text,
    replyTo: null,
    media: media.map(({ alt, mime }) => ({ alt, mime })),
    publishedAt: at,
  }
}
