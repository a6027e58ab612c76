import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import {
  findBarred,
  findKnown,
  findSeenFile,
  inTurn,
  keepMade,
  type Media,
  type MediaFile,
  readMedia,
  refuseBeyondQuota,
} from '../media/index.ts'
import type { Edit, Recipe } from './contract.ts'
import { drawPicture, edition } from './draw.ts'
import { pictureError } from './errors.ts'
import { readyFonts } from './fonts.ts'
import { isPlain, turned } from './plain/geometry.ts'
import { holds } from './plain/slant.ts'
import { countEdits, findEdit, insertEdit } from './queries.ts'

/** What the editor opens for a picture: of one that was made here its original, with what was done to it. */
export async function readEdit(ctx: Context, viewer: Viewer, id: string): Promise<Edit> {
  const { source, recipe } = await originalOf(ctx, viewer, id)
  const { mime, width, height, fileName, alt } = source
  return {
    recipe,
    source: { id: source.id, mime, width, height, fileName, alt },
    copies: await countEdits(ctx.db, viewer.workspaceId, source.id),
  }
}

/**
 * Makes a picture by a recipe and keeps it beside its original, which stays as it is. The same recipe once more answers the
 * picture that was made then. Its rights are those of the original from here on; words and place are taken over once.
 */
export async function editPicture(ctx: Context, actor: Actor, id: string, recipe: Recipe): Promise<Media> {
  const shown = await readMedia(ctx, actor, id)
  const { source } = await originalOf(ctx, actor, id)
  refuseUnfit(source, recipe)
  const logos = await logosOf(ctx, actor, recipe)
  const uploadDigest = digestOf(source, recipe, logos)
  const known = await findKnown(ctx, actor, uploadDigest)
  if (known) return known
  await refuseBeyondQuota(ctx, actor.workspaceId, 0)
  const drawn = await inTurn(() => draw(ctx, source, recipe, logos))
  const { alt, tags, folderId } = shown
  const made = {
    ...drawn,
    uploadDigest,
    fileName: nameOf(source.fileName, drawn.mime),
    said: { alt, tags, folderId },
  }
  return keepMade(ctx, actor, made, async (tx, mediaId) => {
    await insertEdit(tx, actor.workspaceId, { mediaId, sourceId: source.id, recipe })
    await audit(tx, actor, {
      action: 'media.edited',
      subject: { kind: 'media', id: mediaId },
      after: { sourceId: source.id, width: drawn.width, height: drawn.height },
    })
  })
}

async function originalOf(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<{ source: MediaFile; recipe: Recipe | null }> {
  const file = await findSeenFile(ctx, viewer, id)
  if (file.kind !== 'image') throw pictureError('no_picture')
  if (file.animated) throw pictureError('moves')
  const edit = await findEdit(ctx.db, viewer.workspaceId, id)
  if (!edit) return { source: file, recipe: null }
  return { source: await findSeenFile(ctx, viewer, edit.sourceId), recipe: edit.recipe }
}

function refuseUnfit(source: MediaFile, recipe: Recipe): void {
  const { width, height } = turned(source, recipe.turn)
  const { crop } = recipe
  if (crop.left + crop.width > width || crop.top + crop.height > height)
    throw pictureError('crop_outside', { width, height })
  if (!holds({ width, height }, crop, recipe.angle)) throw pictureError('crop_slanted')
  if (isPlain(recipe, source)) throw pictureError('nothing_changed')
}

type Laid = { file: MediaFile; logo: Recipe['logos'][number] }

async function logosOf(ctx: Context, actor: Actor, { logos }: Recipe): Promise<Laid[]> {
  const laid: Laid[] = []
  for (const logo of logos) {
    const file = await findSeenFile(ctx, actor, logo.mediaId).catch(() => null)
    if (file?.kind !== 'image') throw pictureError('no_logo')
    laid.push({ logo, file })
  }
  const uses = laid.map(({ file }) => ({ id: file.id, at: ctx.clock.now() }))
  const [barred] = await findBarred(ctx.db, actor.workspaceId, uses)
  if (barred) throw pictureError('logo_barred', { name: barred.fileName })
  return laid
}

/** By it the same picture is known again, before it is drawn. */
function digestOf(source: MediaFile, recipe: Recipe, logos: readonly Laid[]): string {
  const { turn, mirror, angle, crop, words } = recipe
  const laid = logos.map(({ file, logo: { x, y, width, opacity } }) => [file.digest, x, y, width, opacity])
  const told = words.map((one) => [
    ...[one.text, one.font, one.bold, one.size, one.colour, one.align, one.x, one.y, one.ground],
    one.groundColour,
  ])
  const { left, top, width, height } = crop
  const all = [
    'edit',
    edition,
    source.id,
    source.digest,
    turn,
    mirror,
    ...(angle === 0 ? [] : [angle]),
    [left, top, width, height],
    laid,
    told,
  ]
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}

async function draw(ctx: Context, source: MediaFile, recipe: Recipe, logos: readonly Laid[]) {
  const fontName = await readyFonts(ctx)
  const laid = await Promise.all(
    logos.map(async ({ file, logo }) => ({ logo, bytes: await ctx.storage.read(file.storageKey) })),
  )
  const { width, height, mime } = source
  const bytes = await ctx.storage.read(source.storageKey)
  return drawPicture({ bytes, width, height, mime }, recipe, laid, fontName)
}

/** `loaf.jpg` becomes `loaf-edited.jpg`. */
function nameOf(fileName: string, mime: string): string {
  const end = extname(fileName)
  const base = fileName.slice(0, fileName.length - end.length).slice(0, 180)
  return `${base}-edited.${mime.replace('image/', '').replace('jpeg', 'jpg')}`
}
