import type { Content } from './content.ts'
import type { RawMetric } from './manifest.ts'
import type { Account, App, Joined, Shelf } from './network.ts'

/**
 * A test bed: a network that stands on loopback, keeps what it is sent, and fails on demand.
 * Only tests import this file. An adapter's fake implements it and `testNetwork` asks its questions through it.
 */

/** What the network does with the requests it is told to treat so. */
export type Mode =
  /** Does it and answers. */
  | 'ok'
  /** Does it, then cuts the connection instead of answering. */
  | 'drop'
  /** Does it, then answers 500. */
  | 'error'
  /** Does nothing and answers 429 with `Retry-After`. */
  | 'limit'
  /** Does nothing and answers 503. */
  | 'down'
  /** Does it, and answers `delayMs` later. */
  | 'slow'
  /** Does it and never answers. */
  | 'hang'
  /** Does nothing, and answers as the network does when it understands a content and will not have it. */
  | 'refuse'

export type Disturbance = {
  /** Which requests: those that make a post (the default), uploads, reads, or all there are. */
  on?: 'publish' | 'upload' | 'read' | 'all'
  /** Requests of that kind that still go well before. Default 0. */
  skip?: number
  /** How many are disturbed, after which all is well again. Default: until told otherwise. */
  times?: number
  /** For `limit`: seconds in `Retry-After`. Default 30. */
  retryAfter?: number
  /** For `slow`. Default 200. */
  delayMs?: number
}

/** A post as the network keeps it. */
export type Seen = {
  remoteId: string
  text: string
  /** The post that it hangs on, or null. */
  replyTo: string | null
  media: { alt: string; mime: string }[]
  /** Only where the network has polls. */
  poll?: { options: string[]; multiple: boolean } | null
  publishedAt: Date
}

export type Bed = {
  /** Starts on a free port of loopback. `now` is the clock of the whole test; the bed keeps no other. */
  start(now: () => Date): Promise<void>
  stop(): Promise<void>
  /** The hosts (`name:port`) that the adapter may speak to; a request to any other fails the test. */
  hosts(): readonly string[]
  /** Public origins of the network that this bed stands for, each with where it is. */
  doors?(): Readonly<Record<string, string>>
  /** A new account at the network, joined: what `Connect` would have brought. */
  join(): Promise<Joined>
  /**
   * A person with a new account, who is sent to the network's page of consent at `url`, allows all that is asked: what they come
   * back with, and whose account that is. Only where people sign in there.
   */
  consent?(url: string): { query: Record<string, string>; remoteId: string }
  /** The same where people type something instead: at which way of joining, what in which field, and whose account that is. */
  typed?(): Promise<{ way: string; values: Record<string, string>; remoteId: string }>
  /** The app that is registered at it, for networks whose manifest asks for one. */
  app?(): App
  /** Fills in what this network asks of every content (a title, an option); most need nothing. */
  content?(plain: Content): Content
  /** Sets how requests are treated from now on; replaces the mode set before. */
  mode(mode: Mode, disturbance?: Disturbance): void
  /** Lets the network's clock run ahead of the test's by so many milliseconds (behind, if negative). */
  skew(ms: number): void
  /**
   * Ends the account's credentials. `access`: the short-lived one, a refresh still works.
   * `all`: nothing works but joining again. Where a network has no refresh, both are the same.
   */
  expire(remoteId: string, what: 'access' | 'all'): void
  /** Every secret that the account was ever given; none may stand in a message or a log line. */
  secrets(remoteId: string): readonly string[]
  /** What is published on the account, oldest first; what was removed is gone. */
  published(remoteId: string): Promise<Seen[]>
  /** A post that the account's owner writes at the network itself. Needed for `history`. */
  native?(remoteId: string, text: string): Promise<Seen>
  /** A post of an account beneath another post. Needed for `publicProfiles`. */
  answer?(remoteId: string, parentId: string, text: string): Promise<Seen>
  /** Sets what the network counts for a post; null makes it leave the number out. Needed for `insights`. */
  count?(postId: string, numbers: Partial<Record<RawMetric, number | null>>): void
  /** The same for the account. */
  countAccount?(remoteId: string, numbers: Partial<Record<RawMetric, number | null>>): void
  /** What the account keeps with us. Needed where the adapter uses `tools.shelf`. */
  shelf?(account: Account): Shelf
  /**
   * Questions that cannot be put to this network, each with the reason: they are skipped under that name.
   * All others are asked.
   */
  cannot?: Partial<Record<Question, string>>
}

/** The names of the questions of the suite, see `suite.ts`. */
export type Question =
  | 'too long'
  | 'wrong media'
  | 'refused'
  | 'expired'
  | 'revoked'
  | 'limited'
  | 'down'
  | 'unreachable'
  | 'cut off'
  | 'upload cut off'
  | 'accepted, then 500'
  | 'no answer'
  | 'slow'
  | 'sent twice'
  | 'two workers'
  | 'killed in a thread'
  | 'clock skew'
  | 'unicode'
  | 'poll'
  | 'thread'
  | 'first reply'
  | 'removed twice'
  | 'insights'
  | 'history'
  | 'edit'
  | 'check'
  | 'people'
  | 'mentions'
  | 'public profiles'
