/**
 * What a network is, as plain data. A manifest is sent to the browser as JSON, so it holds no functions;
 * composer, counting, validation, API, settings help and docs are all made from it.
 */

/** How sure we are of a fact: `contradicted` and `unverified` ones are shown as such to people. */
export type Confidence = 'primary' | 'secondary' | 'contradicted' | 'unverified'

/** Where a limit comes from and on which day it was read there (ISO date). */
export type Source = { from: string; on: string; confidence: Confidence; note?: string }

export type TextRule = {
  /** Most units in one part; null where the network sets no limit. */
  max: number | null
  /** The limit of a text beside pictures or films, where it is another. */
  maxWithMedia?: number
  /** The limit of a text beside a film, where it is another. */
  maxWithFilm?: number
  /** The limit of a first reply, where it is another. */
  replyMax?: number
  /** Graphemes as they are, code points in composed form, UTF-16 units as they are written. */
  unit: 'graphemes' | 'codePoints' | 'utf16'
  /** Letters of unequal weight, counted by composed code point instead of by `unit`. */
  weights?: Weights
  /** Every emoji, of however many code points, counts as so many units, or as many as its UTF-8 bytes. */
  emoji?: number | 'bytes'
  /** A second limit on the UTF-8 length, where the network has one. */
  maxBytes?: number
  /** Letters that may stand in no text or title. */
  without?: string
  /** Letters that a text may hold once and not twice: what stands between two of them would be something else there (`#topic#`). */
  onlyOnce?: string
  /** Every part must hold a link to one of these hosts or to one below them. Only the account tells which. */
  linkTo?: readonly string[]
  /** Every URL counts as this many units, whatever its length. */
  urlLength?: number
  /**
   * The network goes by the ending of a host: `example.com` is a URL without `https://` too, and one with an unknown ending is
   * none. All known endings, with a space between.
   */
  urls?: { endings: string; source: Source }
  /** `@name@server` counts as `@name`. */
  mentionsCountLocally?: boolean
  /** The text may not be empty unless there is media; a poll or a quote alone is not enough. */
  requiredWithoutMedia?: boolean
  /** Units shown before the network folds the text; null when it never folds. */
  fold: number | null
  /** Words may not be left out, whatever is shown beside them. */
  needed?: true
  /** A separate title, where the network has one. */
  title?: { max: number; required: boolean; unit?: 'graphemes' | 'utf16' }
  /** A title alone is a post: the text beneath may be empty. */
  titleSuffices?: boolean
  /** Most hashtags and most mentions in one part, where the network counts them. */
  hashtags?: MarkRule
  mentions?: MarkRule
  /** Most links in one part that lead to different places. */
  links?: MarkRule
  source: Source
}

/** One that nobody is sure of (`contradicted`, `unverified`) is a hint and blocks nothing. */
export type MarkRule = { max: number; source: Source }

/**
 * What code points weigh: those of a range as it says, all others `others`. What a text weighs, divided by `per` and rounded
 * up, is its length; whole numbers, so that nothing is lost to halves.
 */
export type Weights = {
  per: number
  others: number
  ranges: readonly (readonly [first: number, last: number, weight: number])[]
}

/** Width ÷ height. */
export type Bounds = { least?: number; most?: number }

/** Which shapes of pictures a network takes, and how it shows them. Nothing is ever cut by us: a person crops. */
export type ShapeRule = {
  /** Others are refused. */
  taken?: Bounds
  /** Others are taken, and readers see a part of them until they open them. */
  whole?: Bounds
  /** Shapes that look good there, the best first. */
  good: readonly (readonly [width: number, height: number])[]
  source: Source
}

export type ImageRule = {
  max: number
  mime: readonly string[]
  maxBytes: number
  maxPixels?: number
  /** Longest side we send; larger pictures are scaled down before sending. */
  maxSide?: number
  /** Of these types one stands alone, without other pictures. */
  alone?: readonly string[]
  /** What holds otherwise for pictures that move (GIF), as they are; one that does not fit becomes still. */
  moving?: Partial<Pick<ImageRule, 'maxBytes' | 'maxPixels' | 'maxSide'>>
  /** 0: the network takes no descriptions, so none is asked for. */
  shape?: ShapeRule
  alt: {
    max: number
    required: boolean
    /** A post has one description: those of its pictures stand in it line by line, and `max` holds for all of them together. */
    together?: true
  }
  source: Source
}

export type VideoRule = {
  max: number
  mime: readonly string[]
  maxBytes: number
  minSeconds?: number
  /** The smallest that is taken, in pixels as it is seen. */
  least?: { width: number; height: number }
  maxSeconds?: number
  /** Which shapes are taken; of a bound that nobody is sure of, people are warned only. */
  shape?: { taken: Bounds; source: Source }
  /** As FFmpeg calls them; without it, whatever the type may hold. */
  videoCodecs?: readonly string[]
  audioCodecs?: readonly string[]
  maxFrameRate?: number
  /** Width times height. */
  maxPixels?: number
  /** Longest side. */
  maxSide?: number
  /** Bits a second, sound included. */
  maxBitrate?: number
  /** Files of what is said, as WebVTT. */
  captions?: { max: number; maxBytes: number; source: Source }
  /** A picture of ours may stand for the film. */
  cover?: boolean
  source: Source
}

export type MediaRule = {
  images: ImageRule | null
  videos: VideoRule | null
  /** Images and a video in one part. */
  mixed: boolean
  /** Most pictures and films together, where that is less than the most of each. */
  most?: number
  /** A part without media is refused. */
  required: boolean
}

export type PollRule = {
  options: readonly [least: number, most: number]
  optionMax: number
  /** The limit of the text above the options, where it is another than that of posts. */
  questionMax?: number
  minutes: readonly [least: number, most: number]
  withMedia: boolean
  /** Readers choose one answer only. */
  oneAnswer?: true
  source: Source
}

export type Choice = { value: string; label: string }

/** One input in a form: a setting of a variant, or what a person gives to join an account. */
export type Field = {
  name: string
  kind: 'text' | 'long' | 'secret' | 'url' | 'number' | 'choice' | 'switch'
  label: string
  help?: string
  required?: boolean
  placeholder?: string
  /** For `choice`. */
  choices?: readonly Choice[]
  /** For `choice`: those of the account itself (its boards, its playlists) follow; `ChannelLimits` has them by the field's name. */
  ofAccount?: true
  /** For `choice`: an account offers only some of them; `ChannelLimits` has those by the field's name. */
  amongAccount?: true
  default?: string | boolean
  /** Most characters (UTF-16) taken. */
  max?: number
  /** For `number`, which is a whole one, kept as it was typed: the least that is taken, and the most. */
  bounds?: readonly [least: number, most: number]
  /** For `text`: the whole of what is typed looks like this, as a regular expression; blank space around it is let be. */
  pattern?: string
  /** Counts to the text of every part, as a content warning does. */
  countsAsText?: boolean
  /** For `text`: a second of the film, such as `2.5`; what lies behind its end is refused. */
  ofFilm?: true
  /** Without this in the post the network does nothing with it; `words`: the first part has words alone. */
  onlyWith?: 'words' | 'images' | 'films' | 'media'
  /** Another option, by its name: where that one has a value, this one needs one too. */
  neededBy?: string
  /** Does not go with several pictures or films. */
  oneMedia?: true
  /** For `number`: the place of an answer in the poll, from 1. */
  ofPoll?: true
  /** Folded away in the form: most people never need it. */
  advanced?: boolean
  /** For `secret`: the form offers a fresh random one. */
  offer?: 'random'
}

/** One way to join an account. `oauth` sends the person to the network and back; `form` asks for the fields and checks them. */
export type ConnectWay = {
  id: string
  kind: 'oauth' | 'form'
  label: string
  help: string
  fields: readonly Field[]
}

/**
 * What somebody registers at the network before anybody can sign in there from here; one registration is an app. Its values
 * belong to a workspace, which may have several apps of one network.
 */
export type AppRule = {
  /** Where it is registered. */
  register: string
  /** What to do there, step by step. The address that people come back to is shown beside them. */
  steps: readonly string[]
  fields: readonly Field[]
  /** Ways of joining that need it; the others do without. */
  ways: readonly string[]
  /** What is asked for at the sign-in, and why. */
  scopes: readonly { scope: string; why: string; optional?: true }[]
  source: Source
}

/** How a network tells us by itself of what happens there. Until it does, it is asked in its turn, as always. */
export type WebhookRule = {
  /** One address for an app and all accounts that signed in with it, or one for each account. */
  of: 'app' | 'channel'
  /** Carillon tells the network its address; otherwise a person does, as `steps` say. */
  registers?: true
  /** The network takes the address without asking whether it is ours, so only an event shows that it has it. */
  unasked?: true
  /** At the door of an app, Carillon asks the network to tell of each account too. */
  subscribes?: true
  /** The network charges for what it tells: nothing is set up before a person has agreed to this. */
  cost?: { words: string; source: Source }
  steps: readonly string[]
  /** What is to be copied to the network beside the address. */
  copies: readonly ('verify' | 'secret')[]
  /** What the network gives out there and must be typed here. */
  fields?: readonly Field[]
  /** What it tells of, in a sentence. */
  tells: string
  source: Source
}

/** What the network promises when one request is repeated. See DESIGN, "A delivery, from wish to proof". */
export type Guarantee = 'idempotent' | 'findable' | 'blind'

export type Ability =
  | 'publish'
  | 'find'
  | 'edit'
  | 'remove'
  | 'insights'
  | 'history'
  | 'people'
  | 'mentions'
  | 'publicProfiles'
  | 'reactions'

/** What networks count, by one name each. The catalogue (measure/metrics) says what is made of them. */
export type RawMetric =
  | 'likes'
  | 'reposts'
  | 'replies'
  | 'quotes'
  | 'saves'
  | 'clicks'
  | 'views'
  | 'impressions'
  | 'reach'
  | 'followers'
  | 'following'
  | 'posts'

/** What the network means by a metric, and how late it tells. */
export type MetricMeaning = { metric: RawMetric; meaning: string; lagMinutes: number; source: Source }

/** What an audit may ask of a profile of ours; each network names those that it tells. */
export const profileParts = [
  'name',
  'handle',
  'bio',
  'avatar',
  'header',
  'link',
  'proven',
  'pinned',
  'alt',
] as const
export type ProfilePart = (typeof profileParts)[number]

/** What an audit of our presence does here. */
export type PresenceRule = {
  /** What a whole profile has; only what the network tells. */
  checks: readonly ProfilePart[]
  /** What handles may hold beside small letters and digits, and how long their chosen part may be. */
  handles: { separators: string; least: number; most: number }
  /** Where an account is reported: `{url}` is its page, `{handle}` its handle. `how` says what to press there. */
  report: { url: string; how: string; source: Source } | null
}

/** How somebody answers a post, where the network tells who did. */
export const reactionWays = ['like', 'comment', 'repost'] as const
export type ReactionWay = (typeof reactionWays)[number]

export type OthersData = {
  /** Whether exports, of the workspace and as tables, may hold it. */
  mayLeave: boolean
  /** For how many days after it was read last it may be kept; null: as long as the house keeps such things. */
  keepDays: number | null
  source: Source
}

/** Decimal strings of one currency. */
export type CostRule = {
  post: string
  postWithUrl: string
  /** For each picture that is described, each picture or film under a warning, and each cover of a film. */
  alt?: string
  /** Options that cost: one that sets such a warning, and one of names, each looked up where there is a picture or film. */
  asks?: { warning?: string; names?: string }
  /** Reading costs too: for each post or answer, and for each account, that an answer of the network holds. */
  reads?: { post: string; account: string }
  currency: string
  source: Source
}

export type Manifest = {
  id: string
  name: string
  /** A mark of colour beside the name, never a background. */
  colour: string
  /** Its sign as one SVG path in a field of 24 × 24, drawn in white on the colour; without one its first letter stands there. */
  mark?: string
  homepage: string
  ways: readonly ConnectWay[]
  app?: AppRule
  webhooks?: WebhookRule
  /** The network's servers fetch pictures and films from this Carillon, so it must be reachable from everywhere. */
  fetchesFromUs?: true
  /** No program may publish there: at its time a person is given what to put there, so many minutes ahead if nobody says otherwise. */
  byHand?: { lead: number }
  guarantee: Guarantee
  /** How once is reached, in a sentence a person can read. */
  guaranteeWords: string
  /**
   * What was posted stands in the lists that `find` reads so many seconds later at most. Until then nothing is taken to be missing
   * there, so nothing is sent again.
   */
  listsLate?: { seconds: number; source: Source }
  text: TextRule
  media: MediaRule
  poll: PollRule | null
  /** Most parts in a thread, 1 where there are no threads. */
  threadMax: number
  /** A first reply of our own under the post. */
  firstReply: boolean
  /** A link is shown as a card; `sent` when we must bring title, description and picture ourselves. */
  linkCard: 'none' | 'own' | 'sent'
  /** The words of a link need not be its address: what tells where readers came from costs no room and is not seen. */
  linksLead?: boolean
  /** Post another account's post inside ours. */
  quotes: boolean
  /** Most languages that a post may name; 0 where none. */
  languagesMax: number
  /** Settings of one variant, shown in the composer. */
  options: readonly Field[]
  /** The option that says what kind of post it is (a story, a reel), and what holds for a kind otherwise. */
  kinds?: { option: string; rules: Readonly<Record<string, KindRule>> }
  abilities: readonly Ability[]
  metrics: { post: readonly MetricMeaning[]; account: readonly MetricMeaning[] }
  /** Known limits on requests, used until the network's answers teach better ones. */
  rates: readonly {
    scope: 'account' | 'app' | 'server'
    most: number
    perSeconds: number
    of: 'publish' | 'all'
    source: Source
  }[]
  /**
   * The network forbids the very same words again from one account: within so many days, or ever (null). Absent: no such rule
   * is known, and queues only let a post rest.
   */
  noRepeats?: { days: number | null; source: Source }
  /** Our own cap of posts per account in 24 hours; null for none. Guards people against loops. */
  dailyCap: number | null
  /** What the network charges per post, as decimal strings; null where it is free. */
  cost: CostRule | null
  /** Settings of a joined account, changed on its page at any time. */
  settings?: readonly Field[]
  /** An account's id means the same on every server, so an account that moves to another keeps its channel. */
  idsAreGlobal?: boolean
  presence?: PresenceRule
  /** The API can mark a post as a paid partnership: what readers then see. Without it there are words only. */
  paidPartnership?: {
    shows: string
    source: Source
    /** The option that names the partner to the network: without a value there, nothing can be marked. */
    by?: string
    /** A partnership may not be hidden: with these values of an option it is refused. */
    notWith?: { option: string; values: readonly string[] }
  }
  /** The API can mark a post as made by a machine: what readers then see. */
  machineLabel?: {
    shows: string
    source: Source
    /** What has no film cannot be marked. */
    only?: 'films'
  }
  /**
   * What the network's terms say of the data of others, people who are no members here: what they wrote and what they show of
   * themselves. Without it, the house's own rules hold.
   */
  othersData?: OthersData
  /**
   * By what a contest may let people take part here: never by what the network forbids as a condition. Only where the adapter
   * has `reactions`, which tells who did.
   */
  contest?: { ways: readonly ReactionWay[]; source: Source }
  /** What an operator must set up before anybody can join an account. */
  setup: string
}

/** What an account's own server decides; kept with the channel and laid over the manifest. */
export type ChannelLimits = {
  text?: Partial<Pick<TextRule, 'max' | 'maxBytes' | 'urlLength' | 'linkTo'>>
  /** Most of each in one part. */
  marks?: { hashtags?: number; mentions?: number }
  images?: Partial<Pick<ImageRule, 'max' | 'mime' | 'maxBytes' | 'maxPixels'>> & { altMax?: number }
  videos?: Partial<Pick<VideoRule, 'max' | 'mime' | 'maxBytes' | 'maxSeconds' | 'maxFrameRate' | 'maxPixels'>>
  /** So many requests the account has in a day, where that is less than the manifest says: an app that is still on trial. */
  requestsADay?: number
  poll?: Partial<Pick<PollRule, 'options' | 'optionMax' | 'minutes'>>
  /** What the account offers for fields that are `ofAccount`, by their names. */
  choices?: Readonly<Record<string, readonly Choice[]>>
  /** What holds where such a field has a value, by the field's name and then by the value: a community with rules of its own. */
  byChoice?: Readonly<Record<string, Readonly<Record<string, ChoiceRule>>>>
  /** Options that the account itself has switched off, by their names. */
  without?: readonly string[]
}

/** Bounds that a choice sets; each only narrows. 0: none of them are taken. */
export type ChoiceRule = {
  textMax?: number
  titleMax?: number
  imagesMax?: number
  videosMax?: 0
  poll?: false
}

/** What holds for one kind of post, laid over the manifest. */
export type KindRule = Partial<Pick<Manifest, 'poll' | 'threadMax' | 'firstReply'>> & {
  /** Options that are not asked for in this kind, by their names. */
  without?: readonly string[]
  /** The API can set no mark on this kind, of a partnership or a machine. */
  unmarked?: true
  text?: Partial<TextRule>
  media?: Partial<Omit<MediaRule, 'images' | 'videos'>> & {
    images?: Partial<ImageRule> | null
    videos?: Partial<VideoRule> | null
  }
}
