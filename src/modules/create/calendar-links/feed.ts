import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../../../app/context.ts'
import { calendarLinkError } from './errors.ts'
import * as queries from './queries.ts'
import { entriesOf, isOnOneOf, keyOf, type Opened, openLink, type ShownEntry } from './shared.ts'
import { zoneComponent } from './zone.ts'

const dayMs = 86_400_000
/** What calendar programs are told of: some weeks back, and a year ahead. */
const backMs = 60 * dayMs
const aheadMs = 366 * dayMs
const mostEvents = 5000
const minutesShown = 15
/** How often a program may come; in between a cache answers. */
const freshSeconds = 300

/** Answers the calendar for programs that follow it, or that it has not changed. */
export async function sendFeed(
  ctx: Context,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const token = /^([\w-]{20,100})\.ics$/.exec(name)?.[1] ?? ''
  const opened = await openLink(ctx, token, request.ip)
  if (!opened.link.feed) throw calendarLinkError('link_over')
  const body = await feedOf(ctx, opened)
  await queries.countOpen(ctx.db, opened.link.id, ctx.clock.now())
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  reply
    .header('etag', etag)
    // The address is a secret: nobody on the way is to keep what it answers, or to list it.
    .header('cache-control', `private, max-age=${freshSeconds}`)
    .header('x-robots-tag', 'noindex')
    .header('referrer-policy', 'no-referrer')
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'inline; filename="carillon.ics"')
    .send(body)
}

/** A cache may have weakened the tag on the way. */
const matches = (given: string | undefined, etag: string): boolean =>
  given?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*') ?? false

/** The same calendar gives the same text, so that whoever has it is told so. */
export async function feedOf(ctx: Context, opened: Opened): Promise<string> {
  const { link } = opened
  const face = await queries.findFace(ctx.db, link.workspaceId)
  if (!face) throw calendarLinkError('link_over')
  // Whole days, so that it does not change with every second that passes.
  const today = Math.floor(ctx.clock.now().getTime() / dayMs) * dayMs
  const [from, to] = [new Date(today - backMs), new Date(today + aheadMs)]
  const window = { from: from.toISOString(), to: to.toISOString() }
  const [entries, channels] = await Promise.all([
    entriesOf(ctx, opened, window),
    queries.findChannels(ctx.db, link.workspaceId, link.channelIds),
  ])
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator')
  const zone = face.timeZone === 'UTC' ? null : face.timeZone
  const firstOfYear = new Date(Date.UTC(from.getUTCFullYear(), 0, 1))
  const lastOfYear = new Date(Date.UTC(to.getUTCFullYear() + 1, 0, 1))
  const calendar = ical({
    ...{ name: face.name, prodId: '//carillon//calendar//EN', ttl: 15 * 60 },
    method: ICalCalendarMethod.PUBLISH,
    ...(zone && {
      // Of the events, not of the calendar: the library would write their times without any zone then, and the stamps too.
      timezone: { name: null, generator: (of: string) => zoneComponent(of, firstOfYear, lastOfYear) },
      x: { 'X-WR-TIMEZONE': zone },
    }),
  })
  const names = new Map(channels.map(({ id, handle }) => [id, handle]))
  for (const entry of entries.filter(isOnOneOf(names)).slice(0, mostEvents)) {
    const start = timeOf(entry.at, zone)
    calendar.createEvent({
      id: `${keyOf(link, entry)}@carillon`,
      stamp: link.createdAt,
      sequence: entry.version,
      ...(zone && { timezone: zone }),
      start,
      end:
        start instanceof Date
          ? new Date(start.getTime() + minutesShown * 60_000)
          : start.add({ minutes: minutesShown }),
      ...wordsOf(entry, names),
      status:
        entry.held || tentative.has(entry.shown) ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      ...(link.kind === 'own' && {
        url: `${ctx.config.appUrl}/w/${link.workspaceId}/posts/${entry.postId}`,
      }),
    })
  }
  return calendar.toString()
}

const tentative: ReadonlySet<string> = new Set(['draft', 'proposed'])

const timeOf = (at: string, zone: string | null) =>
  zone === null ? new Date(at) : Temporal.Instant.from(at).toZonedDateTimeISO(zone)

function wordsOf(entry: ShownEntry, names: ReadonlyMap<string, string>) {
  const on = entry.on.flatMap((id) => names.get(id) ?? []).join(', ')
  const first = entry.text.trim().split('\n')[0]?.slice(0, 80) ?? ''
  return { summary: [first, on].filter(Boolean).join(' · ') || '…', description: entry.text.trim() }
}
