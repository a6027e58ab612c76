import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { refusePartial, type Viewer } from '../../../app/sight.ts'
import {
  deepestFolder,
  type Folder,
  type FolderBody,
  type FolderChange,
  mostFolders,
  type Shelves,
} from './contract.ts'
import { mediaError } from './errors.ts'
import {
  countByFolder,
  countTags,
  findDeletedFolder,
  findFolders,
  holdFolders,
  insertFolder,
  type StoredFolder,
  updateFolder,
} from './folder-queries.ts'

const mostTagsShown = 200

/** All folders and tags, each with how much of it somebody sees. */
export async function readShelves(ctx: Context, viewer: Viewer): Promise<Shelves> {
  const [folders, counts, tags] = await Promise.all([
    findFolders(ctx.db, viewer.workspaceId),
    countByFolder(ctx.db, viewer),
    countTags(ctx.db, viewer, mostTagsShown),
  ])
  const by = new Map(counts.map(({ folderId, media }) => [folderId, media]))
  const told = folders.map((folder) => ({ ...folder, media: by.get(folder.id) ?? 0 }))
  const all = counts.reduce((sum, { media }) => sum + media, 0)
  return { folders: told, tags, all, loose: all - told.reduce((sum, { media }) => sum + media, 0) }
}

export async function refuseNoFolder(db: Db, workspaceId: string, id: string): Promise<void> {
  const all = await findFolders(db, workspaceId)
  if (!all.some((folder) => folder.id === id)) throw mediaError('no_folder')
}

export const addFolder = (ctx: Context, actor: Actor, body: FolderBody): Promise<Folder> =>
  arrange(ctx, actor, 'media.folder_added', async (tx, all) => {
    if (all.length >= mostFolders) throw mediaError('too_many_folders', { most: mostFolders })
    refuseMisplaced(all, { id: '', ...body })
    const id = await insertFolder(tx, actor.workspaceId, body)
    return { id, after: body }
  })

export const changeFolder = (ctx: Context, actor: Actor, id: string, change: FolderChange): Promise<Folder> =>
  arrange(ctx, actor, 'media.folder_changed', async (tx, all) => {
    const before = all.find((folder) => folder.id === id)
    if (!before) throw mediaError('folder_not_found')
    refuseMisplaced(all, { ...before, ...change })
    if (Object.keys(change).length > 0) await updateFolder(tx, actor.workspaceId, id, change)
    return { id, before, after: change }
  })

/** What lies in it is kept, in no folder, and lies in it again when it is brought back. */
export async function deleteFolder(ctx: Context, actor: Actor, id: string): Promise<void> {
  await arrange(ctx, actor, 'media.folder_deleted', async (tx, all) => {
    const before = all.find((folder) => folder.id === id)
    if (!before) throw mediaError('folder_not_found')
    await updateFolder(tx, actor.workspaceId, id, { deletedAt: ctx.clock.now() })
    return { id, before }
  })
}

export const restoreFolder = (ctx: Context, actor: Actor, id: string): Promise<Folder> =>
  arrange(ctx, actor, 'media.folder_restored', async (tx, all) => {
    const found = await findDeletedFolder(tx, actor.workspaceId, id)
    if (!found) throw mediaError('folder_not_found')
    const parentId = all.some((folder) => folder.id === found.parentId) ? found.parentId : null
    refuseNamesake(all, { ...found, parentId })
    await updateFolder(tx, actor.workspaceId, id, { deletedAt: null, parentId })
    return { id, after: { name: found.name } }
  })

type Done = { id: string; before?: unknown; after?: unknown }

async function arrange(
  ctx: Context,
  actor: Actor,
  action: AuditAction,
  work: (tx: Tx, all: readonly StoredFolder[]) => Promise<Done>,
): Promise<Folder> {
  refusePartial(actor, 'post.write')
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    await holdFolders(tx, workspaceId)
    const done = await work(tx, await findFolders(tx, workspaceId))
    const { before, after } = done
    await audit(tx, actor, { action, subject: { kind: 'media_folder', id: done.id }, before, after })
    await ctx.events.emit(tx, { workspaceId, topic: 'media', id: null })
    return done.id
  })
  const { folders } = await readShelves(ctx, actor)
  return folders.find((folder) => folder.id === id) ?? { id, parentId: null, name: '', media: 0 }
}

function refuseMisplaced(all: readonly StoredFolder[], wanted: StoredFolder): void {
  const by = new Map(all.map((folder) => [folder.id, folder]))
  if (wanted.parentId && !by.has(wanted.parentId)) throw mediaError('no_folder')
  let above = 1
  for (let at = wanted.parentId; at; at = by.get(at)?.parentId ?? null) {
    if (at === wanted.id) throw mediaError('folder_in_itself')
    above++
  }
  if (above + heightOf(all, wanted.id) - 1 > deepestFolder)
    throw mediaError('folder_too_deep', { most: deepestFolder })
  refuseNamesake(all, wanted)
}

/** How many stand below each other in it, itself counted. */
function heightOf(all: readonly StoredFolder[], id: string): number {
  const below = all.filter((folder) => folder.parentId === id && id !== '')
  return 1 + Math.max(0, ...below.map((folder) => heightOf(all, folder.id)))
}

function refuseNamesake(all: readonly StoredFolder[], { id, parentId, name }: StoredFolder): void {
  const same = (folder: StoredFolder) =>
    folder.id !== id && folder.parentId === parentId && folder.name.toLowerCase() === name.toLowerCase()
  if (all.some(same)) throw mediaError('folder_exists', { name })
}
