import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Context } from '../../../app/context.ts'
import type { Media, MediaFacts } from '../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { fits, floorSize, scaleFor, shapeOf } from '../../../networks/kit/fit.ts'
import type { ImageRule, VideoRule } from '../../../networks/kit/manifest.ts'
import { fetchedAddress } from './fetched.ts'
import { besideFilm, filmForm } from './films/form.ts'
import { inTurn, openPicture, typeOf } from './picture.ts'
import { findForm, findMediaFile, formKey, insertForm, type MediaFile } from './queries.ts'
import { findBarred } from './rights.ts'

/** Raised when the same picture and rule would give other bytes than before. */
const edition = 2

/** See `publish/content`, which asks. */
type Use = { at?: Date; deliveryId?: string; looks?: boolean }
type Rules = { image: ImageRule | null; video: VideoRule | null }
type Form = { mime: string; bytes: number; width: number; height: number; digest: string; storageKey: string }

/**
 * A picture or film within a network's rule: type, longest side, pixels and bytes. Made once and kept; the same
 * picture and rule always give the same bytes. Films are made ahead (`films/`), with their words and cover beside them.
 * Throws NetworkFailure `rejected` when it is gone or no form of it fits.
 */
export async function openMedia(
  ctx: Context,
  workspaceId: string,
  facts: MediaFacts,
  rules: Rules,
  { at, deliveryId, looks }: Use = {},
): Promise<Media> {
  const file = await findMediaFile(ctx.db, workspaceId, facts.id)
  if (!file)
    throw refused(
      'media_gone',
      'A picture or film of this post is no longer in the library. Put it in again.',
    )
  if (!looks) await refuseBarred(ctx, workspaceId, file, at)
  const isFilm = file.kind === 'video'
  const form = isFilm
    ? await filmForm(ctx, workspaceId, file, rules.video)
    : await pictureForm(ctx, file, rules.image)
  const { storageKey, mime, bytes, width, height, digest } = form
  return {
    mime,
    bytes,
    width,
    height,
    digest,
    id: file.id,
    kind: file.kind,
    durationMs: file.durationMs,
    alt: facts.alt,
    read: () => ctx.storage.read(storageKey),
    piece: async (from, to) => buffer(ctx.storage.stream(storageKey, { start: from, end: to - 1 })),
    address: () => fetchedAddress(ctx, { storageKey, mime, deliveryId }),
    ...(isFilm && (await besideFilm(ctx, workspaceId, facts, rules.video, deliveryId))),
  }
}

/** What may not be shown any more does not go out, whoever planned it. Meant is when it leaves, be it a moment ahead. */
async function refuseBarred(ctx: Context, workspaceId: string, file: MediaFile, at?: Date): Promise<void> {
  const now = ctx.clock.now()
  const leaves = at && at > now ? at : now
  const [barred] = await findBarred(ctx.db, workspaceId, [{ id: file.id, at: leaves }])
  if (barred?.why === 'withdrawn')
    throw refused(
      'media_withdrawn',
      `The consent to show “${barred.fileName}” was withdrawn. Choose another picture or film.`,
    )
  if (barred)
    throw refused(
      'media_ended',
      `The right to show “${barred.fileName}” has ended. Renew it in the library, or choose another picture or film.`,
    )
}

async function pictureForm(ctx: Context, file: MediaFile, rule: ImageRule | null): Promise<Form> {
  if (!rule) throw refused('media_not_taken', 'This network takes no pictures.')
  if (shapeOf(file, rule) === 'refused')
    throw refused(
      'image_shape',
      'The network refuses pictures of this shape, and nothing is cropped by itself. Crop it in the library.',
    )
  if (fits(file, rule)) return file
  const name = nameOf(rule)
  const known = await findForm(ctx.db, file.id, name)
  if (known) return known
  const made = await inTurn(() => convert(ctx, file, rule))
  const form = { ...made.facts, storageKey: formKey(file.storageKey, name) }
  await ctx.storage.write(form.storageKey, made.bytes)
  await insertForm(ctx.db, file.id, name, form)
  return form
}

/** Only what changes the bytes names a form; a network that raises its count of pictures needs no new ones. */
function nameOf({ mime, maxBytes, maxPixels, maxSide }: ImageRule): string {
  return sha256(Buffer.from(JSON.stringify([edition, mime, maxBytes, maxPixels, maxSide]))).slice(0, 24)
}

/** Of lossy types: what is tried first, and below what a picture is rather made smaller. */
const quality = { best: 90, least: 62, near: 3 } as const
/** A picture that needs more steps than this has a rule that no picture fits. */
const mostSteps = 12

type Made = { facts: Omit<Form, 'storageKey'>; bytes: Buffer }
type Encoded = { data: Buffer; info: { format: string; width: number; height: number } }

/** The best quality that fits; where none does, as many pixels fewer as the bytes are too many, until they fit. */
async function convert(ctx: Context, file: MediaFile, rule: ImageRule): Promise<Made> {
  const source = await ctx.storage.read(file.storageKey)
  const seeThrough = (await (await openPicture(source)).stats()).isOpaque === false
  let scale = scaleFor(file, rule)
  for (let step = 0; step < mostSteps && scale * Math.min(file.width, file.height) >= 1; step++) {
    let least = Number.POSITIVE_INFINITY
    for (const mime of tries(file, rule, seeThrough)) {
      const size = floorSize(file, scale)
      const found = await pack((level) => encode(source, mime, level, size), mime, rule.maxBytes)
      if (found.data.length <= rule.maxBytes) return formOf(found.data, found.info)
      least = Math.min(least, found.data.length)
    }
    scale *= Math.min(0.9, Math.sqrt(rule.maxBytes / least) * 0.97)
  }
  throw refused('image_type', 'No form of this picture fits what the network takes. Choose another picture.')
}

/** The best quality under a bound, by halving; the least one where not even that fits. */
async function pack(
  make: (level: number) => Promise<Encoded>,
  mime: string,
  maxBytes: number,
): Promise<Encoded> {
  const best = await make(quality.best)
  if (best.data.length <= maxBytes || mime === 'image/png') return best
  let found = await make(quality.least)
  if (found.data.length > maxBytes) return found
  let [low, high]: [number, number] = [quality.least, quality.best]
  while (high - low > quality.near) {
    const middle = Math.round((low + high) / 2)
    const tried = await make(middle)
    if (tried.data.length <= maxBytes) [low, found] = [middle, tried]
    else high = middle
  }
  return found
}

const formOf = (bytes: Buffer, info: { format: string; width: number; height: number }) => ({
  facts: {
    mime: typeOf(info.format),
    bytes: bytes.length,
    width: info.width,
    height: info.height,
    digest: sha256(bytes),
  },
  bytes,
})

/** Its own type first, so that a drawing stays sharp; then what packs tighter. */
function tries(file: MediaFile, rule: ImageRule, seeThrough: boolean): string[] {
  const wanted = seeThrough
    ? ['image/png', 'image/webp', 'image/jpeg']
    : [file.mime, 'image/jpeg', 'image/webp', 'image/png']
  return [...new Set(wanted)].filter((mime) => mime !== 'image/gif' && rule.mime.includes(mime))
}

async function encode(
  source: Buffer,
  mime: string,
  level: number,
  size: { width: number; height: number },
): Promise<Encoded> {
  const picture = (await openPicture(source)).resize({ ...size, fit: 'fill' })
  const out =
    mime === 'image/png'
      ? picture.png({ compressionLevel: 9 })
      : mime === 'image/webp'
        ? picture.webp({ quality: level })
        : picture.flatten({ background: '#ffffff' }).jpeg({ quality: level })
  return out.toBuffer({ resolveWithObject: true })
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const refused = (code: string, words: string): NetworkFailure =>
  new NetworkFailure('rejected', words, { code })
