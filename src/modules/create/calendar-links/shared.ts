import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Actor } from '../../../app/actor.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import { digestOf } from '../../../platform/digest.ts'
import { actorLater } from '../../people/callers/index.ts'
import { brakeShared } from '../../people/sign-in/index.ts'
import type { CalendarEntry } from '../calendar/contract.ts'
import { findEntries } from '../calendar/index.ts'
import { sendThumbnail } from '../media/index.ts'
import type { SharedCalendar, SharedCalendarBody, ShownStage } from './contract.ts'
import { calendarLinkError } from './errors.ts'
import { stateOf } from './links.ts'
import * as queries from './queries.ts'

const longest = 100 * 86_400_000
/** More than a page shows a reader. */
const mostItems = 2000

export type Opened = { link: queries.LinkRow; viewer: Actor }

/**
 * The link that a visitor holds, and with whose eyes it looks: those of whoever made it, with the rights that they have now.
 * Wrong ones are counted against the visitor's address.
 */
export async function openLink(ctx: Context, token: string, ip: string): Promise<Opened> {
  const brake = await brakeShared(ctx, ip)
  if (brake.retryAfter > 0) throw calendarLinkError('braked', { retryAfter: brake.retryAfter })
  const link = await queries.findLinkByDigest(ctx.db, digestOf(token))
  if (!link || stateOf(link, ctx.clock.now()) !== 'open') throw calendarLinkError('link_over')
  const right = link.kind === 'share' ? 'post.publish' : 'workspace.read'
  const maker = { madeBy: link.madeBy, madeKey: null }
  const viewer = await actorLater(ctx, link.workspaceId, maker, right)
  if (typeof viewer === 'string') throw calendarLinkError('link_over')
  await brake.release()
  return { link, viewer }
}

/** An entry as people outside see it: on the channels that are shown, with the word that they understand. */
export type ShownEntry = CalendarEntry & { shown: ShownStage; on: string[]; held: boolean }

export async function entriesOf(
  ctx: Context,
  { link, viewer }: Opened,
  window: { from: string; to: string },
): Promise<ShownEntry[]> {
  const channels = link.channelIds.length > 0 ? { channels: link.channelIds } : {}
  const entries = await findEntries(ctx.db, viewer, { ...window, ...channels })
  const meant = entries.flatMap((entry) => {
    const shown = stageOf(entry)
    if (!shown || !link.stages.includes(shown)) return []
    return [{ ...entry, shown, on: channelsOn(entry, shown, link.channelIds) }]
  })
  // That it has a time is no word that it goes out.
  const scheduled = meant.filter(({ shown }) => shown === 'scheduled').map(({ postId }) => postId)
  const held = await queries.findHeld(ctx.db, link.workspaceId, [...new Set(scheduled)])
  const isHeld = ({ shown, postId, on }: Pick<ShownEntry, 'shown' | 'postId' | 'on'>): boolean => {
    const where = shown === 'scheduled' ? held.get(postId) : undefined
    return where !== undefined && (where.has(null) || on.some((id) => where.has(id)))
  }
  return meant.map((entry) => ({ ...entry, held: isHeld(entry) }))
}

const onItsWay: readonly string[] = ['scheduled', 'claimed', 'waiting', 'sending', 'sent', 'handed']

/** Null for what is in trouble: nobody outside is told of it, nor that it would be out. */
export function stageOf({
  deliveries,
  stage,
}: Pick<CalendarEntry, 'deliveries' | 'stage'>): ShownStage | null {
  if (deliveries.length === 0) return stage === 'scheduled' ? null : stage
  const states = deliveries.map(({ state }) => state)
  if (states.includes('published')) return 'published'
  return states.some((state) => onItsWay.includes(state)) ? 'scheduled' : null
}

function channelsOn(entry: CalendarEntry, shown: ShownStage, chosen: readonly string[]): string[] {
  const meant = entry.deliveries.filter(({ state }) =>
    shown === 'published' ? state === 'published' : onItsWay.includes(state),
  )
  const all = entry.deliveries.length > 0 ? meant.map(({ channelId }) => channelId) : entry.channelIds
  return chosen.length === 0 ? all : all.filter((id) => chosen.includes(id))
}

/** The same place of the same post under the same link has the same name, which tells nothing of the house. */
export function keyOf(link: queries.LinkRow, entry: CalendarEntry): string {
  const of = entry.alone || entry.deliveries.length === 0 ? entry.postId : (entry.deliveries[0]?.id ?? '')
  return createHash('sha256').update(`${link.id} ${of}`).digest('hex').slice(0, 32)
}

/** What somebody with a link sees of some weeks. */
export async function openCalendar(
  ctx: Context,
  { token, from, to }: SharedCalendarBody,
  ip: string,
): Promise<SharedCalendar> {
  const length = Date.parse(to) - Date.parse(from)
  if (length <= 0 || length > longest) throw calendarLinkError('window')
  const opened = await openLink(ctx, token, ip)
  const { link, viewer } = opened
  if (link.kind !== 'share') throw calendarLinkError('link_over')
  const face = await queries.findFace(ctx.db, link.workspaceId)
  if (!face) throw calendarLinkError('link_over')
  const sight = sightOf(viewer)
  const rows = await queries.findChannels(ctx.db, link.workspaceId, link.channelIds)
  const channels = rows.filter(({ id }) => isWithin(sight, id))
  // Whoever made it and does not see all channels any more shows no campaigns of the others.
  const those = sight === null ? link.channelIds : channels.map(({ id }) => id)
  const shows = link.campaigns && (sight === null || those.length > 0)
  const places = new Map(channels.map(({ id }, place) => [id, place]))
  const [entries, campaigns] = await Promise.all([
    entriesOf(ctx, opened, { from, to }).then((all) => all.filter(isOnOneOf(places))),
    shows ? campaignsOf(ctx, link, face, { from, to }, those) : [],
    queries.countOpen(ctx.db, link.id, ctx.clock.now()),
  ])
  return {
    brand: { name: face.name, colour: face.colour, logo: face.logoId !== null },
    ...{ timeZone: face.timeZone, weekStartsOn: face.weekStartsOn, stages: link.stages, feed: link.feed },
    expiresAt: link.expiresAt?.toISOString() ?? null,
    channels: channels.map(({ name, handle, network }) => ({ name, handle, network: faceOf(ctx, network) })),
    campaigns,
    items: entries.slice(0, mostItems).map((entry) => ({
      ...{
        key: keyOf(link, entry),
        at: entry.at,
        stage: entry.shown,
        held: entry.held,
        text: entry.text,
        media: entry.media,
      },
      channels: entry.on.flatMap((id) => places.get(id) ?? []),
    })),
    more: entries.length > mostItems,
  }
}

/** What is on no channel yet, or on one that is still there. */
export const isOnOneOf =
  (there: ReadonlyMap<string, unknown>) =>
  ({ on }: ShownEntry): boolean =>
    on.length === 0 || on.some((id) => there.has(id))

const faceOf = (ctx: Context, id: string) => {
  const manifest = ctx.networks.get(id)?.manifest
  return { id, name: manifest?.name ?? id, colour: manifest?.colour ?? '#6b7577', mark: manifest?.mark }
}

async function campaignsOf(
  ctx: Context,
  link: queries.LinkRow,
  { timeZone }: queries.Face,
  { from, to }: { from: string; to: string },
  channelIds: readonly string[],
): Promise<SharedCalendar['campaigns']> {
  const days = { from: dayOf(new Date(from), timeZone), to: dayOf(new Date(to), timeZone) }
  const rows = await queries.findCampaigns(ctx.db, link.workspaceId, days, channelIds)
  return rows.map((row) => ({ ...row, colour: row.colour as SharedCalendar['campaigns'][number]['colour'] }))
}

/** The logo, small. It is asked for with the token in the body, so that no address carries it. */
export async function sendLogo(ctx: Context, token: string, ip: string, reply: FastifyReply) {
  const { link } = await openLink(ctx, token, ip)
  const face = await queries.findFace(ctx.db, link.workspaceId)
  if (link.kind !== 'share' || !face?.logoId) throw calendarLinkError('link_over')
  const viewer = { workspaceId: link.workspaceId, role: 'client' as const, id: null, channels: null }
  return sendThumbnail(ctx, viewer, face.logoId, 320, reply)
}
