import { type RawBuilder, sql } from 'kysely'
import type { Sealed } from '../platform/secrets/index.ts'
import type { Context, Db } from './context.ts'

/** Where sealed values lie. Each module that seals declares its own, so that keys can be changed. */
export type SealedPlace = {
  /** The table. */
  name: string
  /** How many values each key has sealed. */
  count(db: Db): Promise<{ keyId: string; values: number }[]>
  /**
   * Seals some of those anew that another key than the current one has sealed, after the first `past` of them. Answers how
   * many it found and did.
   */
  reseal(ctx: Context, limit: number, past?: number): Promise<Resealed>
}
export type Resealed = { found: number; sealed: number }

type Row = Record<string, string> & { kept: unknown }

type Parts = {
  table: string
  /** The columns of its primary key, as text columns of the answer. */
  key: readonly string[]
  about(row: Record<string, string>): string
  /** How a sealed value lies in its row: the key's id as an expression, all of it as one, and how it is put back. */
  shape: Shape
}

type Shape = {
  keyId: RawBuilder<string>
  kept: RawBuilder<unknown>
  read(kept: unknown): Sealed
  write(sealed: Sealed): RawBuilder<unknown>
}

/** `sealed` and `key_id`, as every table has them that holds nothing but sealed values. */
export const inColumns: Shape = {
  keyId: sql<string>`key_id`,
  kept: sql`jsonb_build_object('sealed', encode(sealed, 'base64'), 'keyId', key_id)`,
  read: asSealed,
  write: ({ sealed, keyId }) => sql`sealed = ${sealed}, key_id = ${keyId}`,
}

/** The same two in one column of JSON. */
export const inJson = (column: string): Shape => ({
  keyId: sql<string>`${sql.ref(column)} ->> 'keyId'`,
  kept: sql`${sql.ref(column)}`,
  read: asSealed,
  write: ({ sealed, keyId }) =>
    sql`${sql.ref(column)} = ${JSON.stringify({ sealed: sealed.toString('base64'), keyId })}::jsonb`,
})

function asSealed(kept: unknown): Sealed {
  const { sealed, keyId } = kept as { sealed: string; keyId: string }
  return { sealed: Buffer.from(sealed, 'base64'), keyId }
}

/**
 * Nothing is locked while it is sealed anew: a value that somebody changed meanwhile is left as they made it, with the key
 * of that moment.
 */
export function sealedPlace({ table, key, about, shape }: Parts): SealedPlace {
  const name = sql.table(table)
  const names = sql.join(key.map((column) => sql.ref(column)))
  const columns = sql.join(key.map((column) => sql`${sql.ref(column)}::text as ${sql.ref(column)}`))
  return {
    name: table,
    async count(db) {
      const { rows } = await sql<{ keyId: string; values: number }>`
        select ${shape.keyId} as key_id, count(*)::int as "values" from ${name}
        where ${shape.keyId} is not null group by 1 order by 1`.execute(db)
      return rows
    },
    async reseal(ctx, limit, past = 0) {
      const current = ctx.secrets.current()
      const { rows } = await sql<Row>`
        select ${columns}, ${shape.kept} as kept from ${name}
        where ${shape.keyId} <> ${current} order by ${shape.keyId}, ${names} limit ${limit} offset ${past}`.execute(
        ctx.db,
      )
      let sealed = 0
      for (const { kept, ...row } of rows) {
        if (!opens(ctx, table, shape.read(kept), about(row))) continue
        const anew = ctx.secrets.seal(ctx.secrets.open(shape.read(kept), about(row)), about(row))
        const same = sql.join(
          key.map((column) => sql`${sql.ref(column)}::text = ${row[camel(column)]}`),
          sql` and `,
        )
        const { numAffectedRows } = await sql`
          update ${name} set ${shape.write(anew)}
          where ${same} and ${shape.kept} = ${JSON.stringify(kept)}::jsonb`.execute(ctx.db)
        sealed += Number(numAffectedRows ?? 0)
      }
      return { found: rows.length, sealed }
    },
  }
}

/** One that is broken stays as it is and is told, and the others have their turn. */
function opens(ctx: Context, table: string, kept: Sealed, about: string): boolean {
  try {
    ctx.secrets.open(kept, about)
    return true
  } catch (err) {
    ctx.log.error({ err, table, about }, 'A sealed value does not open and keeps its key')
    return false
  }
}

/** As the names of columns arrive. */
const camel = (column: string): string =>
  column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
