import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { call, type Line, lineOf } from './client.ts'
import { ownerOf } from './publish.ts'
import { pageMost, placeIn, postsById } from './wall.ts'

/** A person or a community; communities have one name. */
const Somebody = z.object({
  id: z.number(),
  name: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  screen_name: z.string().optional(),
  has_photo: z.number().nullish().catch(null),
})
type Somebody = z.infer<typeof Somebody>

/** One strange entry does not hide the others. */
const somebodies = z
  .array(z.unknown())
  .transform((all) => all.flatMap((one) => Somebody.safeParse(one).data ?? []))

const fields = ['screen_name', 'has_photo']
/** The most that VK gives at once of likes. */
const likesMost = 1000

type Place = { ownerId: number; post: number }
type Page = Awaited<ReturnType<Reactions>>

export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  const line = lineOf(tools, account)
  const place = placeIn(remoteId)
  const offset = cursor === null ? 0 : Number(cursor)
  if (!place || place.comment !== null) return nobody
  const page = way === 'comment' ? commented(line, place, offset) : liked(line, place, way, offset)
  const { reactions: all, ...rest } = await page.catch((failure: unknown) => absent(line, remoteId, failure))
  const own = nameOf({ id: -ownerOf(account) }, true)
  return { ...rest, reactions: all.filter((one) => one.account !== own) }
}

const nobody: Page = { reactions: [], cursor: null, partial: false }

/** A post that is gone has none. VK says the same of one that may not be read, so the wall is asked. */
async function absent(line: Line, remoteId: string, failure: unknown): Promise<Page> {
  const codes = ['message_gone', 'message_closed', 'not_taken', 'comments_closed', 'forbidden']
  if (!(failure instanceof NetworkFailure) || !codes.includes(failure.code)) throw failure
  if (failure.code === 'comments_closed' || (await postsById(line, [remoteId])).length === 0) return nobody
  throw failure
}

/** VK counts reposts of private profiles, and tells who they are to nobody. */
async function liked(
  line: Line,
  { ownerId, post }: Place,
  way: 'like' | 'repost',
  offset: number,
): Promise<Page> {
  const Likes = z.object({ count: z.number(), items: z.array(z.unknown()) })
  const { count, items } = await call(line, 'likes.getList', Likes, {
    personal: true,
    fields: {
      type: 'post',
      owner_id: ownerId,
      item_id: post,
      filter: way === 'like' ? 'likes' : 'copies',
      extended: true,
      fields,
      count: likesMost,
      offset,
    },
  })
  const next = offset + items.length
  return {
    reactions: somebodies.parse(items).map((one) => reactionOf(one, one.name !== undefined, null, '')),
    cursor: items.length > 0 && next < count ? String(next) : null,
    partial: way === 'repost',
  }
}

const Comments = z.object({
  count: z.number(),
  items: z.array(z.unknown()),
  profiles: somebodies.catch([]),
  groups: somebodies.catch([]),
})
const Comment = z.object({
  from_id: z.number(),
  date: z.number(),
  text: z.string().catch(''),
  deleted: z.boolean().nullish().catch(null),
})

/** Those directly beneath the post; what hangs beneath a comment answers that. */
async function commented(line: Line, { ownerId, post }: Place, offset: number): Promise<Page> {
  const { items, profiles, groups } = await call(line, 'wall.getComments', Comments, {
    personal: true,
    fields: {
      owner_id: ownerId,
      post_id: post,
      extended: true,
      fields,
      count: pageMost,
      offset,
      sort: 'asc',
      preview_length: 0,
    },
  })
  const comments = items.flatMap((one) => Comment.safeParse(one).data ?? [])
  return {
    reactions: comments.flatMap(({ from_id, date, text, deleted }) => {
      const isGroup = from_id < 0
      const by = (isGroup ? groups : profiles).find(({ id }) => id === Math.abs(from_id))
      return by && deleted !== true ? [reactionOf(by, isGroup, new Date(date * 1000), text)] : []
    }),
    // `count` counts what hangs beneath comments too, so that only a page that is not full is the last.
    cursor: items.length < pageMost ? null : String(offset + items.length),
    partial: false,
  }
}

const nameOf = ({ id }: Pick<Somebody, 'id'>, isGroup: boolean): string => `${isGroup ? 'club' : 'id'}${id}`

function reactionOf(one: Somebody, isGroup: boolean, at: Date | null, words: string): Reaction {
  const account = nameOf(one, isGroup)
  const name = one.name ?? [one.first_name, one.last_name].filter(Boolean).join(' ')
  return {
    account,
    handle: `@${one.screen_name ?? account}`,
    name: name || account,
    url: `https://vk.com/${account}`,
    createdAt: null,
    hasPicture: one.has_photo === null || one.has_photo === undefined ? null : one.has_photo === 1,
    posts: null,
    at,
    words,
  }
}
