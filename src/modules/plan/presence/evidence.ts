import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { version } from '../../../app/version.ts'
import type { FoundProfile } from '../../../networks/kit/people.ts'
import { auditMost, type Evidence, type SuspectDetail } from './contract.ts'
import { presenceError } from './errors.ts'
import { countEvidence, findEvidence, insertEvidence } from './evidence-queries.ts'
import { seenOf } from './judge.ts'
import { meet, openWindow } from './look.ts'
import { Pack, type PackedPicture } from './pack.ts'
import { pdfOf } from './pdf.ts'
import { openPicture } from './picture-queries.ts'
import { digestOf, keepPicture } from './pictures.ts'
import { findChannels } from './queries.ts'
import { findSuspect, lockSuspect, type SuspectRow } from './suspect-queries.ts'
import { presentSuspect, readSuspect } from './suspects.ts'

/** Packs of one suspect; each holds two pictures. */
const most = 20

/**
 * Writes down what a suspect shows at this moment, beside our own account, with the pictures and the digests of the files as
 * the network gave them. Where the network does not answer, what was seen last is taken, and the pack says when that was.
 */
export async function takeEvidence(ctx: Context, actor: Actor, id: string): Promise<Evidence> {
  const { workspaceId } = actor
  const row = await findSuspect(ctx.db, workspaceId, id)
  if (!row) throw presenceError('no_suspect')
  if ((await countEvidence(ctx.db, workspaceId, id)) >= most)
    throw presenceError('too_much_evidence', { most })
  const detail = await readSuspect(ctx, actor, id)
  const fresh = await lookAgain(ctx, workspaceId, row)
  const picture = fresh ? await keepPicture(ctx, workspaceId, fresh.avatarUrl) : null
  const pictureId = picture?.id ?? row.pictureId
  const ownPictureId = pictureIdIn(detail.ours?.pictureUrl ?? null)
  const takenAt = ctx.clock.now()
  const pack: Pack = {
    form: 1,
    made: { by: `Carillon ${version}`, at: takenAt.toISOString(), takenBy: actor.name },
    suspect: suspectIn(row, detail, fresh, takenAt),
    ours: detail.ours && {
      ...{ handle: detail.ours.handle, name: detail.ours.name, url: detail.ours.url },
      profile: detail.ours.profile,
    },
    likeness: { points: row.points, signals: detail.signals },
    verdicts: detail.history,
    reportedOn: row.reportedOn,
    pictures: [
      ...(await packed(ctx, workspaceId, 'suspect', pictureId)),
      ...(await packed(ctx, workspaceId, 'ours', ownPictureId)),
    ],
  }
  const body = `${JSON.stringify(pack, null, 2)}\n`
  const digest = digestOf(body)
  const takenBy = actor.kind === 'person' ? actor.id : null
  const made = await ctx.db.transaction().execute(async (tx) => {
    if (!(await lockSuspect(tx, workspaceId, id))) throw presenceError('no_suspect')
    const one = { workspaceId, suspectId: id, takenBy, takenAt, body, digest, pictureId, ownPictureId }
    const inserted = await insertEvidence(tx, one)
    await audit(tx, actor, {
      action: 'presence.evidence_taken',
      subject: { kind: 'suspect', id },
      after: { digest },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id })
    return inserted
  })
  return { id: made.id, digest, takenAt: takenAt.toISOString(), takenBy: takenBy && actor.name }
}

const pictureIdIn = (url: string | null): string | null =>
  /\/pictures\/([0-9a-f-]{36})/.exec(url ?? '')?.[1] ?? null

function suspectIn(
  row: SuspectRow,
  detail: SuspectDetail,
  fresh: FoundProfile | null,
  now: Date,
): Pack['suspect'] {
  const seen = presentSuspect('', row)
  const times = { firstSeenAt: seen.firstSeenAt, seenAt: fresh ? now.toISOString() : seen.lastSeenAt }
  const who = fresh ?? { handle: row.handle, name: row.name, url: row.url }
  return {
    ...{ network: row.network, remoteId: row.account, handle: who.handle, name: who.name, url: who.url },
    ...times,
    profile: fresh ? seenOf(fresh) : detail.profile,
  }
}

/** The suspect as its network shows it now; null where it cannot be asked or does not know it any more. */
async function lookAgain(ctx: Context, workspaceId: string, row: SuspectRow): Promise<FoundProfile | null> {
  const channel = (await findChannels(ctx.db, workspaceId)).find(({ id }) => id === row.channelId)
  if (!channel) return null
  const looked = await openWindow(ctx, channel)
  if (looked.looked !== 'looked') return null
  const { account, people } = looked.window
  try {
    const found = await people.search(
      ctx.toolsFor(channel.network, account),
      account,
      row.handle,
      auditMost.perKnown,
    )
    return found.find((one) => one.account === row.account) ?? null
  } catch (error) {
    await meet(ctx, channel, account, error)
    return null
  }
}

async function packed(
  ctx: Context,
  workspaceId: string,
  of: PackedPicture['of'],
  id: string | null,
): Promise<PackedPicture[]> {
  const picture = id ? await openPicture(ctx.db, workspaceId, id) : undefined
  if (!picture) return []
  const { sourceDigest, digest, mime, bytes } = picture
  return [{ of, mime, sha256OfSource: sourceDigest, sha256: digest, base64: bytes.toString('base64') }]
}

/** A pack as the file that its digest is of. */
export async function readEvidence(ctx: Context, actor: Actor, id: string) {
  refusePartial(actor)
  const found = await findEvidence(ctx.db, actor.workspaceId, id)
  if (!found) throw presenceError('no_evidence')
  return found
}

/** Drawn from what the file holds, so that both say the same. */
export async function drawEvidence(ctx: Context, actor: Actor, id: string) {
  const { body, digest, takenAt } = await readEvidence(ctx, actor, id)
  const pack = Pack.safeParse(JSON.parse(body))
  if (!pack.success) throw presenceError('no_evidence')
  return { pdf: await pdfOf(pack.data, digest), takenAt }
}

export const fileNameOf = (takenAt: Date, id: string): string =>
  `evidence-${takenAt.toISOString().slice(0, 10)}-${id.slice(-8)}`
