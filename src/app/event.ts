import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Db } from '../platform/db/index.ts'
import { listen } from '../platform/db/listen.ts'
import type { Log } from '../platform/log.ts'

/** What changed, so that open screens look again. It carries no content: who may see it asks the API. */
const topics = [
  'posts',
  'composer',
  'approval',
  'company',
  'tasks',
  'deliveries',
  'channels',
  'slots',
  'calendar',
  'campaigns',
  'contests',
  'goals',
  'strategy',
  'personas',
  'segments',
  'presence',
  'competitors',
  'budget',
  'contractors',
  'team',
  'choice',
  'pilots',
  'plan',
  'numbers',
  'media',
  'brand',
  'uploads',
  'films',
  'imports',
  'series',
  'sources',
  'templates',
  'assistant',
  'notifications',
  'hooks',
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
  /** Told to all processes when the transaction commits; several at once. */
  emit(db: Db, ...events: [Event, ...Event[]]): Promise<void>
  /** Follows a workspace until the answer is called. */
  follow(workspaceId: string, hear: (event: Event) => void): () => void
}

const eventChannel = 'carillon_events'

/** The name of PostgreSQL's channel stands here once; `platform` does not know our events. */
async function emitEvents(db: Db, ...events: [Event, ...Event[]]): Promise<void> {
  await tellingOf(events).execute(db)
}

/** The statement that tells of events, for somebody else to send together with the change. */
export const tellingOf = (events: readonly Event[]) =>
  sql`select ${sql.join(events.map((event) => sql`pg_notify(${eventChannel}, ${JSON.stringify(event)})`))}`

const Heard = z.object({ workspaceId: z.string(), topic: z.enum(topics), id: z.string().nullable() })

/** While versions change, processes of both are there: what one does not know yet is not for it, and must not end it. */
function readEvent(payload: string): Event | null {
  try {
    return Heard.safeParse(JSON.parse(payload)).data ?? null
  } catch {
    return null
  }
}

type Hear = (event: Event) => void
type Listening = { stands: boolean; stop: () => Promise<void> }

/**
 * Events over PostgreSQL: one listening connection per process, held only while somebody follows.
 * Whenever it stands anew every follower hears `all`, because what happened before went unheard.
 */
export function openEvents(database: Database, log: Log): Events {
  const followers = new Map<string, Set<Hear>>()
  const tell = (event: Event) => {
    for (const hear of followers.get(event.workspaceId) ?? []) hear(event)
  }
  let listening: Listening | null = null
  /** One connection and whether it stands. One that was left says its last words when another is wanted already. */
  const begin = (): Listening => {
    const mine: Listening = { stands: false, stop: async () => {} }
    const current = () => listening === mine
    mine.stop = listen(database.url, eventChannel, log, {
      hear: (payload) => {
        const event = current() && readEvent(payload)
        if (event) tell(event)
      },
      lost: () => {
        mine.stands = false
      },
      ready: () => {
        mine.stands = true
        if (!current()) return
        for (const workspaceId of followers.keys()) tell({ workspaceId, topic: 'all', id: null })
      },
    })
    return mine
  }
  return {
    emit: emitEvents,
    follow(workspaceId, hear) {
      const circle = followers.get(workspaceId) ?? new Set<Hear>()
      followers.set(workspaceId, circle.add(hear))
      listening ??= begin()
      if (listening.stands)
        queueMicrotask(() => circle.has(hear) && hear({ workspaceId, topic: 'all', id: null }))
      return () => {
        circle.delete(hear)
        if (circle.size === 0 && followers.get(workspaceId) === circle) followers.delete(workspaceId)
        if (followers.size > 0 || !listening) return
        void listening.stop()
        listening = null
      }
    },
  }
}
