import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { type AuditEntry, auditRows } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { type Event, tellingOf } from '../../../app/event.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { atOnce, type Db, type Tx } from '../../../platform/db/index.ts'
import { newId } from '../../../platform/id.ts'
import { firstDeliveries } from '../../publish/deliveries/index.ts'
import { hasRules, refuseUnapproved } from '../approval/index.ts'
import { readGround, resultRows, tieOn } from '../compliance/index.ts'
import { taggingFor } from '../links/index.ts'
import { findAlike, type Said, wordsOf } from './alike.ts'
import type { Likeness, MachineMade, PostAnswer, PostBody, When } from './contract.ts'
import { type ChannelDraft, draftsOf, mediaIdsOf, searchTextOf } from './draft.ts'
import { postError } from './errors.ts'
import { submitDrafts } from './gate.ts'
import { marksOf } from './plain/machine.ts'
import { findByClientId, isKnownClient, postRows, purposeOf, type StoredVariant, tieOf } from './queries.ts'
import { alikeNotes, readPost } from './read.ts'
import { makeReady, plansOf, type Ready, resultsOf, scheduledEntry, takeTurn } from './schedule.ts'
import { refuseStrangers, sayingGone } from './strangers.ts'
import { zoneMeant } from './when.ts'

/** Keeps a new post; schedules it in the same breath when asked. */
export async function createPost(ctx: Context, actor: Actor, body: PostBody): Promise<PostAnswer> {
  if (body.schedule && !actorMaySomewhere(actor, 'post.publish')) throw postError('may_not_publish')
  const known = await findKnown(ctx, actor, body)
  if (known) return known
  try {
    const { schedule } = body
    return await sayingGone(() =>
      schedule ? makeScheduled(ctx, actor, body, schedule) : makeDraft(ctx, actor, body),
    )
  } catch (error) {
    if (!isKnownClient(error)) throw error
    const made = await findKnown(ctx, actor, body)
    if (made) return made
    throw postError('not_found')
  }
}

/** Refuses what making it would refuse, as far as that is known beforehand; makes nothing. */
export async function judgeBody(
  ctx: Context,
  actor: Actor,
  body: PostBody,
  mayPublish: boolean,
): Promise<void> {
  if (body.schedule && !mayPublish) throw postError('may_not_publish')
  const { channels, media } = await refuseStrangers(ctx.db, actor, body)
  await refuseChannels(ctx, actor, body)
  if (!body.schedule) return
  const { workspaceId } = actor
  const zone = await zoneMeant(ctx.db, workspaceId, body.schedule)
  const ground = await readGround(ctx.db, workspaceId, { ...body, postId: null })
  const drafts = draftsOf(
    { ...body, connection: tieOn(ground, body.connection) },
    media,
    channels,
    ctx.networks,
    await taggingFor(ctx.db, workspaceId, body),
  )
  await makeReady(ctx, ctx.db, workspaceId, drafts, { when: body.schedule, zone, tie: body, ground })
}

/** The post of a request that was sent before. */
async function findKnown(ctx: Context, actor: Actor, { clientId }: PostBody) {
  const id = clientId && (await findByClientId(ctx.db, actor.workspaceId, clientId))
  return id ? readPost(ctx, actor, id) : undefined
}

/** Writing, and publishing if it is to go out at once, on every channel that it names. */
async function refuseChannels(ctx: Context, actor: Actor, { variants, schedule }: PostBody): Promise<void> {
  const channelIds = variants.map(({ channelId }) => channelId)
  await refuseBeyond(ctx.db, actor, 'post.write', channelIds)
  if (schedule) await refuseBeyond(ctx.db, actor, 'post.publish', channelIds)
}

async function makeDraft(ctx: Context, actor: Actor, body: PostBody): Promise<PostAnswer> {
  await refuseStrangers(ctx.db, actor, body)
  await refuseChannels(ctx, actor, body)
  const fresh = freshOf(body)
  await atOnce(
    ctx.db,
    [...rowsOf(ctx, actor, fresh, 'draft', []), auditRows(ctx.db, actor, [writtenEntry(fresh)])],
    tellingOf([madeEvent(actor, fresh)]),
  )
  return readPost(ctx, actor, fresh.id)
}

async function makeScheduled(ctx: Context, actor: Actor, body: PostBody, when: When): Promise<PostAnswer> {
  const { workspaceId } = actor
  const [{ channels, media }, zone, gated, ground, tagging] = await Promise.all([
    refuseStrangers(ctx.db, actor, body),
    zoneMeant(ctx.db, workspaceId, when),
    hasRules(ctx.db, workspaceId),
    readGround(ctx.db, workspaceId, { ...body, postId: null }),
    taggingFor(ctx.db, workspaceId, body),
  ])
  await refuseChannels(ctx, actor, body)
  const fresh = freshOf(body)
  const connection = tieOn(ground, body.connection)
  const drafts = draftsOf({ ...body, connection }, media, channels, ctx.networks, tagging)
  const readyIn = (db: Db) => makeReady(ctx, db, workspaceId, drafts, { when, zone, tie: body, ground })
  if (when.kind !== 'nextFreeSlot' && !gated) {
    const ready = await readyIn(ctx.db)
    // What was said before is only told and refuses nothing: it is looked for while the post is being put down.
    const [alike] = await Promise.all([
      findOthersAlike(ctx, actor, fresh, ready.said),
      putDown(ctx, ctx.db, actor, fresh, drafts, ready),
    ])
    return tell(ctx, actor, fresh, drafts, ready, alike)
  }
  const ready = await ctx.db.transaction().execute(async (tx) => {
    if (when.kind === 'nextFreeSlot') await takeTurn(tx, workspaceId)
    const found = await readyIn(tx)
    await putDown(ctx, tx, actor, fresh, drafts, found)
    await submitDrafts(tx, ctx, actor, { id: fresh.id, wish: found.timing.wish }, drafts)
    if (gated && when.kind === 'now') await refuseUnapproved(tx, workspaceId, fresh.id)
    return found
  })
  return tell(ctx, actor, fresh, drafts, ready, await findOthersAlike(ctx, actor, fresh, ready.said))
}

/** The post is made also when it cannot be looked for. */
const findOthersAlike = (ctx: Context, { workspaceId }: Actor, { id }: Fresh, said: readonly Said[]) =>
  findAlike(ctx.db, workspaceId, id, said).catch((error): Likeness[] => {
    ctx.log.warn({ err: error }, 'posts that say the same could not be looked for')
    return []
  })

const tell = (
  ctx: Context,
  actor: Actor,
  { id }: Fresh,
  drafts: readonly ChannelDraft[],
  { notes }: Ready,
  alike: Likeness[],
): Promise<PostAnswer> => readPost(ctx, actor, id, [...notes, ...alikeNotes(alike, drafts)])

/** A post whose ids are known and that is nowhere yet. */
type Fresh = PostBody & { id: string; variants: StoredVariant[]; machineMade: MachineMade[] }

const freshOf = (body: PostBody): Fresh => ({
  ...body,
  id: newId(),
  variants: body.variants.map((variant) => ({ id: newId(), ...variant })),
  machineMade: marksOf(body, body.machineMade ?? []),
})

/** The post and its deliveries in one statement; in a transaction only when more is to be done in it. */
async function putDown(
  ctx: Context,
  db: Db,
  actor: Actor,
  fresh: Fresh,
  drafts: readonly ChannelDraft[],
  ready: Ready,
): Promise<void> {
  const { timing, said } = ready
  const plans = plansOf(fresh, drafts, timing.dueAt)
  const first = firstDeliveries(ctx, actor, { postId: fresh.id, plans })
  const scheduled = scheduledEntry({ id: fresh.id, stage: 'draft', wish: fresh.wish }, ready)
  const changes = [
    ...rowsOf(ctx, actor, { ...fresh, wish: timing.wish }, 'scheduled', said),
    ...first.rows,
    ...resultRows(ctx.db, actor.workspaceId, fresh.id, resultsOf(ready.gate, 1)),
    auditRows(ctx.db, actor, [writtenEntry(fresh), scheduled, first.entry]),
  ]
  const put = (to: Db) => atOnce(to, changes, tellingOf([madeEvent(actor, fresh), first.event]))
  const putAndPrepare = async (tx: Tx) => {
    await put(tx)
    await first.prepare(tx)
  }
  if (!first.ahead) await put(db)
  else if (db.isTransaction) await putAndPrepare(db as Tx)
  else await db.transaction().execute(putAndPrepare)
}

function rowsOf(
  ctx: Context,
  actor: Actor,
  fresh: Fresh,
  stage: 'draft' | 'scheduled',
  said: readonly Said[],
) {
  const { id, content, variants, clientId = null } = fresh
  const searchText = searchTextOf(fresh)
  const authorId = actor.kind === 'person' ? actor.id : null
  const post = {
    id,
    stage,
    clientId,
    content,
    searchText,
    machineMade: fresh.machineMade,
    ...purposeOf(fresh),
    ...tieOf(fresh),
    wish: fresh.wish,
    authorId,
  }
  const parts = { variants, mediaIds: mediaIdsOf(fresh), words: wordsOf(said) }
  return postRows(ctx.db, actor.workspaceId, post, parts)
}

const madeEvent = ({ workspaceId }: Actor, { id }: Fresh): Event => ({ workspaceId, topic: 'posts', id })

const writtenEntry = ({ id, variants, wish, ...fresh }: Fresh): AuditEntry => ({
  action: 'post.written',
  subject: { kind: 'post', id },
  after: {
    channels: variants.map(({ channelId }) => channelId),
    ...purposeOf(fresh),
    ...(fresh.connection && { connection: fresh.connection }),
    wish,
  },
})
