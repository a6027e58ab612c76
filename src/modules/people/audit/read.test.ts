import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { member, openDoor, program } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { type AuditEntry, audit } from '../../../app/audit.ts'
import { sealPending } from './seal.ts'

type Item = { action: string; subject: { id: string; name: string | null }; at: string; sealed: unknown }
type Body = { items: Item[]; next: string | null }

const did = (action: AuditEntry['action'], id: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  action,
  subject: { kind: 'campaign', id },
  ...more,
})

const as = (w: World, name: string, ip: string): Actor => ({
  ...w.actor('owner'),
  kind: 'person',
  id: name,
  name,
  ip,
})

/** Six rows, one a minute from noon on: the first four sealed, the last two not yet. */
async function filled() {
  const w = await world()
  const [ieva, mark] = [as(w, 'Ieva Kalniņa', '10.0.0.1'), as(w, 'Mark 50%', '10.0.0.2')]
  const done: [Actor, AuditEntry][] = [
    [ieva, did('campaign.added', 'a', { after: { name: 'Spring' } })],
    [mark, did('campaign.changed', 'a', { before: { name: 'Spring' }, after: { name: 'Summer' } })],
    [ieva, did('goal.added', 'b')],
    [ieva, did('campaign.archived', 'a')],
    [mark, did('campaign.added', 'c', { after: { name: 'Autumn' } })],
    [ieva, did('goal.removed', 'b')],
  ]
  for (const [place, [who, entry]] of done.entries()) {
    await audit(w.ctx.db, who, entry)
    const at = `2029-12-01T12:0${place}:00.000001Z`
    await sql`update audit_log set at = ${at}::timestamptz where id = (select max(id) from audit_log)`.execute(
      w.ctx.db,
    )
    if (place === 3) await sealPending(w.ctx)
  }
  const server = await openDoor(w)
  const ask = await program(server, w, 'analyst')
  const list = async (query: string) => (await ask(`GET /audit${query}`)).body as Body
  return { ...w, w, server, ask, list }
}

const told = ({ items }: Body) => items.map(({ action, subject }) => `${action} ${subject.id}`)

test('each filter finds what is sealed and what is not yet', async () => {
  const { list } = await filled()
  const find = async (query: string) => told(await list(query))
  const all = [
    'goal.removed b',
    'campaign.added c',
    'campaign.archived a',
    'goal.added b',
    'campaign.changed a',
    'campaign.added a',
  ]
  expect(await find('')).toEqual(all)
  expect(await find('?action=goal.')).toEqual(['goal.removed b', 'goal.added b'])
  expect(await find('?action=campaign.a')).toEqual([
    'campaign.added c',
    'campaign.archived a',
    'campaign.added a',
  ])
  expect(await find('?action=campaign_')).toEqual([])
  expect(await find('?actorId=Mark%2050%25')).toEqual(['campaign.added c', 'campaign.changed a'])
  expect(await find('?subjectId=b')).toEqual(['goal.removed b', 'goal.added b'])
  expect(await find('?address=10.0.0.2')).toEqual(['campaign.added c', 'campaign.changed a'])
  expect(await find('?from=2029-12-01T12:02:00Z&to=2029-12-01T14:04:00%2B02:00')).toEqual([
    'campaign.archived a',
    'goal.added b',
  ])
  expect(await find('?subjectId=b&action=goal.a&actorId=')).toEqual(['goal.added b'])
})

test('words are looked for in the names of who did it and of what it was done to', async () => {
  const { list } = await filled()
  const find = async (text: string, more = '') => told(await list(`?text=${encodeURIComponent(text)}${more}`))
  expect(await find('kalniņ')).toEqual([
    'goal.removed b',
    'campaign.archived a',
    'goal.added b',
    'campaign.added a',
  ])
  expect(await find('SPRING')).toEqual(['campaign.changed a', 'campaign.added a'])
  expect(await find('autumn')).toEqual(['campaign.added c'])
  expect(await find('50%')).toEqual(['campaign.added c', 'campaign.changed a'])
  expect(await find('5_%')).toEqual([])
  expect(await find('kalniņ', '&action=goal.')).toEqual(['goal.removed b', 'goal.added b'])
  expect(await find('spring', '&address=10.0.0.1')).toEqual(['campaign.added a'])
})

test('pages follow each other without a gap or a repeat, also among rows of the same instant', async () => {
  const { list, ctx, w, workspaceId } = await filled()
  await audit(
    ctx.db,
    w.actor('owner'),
    did('campaign.added', 'd'),
    did('campaign.added', 'e'),
    did('campaign.added', 'f'),
  )
  await sql`update audit_log set at = '2029-12-01T12:04:00.000001Z' where workspace_id = ${workspaceId} and subject_id in ('d', 'e', 'f')`.execute(
    ctx.db,
  )
  for (const query of ['?limit=2', '?limit=2&action=campaign.', '?limit=2&text=a']) {
    const whole = told(await list(query.replace('2', '100')))
    const paged: string[] = []
    for (let cursor = ''; ; ) {
      const page = await list(`${query}${cursor}`)
      paged.push(...told(page))
      if (!page.next) break
      cursor = `&cursor=${page.next}`
    }
    expect(paged, query).toEqual(whole)
  }
  const foreign = Buffer.from('[5]').toString('base64url')
  expect(await list(`?cursor=${foreign}`)).toMatchObject({ code: 'audit.bad_cursor' })
})

test('a row says what changed, what the thing is called now and where it is sealed', async () => {
  const { list, ctx, workspaceId } = await filled()
  const { id } = await ctx.db
    .insertInto('campaigns')
    .values({ workspaceId, name: 'Winter' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`update audit_log set subject_id = ${id} where subject_id = 'a' and workspace_id = ${workspaceId}`.execute(
    ctx.db,
  )
  const { items } = await list('?action=campaign.changed')
  expect(items).toMatchObject([
    {
      at: '2029-12-01T12:01:00.000Z',
      actor: { kind: 'person', id: 'Mark 50%', name: 'Mark 50%' },
      subject: { kind: 'campaign', id, name: 'Winter' },
      changes: [{ field: 'name', before: 'Spring', after: 'Summer' }],
      address: '10.0.0.2',
      sealed: { place: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ])
  expect((await list('?limit=1')).items[0]?.sealed).toBeNull()
})

test('another tenant sees nothing of it, and finds no name of ours', async () => {
  const { w, server, ctx, workspaceId } = await filled()
  const there = await w.tenant()
  const stranger = await program(server, there, 'owner')
  const { id } = await ctx.db
    .insertInto('campaigns')
    .values({ workspaceId, name: 'Ours' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(ctx.db, there.actor('owner'), did('campaign.added', id))
  for (const query of [
    '',
    '?text=spring',
    '?actorId=Mark%2050%25',
    '?subjectId=a',
    '?address=10.0.0.2',
    '?action=goal.',
  ])
    expect(told((await stranger(`GET /audit${query}`)).body as Body)).toEqual(
      query === '' ? [`campaign.added ${id}`] : [],
    )
  expect(((await stranger('GET /audit')).body as Body).items[0]?.subject.name).toBeNull()
  const { body } = await stranger('GET /audit/export')
  expect(body.text).not.toContain('Kalni')
  const headers = { 'carillon-workspace': workspaceId }
  expect((await stranger('GET /audit/export', undefined, headers)).status).toBe(404)
})

test('a client does not read it, whoever belongs to the team does', async () => {
  const { w, server } = await filled()
  for (const path of ['GET /audit', 'GET /audit/export'] as const) {
    expect((await (await member(w, server, w, 'client'))(path)).status).toBe(403)
    expect((await (await member(w, server, w, 'analyst'))(path)).status).toBe(200)
  }
})

test('the table holds what the filters find, sealed, and nothing that a spreadsheet would carry out', async () => {
  const { ask, w, ctx } = await filled()
  const evil = { ...w.actor('owner'), name: '=HYPERLINK("https://evil.example")' }
  await audit(
    ctx.db,
    evil,
    did('campaign.changed', '+1', { before: { name: '@SUM(A1)' }, after: { name: 'x, "y"' } }),
  )
  const { body, headers, status } = await ask('GET /audit/export?action=campaign.')
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('text/csv')
  expect(headers['content-disposition']).toBe('attachment; filename="carillon-audit-2030-01-01.csv"')
  const lines = String(body.text).split('\r\n').filter(Boolean)
  expect(lines[0]).toBe(
    '\uFEFFat,local,actor_kind,actor,actor_id,action,subject_kind,subject,subject_id,changes,address,request_id,id,place,digest',
  )
  expect(lines).toHaveLength(6)
  const row = lines.find((line) => line.includes('HYPERLINK')) ?? ''
  expect(row).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
  expect(row).toContain(`,'+1,`)
  expect(row).toContain('"name: @SUM(A1) → x, ""y"""')
  expect(lines.find((line) => line.includes('Mark'))).toMatch(
    /^2029-12-01T12:04:00.000Z,2029-12-01T14:04,person,Mark 50%,.*,10\.0\.0\.2,,\d+,5,[0-9a-f]{64}$/,
  )
})

test('a long table comes whole, in the order of the list', async () => {
  const { ask, w, ctx, workspaceId } = await filled()
  const rows = Array.from({ length: 600 }, (_, n) => did('goal.changed', `long ${n}`)) as [
    AuditEntry,
    ...AuditEntry[],
  ]
  await audit(ctx.db, w.actor('owner'), ...rows)
  const { body } = await ask('GET /audit/export?action=goal.changed')
  const ids = [...String(body.text).matchAll(/long (\d+)/g)].map(([, n]) => Number(n))
  expect(ids).toEqual(Array.from({ length: 600 }, (_, n) => 599 - n))
  const left = await ctx.db
    .selectFrom('auditLog')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('chainSeq', 'is', null)
    .execute()
  expect(left).toEqual([])
})
