import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond, type Viewer } from '../../../app/sight.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account, SentPart } from '../../../networks/kit/network.ts'
import { accountFor, type OpenAccount, reportFailure } from '../../channels/accounts/index.ts'
import { lockPublished, settleChange } from '../../create/approval/index.ts'
import { resolveNotification } from '../notifications/index.ts'
import { dropChange, findOut } from './change-queries.ts'
import type { Publication, PublicationQuery } from './contract.ts'
import { publicationError } from './errors.ts'
import { findBehind, findPublication, findPublications, type PublicationRow } from './queries.ts'
import { endRefusal } from './refusal.ts'

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
    change: row.change && readChange(row.change),
    can: {
      remove: there && network?.remove !== undefined,
      edit: there && network?.edit !== undefined && row.deliveryId !== null,
    },
  }
}

const readChange = ({ at, words, ...change }: NonNullable<PublicationRow['change']>) => ({
  ...change,
  words: words ?? null,
  at: new Date(at).toISOString(),
})

export async function findOrThrow(ctx: Context, viewer: Viewer, id: string): Promise<PublicationRow> {
  const row = await findPublication(ctx.db, viewer, id)
  if (!row) throw publicationError('not_found')
  return row
}

/** One that the actor may change at its network. */
export async function findOwn(ctx: Context, actor: Actor, id: string): Promise<PublicationRow> {
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
  if (isAddressOnly(kept))
    throw publicationError('only_address', { network: network?.manifest.name ?? row.network })
  const parts = kept.length > 0 ? kept : [{ remoteId: row.remoteId, url: row.url }]
  await atNetwork(ctx, row, async (account) => remove(ctx.toolsFor(row.network, account), account, parts))
  await ctx.db.transaction().execute(async (tx) => {
    // As whoever changes it does: post first, so that neither waits for the other.
    if (row.postId) await lockPublished(tx, workspaceId, row.postId)
    await tx
      .updateTable('publications')
      .set({ goneAt: ctx.clock.now() })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute()
    const gone = await dropChange(tx, workspaceId, id)
    const out = gone && (await findOut(tx, workspaceId, gone.deliveryId))
    if (out) await settleChange(tx, ctx, actor, out)
    if (gone) await endRefusal(tx, ctx, workspaceId, gone.deliveryId)
    // What is gone lacks nothing.
    if (row.deliveryId)
      await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id: row.deliveryId }, [
        'delivery.lacks',
      ])
    await audit(tx, actor, {
      action: 'publication.removed',
      subject: { kind: 'publication', id },
      before: { url: row.url, text: row.text },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id: row.deliveryId })
  })
}

/** A person named it by its address, and the account's list has not told its id: asked by that, a network says that it is gone. */
function isAddressOnly([first]: readonly SentPart[]): boolean {
  const extra = first?.extra
  const named = typeof extra === 'object' && extra !== null && !Array.isArray(extra) && extra.byHand === true
  return named && first !== undefined && first.remoteId === first.url
}

/** A talk with the network for a person who waits: what goes wrong is said as a sentence. */
export async function atNetwork<T>(
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
