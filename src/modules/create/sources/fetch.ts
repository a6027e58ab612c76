import type { Context } from '../../../app/context.ts'
import { withLimits } from '../../../platform/http/index.ts'
import { type Feed, readFeed } from './feed.ts'

/** What the server said of its last answer. */
export type Known = { etag: string | null; lastModified: string | null }

export type Fetched =
  | { kind: 'same' }
  | ({ kind: 'feed'; feed: Feed } & Known)
  /** `retryAt`: the server said when to come back. `moved`: where to from now on. */
  | { kind: 'trouble'; trouble: string; retryAt: Date | null }

/** Feeds are not larger; what goes on and on is cut off by the guarded way out. */
const limits = { totalMs: 30_000, maxBytes: 10 << 20 }

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5'

/** Asks for a feed, unless it is as it was. */
export async function fetchFeed(ctx: Context, url: string, { etag, lastModified }: Known): Promise<Fetched> {
  const headers = {
    accept,
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  }
  try {
    const response = await ctx.fetch(url, withLimits(limits, { headers }))
    if (response.status === 304) {
      await response.body?.cancel()
      return { kind: 'same' }
    }
    if (!response.ok) {
      await response.body?.cancel()
      return trouble(`status ${response.status}`, retryAtOf(ctx, response))
    }
    const bytes = new Uint8Array(await response.arrayBuffer())
    const feed = readFeed(textOf(bytes, response.headers.get('content-type') ?? ''))
    if (!feed) return trouble('no_feed', null)
    return {
      ...{ kind: 'feed', feed },
      etag: shortHeader(response.headers.get('etag')),
      lastModified: shortHeader(response.headers.get('last-modified')),
    }
  } catch (error) {
    return trouble(`not_fetched ${error instanceof Error ? error.message : String(error)}`, null)
  }
}

const trouble = (words: string, retryAt: Date | null): Fetched => ({
  kind: 'trouble',
  trouble: words.slice(0, 300),
  retryAt,
})

const shortHeader = (value: string | null): string | null => (value && value.length <= 500 ? value : null)

function retryAtOf(ctx: Context, response: Response): Date | null {
  const said = response.headers.get('retry-after')
  if (!said) return null
  const now = ctx.clock.now().getTime()
  const at = /^\d{1,7}$/.test(said) ? now + Number(said) * 1000 : Date.parse(said)
  return Number.isNaN(at) || at < now ? null : new Date(Math.min(at, now + 7 * 86_400_000))
}

/** By the header, else by what the document says of itself, else UTF-8. */
function textOf(bytes: Uint8Array, type: string): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const named =
    /charset="?([\w-]{1,40})/i.exec(type)?.[1] ?? /encoding=["']([\w-]{1,40})/.exec(start)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(named).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
