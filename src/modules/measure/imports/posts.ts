export type KnownPost = { id: string; remoteId: string; url: string | null; publishedAt: Date }

/** The posts of one channel by everything that a row can name. */
export type Shelf = {
  byId: ReadonlyMap<string, KnownPost>
  byRemoteId: ReadonlyMap<string, KnownPost | null>
  byUrl: ReadonlyMap<string, KnownPost | null>
  /** Oldest first. */
  inTime: readonly KnownPost[]
}

/** `https://www.example.org/a/1/?x=1` and `http://m.example.org/a/1` are one address. */
export function plainUrl(text: string): string | null {
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  if (!url.hostname.includes('.')) return null
  const host = url.hostname.replace(/^(?:www|m|mobile)\./, '')
  const path = url.pathname.replace(/\/+$/, '')
  // Some networks name the post behind the question mark alone.
  const named = ['v', 'story_fbid', 'fbid', 'w', 'z', 'id'].flatMap((name) => {
    const value = url.searchParams.get(name)
    return value === null ? [] : [`${name}=${value}`]
  })
  return `${host}${path}${named.length > 0 ? `?${named.join('&')}` : ''}`
}

/** What two posts share names neither: it is null then. */
function oneEach<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly (string | null)[],
): Map<string, T | null> {
  const found = new Map<string, T | null>()
  for (const item of items)
    for (const key of new Set(keysOf(item)))
      if (key) found.set(key, found.has(key) && found.get(key) !== item ? null : item)
  return found
}

export const shelve = (posts: readonly KnownPost[]): Shelf => ({
  byId: new Map(posts.map((post) => [post.id, post])),
  byRemoteId: oneEach(posts, ({ remoteId }) => [remoteId, tailOf(remoteId)]),
  byUrl: oneEach(posts, ({ url }) => [url && plainUrl(url)]),
  inTime: posts.toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime()),
})

/** Ids of several parts, such as `page_post` or `chat:message`: people see the last one. */
const tailOf = (remoteId: string): string | null => /[_:/]([^_:/]{1,200})$/.exec(remoteId)?.[1] ?? null

export const findByUrl = (shelf: Shelf, text: string): KnownPost | null | undefined => {
  const key = plainUrl(text)
  return key === null ? undefined : shelf.byUrl.get(key)
}

/** What came out from an instant until before another. */
export function between({ inTime }: Shelf, from: Date, until: Date): KnownPost[] {
  let [low, high] = [0, inTime.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((inTime[middle]?.publishedAt ?? until) < from) low = middle + 1
    else high = middle
  }
  const found: KnownPost[] = []
  for (let at = low; at < inTime.length; at++) {
    const post = inTime[at]
    if (!post || post.publishedAt >= until) break
    found.push(post)
  }
  return found
}
