import { NetworkFailure } from '../kit/failure.ts'
import { call, type Line } from './client.ts'
import { afterOf, Page, postsOf } from './entities.ts'

/** Pages of 100 own posts that are looked through. */
const mostPages = 10

/**
 * The number of the post that an address means. Threads takes numbers alone, and tells those of the account's own posts only.
 */
export async function quotedIn(line: Line, quote: string): Promise<string> {
  const written = quote.trim()
  if (/^\d{5,30}$/.test(written)) return written
  const code = /^https:\/\/(?:www\.)?threads\.(?:net|com)\/@[\w.]+\/post\/([\w-]{5,40})/i.exec(written)?.[1]
  let after: string | null = null
  for (let page = 0; code && page < mostPages; page++) {
    const values = { fields: 'id,permalink,timestamp', limit: '100', ...(after && { after }) }
    const found: Page = await call(line, { method: 'GET', path: 'me/threads', values }, Page)
    const post = postsOf(found).find(({ permalink }) => permalink?.includes(`/post/${code}`))
    if (post) return post.id
    const next = afterOf(found)
    if (next === null || next === after || found.data.length === 0) break
    after = next
  }
  throw new NetworkFailure(
    'rejected',
    'Threads lets a post quote only what is known by its number, and tells the numbers of this account’s own posts alone. Give the address of a post of this account, or a number.',
    { code: 'quote_missing' },
  )
}
