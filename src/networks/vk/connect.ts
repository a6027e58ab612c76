import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account, Connect, Joined, Profile } from '../kit/network.ts'
import { beginOauth, completeOauth, credentialFrom, requireScopes, signInEnds } from '../kit/oauth.ts'
import { type Credential, call, type Line, lineOf, server } from './client.ts'
import { ownerOf } from './publish.ts'
import { storyRight } from './story.ts'
import { dialectOf, renewed, type Signed } from './vkid.ts'

const Group = z.object({
  id: z.number(),
  name: z.string().catch(''),
  screen_name: z.string().optional(),
  photo_200: z.string().optional(),
  is_admin: z.number().optional(),
  admin_level: z.number().optional(),
  deactivated: z.string().optional(),
})
type Group = z.infer<typeof Group>
const Groups = z.object({ groups: z.array(Group) })

const fields = ['screen_name', 'photo_200', 'is_admin', 'admin_level']

/** The rights of a person's key, as bits (https://dev.vk.com/reference/access-rights). */
const rights = { photos: 1 << 2, video: 1 << 4, wall: 1 << 13 } as const

export const connect: Connect = {
  async form(tools, way, typed) {
    const token = (typed.token ?? '').trim()
    if (!/^[\w.-]{20,1000}$/.test(token))
      throw rejected(
        'token_odd',
        'This is no key of VK: it is one long word of letters, digits, dots and dashes.',
      )
    const line: Line = { tools, token, by: way === 'community' ? 'community' : 'person' }
    try {
      return line.by === 'community' ? [await byCommunity(line)] : await byPerson(line, typed.page ?? '')
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    }
  },

  async begin(tools, _way, _fields, back) {
    const app = await tools.app()
    return beginOauth(dialectOf(app, '', back.state), app, back)
  },

  async complete(tools, query, remember, back) {
    const device = query.device_id ?? ''
    const dialect = dialectOf(await tools.app(), device, back.state)
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, ['wall', 'groups'])
    const accounts = await byPerson({ tools, token: tokens.access, by: 'person' }, '')
    const credential = {
      ...{ ...credentialFrom(tokens), by: 'person' as const, device },
      ...(accounts.length > 1 && { together: randomUUID() }),
    } satisfies Signed
    return accounts.map((account) => ({ ...account, credential, expiresAt: signInEnds(credential) }))
  },

  async refresh(tools, account) {
    if (lineOf(tools, account).signed) await renewed(tools, account)
  },

  async check(tools, account) {
    const line = lineOf(tools, account)
    const limits = { ...(line.by === 'person' ? await limitsOf(line) : onlyWords), ...longest(account) }
    if (line.by === 'community') await expectWall(line)
    return profileOf(await groupBy(line, String(-ownerOf(account))), limits)
  },
}

/** The person must be an editor of it; left empty, all such communities are offered. */
async function byPerson(line: Line, page: string): Promise<Joined[]> {
  const me = await call(line, 'users.get', z.array(z.object({ id: z.number() })))
  if (me.length === 0)
    throw rejected('not_of_person', 'This is the key of a community. Go back and choose the way for it.')
  const limits = await limitsOf(line)
  const groups = page.trim() === '' ? await edited(line) : [await groupBy(line, pageIn(page))]
  if (groups.length === 0)
    throw rejected(
      'no_page',
      'The person to whom this key belongs edits no community, or the key lacks the right groups.',
    )
  return groups.map((group) => joinedAs(line, group, limits))
}

async function byCommunity(line: Line): Promise<Joined> {
  await expectWall(line)
  return joinedAs(line, await groupBy(line, null), onlyWords)
}

const Permissions = z.object({ permissions: z.array(z.object({ name: z.string() })) })

async function expectWall(line: Line): Promise<void> {
  const { permissions } = await call(line, 'groups.getTokenPermissions', Permissions)
  if (permissions.some(({ name }) => name === 'wall')) return
  throw lacking('wall')
}

/** The kinds of posts of whoever may tell no stories. */
const onWall = [{ value: 'post', label: '' }]

/** VK lets the key of a community bring nothing up (error 27). */
const onlyWords: ChannelLimits = {
  images: { max: 0 },
  videos: { mime: [] },
  choices: { kind: onWall },
  without: ['pin'],
}

/** What the key has no right to is not offered in the composer. */
async function limitsOf(line: Line): Promise<ChannelLimits> {
  const mask = await call(line, 'account.getAppPermissions', z.number(), { personal: true })
  if (!(mask & rights.wall)) throw lacking('wall')
  return {
    ...(!(mask & rights.photos) && { images: { max: 0 } }),
    ...(!(mask & rights.video) && { videos: { mime: [] } }),
    ...(!(mask & storyRight) && { choices: { kind: onWall } }),
  }
}

function longest({ settings }: Account): ChannelLimits {
  const told = Number(settings.textMax ?? '')
  return Number.isInteger(told) && told > 0 ? { text: { max: told } } : {}
}

async function edited(line: Line): Promise<Group[]> {
  const { items } = await call(line, 'groups.get', z.object({ items: z.array(Group) }), {
    personal: true,
    fields: { filter: ['editor'], extended: true, fields, count: 100 },
  })
  return items.filter(({ deactivated }) => !deactivated)
}

/** Null: the one to which the key itself belongs. */
async function groupBy(line: Line, page: string | null): Promise<Group> {
  const asked = { fields, ...(page !== null && { group_id: page }) }
  const { groups } = await call(line, 'groups.getById', Groups, { fields: asked }).catch(
    (failure: unknown): z.infer<typeof Groups> => {
      if (failure instanceof NetworkFailure && failure.code === 'not_taken') return { groups: [] }
      throw failure
    },
  )
  const [group] = groups
  if (!group || group.deactivated)
    throw gone('page_unknown', 'VK does not know this community, or has blocked it. Check its address.')
  // A moderator may not write on the wall; an editor and an administrator may.
  if (line.by === 'person' && (group.is_admin === 0 || (group.admin_level ?? 3) < 2))
    throw gone(
      'not_editor',
      `The person to whom this key belongs is no editor of ${group.name}. Make them one in its management, or use the key of somebody who is.`,
    )
  return group
}

const joinedAs = (line: Line, group: Group, limits: ChannelLimits): Joined => ({
  ...profileOf(group, limits),
  remoteId: String(-group.id),
  server,
  credential: { token: line.token, by: line.by } satisfies Credential,
  // A key does not say when it ends. One that has ended is told by the first answer.
  expiresAt: null,
})

function profileOf(group: Group, limits: ChannelLimits): Profile {
  const name = shortNameOf(group)
  return {
    handle: `@${name}`,
    name: group.name || name,
    avatarUrl: group.photo_200 ?? null,
    profileUrl: pageOf(name),
    limits,
  }
}

export const shortNameOf = ({ id, screen_name }: Pick<Group, 'id' | 'screen_name'>): string =>
  screen_name || `club${id}`
export const pageOf = (name: string): string => `https://vk.com/${name}`

/** `vk.com/bakery`, `https://m.vk.ru/club1?w=…`, `@bakery`, `-1`: as VK takes it. */
function pageIn(typed: string): string {
  const bare = typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^(?:www\.|m\.)?vk(?:ontakte)?\.(?:com|ru)\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^@/, '')
  const number = /^(?:club|public|event|-)?(\d{1,18})$/.exec(bare)?.[1]
  if (number) return number
  if (/^[\w.]{2,64}$/.test(bare)) return bare
  throw rejected(
    'page_odd',
    'Write the community as its address, such as vk.com/bakery, or as its short name.',
  )
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
const gone = (code: string, words: string) => new NetworkFailure('reconnect', words, { code })
const lacking = (right: string) =>
  gone('right_missing', `The key lacks the right “${right}”. Make a new one that has it, and use that.`)
