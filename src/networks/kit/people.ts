import { webAddress } from './address.ts'

/** A profile as anybody sees it. What is null is not told by the network, which is not the same as there being none. */
export type FoundProfile = {
  remoteId: string
  /**
   * The same wherever one asks, and nobody else's: `remoteId` may be what one server calls somebody, and another server calls
   * somebody else by it. A DID, or `user@host`, in small letters.
   */
  account: string
  handle: string
  /** The part of the handle that its owner chose, without what the network or server adds. */
  chosen: string
  name: string
  bio: string
  url: string
  avatarUrl: string | null
  headerUrl: string | null
  createdAt: Date | null
  followers: number | null
  following: number | null
  posts: number | null
  bot: boolean | null
  /** Web addresses that stand in the profile. */
  links: readonly string[]
  /** Hosts of which the network has proven that the same people own them. */
  proven: readonly string[]
  followedByUs: boolean | null
}

/** Our own profile, with what else an audit asks of it. */
export type OwnProfile = FoundProfile & {
  pinned: boolean | null
  /** Of the newest posts with pictures: how many pictures, and how many of them are described. */
  pictures: { all: number; described: number } | null
  lastPostAt: Date | null
}

/** What stands in a profile's field for a website, with or without its scheme; nothing where it is none. */
export function siteIn(field: string): string[] {
  const url = webAddress(field)
  return url ? [url.href] : []
}

/** Web addresses that stand in a text; what is none is passed over. */
export function addressesIn(text: string): string[] {
  const words = text.slice(0, 4000).split(/[\s<>"'()]+/)
  return words.flatMap((word) => {
    if (!/^https?:\/\//i.test(word)) return []
    const url = URL.parse(word.replace(/[.,;:!?]+$/, ''))
    return url ? [url.href] : []
  })
}
