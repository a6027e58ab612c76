import type { Reply, Request } from '../frame.ts'
import { gone, inList, no, paged, said } from './says.ts'
import type { LinkedinState, Page, Person, Post } from './state.ts'

const counted = {
  impressionCount: 'impressions',
  uniqueImpressionsCount: 'reach',
  clickCount: 'clicks',
  likeCount: 'likes',
  commentCount: 'replies',
  shareCount: 'reposts',
} as const

const ofMembers = {
  IMPRESSION: 'impressions',
  MEMBERS_REACHED: 'reach',
  LINK_CLICKS: 'clicks',
  REACTION: 'likes',
  COMMENT: 'replies',
  RESHARE: 'reposts',
} as const

/** Who manages what, and what pages count. */
export const createPages = (state: LinkedinState) => {
  /** What its administrators see of a page. */
  const wholeOf = (page: Page) => ({
    ...publicOf(page),
    ...(page.description && { localizedDescription: page.description }),
    ...(page.website && { localizedWebsite: page.website }),
  })

  const publicOf = ({ id, name, vanity, logo }: Page) => ({
    id: Number(id),
    localizedName: name,
    vanityName: vanity,
    ...(logo && { logoV2: { original: `urn:li:digitalmediaAsset:${logo}` } }),
    primaryOrganizationType: 'NONE',
  })

  function statisticsOf(post: Post) {
    const told = Object.entries(counted).flatMap(([name, metric]) => {
      const value = post.counts[metric]
      return value === null ? [] : [[name, value ?? 0] as const]
    })
    const kind = post.urn.startsWith('urn:li:share:') ? 'share' : 'ugcPost'
    return {
      [kind]: post.urn,
      organizationalEntity: post.author,
      totalShareStatistics: { ...Object.fromEntries(told), engagement: 0.01 },
    }
  }

  return {
    roles(person: Person, { query }: Request): Reply {
      if (query.get('q') !== 'roleAssignee') return no(400, 'No such finder')
      const own = state.roles.filter(({ personId }) => personId === person.id)
      const asked = own.filter(({ state: one }) => !query.get('state') || one === query.get('state'))
      const told = asked.map(({ pageId, role, state: one }) => ({
        roleAssignee: `urn:li:person:${person.id}`,
        role,
        state: one,
        organization: `urn:li:organization:${pageId}`,
      }))
      return said(paged(told, query))
    },

    lookup({ query }: Request): Reply {
      const found = inList(query.get('ids')).flatMap((id) => state.pages.get(id) ?? [])
      return said({
        results: Object.fromEntries(found.map((page) => [page.id, publicOf(page)])),
        statuses: {},
        errors: {},
      })
    },

    one(id: string): Reply {
      const page = state.pages.get(id)
      return page ? said(wholeOf(page)) : gone()
    },

    /** Of a person's own post, one number at a time. */
    ofMember(person: Person, { query }: Request): Reply {
      const [, kind, urn = ''] =
        /^\((share|ugc):(urn:li:(?:share|ugcPost):\d+)\)$/.exec(query.get('entity') ?? '') ?? []
      const post = state.posts.find((one) => one.urn === urn && one.author === `urn:li:person:${person.id}`)
      if (query.get('q') !== 'entity' || query.get('aggregation') !== 'TOTAL' || !kind)
        return no(400, 'Invalid entity')
      if (!post) return gone()
      const asked = query.get('queryType') ?? ''
      if (!Object.hasOwn(ofMembers, asked) || state.unknownNumbers.has(asked))
        return no(400, 'Invalid query parameter', { code: 'ILLEGAL_ARGUMENT' })
      const value = post.counts[ofMembers[asked as keyof typeof ofMembers]]
      const elements =
        value === null ? [] : [{ targetEntity: { [kind]: urn }, metricType: asked, count: value ?? 0 }]
      return said({ elements, paging: { start: 0, count: 10, links: [] } })
    },

    followersOf({ followers = 0 }: Person): Reply {
      return said({
        elements: [{ memberFollowersCount: followers }],
        paging: { start: 0, count: 10, links: [] },
      })
    },

    byVanity({ query }: Request): Reply {
      if (query.get('q') !== 'vanityName') return no(400, 'No such finder')
      const found = [...state.pages.values()].filter(({ vanity }) => vanity === query.get('vanityName'))
      return said(paged(found.map(publicOf), query))
    },

    size(urn: string): Reply {
      const page = state.pages.get(urn.split(':').at(-1) ?? '')
      if (!page) return gone()
      return said(page.followers === null ? {} : { firstDegreeSize: page.followers })
    },

    /** What nobody has seen or done anything with is not told. */
    statistics({ query }: Request): Reply {
      const asked = [...inList(query.get('shares')), ...inList(query.get('ugcPosts'))]
      if (state.refusesGone && asked.some((id) => !state.posts.some(({ urn }) => urn === id)))
        return no(403, 'Unpermitted fields present in PARAMETER: Data Processing Exception [/shares[0]]', {
          code: 'ACCESS_DENIED',
          number: 100,
        })
      const yearAgo = state.clock().getTime() - 365 * 86_400_000
      const told = state.posts.filter(
        ({ urn, author, counts, at }) =>
          asked.includes(urn) &&
          author === query.get('organizationalEntity') &&
          Object.keys(counts).length > 0 &&
          at.getTime() > yearAgo,
      )
      return said({ elements: told.map(statisticsOf), paging: { start: 0, count: 10, links: [] } })
    },
  }
}
