/** What is out says something else: asked about like everything that leaves, then changed at its network. */
import { type Actor, systemActor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Network, SentPart } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { type Lacking, lockPublished, settleChange, submitChange } from '../../create/approval/index.ts'
import { judgeChanged, keepResults } from '../../create/compliance/index.ts'
import { openMedia } from '../../create/media/index.ts'
import { freeze, openContent } from '../content/index.ts'
import * as changes from './change-queries.ts'
import type { Publication, PublicationEdit } from './contract.ts'
import { publicationError } from './errors.ts'
import { findBehind, type PublicationRow } from './queries.ts'
import { endRefusal, refuse } from './refusal.ts'
import { atNetwork, findOrThrow, findOwn, readPublication } from './service.ts'

/**
 * Changes the words of what is out, where the network can. Pictures and everything else stay as they were. Where a yes to the
 * new words is missing, nothing is changed: it is refused, or, if that is wished, asked for, and the change leaves with the yes.
 */
export async function editPublication(
  ctx: Context,
  actor: Actor,
  id: string,
  edit: PublicationEdit,
): Promise<Publication> {
  const { row, behind, content } = await prepare(ctx, actor, id, edit.texts)
  await judgeChanged(ctx, ctx.db, actor.workspaceId, {
    ...{ postId: behind.postId, channelId: row.channelId, content },
    out: behind.content as unknown as Draft,
  })
  const lacking = await ctx.db
    .transaction()
    .execute((tx) => submit(tx, ctx, actor, row, behind, content, edit))
  if (!lacking) await send(ctx, actor, id)
  return readPublication(ctx, actor, id)
}

async function prepare(ctx: Context, actor: Actor, id: string, texts: readonly string[]) {
  const row = await findOwn(ctx, actor, id)
  if (row.goneAt) throw publicationError('gone')
  networkOf(ctx, row)
  const behind =
    row.deliveryId === null ? undefined : await findBehind(ctx.db, actor.workspaceId, row.deliveryId)
  if (!behind) throw publicationError('not_ours')
  return { row, behind, content: withTexts(behind.content as unknown as Draft, texts) }
}

type Behind = NonNullable<Awaited<ReturnType<typeof findBehind>>>

/** Written down, put before the approvers, and armed when nothing is missing; answers what is. Refused, nothing of it stays. */
async function submit(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  row: PublicationRow,
  behind: Behind,
  content: Draft,
  { ask, texts }: PublicationEdit,
): Promise<Lacking | null> {
  const { workspaceId } = actor
  const { postId } = behind
  const post = await lockPublished(tx, workspaceId, postId)
  if (!post) throw publicationError('not_ours')
  const frozen = freeze(content)
  const now = ctx.clock.now()
  const put = await changes.putChange(tx, {
    ...{ workspaceId, publicationId: row.id, deliveryId: behind.id, postId, channelId: row.channelId },
    ...{ ...frozen, askedBy: actor.kind === 'person' ? actor.id : null, createdAt: now },
  })
  if (!put) throw publicationError('under_way')
  await endRefusal(tx, ctx, workspaceId, behind.id)
  const said = { postId, channelId: row.channelId, dueAt: behind.dueAt, ...frozen }
  const lacking = await submitChange(tx, ctx, actor, post, said)
  if (!lacking) {
    if (!(await changes.armChange(tx, workspaceId, row.id, now))) throw publicationError('gone')
    return null
  }
  if (!ask) throw publicationError(lacking.by === 'steps' ? 'not_approved' : 'change_requested', lacking)
  await changes.markAsked(tx, workspaceId, row.id)
  await audit(tx, actor, {
    action: 'publication.change_asked',
    subject: { kind: 'publication', id: row.id },
    before: { text: row.text },
    after: { texts },
  })
  await tell(tx, ctx, actor, row)
  return lacking
}

/** Takes a change to its network that was armed, while somebody waits for the answer. */
async function send(ctx: Context, actor: Actor, id: string): Promise<void> {
  const change = await changes.findChange(ctx.db, actor.workspaceId, id)
  if (!change) throw publicationError('no_change')
  try {
    await sendArmed(ctx, actor, change)
  } catch (error) {
    // Whoever waits is told and has their words still; what was asked about before stays, with what was said.
    if (change.asked) await refuse(ctx, actor.workspaceId, change, error, null)
    else await ctx.db.transaction().execute((tx) => giveUp(tx, ctx, actor, id, change.postId))
    throw error
  }
}

/** The only place where what is out is changed: nothing comes here that was not armed. */
async function sendArmed(ctx: Context, actor: Actor, change: changes.ChangeRow): Promise<void> {
  const { workspaceId } = actor
  const { content, postId, channelId, publicationId: id } = change
  const row = await findOrThrow(ctx, actor, id)
  const behind = await findBehind(ctx.db, workspaceId, change.deliveryId)
  if (change.state !== 'sending' || !behind) throw publicationError('no_change')
  // The rules of the place may be others than on the day on which it was asked about.
  const out = behind.content as unknown as Draft
  const found = await judgeChanged(ctx, ctx.db, workspaceId, { postId, channelId, content, out })
  const parts = await editAt(ctx, row, networkOf(ctx, row), { ...behind, content })
  await ctx.db.transaction().execute(async (tx) => {
    await lockPublished(tx, workspaceId, postId)
    await changes.dropChange(tx, workspaceId, id)
    await changes.keepChanged(tx, workspaceId, change, parts)
    await endRefusal(tx, ctx, workspaceId, change.deliveryId)
    await keepResults(tx, workspaceId, postId, found)
    await settleChange(tx, ctx, actor, { postId, channelId, dueAt: change.dueAt, ...freeze(content) })
    await audit(tx, actor, {
      action: 'publication.edited',
      subject: { kind: 'publication', id },
      before: { text: row.text },
      after: { texts: content.parts.map(({ text }) => text) },
    })
    await tell(tx, ctx, actor, row)
  })
}

/** A change that waits is wished no more: what is out stays as it is. */
export async function withdrawChange(ctx: Context, actor: Actor, id: string): Promise<Publication> {
  const row = await findOwn(ctx, actor, id)
  await ctx.db.transaction().execute(async (tx) => {
    const change = await changes.findChange(tx, actor.workspaceId, id)
    if (!change) throw publicationError('no_change')
    await lockPublished(tx, actor.workspaceId, change.postId)
    const now = await changes.findChange(tx, actor.workspaceId, id)
    if (!now) throw publicationError('no_change')
    if (now.state === 'sending') throw publicationError('under_way')
    await giveUp(tx, ctx, actor, id, change.postId)
    await audit(tx, actor, {
      action: 'publication.change_withdrawn',
      subject: { kind: 'publication', id },
      before: { texts: change.content.parts.map(({ text }) => text) },
    })
    await tell(tx, ctx, actor, row)
  })
  return readPublication(ctx, actor, id)
}

async function giveUp(tx: Tx, ctx: Context, actor: Actor, id: string, postId: string): Promise<void> {
  const { workspaceId } = actor
  await lockPublished(tx, workspaceId, postId)
  const gone = await changes.dropChange(tx, workspaceId, id)
  const out = gone && (await changes.findOut(tx, workspaceId, gone.deliveryId))
  if (out) await settleChange(tx, ctx, actor, out)
  if (gone) await endRefusal(tx, ctx, workspaceId, gone.deliveryId)
}

/** So many at a time; what is left is found the minute after. */
const most = 50
const waits = [1, 5, 15, 60, 240]

/** Changes that have their yes now leave, in the name of whoever asked for them. */
export async function sendApproved(ctx: Context): Promise<void> {
  for (const { workspaceId, organisationId, publicationId } of await changes.findReady(
    ctx.db,
    ctx.clock.now(),
    most,
  ))
    await sendOne(ctx, systemActor(workspaceId, organisationId), publicationId)
}

async function sendOne(ctx: Context, system: Actor, id: string): Promise<void> {
  const { workspaceId } = system
  const change = await ctx.db.transaction().execute(async (tx) => {
    const waiting = await changes.findChange(tx, workspaceId, id)
    if (!waiting) return undefined
    await lockPublished(tx, workspaceId, waiting.postId)
    const armed = await changes.armChange(tx, workspaceId, id, ctx.clock.now())
    return armed ? changes.findChange(tx, workspaceId, id) : undefined
  })
  if (!change) return
  const actor = change.askedName ? { ...system, name: change.askedName } : system
  try {
    await sendArmed(ctx, actor, change)
  } catch (error) {
    // One that fails for a reason of our own keeps no other from leaving, and does not come again for ever.
    if (!(error instanceof AppError)) ctx.log.error({ err: error }, 'a change of what is out was not sent')
    const minutes = isPassing(error) ? waits[change.tries] : undefined
    const nextAt = minutes === undefined ? null : new Date(ctx.clock.now().getTime() + minutes * 60_000)
    await refuse(ctx, workspaceId, change, error, nextAt)
  }
}

const isPassing = (error: unknown): boolean =>
  !(error instanceof AppError) || error.code === 'publication.unavailable'

const tell = (tx: Tx, ctx: Context, { workspaceId }: Actor, { deliveryId, postId }: PublicationRow) =>
  ctx.events.emit(
    tx,
    { workspaceId, topic: 'deliveries', id: deliveryId },
    { workspaceId, topic: 'approval', id: postId },
  )

function networkOf(ctx: Context, row: PublicationRow): Network & Required<Pick<Network, 'edit'>> {
  const network = ctx.networks.get(row.network)
  if (!network?.edit)
    throw publicationError('cannot_edit', { network: network?.manifest.name ?? row.network })
  return { ...network, edit: network.edit }
}

function withTexts(content: Draft, texts: readonly string[]): Draft {
  if (texts.length !== content.parts.length)
    throw publicationError('wrong_parts', { parts: content.parts.length })
  return { ...content, parts: content.parts.map((part, i) => ({ ...part, text: texts[i] ?? part.text })) }
}

/** How long a person waits for a change at the network. */
const editTimeout = 60_000

type Editing = { id: string; key: string; firstAttemptAt: Date | null; parts: unknown; content: Draft }

const editAt = (
  ctx: Context,
  row: PublicationRow,
  network: ReturnType<typeof networkOf>,
  behind: Editing,
): Promise<SentPart[]> =>
  atNetwork(ctx, row, async (account) =>
    network.edit({
      tools: ctx.toolsFor(row.network, account),
      account,
      content: await openContent(ctx, openMedia, behind.content, network, account, {
        deliveryId: behind.id,
      }),
      key: behind.key,
      prepared: null,
      parts: behind.parts as SentPart[],
      firstAttemptAt: behind.firstAttemptAt ?? row.publishedAt,
      signal: AbortSignal.timeout(editTimeout),
    }),
  )
