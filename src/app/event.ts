import { sql } from 'kysely'
import type { Db } from '../platform/db/index.ts'

/** What changed, so that open screens look again. It carries no content: who may see it asks the API. */
export type Topic =
  | 'posts'
  | 'deliveries'
  | 'channels'
  | 'slots'
  | 'campaigns'
  | 'goals'
  | 'numbers'
  | 'media'
  | 'notifications'
  | 'members'
  | 'workspace'

export type Event = { workspaceId: string; topic: Topic; id: string | null }

export type Events = {
  /** Told to all processes when the transaction commits. */
  emit(db: Db, event: Event): Promise<void>
  /** Follows a workspace until the answer is called. */
  follow(workspaceId: string, hear: (event: Event) => void): () => void
}

export const eventChannel = 'carillon_events'

/** The name of PostgreSQL's channel stands here once; `platform` does not know our events. */
export async function emitEvent(db: Db, event: Event): Promise<void> {
  await sql`select pg_notify(${eventChannel}, ${JSON.stringify(event)})`.execute(db)
}
