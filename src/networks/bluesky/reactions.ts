import type { Agent, AppBskyActorDefs, AppBskyFeedDefs } from '@atproto/api'
import { NetworkFailure } from '../kit/failure.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { answered } from './failures.ts'
import { manifest } from './manifest.ts'
import { people } from './people.ts'
import { agentOf } from './session.ts'

type Profile = AppBskyActorDefs.ProfileView | AppBskyActorDefs.ProfileViewBasic
type Found = { actor: Profile; at: Date | null; words: string }
type Page = { found: Found[]; cursor: string | null; partial: boolean }

/**
 * Instants are those at which the network saw it: what a writer puts into a record may be any time, and somebody late could
 * write one that is not.
 */
export const reactions: Reactions = async (tools, account, uri, way, cursor) => {
  try {
    return await answered({ server: account.server, changes: false }, async () => {
      const agent = await agentOf(tools, account)
      const page = await pages[way](agent, uri, cursor)
      const found = page.found.filter(({ actor }) => actor.did !== account.remoteId)
      const counts = await postsOf(agent, [...new Set(found.map(({ actor }) => actor.did))])
      return { ...page, reactions: found.map((one) => reactionOf(one, counts.get(one.actor.did) ?? null)) }
    })
  } catch (failure) {
    if (failure instanceof NetworkFailure && failure.code === 'NotFound')
      return { reactions: [], cursor: null, partial: false }
    throw failure
  }
}

const asked = (uri: string, cursor: string | null) => ({
  uri,
  limit: 100,
  ...(cursor !== null && { cursor }),
})

const pages: Record<
  Parameters<Reactions>[3],
  (agent: Agent, uri: string, cursor: string | null) => Promise<Page>
> = {
  async like(agent, uri, cursor) {
    const { data } = await agent.app.bsky.feed.getLikes(asked(uri, cursor))
    const found = data.likes.map(({ actor, indexedAt }) => ({ actor, at: new Date(indexedAt), words: '' }))
    // The last page may name a further one, which is empty.
    return { found, cursor: found.length > 0 ? (data.cursor ?? null) : null, partial: false }
  },
  async repost(agent, uri, cursor) {
    const { data } = await agent.app.bsky.feed.getRepostedBy(asked(uri, cursor))
    const found = data.repostedBy.map((actor) => ({ actor, at: null, words: '' }))
    return { found, cursor: found.length > 0 ? (data.cursor ?? null) : null, partial: false }
  },
  async comment(agent, uri) {
    const { data } = await agent.app.bsky.feed.getPostThread({ uri, depth: 1, parentHeight: 0 })
    const { post, replies = [] } = data.thread as Thread
    const written = replies.flatMap((reply) => reply.post ?? [])
    return {
      found: written.map(({ author, record, indexedAt }) => ({
        actor: author,
        ...saidIn(record, indexedAt),
      })),
      cursor: null,
      partial: written.length < (post?.replyCount ?? 0),
    }
  },
}

type Thread = { post?: AppBskyFeedDefs.PostView; replies?: readonly Thread[] }

/** Records are whatever their writer made them. */
const saidIn = ({ text }: { [name: string]: unknown }, indexedAt: string): { at: Date; words: string } => ({
  at: new Date(indexedAt),
  words: typeof text === 'string' ? text : '',
})

/** How much somebody has posted is told of whole profiles only. */
async function postsOf(agent: Agent, dids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (let n = 0; n < dids.length; n += people.lookUpsAtOnce) {
    const { data } = await agent.app.bsky.actor.getProfiles({
      actors: dids.slice(n, n + people.lookUpsAtOnce),
    })
    for (const { did, postsCount } of data.profiles) if (postsCount !== undefined) counts.set(did, postsCount)
  }
  return counts
}

const reactionOf = ({ actor, at, words }: Found, posts: number | null): Reaction => ({
  account: actor.did,
  handle: actor.handle,
  name: actor.displayName?.trim() || actor.handle,
  url: `${manifest.homepage}/profile/${actor.did}`,
  createdAt: actor.createdAt ? new Date(actor.createdAt) : null,
  hasPicture: actor.avatar !== undefined,
  posts,
  at,
  words,
})
