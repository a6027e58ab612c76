import { writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { mayDo } from '../../../app/rights.ts'
import { reachError, type Viewer } from '../../../app/sight.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { digestOfFile } from './bytes.ts'
import { typeOfContent } from './content.ts'
import { imageTypes, type Media, type MediaChange, videoTypes } from './contract.ts'
import { mediaError } from './errors.ts'
import { cleanFilm } from './film.ts'
import { keepLook, lookInto } from './films/look.ts'
import { purgeFolders } from './folder-queries.ts'
import { refuseNoFolder } from './folders.ts'
import { type Arrival, withArrival } from './intake.ts'
import { cleanPicture, inTurn } from './picture.ts'
import {
  addBringer,
  countWaitingUses,
  findBringers,
  findByUpload,
  findFailedConversions,
  findMedia,
  insertMedia,
  type NewMedia,
  purgeDeleted,
  setDeleted,
  sumBytes,
  updateMedia,
} from './queries.ts'

/** How long what was deleted can be brought back. */
const keepDeletedDays = 30

/** Takes a file into the library. The same file is kept once in a workspace; sent again, the first is answered. */
export async function addMedia(
  ctx: Context,
  actor: Actor,
  upload: { stream: Readable; fileName: string; digest?: string | null },
): Promise<Media> {
  return withArrival(ctx, upload.stream, async (arrival) => {
    if (upload.digest && upload.digest !== arrival.digest) throw mediaError('digest_differs')
    const known = await findByUpload(ctx.db, actor.workspaceId, arrival.digest)
    if (known) await bring(ctx.db, actor, known.id)
    if (known?.deleted) await restoreMedia(ctx, actor, known.id)
    if (!known) await refuseBeyondQuota(ctx, actor.workspaceId, arrival.bytes)
    const id = known?.id ?? (await keep(ctx, actor, arrival, plainName(upload.fileName)))
    return readMedia(ctx, actor, id)
  })
}

/** Counts what is kept, deleted things too: they lie here for 30 days. */
export async function refuseBeyondQuota(ctx: Context, workspaceId: string, bytes: number): Promise<void> {
  const max = ctx.config.mediaQuotaBytes
  if (max === 0) return
  const used = await sumBytes(ctx.db, workspaceId)
  if (used + bytes > max) throw mediaError('over_quota', { max, used })
}

async function keep(ctx: Context, actor: Actor, arrival: Arrival, fileName: string): Promise<string> {
  const storageKey = `${actor.workspaceId}/${arrival.digest}/kept`
  const facts = await takeIn(arrival)
  const cleaned = facts.bytes === null ? arrival.path : `${arrival.path}.clean`
  if (facts.bytes) await writeFile(cleaned, facts.bytes, { mode: 0o600 })
  const { digest, bytes } = await digestOfFile(cleaned)
  const { kind, mime } = facts.media
  const look = kind === 'video' ? await lookInto(ctx, cleaned, mime) : null
  await ctx.storage.adopt(storageKey, cleaned)
  const media = {
    ...facts.media,
    bytes,
    digest,
    fileName,
    storageKey,
    uploadDigest: arrival.digest,
    createdBy: actor.kind === 'person' ? actor.id : null,
    broughtBy: actor.id ? [actor.id] : [],
  }
  const id = await record(ctx, actor, media)
  if (look) await keepLook(ctx, { id, workspaceId: actor.workspaceId, storageKey }, look)
  return id
}

/** Who brings a file that is there already has it too, whoever was first. */
async function bring(db: Db, { workspaceId, id: bringer }: Actor, id: string): Promise<void> {
  if (bringer) await addBringer(db, workspaceId, id, bringer)
}

async function record(ctx: Context, actor: Actor, media: NewMedia): Promise<string> {
  return ctx.db.transaction().execute(async (tx) => {
    const { workspaceId } = actor
    const id = await insertMedia(tx, workspaceId, media)
    const first = id === undefined ? await findByUpload(tx, workspaceId, media.uploadDigest) : undefined
    if (first) {
      await bring(tx, actor, first.id)
      return first.id
    }
    if (!id) throw mediaError('not_found')
    await audit(tx, actor, {
      action: 'media.added',
      subject: { kind: 'media', id },
      after: { fileName: media.fileName, mime: media.mime, bytes: media.bytes },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'media', id })
    return id
  })
}

type TakenIn = {
  media: Pick<NewMedia, 'kind' | 'mime' | 'width' | 'height' | 'durationMs' | 'animated'>
  /** null: the arrived file is kept, cleaned where it lies. */
  bytes: Buffer | null
}

/** What it is says its content, never its name. */
async function takeIn(arrival: Arrival): Promise<TakenIn> {
  const mime = await typeOfContent(arrival.path)
  if (imageTypes.some((type) => type === mime)) {
    const { bytes, ...picture } = await inTurn(() => cleanPicture(arrival.path, mime))
    return { media: { kind: 'image', durationMs: null, ...picture }, bytes }
  }
  if (videoTypes.some((type) => type === mime)) {
    const film = await cleanFilm(arrival.path, mime, arrival.bytes)
    return { media: { kind: 'video', mime, animated: false, ...film }, bytes: null }
  }
  throw mediaError('type_refused', { type: mime || 'a file of an unknown type' })
}

/** A name to show: no folders, no control characters, not endless. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return (
    last
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 200) || 'file'
  )
}

export async function readMedia(ctx: Context, viewer: Viewer, id: string): Promise<Media> {
  const media = await findMedia(ctx.db, viewer, id)
  if (!media) throw mediaError('not_found')
  return media
}

/** Changes what is said of it: what it shows, how it is called, where it lies, what it wears. */
export async function changeMedia(
  ctx: Context,
  actor: Actor,
  id: string,
  change: MediaChange,
): Promise<Media> {
  const before = await readMedia(ctx, actor, id)
  if (before.editedFrom && namesRights(change)) throw mediaError('rights_of_original')
  await ctx.db.transaction().execute(async (tx) => {
    await refuseOthers(tx, actor, id)
    if (change.folderId) await refuseNoFolder(tx, actor.workspaceId, change.folderId)
    const { fileName, ...rest } = change
    const fields = { ...rest, ...(fileName !== undefined && { fileName: plainName(fileName) }) }
    await updateMedia(tx, actor.workspaceId, id, fields)
    await audit(tx, actor, {
      action: 'media.described',
      subject: { kind: 'media', id },
      before: pick(before, Object.keys(fields)),
      after: fields,
    })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'media', id })
  })
  return readMedia(ctx, actor, id)
}

const namesRights = (change: MediaChange): boolean =>
  (['owner', 'licence', 'terms', 'usableUntil', 'consent'] as const).some((one) => change[one] !== undefined)

const pick = (from: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))

/** Takes it out of the library; it can be brought back for 30 days. */
export const deleteMedia = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  ctx.db.transaction().execute((tx) => deleteIn(tx, ctx, actor, id))

export async function deleteIn(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<void> {
  await refuseOthers(tx, actor, id)
  const count = await countWaitingUses(tx, actor.workspaceId, id)
  if (count > 0) throw mediaError('in_use', { count })
  if (!(await setDeleted(tx, actor.workspaceId, id, ctx.clock.now()))) throw mediaError('not_found')
  for (const film of await findFailedConversions(tx, actor.workspaceId, id))
    await resolveNotification(tx, ctx, actor.workspaceId, { kind: 'film', id: film }, ['film.failed'])
  await audit(tx, actor, { action: 'media.deleted', subject: { kind: 'media', id } })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'media', id })
}

export async function restoreMedia(ctx: Context, actor: Actor, id: string): Promise<Media> {
  await ctx.db.transaction().execute((tx) => restoreIn(tx, ctx, actor, id))
  return readMedia(ctx, actor, id)
}

export async function restoreIn(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<void> {
  await refuseOthers(tx, actor, id)
  if (!(await setDeleted(tx, actor.workspaceId, id, null))) throw mediaError('not_found')
  await audit(tx, actor, { action: 'media.restored', subject: { kind: 'media', id } })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'media', id })
}

/** The library is everybody's. Who writes on some channels only changes there what they brought themselves. */
export async function refuseOthers(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (!actor.channels) return
  const found = await findBringers(tx, actor, id)
  if (!found) throw mediaError('not_found')
  const whole = !actor.channels.chosenOnly && mayDo(actor.role, 'post.write')
  if (!whole && !found.broughtBy.includes(actor.id ?? '')) throw reachError('not_brought')
}

/** Row first, then files: a crash between leaves a file that nobody names, never a name without a file. */
export async function purgeMedia(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - keepDeletedDays * 86_400_000)
  await purgeFolders(ctx.db, before)
  for (;;) {
    const gone = await purgeDeleted(ctx.db, before, 100)
    for (const { storageKey, forms } of gone)
      for (const key of [storageKey, ...forms]) await ctx.storage.remove(key)
    if (gone.length < 100) return
  }
}
