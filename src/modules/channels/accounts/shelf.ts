import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { inJson, sealedPlace } from '../../../app/sealed.ts'
import type { Json } from '../../../networks/kit/content.ts'
import type { Account, Shelf, Shelved } from '../../../networks/kit/network.ts'
import { shelfChanged } from './jobs.ts'

type Parts = Pick<Context, 'db' | 'jobs' | 'clock' | 'config' | 'secrets' | 'storage'>

const about = (channelId: string, key: string): string => `shelf ${channelId} ${key}`

/** What stands on shelves may open a door: whoever knows the address of an upload brings bytes to it. */
export const sealedShelves = sealedPlace({
  table: 'shelf',
  key: ['channel_id', 'key'],
  about: ({ channelId = '', key = '' }) => about(channelId, key),
  shape: inJson('value'),
})

const Sealed = z.strictObject({ sealed: z.string(), keyId: z.string() })

/** The shelf of one account, over PostgreSQL and the storage. */
export function shelfOf(ctx: Parts, account: Pick<Account, 'channelId' | 'workspaceId'>): Shelf {
  const { channelId, workspaceId } = account
  const here = () =>
    ctx.db
      .selectFrom('shelf')
      .select(['key', 'createdAt', 'changedAt'])
      .select(sql<Json>`value`.as('value'))
      .where('channelId', '=', channelId)
  const sealed = (key: string, value: Json): string => {
    const { sealed, keyId } = ctx.secrets.seal(value, about(channelId, key))
    return JSON.stringify({ sealed: sealed.toString('base64'), keyId } satisfies z.infer<typeof Sealed>)
  }
  const asShelved = (row: Row): Shelved => {
    const kept = Sealed.safeParse(row.value).data
    // What stands there since before shelves were sealed.
    const value = kept ? (openIn(kept, row.key) as Json) : row.value
    return { key: row.key, value, at: row.createdAt, changedAt: row.changedAt }
  }
  const openIn = ({ sealed, keyId }: z.infer<typeof Sealed>, key: string) =>
    ctx.secrets.open({ sealed: Buffer.from(sealed, 'base64'), keyId }, about(channelId, key))
  /** The job that tells readers is asked for in the same transaction, so that no change goes untold. */
  const changing = (work: (db: Context['db']) => Promise<boolean>) =>
    ctx.db.transaction().execute(async (tx) => {
      const changed = await work(tx)
      if (changed) await ctx.jobs.add(shelfChanged, { channelId }, { tx, key: `shelf:${channelId}` })
      return changed
    })
  const get = async (key: string) => {
    const row = await here().where('key', '=', key).executeTakeFirst()
    return row ? asShelved(row) : null
  }
  return {
    get,
    async add(key, value) {
      const at = ctx.clock.now()
      await changing(async (tx) => {
        const row = {
          channelId,
          workspaceId,
          key,
          value: sealed(key, value),
          createdAt: at,
          changedAt: at,
        }
        const added = await tx
          .insertInto('shelf')
          .values(row)
          .onConflict((on) => on.doNothing())
          .executeTakeFirst()
        return added.numInsertedOrUpdatedRows === 1n
      })
      return (await get(key)) ?? { key, value, at, changedAt: at }
    },
    change: (key, value) =>
      changing(async (tx) => {
        const changed = await tx
          .updateTable('shelf')
          .set({ value: sealed(key, value), changedAt: ctx.clock.now() })
          .where('channelId', '=', channelId)
          .where('key', '=', key)
          .executeTakeFirst()
        return changed.numUpdatedRows === 1n
      }),
    remove: (key) =>
      changing(async (tx) => {
        const gone = await tx
          .deleteFrom('shelf')
          .where('channelId', '=', channelId)
          .where('key', '=', key)
          .executeTakeFirst()
        return gone.numDeletedRows === 1n
      }),
    async newest(most) {
      const rows = await here().orderBy('place', 'desc').limit(most).execute()
      return rows.map(asShelved)
    },
    async keep(name, bytes) {
      await ctx.storage.write(storageKey(channelId, name), bytes)
      return `${ctx.config.appUrl}${sharedPath(ctx, channelId, name)}`
    },
    drop: (name) => ctx.storage.remove(storageKey(channelId, name)),
  }
}

type Row = { key: string; value: Json; createdAt: Date; changedAt: Date }

/** With what all keys of a channel's files begin. */
export const shelfKey = (channelId: string): string => `shelf/${channelId}`

export const storageKey = (channelId: string, name: string): string => `${shelfKey(channelId)}/${name}`

/** Where a kept file can be read by anybody: the mark in it cannot be guessed, and belongs to this one file. */
export const sharedPath = (ctx: Pick<Context, 'secrets'>, channelId: string, name: string): string =>
  `/shared/${channelId}/${markOf(ctx, channelId, name)}/${name}`

export const markOf = (ctx: Pick<Context, 'secrets'>, channelId: string, name: string): string =>
  createHmac('sha256', ctx.secrets.derive('shared files'))
    .update(`${channelId}/${name}`)
    .digest('base64url')
    .slice(0, 22)
