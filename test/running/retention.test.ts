import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { handlers } from '../../src/house.ts'
import { type World, world } from '../world.ts'

const dayMs = 86_400_000

/** A row of each kind, so many days old. Times that PostgreSQL would set are set by hand. */
async function plant(w: World, name: string, days: number): Promise<void> {
  const at = new Date(w.clock.now().getTime() - days * dayMs)
  const later = new Date(at.getTime() + dayMs)
  const { ctx, workspaceId } = w
  await sql`insert into users (id, name, email) values (${name}, ${name}, ${`${name}@example.org`})`.execute(
    ctx.db,
  )
  await sql`insert into sessions (id, user_id, token, expires_at) values (${name}, ${name}, ${name}, ${at})`.execute(
    ctx.db,
  )
  await sql`insert into sign_in_brakes (key, failures, last_at) values (${name}, 1, ${at})`.execute(ctx.db)
  await sql`insert into verifications (id, identifier, value, expires_at) values (${name}, 'x', 'x', ${at})`.execute(
    ctx.db,
  )
  await sql`insert into password_links (user_id, digest, expires_at) values (${name}, ${Buffer.from(name)}, ${at})`.execute(
    ctx.db,
  )
  await sql`insert into invitations (workspace_id, email, role, made_by, expires_at)
    values (${workspaceId}, ${name}, 'editor', ${name}, ${at})`.execute(ctx.db)
  await sql`insert into idempotency_keys (workspace_id, key, route, request_digest, created_at)
    values (${workspaceId}, ${name}, 'x', 'x', ${at})`.execute(ctx.db)
  await sql`insert into notifications (workspace_id, kind, subject_kind, subject_id, created_at, resolved_at)
    values (${workspaceId}, 'delivery.failed', 'delivery', ${name}, ${at}, ${at}),
      (${workspaceId}, 'delivery.failed', 'delivery', ${`open ${name}`}, ${at}, null)`.execute(ctx.db)
  await sql`with hook as (
      insert into hooks (workspace_id, url, events, sealed, key_id)
      values (${workspaceId}, ${name}, '{}', '', 'k1') returning id
    )
    insert into hook_calls (workspace_id, hook_id, event, body, state, created_at, words)
    select ${workspaceId}, id, 'test', '{}', 'done', ${at}::timestamptz, ${name} from hook`.execute(ctx.db)
  await sql`insert into posts (workspace_id, content, search_text, deleted_at)
    values (${workspaceId}, '{"parts":[]}', ${name}, ${later})`.execute(ctx.db)
}

/** What is left of each kind, by the name of whoever was planted. */
async function left({ ctx }: World): Promise<Record<string, string[]>> {
  const named = {
    sessions: 'user_id',
    sign_in_brakes: 'key',
    verifications: 'id',
    password_links: 'user_id',
    invitations: 'email',
    idempotency_keys: 'key',
    notifications: 'subject_id',
    hook_calls: 'words',
    posts: 'search_text',
  }
  const found: Record<string, string[]> = {}
  for (const [table, column] of Object.entries(named)) {
    const { rows } = await sql<{ name: string }>`
      select ${sql.ref(column)} as name from ${sql.table(table)} `.execute(ctx.db)
    found[table] = rows.map(({ name }) => name).sort()
  }
  return found
}

/** Runs every job that the clock asks for again and again, once. */
async function runClock({ ctx }: World): Promise<void> {
  for (const { job, run } of handlers) if (typeof job.cron === 'string') await run(ctx, {})
}

describe('what has had its time', () => {
  let w: World
  beforeAll(async () => {
    w = await world({ alone: true })
    for (const [name, days] of Object.entries({ today: -1, 'days-3': 3, 'days-40': 40, 'days-100': 100 }))
      await plant(w, name, days)
    await runClock(w)
  })

  test('goes by itself, kind by kind, and what is younger stays', async () => {
    const most = ['days-3', 'days-40', 'today']
    expect(await left(w)).toEqual({
      sessions: ['today'],
      sign_in_brakes: ['today'],
      verifications: ['today'],
      password_links: ['today'],
      invitations: most,
      idempotency_keys: ['today'],
      notifications: [
        ...['days-3', 'days-40', 'open days-100', 'open days-3', 'open days-40', 'open today', 'today'],
      ],
      hook_calls: ['days-3', 'today'],
      posts: ['days-3', 'today'],
    })
  })

  test('stays for as long as the settings say', async () => {
    const env = { CARILLON_NOTIFICATIONS_KEEP_DAYS: '2', CARILLON_HOOK_CALLS_KEEP_DAYS: '0' }
    const longer = await world({ alone: true, env })
    for (const [name, days] of Object.entries({ new: 1, old: 900 })) await plant(longer, name, days)
    await runClock(longer)
    expect(await left(longer)).toMatchObject({
      notifications: ['new', 'open new', 'open old'],
      hook_calls: ['new', 'old'],
    })
  })
})
