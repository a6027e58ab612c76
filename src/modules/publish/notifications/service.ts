import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { reachOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import {
  type Notification,
  type NotificationKind,
  type NotificationQuery,
  type NotificationSettingsBody,
  notificationKinds,
  pushedByDefault,
} from './contract.ts'
import { notificationError } from './errors.ts'
import {
  type Concern,
  countUnread,
  findNotifications,
  findSettings,
  insertReads,
  saveSettings,
} from './queries.ts'
import { rightFor } from './rights.ts'

/** The kinds that concern this actor: those about which he can do something, if only on some channel. */
const kindsFor = (actor: Actor): NotificationKind[] =>
  notificationKinds.filter((kind) => actorMaySomewhere(actor, rightFor[kind]))

/** Kinds whose right reaches equally far are asked for together. */
function concernsOf(actor: Actor): Concern[] {
  const kinds = kindsFor(actor)
  const rights = [...new Set(kinds.map((kind) => rightFor[kind]))]
  if (!actor.channels) return kinds.length > 0 ? [{ kinds, of: null }] : []
  return rights.map((right) => ({
    kinds: kinds.filter((kind) => rightFor[kind] === right),
    of: reachOf(actor, right),
  }))
}

export async function listNotifications(ctx: Context, actor: Actor, query: NotificationQuery) {
  const asked = {
    workspaceId: actor.workspaceId,
    userId: actor.kind === 'person' ? actor.id : null,
    concerns: concernsOf(actor),
  }
  if (asked.concerns.length === 0) return { items: [], next: null, unread: 0 }
  const before = query.cursor === undefined ? null : readCursor(query.cursor)
  const page = { ...asked, open: query.open === true, before, limit: query.limit + 1 }
  const [rows, unread] = await Promise.all([findNotifications(ctx.db, page), countUnread(ctx.db, asked)])
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items: items.map(asNotification), next: last ? encodeCursor([last.id]) : null, unread }
}

function readCursor(cursor: string): string {
  const place = decodeCursor(cursor, PlaceById)
  if (!place) throw notificationError('bad_cursor')
  return place[0]
}

type Row = Awaited<ReturnType<typeof findNotifications>>[number]

const asNotification = (row: Row): Notification => ({
  id: row.id,
  kind: row.kind as NotificationKind,
  subject: { kind: row.subjectKind, id: row.subjectId },
  facts: row.facts as Notification['facts'],
  count: row.count,
  createdAt: row.createdAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  readAt: row.readAt?.toISOString() ?? null,
})

function personOf(actor: Actor): string {
  if (actor.kind !== 'person' || actor.id === null) throw notificationError('people_only')
  return actor.id
}

/** One, or with null all open ones. What a person has read is his own and no matter for the audit log. */
export async function markRead(ctx: Context, actor: Actor, id: string | null): Promise<void> {
  const asked = { workspaceId: actor.workspaceId, userId: personOf(actor), concerns: concernsOf(actor) }
  const found = asked.concerns.length > 0 ? await insertReads(ctx.db, asked, id) : 0
  if (id !== null && found === 0) throw notificationError('not_found')
}

export async function readSettings(ctx: Context, actor: Actor) {
  const rows = await findSettings(ctx.db, actor.workspaceId, personOf(actor))
  const unwanted = new Set(rows.filter((row) => !row.mail).map((row) => row.kind))
  const pushed = new Map(rows.map(({ kind, push }) => [kind, push]))
  const kinds = kindsFor(actor).map((kind) => ({
    kind,
    mail: !unwanted.has(kind),
    push: pushed.get(kind) ?? pushedByDefault.includes(kind),
  }))
  return { mailReady: ctx.mail.ready, kinds }
}

export async function changeSettings(ctx: Context, actor: Actor, kinds: NotificationSettingsBody['kinds']) {
  await saveSettings(ctx.db, actor.workspaceId, personOf(actor), kinds)
  return readSettings(ctx, actor)
}
