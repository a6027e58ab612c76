import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { Server } from '../../src/platform/server/index.ts'
import { member, openDoor, program, type Visitor } from '../people/door.ts'
import { world } from '../world.ts'

type Stream = {
  heard: { topic: string; id: string | null }[]
  status: number
  ended: Promise<unknown>
  close(): void
}

const streams: Stream[] = []
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close()
})

/** Opens the stream over a real socket, as a browser does; resolves when the first bytes are there. */
async function listenTo(server: Server, headers: Record<string, string>): Promise<Stream> {
  if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const asked = request({ host: '127.0.0.1', port, path: '/api/v1/events', headers })
  asked.end()
  const [answer] = await once(asked, 'response')
  const stream: Stream = {
    heard: [],
    status: answer.statusCode,
    ended: new Promise<void>((done) => answer.once('close', () => done())),
    close: () => asked.destroy(),
  }
  answer.on('error', () => {})
  asked.on('error', () => {})
  const first = once(answer, 'data')
  answer.on('data', (chunk: Buffer) => {
    for (const [, data] of chunk.toString().matchAll(/^data: (.*)$/gm))
      stream.heard.push(JSON.parse(data ?? ''))
  })
  await first
  streams.push(stream)
  return stream
}

const cookies = (visit: Visitor, workspaceId: string) => ({
  cookie: visit.cookie,
  'carillon-workspace': workspaceId,
})

test('a stream tells what changed in its workspace and nothing of another', async () => {
  const w = await world()
  const other = await w.tenant()
  const server = await openDoor(w)
  const stream = await listenTo(server, cookies(await member(w, server, w, 'client'), w.workspaceId))
  const { ctx } = w
  await ctx.events.emit(ctx.db, { workspaceId: other.workspaceId, topic: 'posts', id: 'theirs' })
  await ctx.events.emit(ctx.db, { workspaceId: w.workspaceId, topic: 'posts', id: 'ours' })
  await expect.poll(() => stream.heard).toEqual([{ topic: 'posts', id: 'ours' }])
})

test('who does not see every channel is told that something changed, not what; other exceptions begin anew', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await member(w, server, w, 'editor')
  const { id } = (await editor('GET /me')).body
  const only = (chosenOnly: boolean) => owner(`PUT /members/${id}/channels`, { chosenOnly, parts: {} })
  await only(true)
  const stream = await listenTo(server, cookies(editor, w.workspaceId))
  await w.ctx.events.emit(w.ctx.db, { workspaceId: w.workspaceId, topic: 'posts', id: 'hidden' })
  await expect.poll(() => stream.heard).toEqual([{ topic: 'posts', id: null }])
  await only(false)
  await stream.ended
})

test('what a rolled back transaction said is not told', async () => {
  const w = await world()
  const server = await openDoor(w)
  const stream = await listenTo(server, cookies(await member(w, server, w, 'editor'), w.workspaceId))
  const { ctx, workspaceId } = w
  const failing = ctx.db.transaction().execute(async (tx) => {
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: 'never' })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow()
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'media', id: 'yes' })
  await expect.poll(() => stream.heard).toEqual([{ topic: 'media', id: 'yes' }])
})

test('the stream ends when its session is signed out', async () => {
  const w = await world()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const staying = await listenTo(server, cookies(await member(w, server, w, 'editor'), w.workspaceId))
  const stream = await listenTo(server, cookies(editor, w.workspaceId))
  await editor('POST /sign-out')
  await stream.ended
  await w.ctx.events.emit(w.ctx.db, { workspaceId: w.workspaceId, topic: 'posts', id: null })
  await expect.poll(() => staying.heard).toContainEqual({ topic: 'posts', id: null })
})

test('the stream ends when its member is taken out, and when its key is revoked', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await member(w, server, w, 'editor')
  const stream = await listenTo(server, cookies(editor, w.workspaceId))
  const { body } = await owner('POST /keys', { name: 'Shop', role: 'analyst' })
  const keyed = await listenTo(server, { authorization: `Bearer ${body.secret}` })
  await owner(`DELETE /members/${(await editor('GET /me')).body.id}`)
  await stream.ended
  await owner(`DELETE /keys/${body.id}`)
  await keyed.ended
})

test('when listening breaks, streams end so that screens look anew, and new ones hear again', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const headers = cookies(await member(w, server, w, 'editor'), w.workspaceId)
  const stream = await listenTo(server, headers)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'carillon-listen' and datname = current_database()`.execute(w.ctx.db)
  await stream.ended
  const next = await listenTo(server, headers)
  await w.ctx.events.emit(w.ctx.db, { workspaceId: w.workspaceId, topic: 'goals', id: 'g' })
  await expect.poll(() => next.heard).toEqual([{ topic: 'goals', id: 'g' }])
})

test('nobody follows a workspace that is not theirs', async () => {
  const w = await world()
  const server = await openDoor(w)
  const stranger = await program(server, await w.tenant(), 'owner')
  expect(await stranger(`GET /events?workspace=${w.workspaceId}`)).toMatchObject({
    status: 404,
    body: { code: 'edge.workspace_missing' },
  })
})

test('whoever goes away is forgotten, and with the last one the listening connection', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const stream = await listenTo(server, cookies(await member(w, server, w, 'editor'), w.workspaceId))
  const listening = async () => {
    const { rows } = await sql`select 1 from pg_stat_activity
      where application_name = 'carillon-listen' and datname = current_database()`.execute(w.ctx.db)
    return rows.length
  }
  expect(await listening()).toBe(1)
  stream.close()
  await expect.poll(listening).toBe(0)
})

test('closing the server ends its streams and does not wait for them', async () => {
  const w = await world()
  const server = await openDoor(w)
  const stream = await listenTo(server, cookies(await member(w, server, w, 'editor'), w.workspaceId))
  await server.close()
  await stream.ended
})

test('a stream that was asked for just before the server closes does not keep it open', async () => {
  const w = await world()
  let begin = () => {}
  w.ctx.events.follow = (workspaceId, hear) => {
    begin = () => hear({ workspaceId, topic: 'all', id: null })
    return () => {}
  }
  const waiting = begin
  const server = await openDoor(w)
  const headers = cookies(await member(w, server, w, 'client'), w.workspaceId)
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const asked = request({ host: '127.0.0.1', port, path: '/api/v1/events', headers })
  asked.on('error', () => {})
  asked.on('response', (answer) => answer.resume())
  asked.end()
  await expect.poll(() => begin !== waiting).toBe(true)
  const closed = server.close()
  await new Promise((done) => setTimeout(done, 50))
  begin()
  const late = new Promise((done) => setTimeout(() => done('still open'), 5000))
  expect(await Promise.race([closed.then(() => 'closed'), late])).toBe('closed')
})
