import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { type Answer, ask, hostOf, type Line, lineOf, shaped } from './client.ts'
import { PublicAccount, Status } from './entities.ts'
import { textOf } from './html.ts'
import { accountOf, chosenPicture } from './people.ts'

/** The most that one page of accounts has, and the most answers that a server shows to who is signed in. */
const pageMost = 80
const shownMost = 4096

const paths = { like: 'favourited_by', repost: 'reblogged_by' } as const

export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  const line = lineOf(tools, account)
  const home = account.handle.split('@').at(-1) ?? hostOf(line.server)
  const status = `/api/v1/statuses/${encodeURIComponent(remoteId)}`
  const answer = await ask(line, {
    method: 'GET',
    path: way === 'comment' ? `${status}/context` : `${status}/${paths[way]}`,
    ...(way !== 'comment' && {
      query: { limit: String(pageMost), ...(cursor !== null && { max_id: cursor }) },
    }),
  }).catch(absent)
  if (!answer) return { reactions: [], cursor: null, partial: false }
  const others = (found: { seen: PublicAccount; post: Status | null }[]) =>
    found
      .filter(({ seen }) => seen.id !== account.remoteId)
      .map(({ seen, post }) => reactionOf(seen, post, line, home))
  if (way === 'comment') {
    const { descendants } = shaped(Context, answer, line)
    const direct = descendants
      .flatMap((one) => read(one))
      .filter(({ post }) => post.in_reply_to_id === remoteId)
    return { reactions: others(direct), cursor: null, partial: descendants.length >= shownMost }
  }
  const seen = shaped(z.array(z.unknown()), answer, line).flatMap(
    (one) => PublicAccount.safeParse(one).data ?? [],
  )
  const next = nextOf(answer)
  return {
    reactions: others(seen.map((one) => ({ seen: one, post: null }))),
    cursor: next === cursor ? null : next,
    partial: false,
  }
}

const Context = z.object({ descendants: z.array(z.unknown()) })
const Written = z.object({ account: PublicAccount })

/** One strange answer does not hide the others. */
function read(one: unknown): { seen: PublicAccount; post: Status }[] {
  const [post, by] = [Status.safeParse(one), Written.safeParse(one)]
  return post.success && by.success ? [{ seen: by.data.account, post: post.data }] : []
}

function absent(failure: unknown): null {
  if (failure instanceof NetworkFailure && (failure.status === 404 || failure.status === 410)) return null
  throw failure
}

/** Where the next page begins is told in the head of the answer alone: it is no id of an account. */
const nextOf = ({ headers }: Answer): string | null =>
  /[?&]max_id=(\w{1,40})[^>]{0,300}>; rel="next"/.exec((headers.get('link') ?? '').slice(0, 4000))?.[1] ??
  null

function reactionOf(seen: PublicAccount, post: Status | null, { server }: Line, home: string): Reaction {
  const acct = seen.acct.includes('@') ? seen.acct : `${seen.acct}@${home}`
  return {
    account: accountOf(acct),
    handle: `@${acct}`,
    name: seen.display_name || seen.username,
    url: seen.url || `${server}/@${seen.acct}`,
    createdAt: seen.created_at ?? null,
    hasPicture:
      seen.avatar === null || seen.avatar === undefined ? null : chosenPicture(seen.avatar) !== null,
    posts: seen.statuses_count ?? null,
    at: post?.created_at ?? null,
    words: post ? textOf(post) : '',
  }
}
