import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { digestOf } from '../../../platform/digest.ts'
import { brakeShared } from '../../people/sign-in/index.ts'
import { CommentBody } from '../approval/contract.ts'
import { complete, type Given, give, lockHead, type ScheduleApproved, say } from '../approval/index.ts'
import { sendThumbnail } from '../media/index.ts'
import type {
  SharedApproval,
  SharedApprove,
  SharedComments,
  SharedKey,
  SharedPicture,
  SharedPost,
} from './contract.ts'
import { approvalLinkError } from './errors.ts'
import { pinDigest, stateOf } from './links.ts'
import * as queries from './queries.ts'

const mostPosts = 100
const mostPinTries = 8

type Opened = { link: queries.LinkRow; pinMissing: boolean }

/** The link that a visitor holds, when it holds still. Wrong ones are counted against their address, wrong PINs against the link. */
async function open(ctx: Context, { token, pin }: SharedKey, ip: string): Promise<Opened> {
  const brake = await brakeShared(ctx, ip)
  if (brake.retryAfter > 0) throw approvalLinkError('braked', { retryAfter: brake.retryAfter })
  const digest = digestOf(token)
  const link = await queries.findLinkByDigest(ctx.db, digest)
  if (!link || link.eraseAt || stateOf(link, ctx.clock.now()) !== 'open') throw approvalLinkError('link_over')
  await brake.release()
  if (!link.pinDigest) return { link, pinMissing: false }
  if (pin === null) return { link, pinMissing: true }
  if (!(await queries.countPinTry(ctx.db, link.id, mostPinTries))) throw approvalLinkError('pin_over')
  if (!timingSafeEqual(link.pinDigest, pinDigest(pin, digest))) throw approvalLinkError('wrong_pin')
  await queries.forgivePin(ctx.db, link.id)
  return { link, pinMissing: false }
}

/** The same for what is shown or done: without its PIN nothing is. */
async function enter(ctx: Context, key: SharedKey, ip: string): Promise<queries.LinkRow> {
  const { link, pinMissing } = await open(ctx, key, ip)
  if (pinMissing) throw approvalLinkError('wrong_pin')
  return link
}

/** What somebody with a link sees: the brand, and the posts that the link is for, word for word. */
export async function openPage(ctx: Context, key: SharedKey, ip: string): Promise<SharedApproval> {
  const { link, pinMissing } = await open(ctx, key, ip)
  const brand = await queries.findBrand(ctx.db, link.workspaceId)
  if (!brand) throw approvalLinkError('link_over')
  const { name, colour, logo, greeting } = brand
  const page = { needsPin: pinMissing, expiresAt: link.expiresAt.toISOString() }
  if (pinMissing) return { ...page, brand: { name, colour, logo: null, greeting: '' }, posts: [] }
  const rows = await queries.findShared(ctx.db, link, mostPosts)
  const ids = [...new Set(rows.map(({ id }) => id))]
  // Whatever it was for is out: so is the link.
  if (ids.length === 0 && link.postIds.length > 0) throw approvalLinkError('link_over')
  const comments = await queries.findSharedComments(ctx.db, link, ids)
  await queries.countOpen(ctx.db, link.id, ctx.clock.now())
  return {
    ...page,
    brand: { name, colour, logo, greeting },
    posts: ids.map((id) =>
      postOf(
        ctx,
        rows.filter((row) => row.id === id),
        comments.filter(({ postId }) => postId === id),
      ),
    ),
  }
}

function postOf(
  ctx: Context,
  rows: readonly queries.SharedRow[],
  comments: readonly queries.SharedComment[],
): SharedPost {
  const [first] = rows
  return {
    id: first?.id ?? '',
    seen: first?.seen ?? '',
    state: stateOfPost(first),
    versions: rows.map(
      ({
        id: _,
        seen: __,
        held: ___,
        open: ____,
        asked: _____,
        awaited,
        dueAt,
        content,
        network,
        ...row
      }) => ({
        ...row,
        network: faceOf(ctx, network),
        open: awaited,
        dueAt: dueAt?.toISOString() ?? null,
        content: content as SharedPost['versions'][number]['content'],
      }),
    ),
    comments: comments.map(({ postId: _, createdAt, anchor, by, ...row }) => ({
      ...row,
      by: by ?? '',
      anchor: anchor as SharedPost['comments'][number]['anchor'],
      createdAt: createdAt.toISOString(),
    })),
  }
}

/** What nobody was asked about is not approved, though nothing holds it. */
function stateOfPost(row: queries.SharedRow | undefined): SharedPost['state'] {
  if (row?.held) return 'changes'
  if (row?.open) return 'waiting'
  return row?.asked ? 'approved' : 'unasked'
}

const faceOf = (ctx: Context, id: string) => {
  const manifest = ctx.networks.get(id)?.manifest
  return { id, name: manifest?.name ?? id, colour: manifest?.colour ?? '#6b7577', mark: manifest?.mark }
}

/** Who did it, for the audit log: what they called themselves, by which link, from where. */
const guestOf = (
  link: queries.LinkRow,
  organisationId: string,
  guest: string,
  requestId: string,
  ip: string,
): Actor => ({
  kind: 'system',
  id: null,
  name: `${guest} (${link.label})`,
  workspaceId: link.workspaceId,
  organisationId,
  role: 'client',
  requestId,
  ip,
})

type Visit = { ip: string; requestId: string }

async function act<T>(
  ctx: Context,
  body: SharedKey & { guest: string; postId: string },
  visit: Visit,
  work: (tx: Tx, actor: Actor, link: queries.LinkRow) => Promise<T>,
): Promise<{ done: T; actor: Actor }> {
  const link = await enter(ctx, body, visit.ip)
  const brand = await queries.findBrand(ctx.db, link.workspaceId)
  const actor = guestOf(link, brand?.organisationId ?? '', body.guest, visit.requestId, visit.ip)
  const done = await ctx.db.transaction().execute(async (tx) => {
    if (!(await queries.isPostBehind(tx, link, body.postId))) throw approvalLinkError('not_here')
    return work(tx, actor, link)
  })
  return { done, actor }
}

/** A yes from outside, to exactly what was shown. */
export async function approveShared(
  ctx: Context,
  body: SharedApprove,
  visit: Visit,
  scheduleApproved: ScheduleApproved,
): Promise<SharedApproval> {
  const { done, actor } = await act<Given>(ctx, body, visit, async (tx, by, link) =>
    give(tx, ctx, by, await lockHead(tx, by, body.postId), body.seen, {
      ...{ kind: 'link', linkId: link.id, guest: body.guest },
    }),
  )
  await complete(ctx, { ...actor, role: 'manager' }, body.postId, done, scheduleApproved)
  return openPage(ctx, body, visit.ip)
}

/** A remark from outside, or a request for change that holds the post. */
export async function commentShared(
  ctx: Context,
  body: SharedComments,
  visit: Visit,
): Promise<SharedApproval> {
  const { kind, words, channelId, anchor, guest } = body
  await act(ctx, body, visit, async (tx, by, link) => {
    const said = CommentBody.parse({ kind, words, channelId, anchor })
    const speaker = { personId: null, linkId: link.id, guest }
    await say(tx, ctx, by, await lockHead(tx, by, body.postId), said, speaker)
  })
  return openPage(ctx, body, visit.ip)
}

/** A picture of what is shown, small. It is asked for with the token in the body, so that no address carries it. */
export async function sendPicture(ctx: Context, body: SharedPicture, ip: string, reply: FastifyReply) {
  const link = await enter(ctx, body, ip)
  if (!(await queries.isMediaBehind(ctx.db, link, body.mediaId))) throw approvalLinkError('not_here')
  const viewer = { workspaceId: link.workspaceId, role: 'client' as const, id: null, channels: null }
  return sendThumbnail(ctx, viewer, body.mediaId, body.side, reply)
}
