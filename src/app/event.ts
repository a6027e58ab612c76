import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Db } from '../platform/db/index.ts'
import { listen } from '../platform/db/listen.ts'
import type { Log } from '../platform/log.ts'

/** What changed, so that open screens look again. It carries no content: who may see it asks the API. */
const topics = [
  'posts',
  'deliveries',
  'channels',
  'slots',
  'campaigns',
  'goals',
  'numbers',
  'media',
  'notifications',
  'members',
  'workspace',
  // Somebody's session or key ended: streams ask again whether they may go on. Not told to screens.
  'sessions',
  // Nobody listened for a while: anything may have changed.
  'all',
] as const
type Topic = (typeof topics)[number]

export type Event = { workspaceId: string; topic: Topic; id: string | null }

export type Events = {
  /** Told to all processes when the transaction commits. */
  emit(db: Db, event: Event): Promise<void>
  /** Follows a workspace until the answer is called. */
  follow(workspaceId: string, hear: (event: Event) => void): () => void
}

const eventChannel = 'carillon_events'

/** The name of PostgreSQL's channel stands here once; `platform` does not know our events. */
async function emitEvent(db: Db, event: Event): Promise<void> {
  await sql`select pg_notify(${eventChannel}, ${JSON.stringify(event)})`.execute(db)
}

const Heard = z.object({ workspaceId: z.string(), topic: z.enum(topics), id: z.string().nullable() })

type Hear = (event: Event) => void

/**
 * Events over PostgreSQL: one listening connection per process, held only while somebody follows.
 * Whenever it stands anew every follower hears `all`, because what happened before went unheard.
 */
export function openEvents(database: Database, log: Log): Events {
  const followers = new Map<string, Set<Hear>>()
  const tell = (event: Event) => {
    for (const hear of followers.get(event.workspaceId) ?? []) hear(event)
  }
  let stop: (() => Promise<void>) | null = null
  let stands = false
  const ears = {
    hear: (payload: string) => tell(Heard.parse(JSON.parse(payload))),
    lost: () => {
      stands = false
    },
    ready: () => {
      stands = true
      for (const workspaceId of followers.keys()) tell({ workspaceId, topic: 'all', id: null })
    },
  }
  return {
    emit: emitEvent,
    follow(workspaceId, hear) {
      const circle = followers.get(workspaceId) ?? new Set<Hear>()
      followers.set(workspaceId, circle.add(hear))
      if (stands) queueMicrotask(() => circle.has(hear) && hear({ workspaceId, topic: 'all', id: null }))
      stop ??= listen(database.url, eventChannel, log, ears)
      return () => {
        circle.delete(hear)
        if (circle.size === 0) followers.delete(workspaceId)
        if (followers.size > 0 || !stop) return
        void stop()
        stop = null
        stands = false
      }
    },
  }
}
