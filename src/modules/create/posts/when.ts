import type { Context } from '../../../app/context.ts'
import { civilOf, isZone, resolveCivil } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { AppError, FieldError } from '../../../platform/errors.ts'
import { nextFreeSlots } from '../slots/index.ts'
import type { Note, When, Wish } from './contract.ts'
import { postError } from './errors.ts'
import { noteOf } from './problems.ts'
import { zoneOfWorkspace } from './references.ts'

/** When each channel is due, what the person said of it, and what to tell them. */
export type Timing = { dueAt: ReadonlyMap<string, Date>; wish: Wish; notes: Note[] }

const tenYearsMs = 10 * 366 * 86_400_000

/** The zone that a person meant (IANA): the one they named, or else their workspace's. */
export async function zoneMeant(db: Db, workspaceId: string, when: When): Promise<string> {
  return ((when.kind === 'at' || when.kind === 'each') && when.zone) || zoneOfWorkspace(db, workspaceId)
}

/** What instants a person meant. Throws in words when there is no such instant, or when it has passed. */
export async function timingOf(
  ctx: Context,
  db: Db,
  workspaceId: string,
  { when, zone }: { when: When; zone: string },
  channelIds: readonly string[],
): Promise<Timing> {
  if (when.kind === 'nextFreeSlot') return freeSlots(ctx, db, workspaceId, channelIds)
  const now = ctx.clock.now()
  if (when.kind === 'now') return allAt(channelIds, now, { at: civilOf(now, zone), zone }, [])
  if (when.kind === 'each') return eachAt(when.channels, zone, channelIds, now)
  const { at, wish, notes } = readTime({ at: when.at, zone }, 'when.at', now)
  return allAt(channelIds, at, wish, notes)
}

function readTime(wish: Wish, path: string, now: Date): ReturnType<typeof readWish> {
  const found = readWish(wish, path)
  if (found.at <= now) throw at_(postError('in_the_past', said(found.wish)), path)
  if (found.at.getTime() > now.getTime() + tenYearsMs) throw at_(postError('too_far', said(found.wish)), path)
  return found
}

/** The wish is the earliest. */
function eachAt(
  times: readonly { channelId: string; at: string }[],
  zone: string,
  channelIds: readonly string[],
  now: Date,
): Timing {
  const without = channelIds.filter((id) => !times.some(({ channelId }) => channelId === id))
  if (without.length > 0)
    throw withFields(
      postError('no_time_for', { channels: without }),
      without.map((id) => `variants.${id}`),
    )
  const read = times.map(({ channelId, at }, n) => ({
    channelId,
    ...readTime({ at, zone }, `when.channels.${n}.at`, now),
  }))
  const wanted = read.filter(({ channelId }) => channelIds.includes(channelId))
  const [first] = [...wanted].sort((a, b) => a.at.getTime() - b.at.getTime())
  if (!first) throw postError('no_time_for', { channels: [] })
  return {
    dueAt: new Map(wanted.map(({ channelId, at }) => [channelId, at])),
    wish: first.wish,
    notes: wanted.flatMap(({ notes }) => notes),
  }
}

/** A wish as an instant. An hour that the clocks jump over is told with its neighbours, one shown twice is its first. */
export function readWish(wish: Wish, path: string): { at: Date; wish: Wish; notes: Note[] } {
  if (!isZone(wish.zone)) throw at_(postError('bad_zone', wish), path.replace(/at$/, 'zone'))
  if (/(Z|[+-]\d{2}:\d{2})$/.test(wish.at)) return readInstant(wish, path)
  const found = resolve(wish, path)
  if (found.kind === 'missing')
    throw at_(postError('missing_hour', { ...said(wish), before: found.before, after: found.after }), path)
  const second = found.kind === 'ambiguous' ? found.second.toISOString() : ''
  const notes = second ? [noteOf('ambiguous_hour', 'hint', path, { at: wish.at, second })] : []
  return { at: found.at, wish, notes }
}

function readInstant({ at, zone }: Wish, path: string): { at: Date; wish: Wish; notes: Note[] } {
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) throw at_(postError('bad_time', { at }), path)
  return { at: instant, wish: { at: civilOf(instant, zone), zone }, notes: [] }
}

function resolve(wish: Wish, path: string) {
  try {
    return resolveCivil(wish.at, wish.zone)
  } catch {
    throw at_(postError('bad_time', { at: wish.at }), path)
  }
}

const allAt = (channelIds: readonly string[], at: Date, wish: Wish, notes: Note[]): Timing => ({
  dueAt: new Map(channelIds.map((id) => [id, at])),
  wish,
  notes,
})

/** Each channel by its own week; the wish is the earliest of them. */
async function freeSlots(
  ctx: Context,
  db: Db,
  workspaceId: string,
  channelIds: readonly string[],
): Promise<Timing> {
  const free = await nextFreeSlots(db, workspaceId, channelIds, ctx.clock.now())
  const without = channelIds.filter((id) => !free.some((slot) => slot.channelId === id))
  const first = [...free].sort((a, b) => a.at.localeCompare(b.at))[0]
  if (without.length > 0 || !first) {
    const error = postError('no_free_slot', { channels: without })
    throw withFields(
      error,
      without.map((id) => `variants.${id}`),
    )
  }
  return {
    dueAt: new Map(free.map((slot) => [slot.channelId, new Date(slot.at)])),
    wish: { at: first.civil, zone: first.zone },
    notes: [],
  }
}

const said = ({ at, zone }: Wish) => ({ at: at.replace('T', ' '), zone })

const at_ = (error: AppError, path: string): AppError => withFields(error, [path])

/** The same sentence at each field it is about. */
function withFields(error: AppError, paths: readonly string[]): AppError {
  const code = error.code.split('.').at(-1) ?? error.code
  const fields: FieldError[] = paths.map((path) => ({ path, code, detail: error.message }))
  error.fields.push(...fields)
  return error
}
