import { countingNetwork } from '../../../../test/factories/measure.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Network, PublicComment, PublicPost, PublicProfile } from '../../../networks/kit/network.ts'

export type Somebody = {
  followers: number | null
  posts: PublicPost[]
  comments: Map<string, PublicComment[]>
  handle: string
  avatarUrl: string | null
}

let made = 0

/** A post as a network shows it, with as many likes. */
export function postAt(at: string, likes: number | null, more: Partial<PublicPost> = {}): PublicPost {
  return {
    remoteId: `r${++made}`,
    url: `https://read.example/p/${made}`,
    text: `Post ${made}`,
    publishedAt: new Date(at),
    kind: 'post',
    format: 'text',
    answers: null,
    measured: likes === null ? [] : [{ metric: 'likes', value: likes }],
    ...more,
  }
}

/** A network whose people anybody may read, by `name@read.example`, and that can be told to fail. */
export function readNetwork(id = 'read') {
  const people = new Map<string, Somebody>()
  const state = {
    asked: [] as string[],
    fail: null as null | ((what: string) => NetworkFailure | null),
    pageSize: 40,
  }
  const ask = (what: string) => {
    state.asked.push(what)
    const failure = state.fail?.(what)
    if (failure) throw failure
  }
  const somebody = (remoteId: string): Somebody => {
    const found = people.get(remoteId)
    if (!found)
      throw new NetworkFailure('rejected', 'Nobody is there.', { code: 'account_gone', status: 404 })
    return found
  }
  const profileOf = (remoteId: string): PublicProfile => {
    const { followers, handle, avatarUrl } = somebody(remoteId)
    return {
      ...{ remoteId, handle, name: `The ${remoteId}`, server: 'https://read.example' },
      avatarUrl,
      profileUrl: `https://read.example/@${remoteId}`,
      measured: followers === null ? [] : [{ metric: 'followers', value: followers }],
      movedTo: null,
    }
  }
  const parts: Partial<Network> = {
    publicProfiles: {
      understands: (address) => address.endsWith(`@${id}.example`),
      find: async (_, address) => {
        ask(`find ${address}`)
        return profileOf(address.split('@')[0] ?? '')
      },
      look: async (_, { remoteId }) => {
        ask(`look ${remoteId}`)
        return profileOf(remoteId)
      },
      posts: async (_, { remoteId }, cursor) => {
        ask(`posts ${remoteId}`)
        const sorted = somebody(remoteId).posts.toSorted(
          (a, b) => b.publishedAt.getTime() - a.publishedAt.getTime(),
        )
        const from = Number(cursor ?? 0)
        const to = from + state.pageSize
        return { posts: sorted.slice(from, to), cursor: to < sorted.length ? String(to) : null }
      },
      comments: async (_, { remoteId }, post) => {
        ask(`comments ${post}`)
        return { comments: somebody(remoteId).comments.get(post) ?? [], whole: true }
      },
    },
  }
  return {
    state,
    network: countingNetwork(id, ['likes', 'reposts', 'replies'], parts),
    person(remoteId: string, more: Partial<Somebody> = {}): Somebody {
      const one = {
        ...{ followers: 100, posts: [], comments: new Map() },
        ...{ handle: `@${remoteId}@${id}.example`, avatarUrl: `https://read.example/${remoteId}.png` },
        ...more,
      }
      people.set(remoteId, one)
      return one
    },
    leave: (remoteId: string) => people.delete(remoteId),
  }
}
