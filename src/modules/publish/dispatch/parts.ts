import { sql } from 'kysely'
import type { SentPart } from '../../../networks/kit/network.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Held } from './held.ts'

export type Keeping = { held: Held; number: number; part: SentPart }

/**
 * Adds parts of threads to what is proven to be out, before the next part leaves. False for an attempt that is no
 * longer ours. A repeat of the same part adds nothing. What the network is still working on (`sent`) may bring parts, too.
 */
export async function keepParts(db: Db, items: readonly Keeping[]): Promise<boolean[]> {
  const { rows } = await sql<{ id: string }>`
    with p as (
      select p.* from unnest(
        ${items.map(({ held }) => held.id)}::uuid[], ${items.map(({ number }) => number)}::int[],
        ${items.map(({ part }) => JSON.stringify([part]))}::text[]
      ) p (id, number, part)
      cross join lateral (
        select from deliveries d where d.id = p.id and d.attempts = p.number and d.state in ('sending', 'sent')
        for no key update
      ) still
    )
    update deliveries d
    set parts = case when d.parts @> p.part::jsonb then d.parts else d.parts || p.part::jsonb end, updated_at = now()
    from p where d.id = p.id
    returning d.id`.execute(db)
  const kept = new Set(rows.map(({ id }) => id))
  return items.map(({ held }) => kept.has(held.id))
}
