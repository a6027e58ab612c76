import { beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../../src/modules/people/audit/index.ts'
import { eraseWorkspaces } from '../../src/modules/people/closing/jobs.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import { dispatch, fakeChannel, planText, rowOf } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { startFakeServer } from '../fake-server.ts'
import { type Tenant, type World, world } from '../world.ts'
import { member, openDoor, password, program, type Visitor, visitor } from './door.ts'

const nine = new Date('2030-01-01T09:00:00Z')
const dayMs = 86_400_000
/** Of another workspace. */
const another = 'b/d/kept'

describe('a workspace that is deleted', () => {
  let w: World
  let owner: Visitor
  let editor: Visitor
  let key: Visitor
  let sent: () => number
  let delivery: string
  let elsewhere: Tenant
  let joiner: Visitor
  let guest: Visitor
  let tokens: string[]
  const letters: Letter[] = []

  beforeAll(async () => {
    const server = await startFakeServer({ keys: true, now: () => w.clock.now().getTime() })
    sent = () => server.posts().length
    w = await world({ alone: true, networks: fakeNetworks(), fetch: globalThis.fetch })
    w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
    const door = await openDoor(w)
    owner = await member(w, door, w, 'owner')
    editor = await member(w, door, w, 'editor')
    key = await program(door, w, 'owner')
    guest = visitor(door, { 'carillon-csrf': '1' })
    elsewhere = await w.tenant()
    joiner = await member(w, door, elsewhere, 'editor')
    tokens = await Promise.all(
      ['new@example.org', String((await joiner('GET /me')).body.email)].map(async (email) => {
        const { body } = await owner('POST /invitations', { email, role: 'editor', way: 'link' })
        return String(body.url).split('#')[1] ?? ''
      }),
    )
    const channel = await fakeChannel(w, server, 'idempotent')
    delivery = await planText(w, channel.id, 'never', nine)
    const picture = Buffer.from('a picture')
    for (const key of [`${w.workspaceId}/d/kept`, `avatars/${channel.id}.webp`, `shelf/${channel.id}/a.png`])
      await w.ctx.storage.write(key, picture)
    await w.ctx.storage.write(another, picture)
    await w.ctx.db.insertInto('media').values(pictureOf(w)).execute()
    return () => server.stop()
  })

  test('says before what goes, to its owners alone', async () => {
    expect((await owner('GET /workspace/deletion')).body).toEqual({
      eraseAt: null,
      graceDays: 7,
      scheduled: 1,
      onTheirWay: 0,
      drafts: 0,
      channels: 1,
      media: 1,
      publications: 0,
      members: 2,
      keys: 1,
    })
    expect((await editor('GET /workspace/deletion')).status).toBe(403)
  })

  test('wants its name typed and the password, from a person', async () => {
    expect(await owner('POST /workspace/deletion', { name: 'Tset', password })).toMatchObject({
      status: 422,
      body: { code: 'closing.other_name', errors: [{ path: 'name' }] },
    })
    expect(await owner('POST /workspace/deletion', { name: 'Test', password: 'no' })).toMatchObject({
      status: 422,
      body: { code: 'sign_in.wrong_password' },
    })
    expect(await key('POST /workspace/deletion', { name: 'Test', password })).toMatchObject({
      status: 403,
      body: { code: 'second_step.not_a_person' },
    })
    expect((await owner('GET /me')).body.workspaces).toMatchObject([{ eraseAt: null }])
  })

  test('stops at once: nothing leaves, nothing changes, and everybody is told', async () => {
    const { status, body } = await owner('POST /workspace/deletion', { name: ' Test ', password })
    expect([status, body.eraseAt]).toEqual([200, '2030-01-08T08:00:00.000Z'])
    w.clock.to(nine)
    await dispatch(w)
    expect([sent(), (await rowOf(w.ctx, delivery)).state]).toEqual([0, 'scheduled'])
    for (const visit of [owner, editor, key]) {
      expect(await visit(`POST /deliveries/${delivery}/publish-now`)).toMatchObject({
        status: 409,
        body: { code: 'edge.being_deleted', facts: { until: '2030-01-08T08:00:00.000Z' } },
      })
      expect((await visit('GET /posts')).status).toBe(200)
    }
    expect((await owner('PATCH /workspace', { name: 'Kept' })).status).toBe(409)
    const [token, theirs] = tokens
    for (const answer of [
      await guest('POST /invitation', { token }),
      await guest('POST /invitation/accept', { token, name: 'Zane', password }),
      await joiner('POST /invitation/join', { token: theirs }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'invitation.being_deleted' } })
    await w.runJobs()
    expect(letters.map(({ subject }) => subject)).toEqual(['Test will be deleted', 'Test will be deleted'])
    expect(letters[0]?.text).toContain('8 January 2030')
    expect((await editor('GET /me')).body.workspaces).toMatchObject([{ eraseAt: '2030-01-08T08:00:00.000Z' }])
  })

  test('is kept by an owner, and goes on; what is late by then asks a person', async () => {
    expect((await editor('DELETE /workspace/deletion')).status).toBe(403)
    w.clock.to('2030-01-01T12:00:00Z')
    expect(await owner('DELETE /workspace/deletion')).toMatchObject({ status: 200, body: { eraseAt: null } })
    expect(await owner('DELETE /workspace/deletion')).toMatchObject({
      status: 409,
      body: { code: 'closing.not_asked' },
    })
    expect((await guest('POST /invitation', { token: tokens[0] })).status).toBe(200)
    await dispatch(w)
    expect([sent(), (await rowOf(w.ctx, delivery)).state]).toEqual([0, 'missed'])
    expect((await owner(`POST /deliveries/${delivery}/publish-now`)).status).toBe(200)
    await dispatch(w)
    expect([sent(), (await rowOf(w.ctx, delivery)).state]).toEqual([1, 'published'])
  })

  test('is erased when its time is over: sign-ins at the networks first, then rows and files', async () => {
    await owner('POST /workspace/deletion', { name: 'Test', password })
    const idsIn = async (table: 'workspaces' | 'organisations') =>
      (await w.ctx.db.selectFrom(table).select('id').execute()).map(({ id }) => id)
    const erase = async () => {
      await w.ctx.jobs.add(eraseWorkspaces, {})
      await w.runJobs()
    }
    w.clock.on(7 * dayMs - 1000)
    await erase()
    expect((await owner('GET /workspace')).status).toBe(200)
    w.clock.on(1000)
    expect((await owner('DELETE /workspace/deletion')).body.code).toBe('closing.not_asked')
    await erase()
    expect(await w.ctx.db.selectFrom('channelCredentials').select('channelId').execute()).toEqual([])
    // The process is killed when the rows are gone and the files are there.
    const { clear } = w.ctx.storage
    w.ctx.storage.clear = () => Promise.reject(new Error('Killed'))
    await erase()
    w.ctx.storage.clear = clear
    expect(await idsIn('workspaces')).toEqual([elsewhere.workspaceId])
    expect(await w.ctx.storage.list()).toHaveLength(4)
    w.clock.on(600_000)
    await w.runJobs()
    expect(await w.ctx.storage.list()).toEqual([another])
    expect(await idsIn('organisations')).toEqual([elsewhere.organisationId])
    const [row] = await w.ctx.db
      .selectFrom('auditLog')
      .select(['subjectId', 'after'])
      .where('action', '=', 'workspace.erased')
      .execute()
    expect(row).toEqual({ subjectId: w.workspaceId, after: { members: 2, media: 1, publications: 1 } })
    expect((await owner('GET /me')).body.workspaces).toEqual([])
    expect((await verifyAudit(w.ctx)).ok).toBe(true)
  })
})

const pictureOf = ({ workspaceId }: World) => ({
  workspaceId,
  digest: 'd',
  uploadDigest: 'd',
  kind: 'image',
  mime: 'image/png',
  bytes: 9,
  width: 1,
  height: 1,
  fileName: 'a.png',
  storageKey: `${workspaceId}/d/kept`,
})
