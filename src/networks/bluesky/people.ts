import { domainToUnicode } from 'node:url'
import type { Agent, AppBskyActorDefs, AppBskyFeedDefs } from '@atproto/api'
import type { Account, People, Tools } from '../kit/network.ts'
import { addressesIn, type FoundProfile, type OwnProfile } from '../kit/people.ts'
import { answered } from './failures.ts'
import { manifest } from './manifest.ts'
import { agentOf } from './session.ts'

/** Names under these are given out by Bluesky or a server; any other handle is a domain that its owner has proven. */
const given = ['bsky.social', 'brid.gy', 'test']

export const people: People = {
  // The lexicon's limit on `actors`.
  lookUpsAtOnce: 25,
  lookUpCost: 'one',

  own: (tools, account) =>
    asked(tools, account, async (agent) => {
      const { data } = await agent.app.bsky.actor.getProfile({ actor: account.remoteId })
      const { data: page } = await agent.app.bsky.feed.getAuthorFeed({
        actor: account.remoteId,
        limit: 50,
        filter: 'posts_no_replies',
      })
      const own = page.feed.filter(({ post, reason }) => !reason && post.author.did === account.remoteId)
      return { ...profileOf(data), pinned: Boolean(data.pinnedPost), ...recent(own) } satisfies OwnProfile
    }),

  search: (tools, account, words, most) =>
    asked(tools, account, async (agent) => {
      const { data } = await agent.app.bsky.actor.searchActors({ q: words, limit: Math.min(most, 100) })
      const dids = data.actors.map(({ did }) => did).slice(0, most)
      return profilesOf(agent, dids)
    }),

  lookUp: (tools, account, names) =>
    asked(tools, account, async (agent) => {
      const home = given.find((host) => account.handle.endsWith(`.${host}`)) ?? 'bsky.social'
      return profilesOf(
        agent,
        names.map((name) => `${name}.${home}`),
      )
    }),
}

const asked = <T>(tools: Tools, account: Account, work: (agent: Agent) => Promise<T>): Promise<T> =>
  answered({ server: account.server, changes: false }, async () => work(await agentOf(tools, account)))

/** A search tells neither followers nor age: whole profiles are asked for, many at once. Who is not there is left out. */
async function profilesOf(agent: Agent, actors: readonly string[]): Promise<FoundProfile[]> {
  const found: FoundProfile[] = []
  for (let n = 0; n < actors.length; n += people.lookUpsAtOnce) {
    const some = actors.slice(n, n + people.lookUpsAtOnce)
    const { data } = await agent.app.bsky.actor.getProfiles({ actors: some })
    found.push(...data.profiles.map(profileOf))
  }
  return found
}

function profileOf(seen: AppBskyActorDefs.ProfileViewDetailed): FoundProfile {
  const { handle } = seen
  const bio = seen.description ?? ''
  const domain = provenDomain(handle)
  return {
    remoteId: seen.did,
    account: seen.did,
    handle,
    chosen: chosenOf(handle),
    name: seen.displayName?.trim() || handle,
    bio,
    url: `${manifest.homepage}/profile/${handle}`,
    avatarUrl: seen.avatar ?? null,
    headerUrl: seen.banner ?? null,
    createdAt: seen.createdAt ? new Date(seen.createdAt) : null,
    followers: seen.followersCount ?? null,
    following: seen.followsCount ?? null,
    posts: seen.postsCount ?? null,
    bot: seen.labels ? seen.labels.some(({ val, src }) => val === 'bot' && src === seen.did) : null,
    links: [...addressesIn(bio), ...(domain ? [`https://${domain}`] : [])],
    proven: domain ? [domain] : [],
    followedByUs: seen.viewer ? seen.viewer.following !== undefined : null,
  }
}

/** A handle is a domain; one that nobody gave out was proven by its owner. An invalid one proves nothing. */
const provenDomain = (handle: string): string | null =>
  handle === 'handle.invalid' || given.some((host) => handle.endsWith(`.${host}`)) ? null : handle

/** Of a given name the first label, of a domain all but its ending; what is written in other alphabets as it is read. */
function chosenOf(handle: string): string {
  const host = given.find((one) => handle.endsWith(`.${one}`))
  if (host) return handle.slice(0, -host.length - 1)
  return (domainToUnicode(handle) || handle).replace(/^www\./, '').replace(/\.[^.]+$/, '')
}

type Pictures = { alt?: string }[]
type Embedded = { $type?: string; images?: Pictures; items?: Pictures; media?: Embedded }

function recent(feed: readonly AppBskyFeedDefs.FeedViewPost[]): Pick<OwnProfile, 'pictures' | 'lastPostAt'> {
  const pictures = feed.flatMap(({ post }) => {
    const { embed } = post.record as { embed?: Embedded }
    const shown = embed?.media ?? embed
    return shown?.images ?? shown?.items ?? []
  })
  const instants = feed.map(({ post }) => Date.parse(post.indexedAt)).filter(Number.isFinite)
  return {
    pictures: { all: pictures.length, described: pictures.filter(({ alt }) => alt?.trim()).length },
    lastPostAt: instants.length > 0 ? new Date(Math.max(...instants)) : null,
  }
}
