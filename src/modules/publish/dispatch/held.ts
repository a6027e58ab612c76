import type { Draft, Json } from '../../../networks/kit/content.ts'
import type { SentPart } from '../../../networks/kit/network.ts'

/** A delivery in the hands of this worker. Instants in milliseconds. */
export type Held = {
  id: string
  workspaceId: string
  postId: string
  channelId: string
  network: string
  /** `claimed`: to be sent. `sending`: found so, its outcome is to be found out. `sent`: the network works on it. */
  state: 'claimed' | 'sending' | 'sent'
  dueAt: number
  at: number
  /** Later than this it is not sent any more; a thread that has begun is. */
  staleAt: number
  key: string
  digest: string
  content: Draft
  parts: SentPart[]
  prepared: Json | null
  preparedAt: number | null
  pending: Json | null
  attempts: number
  tries: number
  firstAttemptAt: number | null
  /** Somebody took back their yes while it was under way: it is looked for, and not sent again. */
  unapproved: boolean
  /** Something of it may not be shown any more, with the same effect; asked only of what is under way. */
  barred: boolean
}

/** What the dispatcher must know of a channel to keep its pace. */
export type LaneFacts = {
  channelId: string
  workspaceId: string
  network: string
  server: string
  appId: string | null
  /** Our own cap of posts in 24 hours; null for none. */
  dailyCap: number | null
  /** When the latest posts of the last 24 hours left, newest first; at most `dailyCap` of them. */
  sentAt: number[]
  /** When the next of its queue is due that this worker has not taken; infinity when there is none. */
  restAt: number
}

/** Parts that must be out before the delivery is whole; a first reply counts as one. */
export const partsOf = (content: Draft): number => content.parts.length + (content.firstReply ? 1 : 0)

/** All of it is known to be out. */
export const isWhole = ({ parts, content }: Pick<Held, 'parts' | 'content'>): boolean =>
  parts.length >= partsOf(content)

/** The order in which rows are locked, the same for everybody: so nobody waits for somebody who waits for him. */
export const lockOrder = <T extends { held: Held }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.held.id < b.held.id ? -1 : 1))
