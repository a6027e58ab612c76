import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { civilOf, resolveCivil } from '../../../platform/civil.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { rescheduleIn } from '../../publish/deliveries/index.ts'
import { keepVersion } from '../versions/index.ts'
import type { DeliverySummary, Wish } from './contract.ts'
import { postError } from './errors.ts'
import { submitAgain } from './gate.ts'
import { channelsOf, lockPost, type StoredPost, updatePost } from './queries.ts'
import { zoneOfWorkspace } from './references.ts'
import { scheduleIn } from './schedule.ts'
import { readWish } from './when.ts'

/** Where it shall stand: so many days on, by the clock of its own zone; at a time; or, for drafts, nowhere yet. */
type Target = { days: number } | { at: string; zone: string } | null

/** What became of it; `back` is where it stood, said so that it can be asked for again. */
type Moved = { from: string | null; to: string | null; back: Wish | null; missing: boolean }

type Aim = { at: Date; wish: Wish; missing: boolean }

/**
 * Gives a post another place in the calendar. `from` is where whoever asks saw it: when it does not stand there any more,
 * nothing happens, so that taking a move back never undoes what somebody else did meanwhile.
 */
export const movePost = (
  ctx: Context,
  actor: Actor,
  { postId, from, to }: { postId: string; from: string | null; to: Target },
): Promise<Moved> =>
  ctx.db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, actor, postId)
    if (!post) throw postError('not_found')
    const back = await placeOf(tx, actor, post, from)
    const aim = to && aimOf(back ?? (await dayless(tx, actor)), to)
    if (post.stage === 'scheduled') await moveScheduled(tx, ctx, actor, post, from, aim)
    else await moveWish(tx, ctx, actor, post, aim)
    return { from, to: aim?.at.toISOString() ?? null, back, missing: aim?.missing ?? false }
  })

const dayless = async (tx: Tx, { workspaceId }: Actor): Promise<Wish> => ({
  at: '',
  zone: await zoneOfWorkspace(tx, workspaceId),
})

/** The place that somebody saw, in words that lead back to it; refused when nothing of the post stands there. */
async function placeOf(tx: Tx, actor: Actor, post: StoredPost, from: string | null): Promise<Wish | null> {
  const there =
    from === null
      ? post.stage !== 'scheduled' && post.wish === null
      : post.stage === 'scheduled'
        ? standingAt(post, from).length > 0
        : post.wish !== null && means(post.wish, from)
  if (!there) throw postError('moved_since')
  if (from === null) return null
  if (post.wish && exactly(post.wish, from)) return post.wish
  const zone = post.wish?.zone ?? (await zoneOfWorkspace(tx, actor.workspaceId))
  return { at: from, zone }
}

const standingAt = ({ deliveries }: StoredPost, from: string): DeliverySummary[] =>
  deliveries.filter(({ state, dueAt }) => state !== 'cancelled' && dueAt === from)

/** The hour that the clocks show twice may be meant either way. */
function means({ at, zone }: Wish, instant: string): boolean {
  const found = resolveCivil(at, zone)
  const all = found.kind === 'ambiguous' ? [found.at, found.second] : [found.at]
  return all.some((one) => one.toISOString() === instant)
}

const exactly = ({ at, zone }: Wish, instant: string): boolean => {
  const found = resolveCivil(at, zone)
  return found.kind !== 'missing' && found.at.toISOString() === instant
}

function aimOf(stood: Wish, to: NonNullable<Target>): Aim {
  if (!('days' in to)) return settled(to)
  if (stood.at === '') throw postError('no_wish')
  const civil = hasOffset(stood.at) ? civilOf(new Date(stood.at), stood.zone) : stood.at
  return settled({ at: `${daysOn(civil.slice(0, 10), to.days)}${civil.slice(10)}`, zone: stood.zone })
}

const hasOffset = (at: string): boolean => /(Z|[+-]\d{2}:\d{2})$/.test(at)

/** A time that the clocks jump over becomes the next that there is. */
function settled(wish: Wish): Aim {
  if (hasOffset(wish.at)) {
    const { at, wish: meant } = readWish(wish, 'to.at')
    // The instant itself is asked for: the civil time alone may mean another one.
    return { at, wish: exactly(meant, at.toISOString()) ? meant : wish, missing: false }
  }
  try {
    const { at, wish: meant } = readWish(wish, 'to.at')
    return { at, wish: meant, missing: false }
  } catch (error) {
    const found = after(wish)
    if (!found) throw error
    return { ...found, missing: true }
  }
}

function after({ at, zone }: Wish): { at: Date; wish: Wish } | null {
  try {
    const found = resolveCivil(at, zone)
    return found.kind === 'missing' ? { at: found.at, wish: { at: found.after, zone } } : null
  } catch {
    return null
  }
}

const daysOn = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

async function moveWish(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: StoredPost,
  aim: Aim | null,
): Promise<void> {
  const { workspaceId } = actor
  await refuseBeyond(tx, actor, 'post.write', channelsOf(post))
  const wish =
    aim && (hasOffset(aim.wish.at) ? { ...aim.wish, at: civilOf(aim.at, aim.wish.zone) } : aim.wish)
  const version = post.version + 1
  await updatePost(tx, workspaceId, post.id, {
    ...{ wish, version, changes: { ...post.changes, wish: version }, updatedAt: ctx.clock.now() },
    // Who gives it a time does not wish it out at once any more.
    ...(wish && { atOnce: false }),
  })
  const kept = { before: post, after: { ...post, wish }, version, fields: ['wish'], restoredFrom: null }
  await keepVersion(tx, actor, ctx.clock.now(), kept)
  if (post.stage === 'proposed') await submitAgain(tx, ctx, actor, post.id)
  await audit(tx, actor, {
    action: 'post.edited',
    subject: { kind: 'post', id: post.id },
    before: { version: post.version, wish: post.wish },
    after: { version, fields: ['wish'], wish },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: post.id })
}

/** A post that is due once is scheduled anew; of one that is due several times only what stands there is moved. */
async function moveScheduled(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: StoredPost,
  from: string | null,
  aim: Aim | null,
): Promise<void> {
  if (!actorMaySomewhere(actor, 'post.publish')) throw postError('scheduled')
  if (!aim || from === null) throw postError('needs_time')
  const here = standingAt(post, from)
  if (!here.some(({ state }) => movable.includes(state))) throw postError('on_its_way')
  const live = post.deliveries.filter(({ state }) => state !== 'cancelled')
  if (live.length > here.length) {
    for (const { id, state } of here)
      if (movable.includes(state)) await rescheduleIn(tx, ctx, actor, id, aim.at)
    return
  }
  await refuseBeyond(tx, actor, 'post.publish', channelsOf(post))
  await scheduleIn(tx, ctx, actor, post, { kind: 'at', ...aim.wish })
}

const movable: readonly string[] = ['scheduled', 'claimed', 'waiting', 'handed', 'failed', 'missed']
