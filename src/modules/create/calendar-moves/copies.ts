import { createHash } from 'node:crypto'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { civilOf, resolveCivil } from '../../../platform/civil.ts'
import { AppError } from '../../../platform/errors.ts'
import { sideBy } from '../../../platform/side-by.ts'
import { findEntries } from '../calendar/index.ts'
import {
  type ChannelRow,
  copiedTie,
  createPost,
  deletePost,
  findAllChannels,
  findPostsById,
  findStandings,
  forgetClientIds,
  type StoredPost,
  zoneOfWorkspace,
} from '../posts/index.ts'
import { type Copied, type CopyAnswer, type CopyBody, mostCopies, type Uncopied } from './contract.ts'
import { calendarMoveError } from './errors.ts'
import { refusalOf } from './moves.ts'

const sideBySide = 4
const dayMs = 86_400_000

type Plan = { post: StoredPost; wish: { at: string; zone: string }; at: Date; apartDays: number }

/**
 * What stands on some days once more on others, at the same times of day by the same clocks. A copy is a post of its own:
 * its approval is asked for anew, and numbers of the first do not come along.
 */
export async function copyDays(ctx: Context, actor: Actor, body: CopyBody): Promise<CopyAnswer> {
  const zone = await zoneOfWorkspace(ctx.db, actor.workspaceId)
  const shift = Math.round((Date.parse(body.to) - Date.parse(body.from)) / dayMs)
  if (shift === 0) throw calendarMoveError('same_days')
  const now = ctx.clock.now()
  if (dayOn(body.to, body.days - 1) < civilOf(now, zone).slice(0, 10)) throw calendarMoveError('into_past')
  const plans = await plansOf(ctx, actor, body, { zone, shift })
  if (plans.length === 0) throw calendarMoveError('nothing')
  if (plans.length > mostCopies)
    throw calendarMoveError('too_many', { count: plans.length, most: mostCopies })
  const channels = new Map((await findAllChannels(ctx.db, actor)).map((channel) => [channel.id, channel]))
  const { copyId, as } = body
  const items = await sideBy(sideBySide, plans, (plan) =>
    copyOne(ctx, actor, plan, { channels, copyId, schedules: as === 'scheduled' }),
  )
  return { items: items.toSorted((a, b) => a.at.localeCompare(b.at)) }
}

/** Each post once, at the first of its times there; one that is due several times becomes due once. */
async function plansOf(
  ctx: Context,
  actor: Actor,
  { from, days, channels }: CopyBody,
  { zone, shift }: { zone: string; shift: number },
): Promise<Plan[]> {
  const midnight = (day: string) => resolveCivil(`${day}T00:00`, zone).at.toISOString()
  const window = { from: midnight(from), to: midnight(dayOn(from, days)) }
  const entries = await findEntries(ctx.db, actor, { ...window, ...(channels && { channels }) })
  const first = new Map<string, string>()
  for (const { postId, at } of entries) if (!first.has(postId)) first.set(postId, at)
  if (first.size > mostCopies) throw calendarMoveError('too_many', { count: first.size, most: mostCopies })
  const posts = await findPostsById(ctx.db, actor, [...first.keys()])
  return posts.map((post) => {
    const stood = first.get(post.id) ?? ''
    const own = post.wish && resolveCivil(post.wish.at, post.wish.zone).at.toISOString() === stood
    const wish = own && post.wish ? post.wish : { at: civilOf(new Date(stood), zone), zone }
    const moved = { at: `${dayOn(wish.at.slice(0, 10), shift)}${wish.at.slice(10)}`, zone: wish.zone }
    const found = resolveCivil(moved.at, moved.zone)
    return {
      ...{ post, at: found.at, apartDays: Math.abs(shift) },
      wish: found.kind === 'missing' ? { at: found.after, zone: moved.zone } : moved,
    }
  })
}

const dayOn = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** A post that is just made has this one; a copy that was there already and that somebody changed since has a higher one, and stays. */
const madeVersion = 1

type With = { channels: ReadonlyMap<string, ChannelRow>; copyId: string; schedules: boolean }

/** As it was asked for; else as a draft, with the reason; else not at all, with the reason. */
async function copyOne(
  ctx: Context,
  actor: Actor,
  plan: Plan,
  { channels, copyId, schedules }: With,
): Promise<Copied> {
  const { post, at, wish } = plan
  const told = { of: post.id, at: at.toISOString(), text: (post.content.parts[0]?.text ?? '').slice(0, 140) }
  const { content, category, pillarId, campaignId, goalId, personaId, influencerId, appeal, machineMade } =
    post
  const variants = post.variants.flatMap(({ channelId, content: own, options }) =>
    channels.has(channelId) ? [{ channelId, content: own, options }] : [],
  )
  const body = {
    ...{ clientId: clientIdOf(copyId, post.id), content, variants, ...copiedTie(post) },
    // The same words are a machine's in the copy too.
    ...{ category, pillarId, campaignId, goalId, personaId, influencerId, appeal, machineMade },
  }
  let why = whyDraft(ctx, plan, channels)
  if (schedules && !actorMaySomewhere(actor, 'post.publish'))
    why = refusalOf(calendarMoveError('may_not_publish'))
  if (schedules && why === null) {
    try {
      const made = await createPost(ctx, actor, {
        ...{ ...body, wish: null, schedule: { kind: 'at', ...wish } },
      })
      return { ...told, postId: made.id, version: madeVersion, state: 'scheduled', why: null }
    } catch (error) {
      why = expected(error)
    }
  }
  try {
    const made = await createPost(ctx, actor, { ...body, wish })
    return { ...told, postId: made.id, version: madeVersion, state: 'draft', why }
  } catch (error) {
    return { ...told, postId: null, version: 0, state: 'left', why: expected(error) }
  }
}

function expected(error: unknown) {
  if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
  return refusalOf(error)
}

/** Why a copy may not go out as it stands: its time is over, or a network does not allow the same words again so soon. */
function whyDraft(ctx: Context, { post, at, apartDays }: Plan, channels: With['channels']) {
  if (at <= ctx.clock.now()) return refusalOf(calendarMoveError('time_is_over'))
  const forbidding = post.variants.flatMap(({ channelId }) => {
    const manifest = ctx.networks.get(channels.get(channelId)?.network ?? '')?.manifest
    const rule = manifest?.noRepeats
    return manifest && rule && (rule.days === null || apartDays < rule.days) ? [manifest.name] : []
  })
  if (forbidding.length === 0) return null
  return refusalOf(calendarMoveError('identical', { networks: [...new Set(forbidding)].join(', ') }))
}

/** The same copy of the same post has the same id, so that a request that is sent again makes nothing twice. */
function clientIdOf(copyId: string, postId: string): string {
  const hex = createHash('sha256').update(`copy ${copyId} ${postId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Takes copies back that nobody changed since and that are not out; as with any post, for 30 days they can come back. */
export async function takeBackCopies(
  ctx: Context,
  actor: Actor,
  posts: readonly { id: string; version: number }[],
): Promise<Uncopied> {
  const { workspaceId } = actor
  const standings = await findStandings(
    ctx.db,
    workspaceId,
    posts.map(({ id }) => id),
  )
  const kept: string[] = []
  const gone: string[] = []
  await sideBy(sideBySide, posts, async ({ id, version }) => {
    const standing = standings.get(id)
    if (!standing || standing.deleted) return
    if (standing.out || standing.version !== version || !(await isDeleted(ctx, actor, id, version)))
      kept.push(id)
    else gone.push(id)
  })
  await forgetClientIds(ctx.db, workspaceId, gone)
  return { gone: gone.length, kept }
}

async function isDeleted(ctx: Context, actor: Actor, id: string, version: number): Promise<boolean> {
  try {
    await deletePost(ctx, actor, id, version)
    return true
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return false
    throw error
  }
}
