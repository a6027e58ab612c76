import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { decodeCursor, encodeCursor, PlaceInTime } from '../../../app/page.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { type Attempt, type DeliveryQuery, type DeliveryState, needingPeople } from './contract.ts'
import { deliveryError } from './errors.ts'

const deliveryRows = (db: Db, workspaceId: string) =>
  db
    .selectFrom('deliveries as d')
    .innerJoin('channels as c', 'c.id', 'd.channelId')
    .leftJoin('handovers as h', 'h.deliveryId', 'd.id')
    .leftJoin('users as t', 't.id', 'h.takenBy')
    .leftJoin('users as m', 'm.id', 'd.markedBy')
    // Whoever brought it up and told nothing for so long is dead, or waits for the network alone; and what is out may be fetched again.
    .leftJoin('deliveryUploads as u', (on) =>
      on
        .onRef('u.workspaceId', '=', 'd.workspaceId')
        .onRef('u.deliveryId', '=', 'd.id')
        .on('u.toldAt', '>', sql<Date>`clock_timestamp() - interval '2 minutes'`)
        .on('d.state', 'in', ['scheduled', 'waiting', 'claimed', 'sending', 'sent']),
    )
    .select([
      'd.id',
      'd.postId',
      'd.variantId',
      'd.channelId',
      'd.network',
      'd.state',
      'd.dueAt',
      'd.nextAt',
      'd.attempts',
      'd.firstAttemptAt',
      'd.publishedAt',
      'd.failureKind',
      'd.failureCode',
      'd.failureWords',
      'd.parts',
      'd.behind',
      'd.createdAt',
      'd.updatedAt',
      'c.handle',
      'c.name',
      'c.avatarUrl',
      'c.timeZone',
      'c.state as channelState',
      'h.handedAt',
      'h.takenBy',
      'h.takenAt',
      't.name as takenName',
      'h.reminders',
      'h.changedAt',
      'h.reason',
      'd.markedAt',
      'd.markedFrom',
      'm.name as markedName',
      'u.doneBytes',
      'u.totalBytes',
    ])
    .select(sql<string>`left(coalesce(d.content -> 'parts' -> 0 ->> 'text', ''), 280)`.as('text'))
    .where('d.workspaceId', '=', workspaceId)

export type DeliveryRow = Awaited<ReturnType<ReturnType<typeof deliveryRows>['executeTakeFirstOrThrow']>>

export function findDelivery(db: Db, viewer: Viewer, id: string): Promise<DeliveryRow | undefined> {
  const sight = sightOf(viewer)
  return deliveryRows(db, viewer.workspaceId)
    .where('d.id', '=', id)
    .$if(sight !== null, (rows) => rows.where(isIn(sight, 'd.channelId')))
    .executeTakeFirst()
}

export async function findState(db: Db, workspaceId: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select('state')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.state
}

/** Whether a yes is missing to what it says; the dispatcher asks the same again before it leaves. */
export async function lacksApproval(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ lacks: boolean }>`
    select lacks_approval(workspace_id, post_id, channel_id, digest, due_at) as lacks
    from deliveries where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
  return rows[0]?.lacks === true
}

export const findDeliveriesOfPost = (db: Db, workspaceId: string, postId: string): Promise<DeliveryRow[]> =>
  deliveryRows(db, workspaceId).where('d.postId', '=', postId).orderBy('d.dueAt').orderBy('d.id').execute()

export const findContent = (db: Db, workspaceId: string, id: string) =>
  db
    .selectFrom('deliveries')
    .select(['content', 'digest'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** A page of deliveries by when they are due. */
export async function findDeliveries(
  db: Db,
  viewer: Viewer,
  query: DeliveryQuery,
): Promise<{ rows: DeliveryRow[]; next: string | null }> {
  const sight = sightOf(viewer)
  const states: readonly DeliveryState[] | undefined = query.needs ? needingPeople : query.state
  const direction = query.order === 'due' ? 'asc' : 'desc'
  let rows = deliveryRows(db, viewer.workspaceId).orderBy('d.dueAt', direction).orderBy('d.id', direction)
  if (sight !== null) rows = rows.where(isIn(sight, 'd.channelId'))
  if (states?.length) rows = rows.where('d.state', 'in', [...states])
  if (query.channel?.length) rows = rows.where('d.channelId', 'in', query.channel)
  if (query.post) rows = rows.where('d.postId', '=', query.post)
  if (query.from) rows = rows.where('d.dueAt', '>=', new Date(query.from))
  if (query.to) rows = rows.where('d.dueAt', '<', new Date(query.to))
  if (query.cursor) {
    const { due, id } = readCursor(query.cursor)
    const after = sql`(${due}::timestamptz, ${id}::uuid)`
    rows = rows.where(
      direction === 'asc'
        ? sql<SqlBool>`(d.due_at, d.id) > ${after}`
        : sql<SqlBool>`(d.due_at, d.id) < ${after}`,
    )
  }
  const found = await rows.limit(query.limit + 1).execute()
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return { rows: page, next: last ? encodeCursor([last.dueAt.getTime(), last.id]) : null }
}

function readCursor(cursor: string): { due: Date; id: string } {
  const place = decodeCursor(cursor, PlaceInTime)
  if (!place) throw deliveryError('bad_cursor')
  return { due: new Date(place[0]), id: place[1] }
}

export async function findAttempts(db: Db, workspaceId: string, deliveryId: string): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('deliveryId', '=', deliveryId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    kind: row.kind as Attempt['kind'],
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    outcome: row.outcome as Attempt['outcome'],
    status: row.status,
    code: row.code,
    words: row.words,
    retryAt: row.retryAt?.toISOString() ?? null,
    digest: row.digest,
    worker: row.workerId,
  }))
}

export type Move = {
  state: DeliveryState
  dueAt?: Date
  nextAt?: Date | RawBuilder<Date>
  firstAttemptAt?: Date
  publishedAt?: Date | null
  parts?: string
  prepared?: null
  preparedAt?: null
  tries?: number
  failureKind?: null
  failureCode?: null
  failureWords?: null
  cancelledFrom?: string | null
  behind?: boolean
  markedAt?: Date | null
  markedBy?: string | null
  markedFrom?: string | null
}

/**
 * The only way in which a person moves a delivery. It happens only from the states named, in one statement, and takes
 * it out of the hands of a worker that has claimed it. False: someone else was faster.
 */
export async function moveDelivery(
  tx: Tx,
  workspaceId: string,
  id: string,
  from: readonly DeliveryState[],
  to: Move,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('deliveries')
    .set({ ...to, workerId: null, updatedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * From when on what may have left can be looked for: so long after the last attempt has ended, or must have. Sooner, one that is
 * under way or not listed yet would be taken to be missing, and would be sent again.
 */
export const lookableAt = (workspaceId: string, id: string, now: Date, quiet: number): RawBuilder<Date> =>
  sql<Date>`greatest(${now}::timestamptz, (
    select coalesce(a.finished_at, a.started_at + interval '2 minutes') from attempts a
    where a.workspace_id = ${workspaceId} and a.delivery_id = ${id} and a.kind = 'send'
    order by a.number desc limit 1) + ${quiet / 1000} * interval '1 second')`

/**
 * Asks for what is known of one on its way, as soon as can be. Only where no worker has it in hand: then it is being looked after
 * already.
 */
export async function hurryDelivery(
  tx: Tx,
  workspaceId: string,
  id: string,
  { now, lookable }: { now: Date; lookable: RawBuilder<Date> },
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({
      nextAt: sql<Date>`case when state = 'sent' then ${now}::timestamptz else least(next_at, ${lookable}) end`,
      updatedAt: sql<Date>`now()`,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', ['sending', 'sent'])
    .where('workerId', 'is', null)
    .execute()
}

/**
 * When the dispatcher takes a delivery of this channel up that is wanted then: at its time, or as long before as people want it
 * in their hands.
 */
export const leadingTo = (channelId: string, dueAt: Date): RawBuilder<Date> =>
  sql<Date>`${dueAt}::timestamptz - (select lead_minutes from channels where id = ${channelId}) * interval '1 minute'`

export type Plan = {
  id: string
  variantId: string | null
  channelId: string
  network: string
  json: string
  digest: string
  key: string
  dueAt: Date
  byHand: boolean
}

export const newDeliveries = (db: Db, workspaceId: string, postId: string, plans: readonly Plan[]) =>
  db.insertInto('deliveries').values(
    plans.map(({ json, dueAt, byHand, ...plan }) => ({
      ...plan,
      workspaceId,
      postId,
      content: json,
      dueAt,
      nextAt: byHand ? leadingTo(plan.channelId, dueAt) : dueAt,
    })),
  )

/** The deliveries of a post, held still until the transaction ends: a worker that wants to send one waits. */
export const lockDeliveriesOfPost = (tx: Tx, workspaceId: string, postId: string) =>
  tx
    .selectFrom('deliveries')
    .select(['id', 'channelId', 'variantId', 'state', 'digest', 'dueAt', 'parts', 'behind'])
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .orderBy('id')
    .forUpdate()
    .execute()

/**
 * One delivery, held still before anything that hangs on it is written: what a worker writes of it comes before or after, and
 * everybody goes from the delivery to its notifications, so that nobody waits for somebody who waits for him.
 */
export const lockDelivery = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom('deliveries')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute()

/** Parts of it are out, so its words are settled; when the rest goes is not. */
export const hasBegun = ({ parts }: { parts: unknown }): boolean => Array.isArray(parts) && parts.length > 0

export async function replaceContent(
  tx: Tx,
  workspaceId: string,
  id: string,
  plan: Plan,
  first: Partial<Move>,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({
      state: 'scheduled',
      workerId: null,
      variantId: plan.variantId,
      content: plan.json,
      digest: plan.digest,
      behind: false,
      dueAt: plan.dueAt,
      nextAt: plan.byHand ? leadingTo(plan.channelId, plan.dueAt) : plan.dueAt,
      tries: 0,
      prepared: null,
      preparedAt: null,
      failureKind: null,
      failureCode: null,
      failureWords: null,
      updatedAt: sql<Date>`now()`,
      ...first,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Which of these channels belong to the workspace and are still joined. */
export async function findChannels(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, { network: string; handle: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'network', 'handle'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('state', '!=', 'removed')
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function anyMissed(db: Db, workspaceId: string, channelId: string): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'missed')
    .where('channelId', '=', channelId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
