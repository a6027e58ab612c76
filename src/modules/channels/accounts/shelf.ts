import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Json } from '../../../networks/kit/content.ts'
import type { Account, Shelf, Shelved } from '../../../networks/kit/network.ts'
import { shelfChanged } from './jobs.ts'

type Parts = Pick<Context, 'db' | 'jobs' | 'clock' | 'config' | 'secrets' | 'storage'>

/** The shelf of one account, over PostgreSQL and the storage. */
export function shelfOf(ctx: Parts, account: Pick<Account, 'channelId' | 'workspaceId'>): Shelf {
  const { channelId, workspaceId } = account
  const here = () =>
    ctx.db
      .selectFrom('shelf')
      .select(['key', 'createdAt', 'changedAt'])
      .select(sql<Json>`value`.as('value'))
      .where('channelId', '=', channelId)
  /** The job that tells readers is asked for in the same transaction, so that no change goes untold. */
  const changing = (work: (db: Context['db']) => Promise<boolean>) =>
    ctx.db.transaction().execute(async (tx) => {
      const changed = await work(tx)
      if (changed) await ctx.jobs.add(shelfChanged, { channelId }, { tx, key: `shelf:${channelId}` })
      return changed
    })
  const get = async (key: string) => asShelved(await here().where('key', '=', key).executeTakeFirst())
  return {
    get,
    async add(key, value) {
      const at = ctx.clock.now()
      await changing(async (tx) => {
        const row = {
          channelId,
          workspaceId,
          key,
          value: JSON.stringify(value),
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
          .set({ value: JSON.stringify(value), changedAt: ctx.clock.now() })
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
      return rows.flatMap((row) => asShelved(row) ?? [])
    },
    async keep(name, bytes) {
      await ctx.storage.write(storageKey(channelId, name), bytes)
      return `${ctx.config.appUrl}${sharedPath(ctx, channelId, name)}`
    },
    drop: (name) => ctx.storage.remove(storageKey(channelId, name)),
  }
}

type Row = { key: string; value: Json; createdAt: Date; changedAt: Date }

const asShelved = (row: Row | undefined): Shelved | null =>
  row ? { key: row.key, value: row.value, at: row.createdAt, changedAt: row.changedAt } : null

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
