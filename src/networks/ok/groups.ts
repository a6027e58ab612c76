import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import { count, Id, site, words } from './call.ts'
import type { Asking } from './client.ts'

export const Group = z.object({
  uid: Id,
  name: z.string().catch(''),
  shortname: words,
  description: words,
  homepage_url: words,
  pic_avatar: words,
  // OK is asked by one name and answers by another.
  picAvatar: words,
  members_count: count,
  created_ms: count,
})
export type Group = z.infer<typeof Group>

const fields = [
  'uid',
  'name',
  'shortname',
  'description',
  'homepage_url',
  'pic_avatar',
  'members_count',
  'created_ms',
]

/** The documentation answers an object, OK itself a list. */
const listIn = <T>(name: string, schema: z.ZodType<T>) =>
  z
    .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
    .nullish()
    .transform((told) => {
      const list = Array.isArray(told) ? told : told?.[name]
      return (Array.isArray(list) ? list : []).flatMap((one) => schema.safeParse(one).data ?? [])
    })

const atOnce = 50

export async function groupsBy(ask: Asking, ids: readonly string[]): Promise<Group[]> {
  const groups: Group[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const uids = ids.slice(from, from + atOnce)
    groups.push(...(await ask('group.getInfo', listIn('groups', Group), { fields: { uids, fields } })))
  }
  return groups.map((group) => ({ ...group, pic_avatar: group.pic_avatar || group.picAvatar }))
}

const Membership = z.object({
  // Left out where one group is asked about.
  groupId: Id.nullish().catch(null),
  userId: words,
  status: words,
  role: z
    .union([z.string(), z.array(z.string()).transform(([first]) => first ?? null)])
    .nullish()
    .catch(null),
})
type Membership = z.infer<typeof Membership>

const Page = z.object({
  anchor: words,
  groups: listIn('groups', Membership),
})

/** Nobody manages more groups than so many, and nobody is asked about more. */
const mostPages = 20
const mostAsked = 100

/** Groups in which somebody may publish. Where OK does not say what somebody is in a group, it is asked for each. */
export async function managedGroups(ask: Asking, me: string): Promise<string[]> {
  const joined: Membership[] = []
  let anchor: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const read = await ask('group.getUserGroupsV2', Page, { fields: { count: 100, anchor } })
    joined.push(...read.groups)
    if (!read.anchor || read.anchor === anchor || read.groups.length === 0) break
    anchor = read.anchor
  }
  const idsOf = (some: readonly Membership[]) => some.flatMap(({ groupId }) => groupId ?? [])
  const managed = new Set(idsOf(joined.filter(manages)))
  for (const groupId of idsOf(joined.filter(({ status }) => !status)).slice(0, mostAsked))
    if (manages(await membershipOf(ask, groupId, me))) managed.add(groupId)
  return [...managed]
}

async function membershipOf(ask: Asking, groupId: string, me: string): Promise<Membership | undefined> {
  const found = await ask('group.getUserGroupsByIds', listIn('memberships', Membership), {
    fields: { group_id: groupId, uids: [me] },
  })
  return found.find((one) => (one.groupId ?? groupId) === groupId && (one.userId || me) === me)
}

/** Whoever only looks at numbers publishes nothing. */
const manages = (one: Membership | undefined): boolean =>
  one?.status === 'ADMIN' || (one?.status === 'MODERATOR' && one.role !== 'ANALYST')

export async function expectGroup(ask: Asking, groupId: string, me: string): Promise<void> {
  if (manages(await membershipOf(ask, groupId, me))) return
  throw new NetworkFailure(
    'reconnect',
    'The person who signed in may not publish in this group. Make them its administrator or editor at OK, or join it by somebody who is.',
    { code: 'not_editor' },
  )
}

const Addressed = z.object({ type: words, objectId: Id.nullish().catch(null), objectIdStr: words })

/** `ok.ru/bakery`, `https://m.ok.ru/group/53038939046008/topics`, a bare number or name. */
export async function addressedGroup(ask: Asking, typed: string, me: string): Promise<string> {
  const bare = typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^(?:www\.|m\.)?(?:ok|odnoklassniki)\.ru\//i, '')
    .replace(/[?#].*$/s, '')
    .replace(/^@/, '')
  const number = /^(?:group\/?)?(\d{1,20})(?:\/.*)?$/.exec(bare)?.[1]
  const name = bare.split('/')[0] ?? ''
  if (!number && !/^[\w.-]{2,64}$/.test(name))
    throw new NetworkFailure('rejected', 'Write the group as its address, such as ok.ru/bakery.', {
      code: 'page_odd',
    })
  const id = number ?? (await idOf(ask, name))
  await expectGroup(ask, id, me)
  return id
}

async function idOf(ask: Asking, name: string): Promise<string> {
  const { type, objectId, objectIdStr } = await ask('url.getInfo', Addressed, {
    fields: { url: `${site}/${name}` },
  })
  const id = objectIdStr || objectId
  if (type === 'GROUP' && id) return id
  throw new NetworkFailure('rejected', 'OK knows no group of this address. Check it.', {
    code: 'page_unknown',
  })
}

export const nameOf = ({ uid, shortname }: Pick<Group, 'uid' | 'shortname'>): string =>
  shortname || `group${uid}`
export const pageOf = ({ uid, shortname }: Pick<Group, 'uid' | 'shortname'>): string =>
  shortname ? `${site}/${encodeURIComponent(shortname)}` : `${site}/group/${uid}`
