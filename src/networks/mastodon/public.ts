import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type {
  PostFormat,
  PublicComment,
  PublicPlace,
  PublicPost,
  PublicProfile,
  PublicProfiles,
  Tools,
} from '../kit/network.ts'
import { type Answer, ask, hostOf, type Line, type Request, shaped } from './client.ts'
import { OwnAccount, Status } from './entities.ts'
import { longest } from './html.ts'
import { nativePostOf, told } from './insights.ts'

const PublicAccount = OwnAccount.extend({
  acct: z.string(),
  suspended: z.boolean().nullish().catch(null),
  moved: z
    .object({ acct: z.string(), url: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
})
type PublicAccount = z.infer<typeof PublicAccount>

const Writer = z.object({ id: z.string() })
const PublicStatus = Status.extend({
  account: Writer,
  in_reply_to_account_id: z.string().nullish().catch(null),
  card: z.object({ url: z.string() }).nullish().catch(null),
  quote: z.object({}).nullish().catch(null),
})
type PublicStatus = z.infer<typeof PublicStatus>

/** What a server shows to strangers of those who live there. */
export const publicProfiles: PublicProfiles = {
  understands: (address) => namedIn(address) !== null,

  async find(tools, address) {
    const named = namedIn(address)
    if (!named) throw unknown(address)
    const server = named.server ?? (await serverOf(tools, named))
    const line = { tools, server, token: null }
    const answer = await openly(line, {
      ...get('/api/v1/accounts/lookup', { acct: named.user }),
      absent: () => unknown(address),
    })
    return profileOf(shaped(PublicAccount, answer, line), line)
  },

  async look(tools, place) {
    const line = lineTo(tools, place)
    const answer = await openly(line, {
      ...get(`/api/v1/accounts/${encodeURIComponent(place.remoteId)}`),
      absent: () => gone(place.handle),
    })
    return profileOf(shaped(PublicAccount, answer, line), line)
  },

  async posts(tools, place, cursor) {
    const line = lineTo(tools, place)
    const answer = await openly(line, {
      ...get(`/api/v1/accounts/${encodeURIComponent(place.remoteId)}/statuses`, {
        limit: '40',
        ...(cursor !== null && { max_id: cursor }),
      }),
      absent: () => gone(place.handle),
    })
    const page = shaped(z.array(PublicStatus), answer, line)
    const last = page.at(-1)
    return { posts: page.map(publicOf), cursor: last && last.id !== cursor ? last.id : null }
  },

  async comments(tools, place, remoteId) {
    const line = lineTo(tools, place)
    const path = `/api/v1/statuses/${encodeURIComponent(remoteId)}/context`
    const answer = await openly(line, { ...get(path), absent: () => null })
    if (!answer) return { comments: [], whole: true }
    const { descendants } = shaped(Context, answer, line)
    // One strange answer hides neither the others nor that it was there.
    const read = descendants.flatMap((one) => PublicStatus.safeParse(one).data ?? [])
    return {
      comments: commentsIn(read, remoteId, place.remoteId),
      whole: descendants.length < shownMost && read.length === descendants.length,
    }
  },
}

/** So many answers are shown to strangers (https://docs.joinmastodon.org/methods/statuses/#context). */
const shownMost = 60
const Context = z.object({ descendants: z.array(z.unknown()) })

const get = (path: string, query?: Record<string, string>): Request => ({ method: 'GET', path, query })
const lineTo = (tools: Tools, { server }: PublicPlace): Line => ({ tools, server, token: null })

type Named = { user: string; domain: string; server: string | null }

/** `@ann@example.org`, or the address of a profile; null when it is neither. */
function namedIn(address: string): Named | null {
  const bare = address.trim()
  if (bare.length > 500) return null
  if (!bare.includes('://')) return handleIn(bare)
  const url = URL.parse(bare)
  if (!url || (url.protocol !== 'https:' && !isLoopback(url))) return null
  const name = /^\/(?:@|users\/)([^/]+)\/?$/.exec(url.pathname)?.[1] ?? ''
  // Another server's page of somebody leads to where they live.
  return name.includes('@')
    ? handleIn(name)
    : isUser(name)
      ? { user: name, domain: url.host, server: url.origin }
      : null
}

function handleIn(text: string): Named | null {
  const [user = '', domain = '', ...more] = text.replace(/^@/, '').split('@')
  const host = URL.parse(`https://${domain}`)?.host
  const whole = more.length === 0 && isUser(user) && host !== undefined && host === domain.toLowerCase()
  return whole && /[.:]/.test(host) ? { user, domain: host, server: null } : null
}

const isUser = (name: string): boolean => /^[\w.-]{1,100}$/.test(name)
const isLoopback = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const Finger = z.object({ links: z.array(z.object({ rel: z.string(), href: z.string().optional() })) })

/** A domain may keep its server elsewhere, and says so by WebFinger (RFC 7033). */
async function serverOf(tools: Tools, { user, domain }: Named): Promise<string> {
  const line = { tools, server: `https://${domain}`, token: null }
  const answer = await ask(line, get('/.well-known/webfinger', { resource: `acct:${user}@${domain}` })).catch(
    (failure: unknown) => {
      if (failure instanceof NetworkFailure && failure.kind !== 'later') return null
      throw failure
    },
  )
  const found = Finger.safeParse(answer?.body)
  const self = found.success ? found.data.links.find(({ rel }) => rel === 'self')?.href : undefined
  const url = self ? URL.parse(self) : null
  return url && (url.protocol === 'https:' || isLoopback(url)) ? url.origin : line.server
}

/** Asks without a sign-in. What is not there is `absent`; a server that wants one shows nothing to us. */
async function openly<T extends NetworkFailure | null>(
  line: Line,
  { absent, ...request }: Request & { absent: () => T },
): Promise<T extends null ? Answer | null : Answer>
async function openly(line: Line, { absent, ...request }: Request & { absent: () => NetworkFailure | null }) {
  try {
    return await ask(line, request)
  } catch (failure) {
    if (!(failure instanceof NetworkFailure)) throw failure
    if (failure.status === 404 || failure.status === 410) {
      const instead = absent()
      if (instead) throw instead
      return null
    }
    throw failure.kind === 'reconnect' ? closed(line) : failure
  }
}

function profileOf(account: PublicAccount, { server }: Line): PublicProfile {
  const handle = `@${account.username}@${domainOf(account, server)}`
  if (account.suspended) throw gone(handle)
  const { moved } = account
  return {
    remoteId: account.id,
    server,
    handle,
    name: account.display_name.trim() || account.username,
    avatarUrl: account.avatar ?? null,
    profileUrl: account.url ?? `${server}/@${account.username}`,
    measured: told({
      followers: account.followers_count,
      following: account.following_count,
      posts: account.statuses_count,
    }),
    movedTo: moved
      ? moved.acct.includes('@')
        ? `@${moved.acct}`
        : `@${moved.acct}@${hostOf(server)}`
      : null,
  }
}

/** Those who live on another server carry its name; of its own a server says only the user. */
const domainOf = ({ acct, url }: PublicAccount, server: string): string =>
  acct.split('@')[1] ?? (url ? URL.parse(url)?.host : undefined) ?? hostOf(server)

function publicOf(post: PublicStatus): PublicPost {
  const native = nativePostOf(post)
  const own = post.in_reply_to_account_id === post.account.id
  return {
    ...native,
    format: formatOf(post),
    answers: native.kind === 'reply' ? (own ? 'own' : 'others') : null,
  }
}

const byMedia: Record<string, PostFormat> = { image: 'image', video: 'video', gifv: 'video' }

function formatOf({ poll, media_attachments, quote, card, content }: PublicStatus): PostFormat {
  if (poll) return 'poll'
  const [first] = media_attachments
  if (first) return byMedia[first.type ?? ''] ?? 'other'
  if (quote) return 'quote'
  return card || hasLink(content) ? 'link' : 'text'
}

/** Mentions and hashtags are links too, and carry a class that says so. */
const hasLink = (content: string): boolean =>
  [...content.slice(0, longest).matchAll(/<a\b[^<>]*>/gi)].some(([tag]) => !/\b(mention|hashtag)\b/.test(tag))

function commentsIn(descendants: readonly PublicStatus[], postId: string, writer: string): PublicComment[] {
  const direct = descendants.filter((post) => post.in_reply_to_id === postId && post.account.id !== writer)
  const firstAnswer = new Map<string, Date>()
  for (const { account, in_reply_to_id: to, created_at: at } of descendants) {
    if (account.id !== writer || !to) continue
    const known = firstAnswer.get(to)
    if (!known || at < known) firstAnswer.set(to, at)
  }
  return direct.map(({ id, created_at: at }) => ({ at, answeredAt: firstAnswer.get(id) ?? null }))
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })

const unknown = (address: string) =>
  rejected('account_unknown', `No account was found under ${address.slice(0, 200)}. Check the spelling.`)
const gone = (handle: string) =>
  rejected(
    'account_gone',
    `${handle} is no longer there: it was deleted or suspended. What was read before stays.`,
  )
const closed = (line: Line) =>
  rejected(
    'account_closed',
    `${hostOf(line.server)} shows nothing to who is not signed in there. Enter the numbers by hand or import them.`,
  )
