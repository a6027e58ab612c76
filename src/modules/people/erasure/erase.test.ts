import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { goal, idea } from '../../../../attack/frame/bodies.ts'
import { fakeNetworks } from '../../../../test/fake-network.ts'
import { member, openDoor, password, person, type Visitor, visitor } from '../../../../test/people/door.ts'
import { type Tenant, type World, world } from '../../../../test/world.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Server } from '../../../platform/server/index.ts'
import { verifyAudit } from '../audit/index.ts'
import { acceptAll } from '../invitations/index.ts'
import { addPerson } from '../sign-in/index.ts'
import { exportByHand } from './export.ts'
import { eraseByHand } from './service.ts'

/** By what somebody can be recognised, each like nothing else in the house. */
const marks = {
  email: 'zebedee.quartermain@marked.example',
  name: 'Zebedee Quartermain',
  earlierName: 'Zeb Olderman',
  /** At the provider of sign-ins. */
  elsewhere: 'zq@company.example',
  device: 'Quartermain’s telephone',
  address: '203.0.113.77',
  agent: 'MarkedBrowser/77.7',
}

type Column = { table: string; column: string; type: string }

/** Every column of every table with one of the marks in it, as `table.column`. */
async function findMarks({ ctx }: World, found: readonly string[]): Promise<string[]> {
  const { rows: columns } = await sql<Column>`
    select format('%I.%I', c.table_schema, c.table_name) as table, c.column_name as column, c.udt_name as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')`.execute(
    ctx.db,
  )
  const patterns = found.map((mark) => `%${mark.toLowerCase()}%`)
  const textOf = ({ column, type }: Column) =>
    type === 'bytea' ? sql`encode(${sql.ref(column)}, 'escape')` : sql`${sql.ref(column)}::text`
  const hits: string[] = []
  for (const [table, own] of Map.groupBy(columns, (one) => one.table)) {
    const holds = own.map(
      (one) =>
        sql`case when bool_or(lower(${textOf(one)}) like any(${patterns}::text[])) then ${one.column}::text end`,
    )
    const { rows } = await sql<{ names: string[] }>`
      select array_remove(array[${sql.join(holds)}], null) as names from ${sql.raw(table)}`.execute(ctx.db)
    hits.push(...(rows[0]?.names ?? []).map((name) => `${table.replace('public.', '')}.${name}`))
  }
  return hits.sort()
}

async function channelIn({ ctx, workspaceId }: World): Promise<string> {
  const facts = { remoteId: '1', server: 'https://fake.example', handle: '@brand', name: 'Brand' }
  const { id } = await ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId, network: 'fake-idempotent', timeZone: 'UTC', ...facts },
      profileUrl: 'https://fake.example/brand',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A file that somebody else had brought before them, as the library keeps it. */
async function bring({ ctx, workspaceId }: World, userId: string): Promise<void> {
  const digest = randomBytes(32).toString('hex')
  const file = { kind: 'image', mime: 'image/png', bytes: 1, width: 1, height: 1, fileName: 'a.png' }
  const broughtBy = ['another', userId]
  await ctx.db
    .insertInto('media')
    .values({ workspaceId, digest, uploadDigest: digest, storageKey: 'a', broughtBy, ...file })
    .execute()
}

/** Ways in that need another machine to make: an account at a provider, and a passkey with a name of their own. */
async function bringWaysIn({ ctx, clock }: World, userId: string): Promise<void> {
  const now = clock.now()
  const account = { issuer: 'https://id.company.example', email: marks.elsewhere }
  const key = { credentialId: 'c', publicKey: Buffer.alloc(8), counter: 0, synced: false }
  await ctx.db
    .insertInto('providerAccounts')
    .values({ ...account, subject: 's', userId, joinedAt: now })
    .execute()
  const { id } = await ctx.db
    .insertInto('passkeys')
    .values({ ...key, userId, name: marks.device, createdAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  const who = { userId, name: marks.name, ip: marks.address, requestId: null }
  const subject = { kind: 'user', id: userId }
  await auditPerson(ctx.db, who, { action: 'provider_account.joined', subject, after: account })
  await auditPerson(ctx.db, who, { action: 'provider_account.left', subject, before: account })
  await auditPerson(ctx.db, who, {
    action: 'passkey.renamed',
    subject: { kind: 'passkey', id },
    before: { name: 'Firefox' },
    after: { name: marks.device },
  })
}

/** Lives in the house as somebody would who does everything, from a marked place with a marked browser. */
async function plant(w: World, elsewhere: Tenant): Promise<string> {
  const server = await openDoor(w)
  const from = { 'x-forwarded-for': marks.address, 'user-agent': marks.agent }
  const host = await member(w, server, w, 'owner')
  const stranger = await member(w, server, elsewhere, 'owner')
  const { email } = marks
  const invited = await host('POST /invitations', { email, role: 'owner', way: 'link' })
  const token = String(invited.body.url).split('#')[1]
  const visit = visitor(server, { ...from, 'carillon-csrf': '1', 'carillon-workspace': w.workspaceId })
  const answers = [
    await visit('POST /invitation/accept', { token, name: marks.earlierName, password }),
    await stranger('POST /invitations', { email, role: 'editor', way: 'link' }),
    await stranger('POST /campaigns', { name: marks.name }),
    await visit('POST /hooks', { url: 'https://hooks.example/a', events: ['post.proposed'] }),
    await visit('POST /posts', { content: idea(), variants: [{ channelId: await channelIn(w) }] }),
  ]
  const post = answers.at(-1)?.body.id
  answers.push(
    await visit(`POST /posts/${post}/propose`, {}),
    await visit('PATCH /me', { name: marks.name }),
    await visit(`POST /hooks/${answers[3]?.body.id}/test`),
  )
  const { body: me } = await visit('GET /me')
  await bring(w, String(me.id))
  await bringWaysIn(w, String(me.id))
  const key = await visit('POST /keys', { name: 'shop', role: 'editor' }, { 'idempotency-key': 'once' })
  const program = visitor(server, { ...from, authorization: `Bearer ${key.body.secret}` })
  const again = visitor(server, { ...from, 'carillon-csrf': '1' })
  answers.push(
    key,
    await program('POST /campaigns', { name: 'Spring' }),
    await visit('POST /invitations', { email: 'somebody@else.example', role: 'editor', way: 'link' }),
    await visit('POST /goals', { ...goal, ownerId: me.id }),
    await visit('PUT /notifications/settings', { kinds: [{ kind: 'post.proposed', mail: false }] }),
    await visit('POST /notifications/read'),
    await visit('POST /me/second-step', { password }),
    await again('POST /sign-in', { email, password: 'not the right one' }),
    await again('POST /sign-in', { email, password }),
    await again('POST /forgotten-password', { email }),
  )
  expect(answers.map(({ status }) => status).filter((status) => status >= 500 || status === 404)).toEqual([])
  expect(answers.filter(({ status }) => status >= 400).map(({ body }) => body.code)).toEqual([
    'sign_in.wrong',
  ])
  return String(me.id)
}

describe('somebody who did everything here', () => {
  let w: World
  let elsewhere: Tenant
  let known: string[]

  beforeAll(async () => {
    w = await world({ alone: true, networks: fakeNetworks(), env: { CARILLON_TRUST_PROXY: '1' } })
    w.ctx.mail = { ready: true, send: async () => {} }
    elsewhere = await w.tenant('Elsewhere')
    known = [...Object.values(marks), await plant(w, elsewhere)]
  }, 60_000)

  test('leaves nothing by which they are known', async () => {
    const before = await findMarks(w, known)
    // What the person has left, so that a search that finds nothing later has been able to find something.
    expect(before).toEqual(
      expect.arrayContaining([
        'audit_log.actor_id',
        'audit_log.actor_name',
        'audit_log.after',
        'audit_log.before',
        'audit_log.ip',
        'audit_log.subject_id',
        'graphile_worker._private_jobs.payload',
        'hook_calls.body',
        'invitations.email',
        'notifications.facts',
        'passkeys.name',
        'provider_accounts.email',
        'sessions.ip_address',
        'sessions.user_agent',
        'users.email',
        'users.name',
      ]),
    )
    const told = await eraseByHand(w.ctx, marks.email, false)
    expect(told).toMatchObject({ erased: false, posts: 1, keys: 1, invitations: 1, blockedBy: [] })
    expect(await findMarks(w, known)).toEqual(before)
    expect(await eraseByHand(w.ctx, marks.email.toUpperCase(), true)).toMatchObject({ erased: true })
    // Somebody else named a campaign of theirs like this.
    expect(await findMarks(w, known)).toEqual(['audit_log.after', 'campaigns.name'])
    const theirs = await w.ctx.db
      .selectFrom('campaigns')
      .select('workspaceId')
      .where('name', '=', marks.name)
      .execute()
    expect(theirs).toEqual([{ workspaceId: elsewhere.workspaceId }])
    await sql`delete from workspaces where id = ${elsewhere.workspaceId}`.execute(w.ctx.db)
    expect(await findMarks(w, known)).toEqual([])
    expect((await verifyAudit(w.ctx)).ok).toBe(true)
    await expect(eraseByHand(w.ctx, marks.email, true)).rejects.toThrow('Nobody here signs in as')
  })
})

/** Comes in by an invitation of somebody's, under a name of their choice. */
async function comeIn(
  server: Server,
  { workspaceId }: Tenant,
  host: Visitor,
  { email, name }: { email: string; name: string },
): Promise<Visitor> {
  const { body } = await host('POST /invitations', { email, role: 'owner', way: 'link' })
  const visit = visitor(server, { 'carillon-csrf': '1', 'carillon-workspace': workspaceId })
  const token = String(body.url).split('#')[1]
  expect((await visit('POST /invitation/accept', { token, name, password })).status).toBe(200)
  return visit
}

/** As the provider's sign-in does it. */
const acceptBy = ({ ctx }: World, guest: { email: string; name: string }) =>
  ctx.db.transaction().execute(async (tx) => {
    const user = await addPerson(tx, { ...guest, hash: null })
    await acceptAll(tx, ctx, { ...user, requestId: null, ip: null })
  })

test('another person of the same name keeps theirs, and so does a thing that is called so', async () => {
  const w = await world({ alone: true, networks: fakeNetworks() })
  w.ctx.mail = { ready: true, send: async () => {} }
  const server = await openDoor(w)
  const host = await member(w, server, w, 'owner')
  const name = 'Ann Miller'
  const [email, alike] = ['ann@miller.example', 'joann@miller.example']
  const twins = [
    await comeIn(server, w, host, { email, name }),
    await comeIn(server, w, host, { email: alike, name }),
  ]
  const events = ['post.proposed']
  const hook = await host('POST /hooks', { url: 'https://hooks.example/a', events })
  const channelId = await channelIn(w)
  for (const [n, twin] of twins.entries()) {
    const guest = { email: `guest-${n}@example.org`, name: `Guest ${n}` }
    await twin('POST /invitations', { email: guest.email, role: 'editor', way: 'link' })
    await acceptBy(w, guest)
    const post = await twin('POST /posts', { content: idea(), variants: [{ channelId }] })
    for (const call of [`/posts/${post.body.id}/propose`, `/hooks/${hook.body.id}/test`])
      expect((await twin(`POST ${call}`, {})).status).toBeLessThan(300)
  }
  expect((await twins[0]?.('POST /campaigns', { name }))?.status).toBe(201)
  await visitor(server)('POST /forgotten-password', { email: alike })
  await eraseByHand(w.ctx, email, true)
  const gone = 'A former member'
  const of = async (query: RawBuilder<unknown>) =>
    (await sql<{ said: string }>`${query}`.execute(w.ctx.db)).rows.map(({ said }) => said)
  expect(await of(sql`select facts->>'by' as said from notifications order by created_at`)).toEqual([
    gone,
    name,
  ])
  expect(await of(sql`select body->>'by' as said from hook_calls order by created_at`)).toEqual([
    ...[gone, gone],
    ...[name, name],
  ])
  const logged = (action: string, field: string) =>
    of(sql`select after->>${field}::text as said from audit_log where action = ${action} order by id`)
  expect((await logged('member.added', 'invitedBy')).slice(-2)).toEqual([gone, name])
  expect(await logged('campaign.added', 'name')).toEqual([name])
  expect(await logged('invitation.made', 'email')).toEqual([
    ...[gone, alike],
    ...['guest-0@example.org', 'guest-1@example.org'],
  ])
  const jobs = await of(sql`select payload::text as said from graphile_worker._private_jobs`)
  expect(jobs.filter((said) => said.includes('@'))).toEqual([expect.stringContaining(alike)])
  expect((await verifyAudit(w.ctx)).ok).toBe(true)
})

test('what is kept of somebody is written while it is read, however much it is', async () => {
  const w = await world({ alone: true })
  const { id, email } = await person(w, w, 'editor')
  await sql`insert into audit_log (actor_kind, actor_id, actor_name, action, subject_kind, subject_id)
    select 'person', ${id}, 'The editor', 'goal.added', 'goal', n::text from generate_series(1, 1201) n`.execute(
    w.ctx.db,
  )
  const pieces: string[] = []
  for await (const piece of await exportByHand(w.ctx, email)) {
    // What is far behind is not yet looked at when the beginning comes out.
    if (pieces.length === 0) await sql`delete from audit_log where subject_id = '1201'`.execute(w.ctx.db)
    pieces.push(String(piece))
  }
  const { tables } = JSON.parse(pieces.join('')) as { tables: Record<string, { subject_id: string }[]> }
  const seen = (tables.audit_log ?? []).map((row) => row.subject_id).filter((subject) => subject !== id)
  expect(seen).toEqual(Array.from({ length: 1200 }, (_, n) => `${n + 1}`))
})

test('what is kept of somebody is shown to them: everything of theirs, and no secret', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const visit = await member(w, server, w, 'editor')
  await member(w, server, w, 'owner')
  await visit('POST /posts', { content: idea() })
  const answer = await visit('GET /me/export')
  expect(answer.headers['content-disposition']).toContain('carillon-my-data.json')
  const { tables } = answer.body as { tables: Record<string, Record<string, unknown>[]> }
  expect(tables).toMatchObject({
    users: [{ name: 'The editor' }],
    members: [{ role: 'editor', workspace_id: w.workspaceId }],
    sessions: [{ ip_address: '127.0.0.1' }],
    posts: [{ content: { parts: [{ text: 'Ours' }] } }],
  })
  expect(tables.audit_log?.map(({ action }) => action)).toContain('session.started')
  const stored = await w.ctx.db.selectFrom('signInAccounts').select('password').execute()
  const [session] = await w.ctx.db.selectFrom('sessions').select('token').execute()
  for (const hidden of [...stored.map(({ password: hash }) => hash), session?.token, 'The owner', '\\\\x'])
    expect(JSON.stringify(answer.body)).not.toContain(hidden)
})
