import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { member, openDoor, password, person, type Visitor, visitor } from './door.ts'

type Row = { id: string; current: boolean; agent: string; address: string }
const list = async (visit: Visitor) => (await visit('GET /sessions')).body.items as Row[]

async function twoBrowsers() {
  const w = await world({ env: { CARILLON_TRUST_PROXY: '1' } })
  const server = await openDoor(w)
  const { email } = await person(w, w, 'editor')
  const open = async (agent: string, address: string) => {
    const visit = visitor(server, { 'carillon-csrf': '1', 'user-agent': agent, 'x-forwarded-for': address })
    await visit('POST /sign-in', { email, password })
    return visit
  }
  return { w, server, laptop: await open('Laptop', '203.0.113.1'), phone: await open('Phone', '2001:db8::7') }
}

test('a person sees where they are signed in', async () => {
  const { laptop } = await twoBrowsers()
  const rows = (await list(laptop)).map(({ agent, address, current }) => ({ agent, address, current }))
  expect(rows).toHaveLength(2)
  expect(rows).toContainEqual({ agent: 'Laptop', address: '203.0.113.1', current: true })
  expect(rows).toContainEqual({ agent: 'Phone', address: expect.stringMatching(/^2001:/), current: false })
})

test('the list gives nothing away that opens a session', async () => {
  const { w, laptop } = await twoBrowsers()
  const tokens = await w.ctx.db.selectFrom('sessions').select('token').execute()
  const shown = JSON.stringify(await list(laptop))
  for (const { token } of tokens) expect(shown).not.toContain(token)
})

test('one session, or all others, can be ended from elsewhere', async () => {
  const { laptop, phone } = await twoBrowsers()
  const other = (await list(laptop)).find(({ current }) => !current)
  expect((await laptop(`DELETE /sessions/${other?.id}`)).status).toBe(204)
  expect((await phone('GET /me')).status).toBe(401)
  const again = await twoBrowsers()
  expect((await again.laptop('DELETE /sessions')).body).toEqual({ ended: 1 })
  expect((await again.phone('GET /me')).status).toBe(401)
  expect((await again.laptop('GET /me')).status).toBe(200)
})

test('somebody else’s session cannot be ended: it is not there', async () => {
  const { w, server, laptop } = await twoBrowsers()
  const colleague = await member(w, server, w, 'owner')
  const [theirs] = await list(laptop)
  expect(await colleague(`DELETE /sessions/${theirs?.id}`)).toMatchObject({
    status: 404,
    body: { code: 'session.missing' },
  })
  expect((await laptop('GET /me')).status).toBe(200)
})

test('sign-ins and their end are written down', async () => {
  const { w, laptop } = await twoBrowsers()
  const { id } = (await laptop('GET /me')).body
  await laptop('DELETE /sessions')
  await laptop('POST /sign-out')
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'ip'])
    .where('actorId', '=', String(id))
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { action: 'session.started', ip: '203.0.113.1' },
    { action: 'session.started', ip: '2001:db8::7' },
    { action: 'session.others_ended', ip: '203.0.113.1' },
    { action: 'session.ended', ip: '203.0.113.1' },
  ])
})
