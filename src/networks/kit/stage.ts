import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import sharp from 'sharp'
import type { Bed, Question } from './bed.ts'
import type { Content, Json, Media, Part } from './content.ts'
import { type FailureKind, NetworkFailure } from './failure.ts'
import { inMemory } from './in-memory.ts'
import type { Account, Found, Joined, Lack, Network, SendCall, Sent, SentPart, Tools } from './network.ts'

/** One delivery as the dispatcher would keep it between attempts. */
export type Delivery = {
  member: Member
  content: Content
  key: string
  firstAttemptAt: Date
  done: SentPart[]
  prepared: Json | null
}

/** How an attempt ended; `killed` when the test pulled the plug, `doubt` when only a person can say. */
export type End =
  | { state: 'handed' }
  | { state: 'published'; parts: SentPart[]; lacks?: Lack | null }
  | { state: FailureKind; failure: NetworkFailure }
  | { state: 'killed' }
  | { state: 'doubt'; words: string }

/** An account at the bed; `view` is what one worker is given of it. */
export type Member = { joined: Joined; credential: () => Json; saves: () => number; view(): Account }

/** Puts one question: not asked when not claimed, skipped by name when the bed gives a reason. */
export type Ask = (question: Question, claimed: boolean, words: string, work: () => Promise<void>) => void

export type AttemptOptions = { signal?: AbortSignal; save?: (part: SentPart) => void }

class Killed extends Error {}

/** Ends the worker at this very place. */
export const kill = (): never => {
  throw new Killed('killed by the test')
}

export type Stage = ReturnType<typeof createStage>

/** Puts an adapter in front of its bed: tools, a clock that stands until it is turned, and a small dispatcher. */
export function createStage(network: Network, bed: Bed) {
  let at = Date.now()
  let dead: string | null = null
  const said: string[] = []
  const apps = new Map<string, Json>()
  const locks = new Map<string, Promise<unknown>>()
  const members: Member[] = []
  const reports: Parameters<Tools['report']>[0][] = []
  const now = () => new Date(at)
  const write = (facts: object, words: string) => void said.push(`${words} ${JSON.stringify(facts)}`)

  const tools: Tools = {
    fetch: (input, init) => {
      const asked = new URL(input instanceof Request ? input.url : String(input))
      const door = bed.doors?.()[asked.origin]
      const url = door ? new URL(door + asked.pathname + asked.search) : asked
      if (!bed.hosts().includes(url.host)) throw new Error(`A request nobody expected: ${url.host}`)
      if (dead) return fetch(`http://${dead}${url.pathname}`, init)
      return fetch(door ? url : input, init)
    },
    now,
    appUrl: 'https://carillon.example',
    lock: async (name, work) => {
      const before = locks.get(name) ?? Promise.resolve()
      const mine = before.then(work, work)
      locks.set(
        name,
        mine.catch(() => undefined),
      )
      return await mine
    },
    app: async () => bed.app?.() ?? noApp(),
    apps: {
      get: async (server) => apps.get(server) ?? null,
      set: async (server, value) => void apps.set(server, value),
      share: async (name, value) => void apps.set(name, value),
    },
    report: (limit) => void reports.push(limit),
    shelf: (account) => {
      if (!bed.shelf) throw new Error('The adapter uses a shelf, but its bed has none')
      return bed.shelf(account)
    },
    log: { debug: write, warn: write },
  }

  async function join(): Promise<Member> {
    const joined = await bed.join()
    let credential = joined.credential
    let saves = 0
    const view = (): Account => ({
      channelId: `channel-${joined.remoteId}`,
      workspaceId: 'workspace',
      remoteId: joined.remoteId,
      handle: joined.handle,
      server: joined.server,
      appId: network.manifest.app ? 'app' : null,
      credential,
      settings: joined.settings ?? {},
      limits: joined.limits,
      reload: async () => credential,
      save: async (fresh) => {
        credential = fresh
        saves++
      },
    })
    const member = { joined, credential: () => credential, saves: () => saves, view }
    members.push(member)
    return member
  }

  function callOf(delivery: Delivery, options: AttemptOptions = {}): SendCall {
    return {
      tools,
      account: delivery.member.view(),
      content: delivery.content,
      key: delivery.key,
      prepared: delivery.prepared,
      done: [...delivery.done],
      save: async (part) => {
        options.save?.(part)
        delivery.done.push(part)
      },
      firstAttemptAt: delivery.firstAttemptAt,
      signal: options.signal ?? AbortSignal.timeout(20_000),
    }
  }

  async function finish(call: SendCall, sent: Sent): Promise<End> {
    let answer = sent
    for (let looks = 0; answer.state === 'pending'; looks++) {
      if (!network.publish?.look) throw new Error('`pending` was answered, but there is no `look`')
      if (looks > 50) throw new Error('The network is still working on it after 50 looks')
      at = Math.max(at, answer.lookAt.getTime())
      answer = await network.publish.look(call, answer.handle)
    }
    if (answer.state === 'handed') throw new Error('It was taken first, and handed to a person then')
    return answer
  }

  async function attempt(delivery: Delivery, options: AttemptOptions = {}): Promise<End> {
    const { publish } = network
    if (!publish) throw new Error(`${network.manifest.name} does not publish`)
    try {
      if (publish.prepare && delivery.prepared === null)
        delivery.prepared = JSON.parse(
          JSON.stringify(await publish.prepare(callOf(delivery, options))),
        ) satisfies Json
      const call = callOf(delivery, options)
      const sent = await publish.send(call)
      return sent.state === 'handed' ? sent : await finish(call, sent)
    } catch (thrown) {
      return endOf(thrown)
    }
  }

  function endOf(thrown: unknown): End {
    if (thrown instanceof Killed) return { state: 'killed' }
    if (!(thrown instanceof NetworkFailure)) throw thrown
    said.push(`${thrown.message} ${thrown.code}`)
    return { state: thrown.kind, failure: thrown }
  }

  /** What the dispatcher may do after an end that leaves it unclear whether the post is out. */
  async function again(delivery: Delivery): Promise<End> {
    // Nobody repeats in the same instant: the lease of the first attempt must end before, and lists must have come.
    at += Math.max(20_000, (network.manifest.listsLate?.seconds ?? 0) * 1000)
    if (network.manifest.guarantee === 'idempotent') return attempt(delivery)
    if (network.manifest.guarantee === 'blind' || !network.find)
      return { state: 'doubt', words: 'this network cannot be asked' }
    const found = await network.find(callOf(delivery))
    if (found.found === 'unsure') return { state: 'doubt', words: found.words }
    if (found.found === 'yes') return { state: 'published', parts: found.parts, lacks: found.lacks }
    if (found.found === 'some') delivery.done = found.parts
    return attempt(delivery)
  }

  return {
    network,
    bed,
    tools,
    reports,
    /** Everything that was told to people or to the log. */
    said,
    members,
    now,
    join,
    attempt,
    again,
    endOf,
    open: () => bed.start(now),
    close: () => bed.stop(),
    /** Lets time go by for us and for the network. */
    pass: (ms: number) => {
      at += ms
    },
    find: (delivery: Delivery): Promise<Found> => {
      if (!network.find) throw new Error(`${network.manifest.name} cannot find`)
      return network.find(callOf(delivery))
    },
    deliver: (member: Member, content: Content): Delivery => ({
      member,
      content,
      key: randomUUID(),
      firstAttemptAt: now(),
      done: [],
      prepared: null,
    }),
    published: (member: Member) => bed.published(member.joined.remoteId),
    content: (over: Partial<Content> = {}) => contentOf(network, bed, over),
    /** A text without the letters that this network takes in none. */
    taken: (text: string): string =>
      [...(network.manifest.text.without ?? '')].reduce((left, letter) => left.replaceAll(letter, ''), text),
    /** Makes every connection fail as one to a closed port does. */
    unplug: async () => {
      dead = `127.0.0.1:${await closedPort()}`
    },
    plugIn: () => {
      dead = null
    },
  }
}

function noApp(): never {
  throw new Error('The adapter asks for an app, but its bed has none')
}

let words = 0

/** A content that this network takes: one part with a text of its own, so that no two are alike. */
function contentOf(network: Network, bed: Bed, over: Partial<Content>): Content {
  const plain: Content = {
    title: '',
    parts: [part(`The bells ring for the ${++words}. time`)],
    firstReply: null,
    languages: network.manifest.languagesMax > 0 ? ['en'] : [],
    options: {},
    ...over,
  }
  return bed.content?.(plain) ?? plain
}

export const part = (text: string, over: Partial<Part> = {}): Part => ({
  text,
  media: [],
  poll: null,
  link: null,
  quote: null,
  ...over,
})

/** A small picture of its own colour, so that no two have the same bytes. */
export async function picture(alt: string): Promise<Media> {
  const shade = { r: ++words % 256, g: (words >> 8) % 256, b: 99 }
  const bytes = await sharp({ create: { width: 12, height: 8, channels: 3, background: shade } })
    .png()
    .toBuffer()
  return mediaOf(bytes, alt, { mime: 'image/png', width: 12, height: 8 })
}

/** Bytes that say they are a picture and are none. */
export const noPicture = (): Media =>
  mediaOf(Buffer.from('this is no picture'), 'nothing', { mime: 'image/png', width: 12, height: 8 })

function mediaOf(bytes: Buffer, alt: string, facts: { mime: string; width: number; height: number }): Media {
  const id = randomUUID()
  return {
    ...facts,
    id,
    digest: id,
    kind: 'image',
    bytes: bytes.length,
    durationMs: null,
    alt,
    ...inMemory(bytes),
  }
}

/** A port of loopback that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (!address || typeof address === 'string') throw new Error('No port was given')
  return address.port
}
