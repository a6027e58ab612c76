import type { AppBskyActorDefs, AppBskyFeedDefs } from '@atproto/api'
import { NetworkFailure } from '../kit/failure.ts'
import type { PostFormat, PublicComment, PublicPost, PublicProfile, PublicProfiles } from '../kit/network.ts'
import { answered } from './failures.ts'
import { earlier, nativeOf } from './history.ts'
import { unknownAccount } from './identity.ts'
import { countsOfAccount } from './insights.ts'
import { manifest } from './manifest.ts'
import { placeOf } from './post.ts'
import { publicAgent, publicView } from './session.ts'

/** What the public view tells everybody. Nobody signs in for it, and it asks for no more than a page at a time. */
export const publicProfiles: PublicProfiles = {
  understands: (address) => actorIn(address) !== null,

  async find(tools, address) {
    const actor = actorIn(address)
    if (actor === null) throw unknownAccount(address)
    return read(
      async () => profileOf(await profileAt(await publicAgent(tools), actor)),
      unknownAccount(actor),
    )
  },

  look: (tools, { remoteId, handle }) =>
    read(async () => profileOf(await profileAt(await publicAgent(tools), remoteId)), gone(handle)),

  posts: (tools, { remoteId, handle }, cursor) =>
    read(async () => {
      const agent = await publicAgent(tools)
      const { data } = await agent.app.bsky.feed.getAuthorFeed({
        actor: remoteId,
        limit: 100,
        filter: 'posts_with_replies',
        ...(cursor !== null && { cursor }),
      })
      const posts = data.feed.flatMap((item) => publicOf(item, remoteId) ?? [])
      return { posts, cursor: data.feed.length > 0 ? (data.cursor ?? null) : null }
    }, gone(handle)),

  async comments(tools, { remoteId }, uri) {
    try {
      return await answered(asked, async () => {
        const agent = await publicAgent(tools)
        // The comments, and what was answered beneath them.
        const { data } = await agent.app.bsky.feed.getPostThread({ uri, depth: 2, parentHeight: 0 })
        return commentsIn(data.thread as Thread, remoteId)
      })
    } catch (failure) {
      if (failure instanceof NetworkFailure && failure.code === 'NotFound')
        return { comments: [], whole: true }
      throw failure
    }
  },
}

const asked = { server: publicView, changes: false }

/** A handle or DID, bare or out of the address of a profile; null when it is neither. */
function actorIn(address: string): string | null {
  const bare = address.trim().replace(/^@/, '')
  const url = bare.includes('://') ? URL.parse(bare) : null
  if (bare.includes('://') && url?.host !== new URL(manifest.homepage).host) return null
  const name = url ? (/^\/profile\/([^/]+)\/?$/.exec(decoded(url.pathname))?.[1] ?? '') : bare
  if (/^did:(plc|web):[\w.%:-]{1,200}$/.test(name)) return name
  const handle = name.toLowerCase()
  return isHandle(handle) ? handle : null
}

/** As the protocol has it: labels of a domain name, the last of which does not begin with a digit. */
function isHandle(handle: string): boolean {
  const labels = handle.split('.')
  return (
    handle.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label) && !/^-|-$/.test(label)) &&
    /^[a-z]/.test(labels.at(-1) ?? '')
  )
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

async function profileAt(
  agent: Awaited<ReturnType<typeof publicAgent>>,
  actor: string,
): Promise<AppBskyActorDefs.ProfileViewDetailed> {
  const { data } = await agent.app.bsky.actor.getProfile({ actor })
  // Its people ask apps to show it to nobody who is not signed in. That is meant for us too.
  if (data.labels?.some(({ val, src }) => val === '!no-unauthenticated' && src === data.did))
    throw new NetworkFailure(
      'rejected',
      `${data.handle} asks to be shown only to people who are signed in. Carillon does not read it; enter its numbers by hand.`,
      { code: 'account_closed' },
    )
  return data
}

const profileOf = (profile: AppBskyActorDefs.ProfileViewDetailed): PublicProfile => ({
  remoteId: profile.did,
  server: publicView,
  handle: `@${profile.handle}`,
  name: profile.displayName?.trim() || profile.handle,
  avatarUrl: profile.avatar ?? null,
  profileUrl: `${manifest.homepage}/profile/${profile.did}`,
  measured: countsOfAccount(profile),
  movedTo: null,
})

/** What stands for an account that is not to be had: never was, taken down, closed, or blocked. */
async function read<T>(work: () => Promise<T>, absent: NetworkFailure): Promise<T> {
  try {
    return await answered(asked, work)
  } catch (failure) {
    throw failure instanceof NetworkFailure && isAbsent(failure) ? absent : failure
  }
}

const takenAway = ['AccountTakedown', 'AccountSuspended', 'AccountDeactivated', 'ActorNotFound', 'NotFound']

const isAbsent = ({ code, status, kind }: NetworkFailure): boolean =>
  takenAway.includes(code) || (kind === 'rejected' && status === 400 && code === 'InvalidRequest')

const gone = (handle: string) =>
  new NetworkFailure(
    'rejected',
    `${handle} is no longer there: it was deleted, closed or taken down. What was read before stays.`,
    { code: 'account_gone' },
  )

function publicOf(item: AppBskyFeedDefs.FeedViewPost, did: string): PublicPost | null {
  const post = nativeOf(item, did)
  return (
    post && {
      ...post,
      format: formatOf(item.post),
      answers: post.kind === 'reply' ? (parentOf(item.post.record) === did ? 'own' : 'others') : null,
    }
  )
}

/** Records are whatever their writer made them. */
function parentOf(record: { [name: string]: unknown }): string {
  const { reply } = record as { reply?: { parent?: { uri?: unknown } } }
  const uri = reply?.parent?.uri
  return typeof uri === 'string' ? placeOf(uri).repo : ''
}

const byEmbed: Record<string, PostFormat> = {
  'app.bsky.embed.images#view': 'image',
  'app.bsky.embed.gallery#view': 'image',
  'app.bsky.embed.video#view': 'video',
  'app.bsky.embed.external#view': 'link',
  'app.bsky.embed.record#view': 'quote',
}

function formatOf({ embed, record }: AppBskyFeedDefs.PostView): PostFormat {
  if (!embed) return hasLink(record) ? 'link' : 'text'
  const { media } = embed as { media?: { $type?: string } }
  return byEmbed[media?.$type ?? embed.$type ?? ''] ?? 'other'
}

function hasLink({ facets }: { facets?: unknown }): boolean {
  const features = (Array.isArray(facets) ? facets : []).flatMap((facet) => facet?.features ?? [])
  return features.some((feature) => feature?.$type === 'app.bsky.richtext.facet#link')
}

/** A post with what is beneath it; replies that were deleted or are blocked are no posts. */
type Thread = { post?: AppBskyFeedDefs.PostView; replies?: readonly Thread[] }
type Reply = Thread & { post: AppBskyFeedDefs.PostView }

function commentsIn(thread: Thread, did: string): { comments: PublicComment[]; whole: boolean } {
  const beneath = repliesTo(thread)
  const comments = beneath
    .filter(({ post }) => post.author.did !== did)
    .map((reply): PublicComment => {
      const answers = repliesTo(reply)
        .filter(({ post }) => post.author.did === did)
        .map(({ post }) => instantOf(post).getTime())
      return {
        at: instantOf(reply.post),
        answeredAt: answers.length > 0 ? new Date(Math.min(...answers)) : null,
      }
    })
  return { comments, whole: beneath.length >= (thread.post?.replyCount ?? 0) }
}

const repliesTo = ({ replies = [] }: Thread): Reply[] =>
  replies.flatMap((reply) => (reply.post ? { ...reply, post: reply.post } : []))

const instantOf = ({ record, indexedAt }: AppBskyFeedDefs.PostView): Date =>
  earlier(typeof record.createdAt === 'string' ? record.createdAt : '', indexedAt)
