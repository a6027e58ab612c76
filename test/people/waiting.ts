import { sql } from 'kysely'
import { expect, vi } from 'vitest'
import type { World } from '../world.ts'

/** Until so many transactions of this house wait for another one. */
export async function untilWaiting({ ctx }: World, many: number): Promise<void> {
  const count = async () => {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      ctx.db,
    )
    return rows.length
  }
  await vi.waitFor(async () => expect(await count()).toBe(many), { timeout: 5000 })
}
