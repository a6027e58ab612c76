import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond, type Viewer } from '../../../app/sight.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account, Network, SentPart } from '../../../networks/kit/network.ts'
import { accountFor, type OpenAccount, reportFailure } from '../../channels/accounts/index.ts'
import { judgeChanged, keepResults } from '../../create/compliance/index.ts'
import { openMedia } from '../../create/media/index.ts'
import { openContent } from '../content/index.ts'
import type { Publication, PublicationEdit, PublicationQuery } from './contract.ts'
import { publicationError } from './errors.ts'
import { findBehind, findPublication, findPublications, type PublicationRow } from './queries.ts'

export async function listPublications(ctx: Context, viewer: Viewer, query: PublicationQuery) {
  const { rows, next } = await findPublications(ctx.db, viewer, query)
  return { items: rows.map((row) => asPublication(ctx, row)), next }
}

export async function readPublication(ctx: Context, viewer: Viewer, id: string): Promise<Publication> {
  return asPublication(ctx, await findOrThrow(ctx, viewer, id))
}

function asPublication(ctx: Context, row: PublicationRow): Publication {
  const network = ctx.networks.get(row.network)
  const there = row.goneAt === null
  return {
    ...row,
    kind: row.kind as Publication['kind'],
    origin: row.origin as Publication['origin'],
    publishedAt: row.publishedAt.toISOString(),
    goneAt: row.goneAt?.toISOString() ?? null,
    can: {
      remove: there && network?.remove !== undefined,
      edit: there && network?.edit !== undefined && row.deliveryId !== null,
    },
  }
}

async function findOrThrow(ctx: Context, viewer: Viewer, id: string): Promise<PublicationRow> {
  const row = await findPublication(ctx.db, viewer, id)
  if (!row) throw publicationError('not_found')
  return row
}

/** One that the actor may change at its network. */
async function findOwn(ctx: Context, actor: Actor, id: string): Promise<PublicationRow> {
  const row = await findOrThrow(ctx, actor, id)
  await refuseBeyond(ctx.db, actor, 'post.publish', [row.channelId])
  return row
}

/** Takes it away at the network, with all its parts, and remembers that it is gone. Its numbers stay. */
export async function removePublication(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  const row = await findOwn(ctx, actor, id)
  if (row.goneAt) return
  const network = ctx.networks.get(row.network)
  const { remove } = network ?? {}
  if (!remove) throw publicationError('cannot_remove', { network: network?.manifest.name ?? row.network })
  const behind = row.deliveryId === null ? undefined : await findBehind(ctx.db, workspaceId, row.deliveryId)
  const kept = (behind?.parts ?? []) as unknown as SentPart[]
  const parts = kept.length > 0 ? kept : [{ remoteId: row.remoteId, url: row.url }]
  await atNetwork(ctx, row, async (account) => remove(ctx.toolsFor(row.network, account), account, parts))
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('publications')
      .set({ goneAt: ctx.clock.now() })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute()
    await audit(tx, actor, {
      action: 'publication.removed',
      subject: { kind: 'publication', id },
      before: { url: row.url, text: row.text },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: row.deliveryId })
  })
}

/** Changes the words of what is out, where the network can. Pictures and everything else stay as they were. */
export async function editPublication(
  ctx: Context,
  actor: Actor,
  id: string,
  { texts }: PublicationEdit,
): Promise<Publication> {
  const { workspaceId } = actor
  const row = await findOwn(ctx, actor, id)
  if (row.goneAt) throw publicationError('gone')
  const network = ctx.networks.get(row.network)
  if (!network?.edit)
    throw publicationError('cannot_edit', { network: network?.manifest.name ?? row.network })
  const behind = row.deliveryId === null ? undefined : await findBehind(ctx.db, workspaceId, row.deliveryId)
  if (!behind) throw publicationError('not_ours')
  const content = withTexts(behind.content as unknown as Draft, texts)
  const { postId } = behind
  const found = await judgeChanged(ctx, ctx.db, workspaceId, { postId, channelId: row.channelId, content })
  const parts = await editAt(ctx, row, network, { ...behind, content })
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('publications')
      .set({ text: texts[0] ?? '' })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('deliveries')
      .set({ parts: JSON.stringify(parts), content: JSON.stringify(content) })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', behind.id)
      .execute()
    await keepResults(tx, workspaceId, postId, found)
    await audit(tx, actor, {
      action: 'publication.edited',
      subject: { kind: 'publication', id },
      before: { text: row.text },
      after: { texts },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: row.deliveryId })
  })
  return readPublication(ctx, actor, id)
}

function withTexts(content: Draft, texts: readonly string[]): Draft {
  if (texts.length !== content.parts.length)
    throw publicationError('wrong_parts', { parts: content.parts.length })
  return { ...content, parts: content.parts.map((part, i) => ({ ...part, text: texts[i] ?? part.text })) }
}

type Behind = { key: string; firstAttemptAt: Date | null; parts: unknown; content: Draft }

/** How long a person waits for a change at the network. */
const editTimeout = 60_000

function editAt(ctx: Context, row: PublicationRow, network: Network, behind: Behind): Promise<SentPart[]> {
  return atNetwork(ctx, row, async (account) => {
    if (!network.edit) throw publicationError('cannot_edit', { network: network.manifest.name })
    return network.edit({
      tools: ctx.toolsFor(row.network, account),
      account,
      content: await openContent(ctx, openMedia, behind.content, network, account),
      key: behind.key,
      prepared: null,
      parts: behind.parts as SentPart[],
      firstAttemptAt: behind.firstAttemptAt ?? row.publishedAt,
      signal: AbortSignal.timeout(editTimeout),
    })
  })
}

/** A talk with the network for a person who waits: what goes wrong is said as a sentence. */
async function atNetwork<T>(
  ctx: Context,
  row: PublicationRow,
  work: (account: Account) => Promise<T>,
): Promise<T> {
  let account: OpenAccount | null = null
  try {
    account = await accountFor(ctx, row.channelId)
    return await work(account)
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    await reportFailure(ctx, row.channelId, account?.signIn ?? null, error)
    const name = error.kind === 'later' || error.kind === 'unknown' ? 'unavailable' : 'refused'
    throw publicationError(name, { words: error.message })
  }
}
