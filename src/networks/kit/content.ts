import type { RawMetric } from './manifest.ts'

/** Plain data that survives JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export type Poll = { options: string[]; minutes: number; multiple: boolean }

/** A link that is shown as a card. Empty strings where nothing is known. */
export type LinkCard = { url: string; title: string; description: string; imageMediaId: string | null }

export type FilmColour = 'pq' | 'hlg' | 'wide'

/** What is in a film, in the names that FFmpeg has for them; rates by the second. */
export type FilmFacts = {
  videoCodec: string
  pixelFormat: string
  /** Brighter (HDR by PQ or HLG) or of a wider range of colours than a plain screen shows. */
  colour?: FilmColour | null | undefined
  frameRate: number | null
  /** By how many degrees it is turned when it is shown: as a phone was held. Width and height are those that are seen. */
  rotation: number
  /** All of it together, in bits. */
  bitrate: number | null
  /** null: without sound. */
  audioCodec: string | null
  audioChannels: number | null
}

/** What is said in a film, by language (BCP 47); the digest names the words. How many bytes they have is not frozen: the digest says it. */
export type CaptionsRef = { language: string; digest: string; bytes?: number | undefined }

/** What is known of a picture or film without its bytes; sizes in pixels, length in milliseconds. */
export type MediaFacts = {
  id: string
  kind: 'image' | 'video'
  mime: string
  bytes: number
  width: number
  height: number
  durationMs: number | null
  alt: string
  /** Of a film that was looked into. Whoever could look can convert, too. Not frozen: it is a finding, not a wish. */
  film?: FilmFacts | null | undefined
  /** Digest of the picture that stands for a film, where somebody chose one. */
  cover?: string | null | undefined
  captions?: CaptionsRef[] | undefined
}

/** A picture or film as an adapter is given it, already within the network's rules. */
export type Media = MediaFacts & {
  digest: string
  read(): Promise<Uint8Array>
  /** Some of its bytes, from one place up to before another: a film may be larger than memory. */
  piece(from: number, to: number): Promise<Uint8Array>
  /** Where the network's servers can fetch it for some days; nobody can guess the address. */
  address(): string
  /** The words of a film as WebVTT, where the network takes captions. */
  spoken?: readonly { language: string; vtt: string }[]
  /** The picture that stands for a film, where the network takes one: a JPEG. */
  poster?: { read(): Promise<Uint8Array>; address(): string }
}

/** One post of a thread; most contents have a single part. */
export type Part<M extends MediaFacts = Media> = {
  text: string
  media: M[]
  poll: Poll | null
  link: LinkCard | null
  /** The picture of the link's card (`link.imageMediaId`); never shown as a picture of its own. */
  linkImage?: M | null
  /** Address of a post on the same network that is shown inside this one. */
  quote: string | null
}

/** What one delivery says on one channel. */
export type Content<M extends MediaFacts = Media> = {
  title: string
  parts: Part<M>[]
  /** A reply of our own under the post; null for none. */
  firstReply: string | null
  /** BCP 47 tags. */
  languages: string[]
  /** Values of the manifest's `options`. */
  options: Record<string, Json>
  /** Accounts that are mentioned, as they stand in the words, and by what the network knows them for good. */
  mentions?: { text: string; account: string }[]
  /** Where links of the words lead, when elsewhere than they say; only where the manifest says `linksLead`. */
  leads?: { url: string; to: string }[]
  /** To be marked as a paid partnership; only where the manifest says that the API can. */
  paidPartnership?: { sponsor: string }
  /** To be marked as made by a machine; only where the manifest says that the API can. */
  machineMade?: true
}

/** The same without bytes: what composer and validation see. */
export type Draft = Content<MediaFacts>

/** One value that a network told, as of now. A metric the network does not tell is left out, never zero. */
export type Measured = { metric: RawMetric; value: number }
