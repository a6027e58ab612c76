import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Find, Found, SendCall, SentPart } from '../kit/network.ts'
import { ask, Id, type Line, lineOf, pageOf } from './client.ts'
import { closeComments } from './closing.ts'
import { containerIn, lastSent, stateOf } from './containers.ts'
import { kindOf, shownAs } from './kinds.ts'
import { type IgMedia, instantOf, mediaPage } from './media.ts'

/** How far Instagram's clock and ours may differ. */
const skew = 10 * 60_000
/** Pages of 50 that are read back. */
const mostPages = 10

export const find: Find = async (call) => {
  const line = lineOf(call.tools, call.account)
  const [known] = call.done
  const post = known ?? (await findPost(line, call))
  if ('found' in post) return post
  const parts = [post, ...call.done.slice(1)]
  const { firstReply } = call.content
  const reply = firstReply && parts.length === 1 ? await findReply(line, call, post, firstReply) : null
  if (firstReply && parts.length === 1 && !reply) return known ? { found: 'no' } : { found: 'some', parts }
  // Whoever sent it may not have come to this, and to what is whole nobody comes back.
  const closed = await closeComments(line, call, post)
  return { found: 'yes', parts: reply ? [...parts, reply] : parts, ...closed }
}

async function findPost(line: Line, call: SendCall): Promise<SentPart | Found> {
  const container = (await lastSent(call)) ?? containerIn(call.prepared)
  const status = container ? await stateOf(line, container, call.signal) : null
  // It can be published only once, so another attempt with it is safe whatever is still on its way; unless what was laid down is
  // left from before somebody had the post in their hands, who may have put it there without it.
  if (status === 'FINISHED' && call.prepared !== null) return { found: 'no' }
  if (status === 'IN_PROGRESS') throw working(call)
  const candidates = await alike(line, call)
  const [first, ...others] = candidates
  // Without words nothing tells two pictures apart.
  const sure = others.length === 0 || wordsOf(call) !== ''
  if (status === 'PUBLISHED')
    return first && sure
      ? partOf(first)
      : {
          found: 'unsure',
          words: 'Instagram says that it is out, but does not list it yet, or lists several like it.',
        }
  if (!first) return { found: 'no' }
  if (sure && wordsOf(call) !== '') return partOf(first)
  return { found: 'unsure', words: 'A post without words is there that may be this one.' }
}

/** The post that this delivery became, if the account lists it. */
export async function inTheHouse(line: Line, call: SendCall): Promise<SentPart | null> {
  const [first, ...others] = await alike(line, call)
  return first && (others.length === 0 || wordsOf(call) !== '') ? partOf(first) : null
}

const working = ({ tools }: SendCall) =>
  new NetworkFailure('later', 'Instagram is still working on this post. It is looked at again by itself.', {
    code: 'media_processing',
    alone: true,
    retryAt: new Date(tools.now().getTime() + 30_000),
  })

const wordsOf = ({ content }: SendCall): string =>
  kindOf(content) === 'story' ? '' : folded(content.parts[0]?.text ?? '')

/** What the account has published since the first attempt that looks like this, the oldest first. */
async function alike(line: Line, call: SendCall): Promise<IgMedia[]> {
  const since = call.firstAttemptAt.getTime() - skew
  const story = kindOf(call.content) === 'story'
  const found: IgMedia[] = []
  let after: string | null = null
  for (let nth = 0; nth < mostPages; nth++) {
    const page = await mediaPage(line, story ? 'stories' : 'media', after, call.signal)
    const young = page.items.filter(({ timestamp }) => instantOf(timestamp).getTime() >= since)
    found.push(...young)
    after = page.after
    if (after === null || young.length < page.items.length) break
  }
  const type = shownAs(call.content)
  const words = wordsOf(call)
  return found
    .filter(({ media_type, caption }) => media_type === type && (story || folded(caption ?? '') === words))
    .reverse()
}

/** Instagram may tidy the ends of lines; the letters stay. */
const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

const partOf = ({ id, permalink }: IgMedia): SentPart => ({ remoteId: id, url: permalink ?? null })

const Comment = z.object({
  id: Id,
  text: z.string().catch(''),
  username: z.string().optional(),
  timestamp: z.string().optional(),
})

export async function findReply(
  line: Line,
  { account, firstAttemptAt, signal }: SendCall,
  post: SentPart,
  words: string,
): Promise<SentPart | null> {
  const own = account.handle.replace(/^@/, '').toLowerCase()
  let after: string | null = null
  for (let nth = 0; nth < mostPages; nth++) {
    const page: { items: z.infer<typeof Comment>[]; after: string | null } = await ask(
      line,
      pageOf(Comment),
      {
        method: 'GET',
        path: `${post.remoteId}/comments`,
        query: { fields: 'id,text,username,timestamp', limit: 50, after: after ?? undefined },
        signal,
      },
    )
    const mine = page.items.find(
      (one) =>
        one.username?.toLowerCase() === own &&
        folded(one.text) === folded(words) &&
        instantOf(one.timestamp).getTime() >= firstAttemptAt.getTime() - skew,
    )
    if (mine) return { remoteId: mine.id, url: post.url }
    after = page.after
    if (after === null) return null
  }
  return null
}
