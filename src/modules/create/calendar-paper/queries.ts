import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'

export type Face = { name: string; timeZone: string; weekStartsOn: number; colour: string | null }

/** How the workspace shows itself. */
export async function findFace(db: Db, workspaceId: string): Promise<Face> {
  const { rows } = await sql<Face>`
    select w.name, w.time_zone, w.week_starts_on, g.colour
    from workspaces w left join approval_pages g on g.workspace_id = w.id where w.id = ${workspaceId}`.execute(
    db,
  )
  if (!rows[0]) throw new Error(`No workspace ${workspaceId}`)
  return rows[0]
}
