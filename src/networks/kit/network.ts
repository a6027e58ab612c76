import type { Content, Json, Measured } from './content.ts'
import type { Ability, ChannelLimits, Manifest, ReactionWay } from './manifest.ts'
import type { Mentionable } from './mentions.ts'
import type { FoundProfile, OwnProfile } from './people.ts'

/** What every adapter is given instead of reaching for it: the guarded way out, the clock, a lock, a store. */
export type Tools = {
  /** The only way out. Refuses private addresses at connect time and on every redirect. */
  fetch: typeof globalThis.fetch
  now(): Date
  /** Where people reach this Carillon, without a trailing slash. */
  appUrl: string
  /** Runs `work` while no other process holds the same name. For refresh tokens that may be used once. */
  lock<T>(name: string, work: () => Promise<T>): Promise<T>
  /**
   * What belongs to a server and not to an account: app registrations, signing keys. Kept encrypted. What channels of one sign-in
   * share stands there by `share`, under a name that ends in the `together` of their credentials, and is gone some days after them.
   */
  apps: {
    get(server: string): Promise<Json | null>
    set(server: string, value: Json): Promise<void>
    share(name: string, value: Json): Promise<void>
  }
  /**
   * The app that the account signed in by, or that somebody is signing in by. Throws NetworkFailure `reconnect` when it is no
   * longer here: nothing but a new sign-in, by another app, helps then.
   */
  app(): Promise<App>
  /** Tells the shared limits what an answer said, so that all workers slow down together. */
  report(limit: { scope: 'account' | 'app' | 'server'; remaining: number; resetsAt: Date }): void
  /** What an account keeps with us, where we are its network or others read its files from us. */
  shelf(account: Account): Shelf
  log: { debug(facts: object, words: string): void; warn(facts: object, words: string): void }
}

/** An app that was registered at the network: the values of the manifest's `app.fields`. */
export type App = { id: string; values: Readonly<Record<string, string>> }

/** A document as it stands on a shelf. */
export type Shelved = { key: string; value: Json; at: Date; changedAt: Date }

/** A small store of one account: documents by key, and files that anybody may read who knows their address. */
export type Shelf = {
  /** Puts a document down. If one of this key stands there, it stays as it is and is answered instead. */
  add(key: string, value: Json): Promise<Shelved>
  get(key: string): Promise<Shelved | null>
  /** False when nothing stands there. */
  change(key: string, value: Json): Promise<boolean>
  remove(key: string): Promise<boolean>
  /** The newest first. */
  newest(most: number): Promise<Shelved[]>
  /** Keeps a file under a name of lower-case letters, digits, dashes and an ending. Answers its address, the same for the same name. */
  keep(name: string, bytes: Uint8Array): Promise<string>
  drop(name: string): Promise<void>
}

/** An account joined to a workspace, as an adapter sees it. */
export type Account = {
  channelId: string
  workspaceId: string
  remoteId: string
  handle: string
  /** Base URL of the account's server, without a trailing slash. */
  server: string
  /** The app that it signed in by; null where there was none. */
  appId: string | null
  credential: Json
  settings: Record<string, Json>
  limits: ChannelLimits
  /** Reads the credential again from the store: another worker may have refreshed it. */
  reload(): Promise<Json>
  /** Keeps a refreshed credential; `expiresAt` null when it never expires. */
  save(credential: Json, expiresAt: Date | null): Promise<void>
}

/** What joining an account brings. */
export type Joined = {
  remoteId: string
  handle: string
  name: string
  avatarUrl: string | null
  profileUrl: string
  server: string
  credential: Json
  /** When a person must sign in again at the latest, or null for never. */
  expiresAt: Date | null
  limits: ChannelLimits
  settings?: Record<string, Json>
}

export type Profile = Pick<Joined, 'handle' | 'name' | 'avatarUrl' | 'profileUrl' | 'limits'>

export type Connect = {
  /** For ways of kind `form`: checks what was typed against the network. Throws NetworkFailure `rejected` with words for the person. */
  form?(tools: Tools, way: string, fields: Record<string, string>): Promise<Joined[]>
  /** For ways of kind `oauth`: where to send the person; `remember` comes back to `complete`, kept encrypted. */
  begin?(
    tools: Tools,
    way: string,
    fields: Record<string, string>,
    back: { uri: string; state: string },
  ): Promise<{
    url: string
    remember: Json
    /** The state that will come back instead of `back.state`, where the sign-in library makes its own. */
    state?: string
  }>
  /** The person is back with the query's parameters. */
  complete?(
    tools: Tools,
    query: Record<string, string>,
    remember: Json,
    back: { uri: string; state: string },
  ): Promise<Joined[]>
  /** Makes the credential new ahead of its end and saves it. Throws `reconnect` only when the network itself refuses it. */
  refresh?(tools: Tools, account: Account): Promise<void>
  /** Proves that the credential works and reads what may have changed: name, picture, the server's limits. */
  check(tools: Tools, account: Account): Promise<Profile>
  revoke?(tools: Tools, account: Account): Promise<void>
  /**
   * What the network's servers read from us, by file name: served as JSON, to anybody, at `documentUrl`.
   * `backUri` is where people come back to after a sign-in.
   */
  documents?(tools: Tools, backUri: string): Promise<Record<string, Json>>
}

/** Where a network's document is served; `appUrl` as in `Tools`. */
export const documentUrl = (appUrl: string, network: string, file: string): string =>
  `${appUrl}/connect/${network}/${file}`

/** One part that is out there. `remoteId` is the network's own; `extra` what the next part needs to hang on it. */
export type SentPart = { remoteId: string; url: string | null; extra?: Json }

export type SendCall = {
  tools: Tools
  account: Account
  content: Content
  /** The delivery's own key: the same for every attempt, different for every delivery. */
  key: string
  /** What `prepare` left, or null when it did not run. */
  prepared: Json | null
  /** Parts that earlier attempts have proven to be out. */
  done: readonly SentPart[]
  /** To be awaited after each part, before the next is sent. */
  save(part: SentPart): Promise<void>
  /** The instant before which the first attempt cannot have reached the network; for look-ups by time. */
  firstAttemptAt: Date
  signal: AbortSignal
}

/** What preparing and sending both know. */
export type Preparing = Pick<SendCall, 'tools' | 'account' | 'content' | 'key' | 'signal'>

/** What did not come along with a post that is out: a code that has words, and a sentence that says what to do. */
export type Lack = { code: string; words: string }

/**
 * All parts are out, in their order and with the first reply, if there is one, as the last;
 * or the network is still working on it and `look` must be asked again; or it is for a person to put there (`manifest.byHand`). */
export type Sent =
  | { state: 'handed' }
  | { state: 'published'; parts: SentPart[]; lacks?: Lack | null }
  | { state: 'pending'; handle: Json; lookAt: Date }

export type Found =
  /** Everything is out. */
  | { found: 'yes'; parts: SentPart[]; lacks?: Lack | null }
  /** A thread broke off: these parts are out, from the first on. The next `send` is given them as `done`. */
  | { found: 'some'; parts: SentPart[] }
  /** Nothing is out beyond what `done` says. */
  | { found: 'no' }
  /** The look-up itself cannot tell, for instance because the network lists with delay. */
  | { found: 'unsure'; words: string }

export type Publish = {
  /**
   * Work that can be done before the instant (uploads). Its result is kept and given to `send`. May run again. `ahead`: long
   * before, when it may still be taken back: what people could see already must wait, and null keeps nothing.
   */
  prepare?(call: Omit<SendCall, 'prepared' | 'done' | 'save'> & { ahead?: true }): Promise<Json>
  send(call: SendCall): Promise<Sent>
  /** For networks that publish later: is it there by now? */
  look?(call: SendCall, handle: Json): Promise<Sent>
  /** `look` itself publishes what is ready by now: so what may be published no more is looked for by `find` instead. */
  lookSends?: true
  /** `find` goes by what was brought up for a delivery: what a person has put there it does not see. */
  findsOwn?: true
}

/** Looks for a delivery at the network. Asked before anything is sent again. */
export type Find = (call: SendCall) => Promise<Found>

export type Edit = (
  call: Omit<SendCall, 'done' | 'save'> & { parts: readonly SentPart[] },
) => Promise<SentPart[]>
/** Takes the parts away again; a part that is already gone is success. */
export type Remove = (tools: Tools, account: Account, parts: readonly SentPart[]) => Promise<void>

export type Insights = {
  /** By remote id. A post that is gone is absent from the map. */
  posts(tools: Tools, account: Account, remoteIds: readonly string[]): Promise<Map<string, Measured[]>>
  /** Most ids in one call of `posts`. */
  postsAtOnce: number
  /** Requests that such a call makes at most; one, if nothing is said. */
  requestsAtOnce?: number
  account(tools: Tools, account: Account): Promise<Measured[]>
}

/** A post of the joined account that may have been written elsewhere. */
export type NativePost = {
  remoteId: string
  url: string | null
  text: string
  publishedAt: Date
  kind: 'post' | 'reply' | 'repost'
  measured: Measured[]
}

/** Own posts, newest first; `cursor` null for the first page and when there is no further one. */
export type History = (
  tools: Tools,
  account: Account,
  cursor: string | null,
) => Promise<{ posts: NativePost[]; cursor: string | null }>

/** Looking for people at the network, as the joined account may. Each call is few requests; the caller counts them. */
export type People = {
  own(tools: Tools, account: Account): Promise<OwnProfile>
  /** The network lets programs look for nobody: our own profile is all that is read, and the rest answers with nothing. */
  finds?: false
  /** Accounts that the network finds under some words, at most so many. */
  search(tools: Tools, account: Account, words: string, most: number): Promise<FoundProfile[]>
  /**
   * Of these names those that somebody has, each a `chosen` part: looked for where the joined account is, because elsewhere
   * they are found by searching. At most `lookUpsAtOnce`.
   */
  lookUp(tools: Tools, account: Account, names: readonly string[]): Promise<FoundProfile[]>
  lookUpsAtOnce: number
  /** Requests that so many look-ups cost. */
  lookUpCost: 'one' | 'each'
}

/** Looking at a network that lets programs look for nobody. */
export const onlyOwn = (own: People['own']): People => ({
  own,
  finds: false,
  search: async () => [],
  lookUp: async () => [],
  lookUpsAtOnce: 1,
  lookUpCost: 'each',
})

/** Whom one means while typing: one quick request, the likeliest first. */
export type MentionSearch = {
  search(tools: Tools, account: Account, words: string, most: number): Promise<Mentionable[]>
}

/** Where somebody else's profile is read again, as `find` brought it. */
export type PublicPlace = { remoteId: string; server: string; handle: string }

/** Somebody else's profile, as everybody sees it. */
export type PublicProfile = PublicPlace & {
  name: string
  avatarUrl: string | null
  profileUrl: string
  /** Followers, following and posts; what the network does not tell is left out. */
  measured: Measured[]
  /** Where its people went, as an address that `find` takes; null while they are here. */
  movedTo: string | null
}

/** What a post shows beside or instead of its words. */
export const postFormats = ['text', 'link', 'image', 'video', 'poll', 'quote', 'other'] as const
export type PostFormat = (typeof postFormats)[number]

export type PublicPost = NativePost & {
  format: PostFormat
  /** Whom a reply answers: the profile itself, as threads do, or others; null for what is no reply. */
  answers: 'own' | 'others' | null
}

/** A comment of somebody else directly beneath a post, and when the profile first answered it. Never who or what. */
export type PublicComment = { at: Date; answeredAt: Date | null }

/**
 * Reading of others, without anybody's sign-in. Throws NetworkFailure `rejected` where reading again will not help:
 * `account_unknown`, `account_gone`, `account_closed` (its people or its server show it to nobody who is not signed in).
 */
export type PublicProfiles = {
  /** Whether an address or handle is written as those of this network are; asks nobody. */
  understands(address: string): boolean
  find(tools: Tools, address: string): Promise<PublicProfile>
  look(tools: Tools, place: PublicPlace): Promise<PublicProfile>
  /** As `History`. */
  posts(
    tools: Tools,
    place: PublicPlace,
    cursor: string | null,
  ): Promise<{ posts: PublicPost[]; cursor: string | null }>
  /** `whole`: the network has shown all there are. A post that is gone has none. */
  comments(
    tools: Tools,
    place: PublicPlace,
    remoteId: string,
  ): Promise<{ comments: PublicComment[]; whole: boolean }>
}

/** Somebody who liked, answered or passed on a post of ours; what the network does not tell is null. */
export type Reaction = {
  /** The account as the network calls it everywhere, the same on every server of it. */
  account: string
  handle: string
  name: string
  url: string
  createdAt: Date | null
  hasPicture: boolean | null
  posts: number | null
  /** When they did it. */
  at: Date | null
  /** What they answered; empty for the other ways. */
  words: string
}

/**
 * Who reacted to a post of the joined account, a page at a time; never the account itself. `cursor` null for the first page and
 * when there is no further one. `partial`: the network does not show all. A post that is gone has none.
 */
export type Reactions = (
  tools: Tools,
  account: Account,
  remoteId: string,
  way: ReactionWay,
  cursor: string | null,
) => Promise<{ reactions: Reaction[]; cursor: string | null; partial: boolean }>

/** What came in at a door, as it came: nothing of it is believed before its signature is. Names of headers are small. */
export type WebhookCall = {
  method: 'GET' | 'POST'
  query: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** What the network and we know of a door, and nobody else. */
export type WebhookKeys = {
  /** Typed at the network beside the address, where it asks for one; it comes back with the challenge. */
  verify: string
  /** A secret of our own that the network is given to sign with, or to send along. */
  secret: string
  /** Where the door is an app's. */
  app: App | null
  /** Where the door is one account's, as the network calls it. */
  remoteId: string | null
  /** What was typed here or learnt from the network when the door was opened. */
  kept: Readonly<Record<string, string>>
}

export type WebhookAnswer = { type: 'text/plain' | 'application/json'; body: string }

/**
 * Something has happened to an account: it is looked at soon, as the network's own interface tells it. What the call itself
 * says of it is not believed.
 */
export type Nudge = {
  /** The account, as the network calls it. */
  remoteId: string
  /** `posts`: there may be new ones. `numbers`: of one post, or of all young ones. `account`: whether it still works. */
  of: 'posts' | 'numbers' | 'account' | 'publishing'
  /** Which post; null for any. */
  post: string | null
}

export type WebhookTold = {
  /** What the network itself calls these events, so that none counts twice; empty where it calls them nothing: the body is it. */
  events: readonly string[]
  /** When they were, where the network says it. */
  at: Date | null
  nudges: readonly Nudge[]
  /** Absent: an empty answer is enough. */
  answer?: WebhookAnswer
}

/** How a network tells us of what happens there. The parts are asked in this order, and each only when the one before let it through. */
export type Webhooks = {
  /** The answer by which the network sees that the address is ours; null: it is no such call. */
  challenge?(call: WebhookCall, keys: WebhookKeys): WebhookAnswer | null
  isSigned(call: WebhookCall, keys: WebhookKeys): boolean
  /** Null: it is signed and cannot be read. */
  read(call: WebhookCall, keys: WebhookKeys): WebhookTold | null
  /** Tells the network our address, where no person must. Answers what is to be kept. Done again, it changes nothing. */
  register?(
    tools: Tools,
    account: Account,
    door: { address: string; secret: string },
  ): Promise<Record<string, string>>
  /** So long a registration holds, in milliseconds; absent: for ever. */
  holdsFor?: number
  unregister?(tools: Tools, account: Account, address: string): Promise<void>
  /** The same for the door of an app, by the app alone. */
  registerApp?(tools: Tools, door: AppDoor): Promise<Record<string, string>>
  unregisterApp?(tools: Tools, door: AppDoor): Promise<void>
  /** At the door of an app, only accounts whose id begins so have something to tell; absent: all have. */
  accounts?: string
  /** At the door of an app: has the network tell of this account too. Done again, it changes nothing. */
  subscribe?(tools: Tools, account: Account, door: AppDoor): Promise<void>
  /** The account may have signed in by another app since. */
  unsubscribe?(tools: Tools, account: Account, door: AppDoor): Promise<void>
}

export type AppDoor = {
  address: string
  keys: WebhookKeys
  /** Whether an open door of this house has that address: others may have joined the same app of the network. */
  stands?(address: string): Promise<boolean>
}

export type Abilities = {
  publish: Publish
  find: Find
  edit: Edit
  remove: Remove
  insights: Insights
  history: History
  people: People
  mentions: MentionSearch
  publicProfiles: PublicProfiles
  reactions: Reactions
}

/** One document that anybody may read at our address. `Link` headers and caching are the server's. */
export type Served = { type: string; body: string }

/** What an account shows at our own address, where the network is ourselves. Documents lie at `servedUrl`. */
export type Serve = {
  /** The documents that change with each post; whoever follows one is told of it. */
  topics(account: Account): string[]
  /** Null when there is no such document. `hub` is the address of the WebSub hub that tells followers, or null. */
  document(tools: Tools, account: Account, name: string, hub: string | null): Promise<Served | null>
}

/** The first piece of a document's name, up to a dot or slash, is the remote id of its account. */
export const servedUrl = (appUrl: string, name: string): string => `${appUrl}/feeds/${name}`

export type Network = {
  manifest: Manifest
  connect: Connect
  serve?: Serve
  /** Where the manifest has them too. */
  webhooks?: Webhooks
} & Partial<Abilities>

/** Ties a manifest to its parts: the compiler asks for exactly the abilities that the manifest lists. */
export const defineNetwork = <const M extends Manifest>(
  manifest: M,
  parts: { connect: Connect; serve?: Serve; webhooks?: Webhooks } & Pick<
    Abilities,
    Extract<M['abilities'][number], Ability>
  >,
): Network => ({ manifest, ...parts })
