import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../../../../app/context.ts'
import { clearLeftovers } from '../../../../platform/leftovers.ts'
import { deleteOldCuts } from './conversion-queries.ts'
import { filmError } from './errors.ts'

const keepCutsMs = 6 * 86_400_000

const folderOf = ({ config }: Context): string => join(config.home, 'films')

/** Stays free whatever is converted: PostgreSQL stops when the disk is full. */
const reserve = 500_000_000

/** A place on this machine for something half-done. */
export async function placeFor(ctx: Context, name: string): Promise<string> {
  const folder = folderOf(ctx)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, name)
}

/** Refuses work that would fill the disk. */
export async function refuseNoRoom(ctx: Context, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(await placeFor(ctx, '.'))
  if (bavail * bsize < bytes + reserve) throw filmError('no_room', { bytes: Math.ceil(bytes) })
}

/** The file where a program can read it: where it lies, or a copy that is gone after. */
export async function withLocal<T>(
  ctx: Context,
  file: { storageKey: string; bytes: number },
  work: (path: string) => Promise<T>,
): Promise<T> {
  const here = ctx.storage.pathOf(file.storageKey)
  if (here) return work(here)
  await refuseNoRoom(ctx, file.bytes)
  const copy = await placeFor(ctx, `${randomUUID()}.in`)
  try {
    await pipeline(ctx.storage.stream(file.storageKey), createWriteStream(copy, { mode: 0o600 }))
    return await work(copy)
  } finally {
    await rm(copy, { force: true })
  }
}

/** Halves of killed processes; and cuts that are over, with the name of who asked. */
export async function tidyFilms(ctx: Context): Promise<void> {
  await clearLeftovers(folderOf(ctx), () => true)
  await deleteOldCuts(ctx.db, new Date(ctx.clock.now().getTime() - keepCutsMs))
}
