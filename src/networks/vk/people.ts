import { z } from 'zod'
import { withScheme } from '../kit/address.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { MentionSearch, People } from '../kit/network.ts'
import { addressesIn, type FoundProfile } from '../kit/people.ts'
import { call, type Line, lineOf } from './client.ts'
import { pageOf, shortNameOf } from './connect.ts'
import { ownerOf } from './publish.ts'
import { wallPage } from './wall.ts'

const flag = z.number().nullish().catch(null)
const text = z.string().nullish().catch(null)
const count = z.number().nullish().catch(null)
const Group = z.object({
  id: z.number(),
  name: z.string().catch(''),
  screen_name: z.string().optional(),
  photo_200: text,
  has_photo: flag,
  description: text,
  site: text,
  members_count: count,
  fixed_post: count,
  is_member: flag,
  links: z
    .array(z.object({ url: z.string().catch('') }))
    .nullish()
    .catch(null),
  cover: z
    .object({ enabled: z.number(), images: z.array(z.object({ url: z.string() })).optional() })
    .nullish()
    .catch(null),
})
type Group = z.infer<typeof Group>

const fields = [
  'screen_name',
  'photo_200',
  'has_photo',
  'description',
  'site',
  'members_count',
  'fixed_post',
  'is_member',
  'links',
  'cover',
]

/** Communities, which is where brands are; persons of VK are not searched. */
export const people: People = {
  lookUpsAtOnce: 10,
  lookUpCost: 'each',

  async own(tools, account) {
    const line = lineOf(tools, account)
    const [group] = await groupsBy(line, [-ownerOf(account)])
    if (!group)
      throw new NetworkFailure('reconnect', 'VK does not know this community any more.', {
        code: 'page_gone',
      })
    const newest = line.by === 'person' ? (await wallPage(line, ownerOf(account), 0)).items : []
    const last = Math.max(...newest.map(({ date }) => date))
    return {
      ...profileOf(group),
      pinned: group.fixed_post === null || group.fixed_post === undefined ? null : group.fixed_post > 0,
      // VK does not say of a picture on the wall whether it is described.
      pictures: null,
      lastPostAt: newest.length > 0 ? new Date(last * 1000) : null,
    }
  },

  async search(tools, account, words, most) {
    return (await searched(lineOf(tools, account), words, most)).map(profileOf)
  },

  async lookUp(tools, account, names) {
    const line = lineOf(tools, account)
    const ids: number[] = []
    for (const name of names) {
      const id = /^[\w.]{2,64}$/.test(name) ? await resolved(line, name) : null
      if (id !== null) ids.push(id)
    }
    return ids.length > 0 ? (await groupsBy(line, ids)).map(profileOf) : []
  },
}

export const mentions: MentionSearch = {
  search: async (tools, account, words, most) =>
    (await searched(lineOf(tools, account), words, most)).map((group) => ({
      account: `club${group.id}`,
      handle: shortNameOf(group),
      name: group.name,
    })),
}

async function searched(line: Line, words: string, most: number): Promise<Group[]> {
  const Found = z.object({ items: z.array(z.object({ id: z.number() })) })
  const { items } = await call(line, 'groups.search', Found, {
    personal: true,
    fields: { q: words, count: Math.min(most, 100) },
  })
  const ids = items.slice(0, most).map(({ id }) => id)
  return ids.length > 0 ? groupsBy(line, ids) : []
}

/** One strange entry does not hide the others. */
async function groupsBy(line: Line, ids: readonly number[]): Promise<Group[]> {
  const { groups } = await call(line, 'groups.getById', z.object({ groups: z.array(z.unknown()) }), {
    fields: { group_ids: ids, fields },
  })
  return groups.flatMap((one) => Group.safeParse(one).data ?? [])
}

const communities = ['group', 'page', 'event']
/** Nobody: VK answers an empty list instead of an object, or says that it finds none. */
const Named = z.union([
  z.object({ type: z.string(), object_id: z.number() }),
  z.unknown().transform(() => null),
])

async function resolved(line: Line, name: string): Promise<number | null> {
  const found = await call(line, 'utils.resolveScreenName', Named, { fields: { screen_name: name } }).catch(
    (failure: unknown) => {
      if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
      throw failure
    },
  )
  return found && communities.includes(found.type) ? found.object_id : null
}

function profileOf(group: Group): FoundProfile {
  const name = shortNameOf(group)
  const bio = group.description ?? ''
  return {
    remoteId: String(-group.id),
    account: `club${group.id}`,
    handle: `@${name}`,
    chosen: name,
    name: group.name || name,
    bio,
    url: pageOf(name),
    avatarUrl: group.has_photo === 0 ? null : (group.photo_200 ?? null),
    headerUrl: group.cover?.enabled === 1 ? (group.cover.images?.at(-1)?.url ?? null) : null,
    createdAt: null,
    followers: group.members_count ?? null,
    following: null,
    posts: null,
    bot: null,
    links: [
      ...new Set([
        ...addressesIn(withScheme(group.site ?? '')),
        ...(group.links ?? []).flatMap(({ url }) => addressesIn(url)),
        ...addressesIn(bio),
      ]),
    ],
    proven: [],
    followedByUs: group.is_member === null || group.is_member === undefined ? null : group.is_member === 1,
  }
}
