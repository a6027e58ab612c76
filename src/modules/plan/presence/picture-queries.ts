import { z } from 'zod'
import type { Db } from '../../../platform/db/index.ts'
import type { PictureHash } from '../impostors/index.ts'

const Hash = z.object({ steps: z.string(), waves: z.string(), flat: z.boolean() })
export const hashIn = (kept: unknown): PictureHash | null => Hash.safeParse(kept).data ?? null

export async function findPicture(db: Db, workspaceId: string, sourceDigest: string) {
  const row = await db
    .selectFrom('presencePictures')
    .select(['id', 'hash'])
    .where('workspaceId', '=', workspaceId)
    .where('sourceDigest', '=', sourceDigest)
    .executeTakeFirst()
  return row ? { id: row.id, hash: hashIn(row.hash) } : null
}

type Picture = { sourceDigest: string; digest: string; mime: string; bytes: Buffer; hash: PictureHash | null }

/** Two runs that bring the same picture at once keep one. */
export async function insertPicture(db: Db, workspaceId: string, { hash, ...picture }: Picture, at: Date) {
  const { id } = await db
    .insertInto('presencePictures')
    .values({ workspaceId, ...picture, hash: hash && JSON.stringify(hash), createdAt: at })
    .onConflict((on) =>
      on.columns(['workspaceId', 'sourceDigest']).doUpdateSet((eb) => ({ mime: eb.ref('excluded.mime') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, hash }
}

/** A picture with its bytes, by its id. */
export const openPicture = (db: Db, workspaceId: string, id: string) =>
  db
    .selectFrom('presencePictures')
    .select(['id', 'sourceDigest', 'digest', 'mime', 'bytes'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
