import type { Content, Json, Media, Part } from '../../src/networks/kit/content.ts'
import type { Account, Joined, SendCall, SentPart, Tools } from '../../src/networks/kit/network.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import type { Addresses } from './network.ts'

/** What the product gives to an adapter: the guarded way out with these servers allowed, a lock and a store. */
export function liveTools(
  { plc, pds }: Pick<Addresses, 'plc' | 'pds'>,
  appUrl = 'http://localhost:4400',
): Tools {
  const apps = new Map<string, Json>()
  const turns = new Map<string, Promise<unknown>>()
  return {
    fetch: createOutbound({ allowedHosts: [plc, pds].map((url) => new URL(url).host) }),
    now: () => new Date(),
    appUrl,
    lock: async (name, work) => {
      const mine = (turns.get(name) ?? Promise.resolve()).then(work, work)
      turns.set(
        name,
        mine.catch(() => undefined),
      )
      return await mine
    },
    apps: {
      get: async (name) => apps.get(name) ?? null,
      set: async (name, value) => void apps.set(name, value),
    },
    shelf: () => {
      throw new Error('Bluesky keeps nothing with us')
    },
    report: () => undefined,
    log: { debug: () => undefined, warn: () => undefined },
  }
}

export type Kept = Account & { saves: number }

/** An account as it is kept after joining. */
export function keptAccount({ remoteId, handle, server, credential, limits }: Joined): Kept {
  const account: Kept = {
    channelId: remoteId,
    workspaceId: 'live',
    remoteId,
    handle,
    server,
    credential,
    settings: {},
    limits,
    saves: 0,
    reload: async () => account.credential,
    save: async (fresh) => {
      account.credential = fresh
      account.saves++
    },
  }
  return account
}

export const part = (text: string, over: Partial<Part> = {}): Part => ({
  text,
  media: [],
  poll: null,
  link: null,
  quote: null,
  ...over,
})

export const content = (parts: Part[], over: Partial<Content> = {}): Content => ({
  title: '',
  parts,
  firstReply: null,
  languages: [],
  options: {},
  ...over,
})

export function media(bytes: Buffer, facts: Partial<Media> = {}): Media {
  const sizes = { width: 640, height: 480, bytes: bytes.length, durationMs: null }
  return {
    id: 'm',
    kind: 'image',
    mime: 'image/png',
    alt: '',
    digest: 'd',
    ...sizes,
    ...facts,
    read: async () => bytes,
  }
}

/** A delivery's call, as the dispatcher makes it; what is saved is gathered in `done`. */
export function callOf(
  tools: Tools,
  account: Account,
  what: Content,
  key: string,
  over: Partial<SendCall> = {},
): SendCall {
  const done: SentPart[] = []
  return {
    tools,
    account,
    content: what,
    key,
    prepared: null,
    done,
    save: async (sent) => void done.push(sent),
    firstAttemptAt: new Date(),
    signal: AbortSignal.timeout(20_000),
    ...over,
  }
}
