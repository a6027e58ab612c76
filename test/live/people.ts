import { randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, inject } from 'vitest'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Content } from '../../src/networks/kit/content.ts'
import type { NetworkFailure } from '../../src/networks/kit/failure.ts'
import type { Joined, SendCall } from '../../src/networks/kit/network.ts'
import { control, type Person } from './network.ts'
import { callOf, type Kept, keptAccount, liveTools } from './tools.ts'

export const live = inject('live')
export const others = control(live)
export const tools = liveTools(live)
const { connect, publish } = bluesky
/** What only an AppView can tell is left out where there is none. */
export const counted = describe.skipIf(live.appView === null)

export type Member = { person: Person; joined: Joined; account: Kept }
export type Read = { uri: string; cid: string; value: { [name: string]: unknown; text: string } }

/** A name that nobody has yet. */
export const name = (what: string) => `${what}-${randomBytes(4).toString('hex')}`

/** A new person on the network whose account is joined by its app password. */
export async function member(what = 'shop'): Promise<Member> {
  const person = await others.account(name(what))
  const fields = { account: person.handle, password: person.appPassword, server: live.pds }
  const [joined] = (await connect.form?.(tools, 'password', fields)) ?? []
  if (!joined) throw new Error('Nothing was joined')
  return { person, joined, account: keptAccount(joined) }
}

/** Publishes as the dispatcher does: work ahead first, then the sending itself. */
export async function deliver(
  { account }: Pick<Member, 'account'>,
  what: Content,
  over: Partial<SendCall> = {},
) {
  const call = callOf(tools, account, what, randomUUID(), over)
  const prepared = (await publish?.prepare?.(call)) ?? null
  const sent = await publish?.send({ ...call, prepared })
  if (sent?.state !== 'published') throw new Error(`It is ${sent?.state}`)
  return sent.parts
}

export async function xrpc<T>(verb: string, query: Record<string, string>, server = live.pds): Promise<T> {
  const response = await fetch(`${server}/xrpc/${verb}?${new URLSearchParams(query)}`)
  if (!response.ok) throw new Error(`${verb} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

/** As anybody reads it at the server. */
export function recordOf(uri = ''): Promise<Read> {
  const [, , repo = '', collection = '', rkey = ''] = uri.split('/')
  return xrpc('com.atproto.repo.getRecord', { repo, collection, rkey })
}

export const postsOf = async (did: string) => {
  const query = { repo: did, collection: 'app.bsky.feed.post', limit: '100', reverse: 'true' }
  return (await xrpc<{ records: Read[] }>('com.atproto.repo.listRecords', query)).records
}

/** Grows with each commit to the account's repository. */
export const revisionOf = async (did: string) =>
  (await xrpc<{ rev: string }>('com.atproto.sync.getLatestCommit', { did })).rev

export const failureOf = async (work: Promise<unknown> | undefined): Promise<NetworkFailure> =>
  (await work?.then(
    () => Promise.reject(new Error('It went well')),
    (thrown) => thrown,
  )) as NetworkFailure

export const picture = (side = 64) =>
  sharp({ create: { width: side, height: side / 2, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()

/** By name. */
export const numbers = (measured: { metric: string; value: number }[] = []) =>
  Object.fromEntries(measured.map(({ metric, value }) => [metric, value]))
