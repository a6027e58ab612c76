import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { person } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Person } from '../../../app/actor.ts'
import { notify, resolveNotification } from '../notifications/index.ts'
import { changeSettings } from '../notifications/service.ts'
import { DeviceBody } from './contract.ts'
import { houseKeys } from './keys.ts'
import { addDevice, listDevices, removeDevice } from './service.ts'

type Call = { url: string; headers: Headers; body: Uint8Array }

let w: World
let calls: Call[]
let status: number

beforeEach(async () => {
  calls = []
  status = 201
  const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    calls.push({
      url: String(input),
      headers: new Headers(init.headers),
      body: new Uint8Array(init.body as Uint8Array<ArrayBuffer>),
    })
    return new Response(null, { status })
  }
  w = await world({ alone: true, fetch: fetch as typeof globalThis.fetch })
})

/** A browser as it makes its subscription, with what it keeps to itself. */
function browser() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const auth = randomBytes(16)
  const body = DeviceBody.parse({
    endpoint: `https://push.example/${randomBytes(6).toString('hex')}`,
    keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
  })
  return { body, pair, auth }
}

/** RFC 8291, from the other side. */
function opened({ pair, auth }: ReturnType<typeof browser>, { body }: Call): unknown {
  const salt = body.subarray(0, 16)
  const theirs = body.subarray(21, 21 + (body[20] ?? 0))
  const sealed = Buffer.from(body.subarray(21 + theirs.length))
  const derive = (key: Uint8Array, of: Uint8Array, info: Uint8Array, length: number) =>
    Buffer.from(hkdfSync('sha256', key, of, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs])
  const root = derive(pair.computeSecret(theirs), auth, info, 32)
  const key = derive(root, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(root, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const open = createDecipheriv('aes-128-gcm', key, nonce)
  open.setAuthTag(sealed.subarray(-16))
  const text = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()])
  return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString())
}

async function someone(role: 'editor' | 'analyst' = 'editor'): Promise<Person> {
  const { id } = await person(w, w, role)
  const sessionId = randomBytes(8).toString('hex')
  const expiresAt = new Date(w.clock.now().getTime() + 86_400_000)
  await w.ctx.db
    .insertInto('sessions')
    .values({ id: sessionId, userId: id, token: sessionId, expiresAt })
    .execute()
  return { userId: id, sessionId, name: 'Anna', email: '', requestId: '', ip: '' }
}

const agent = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'
const tell = (id = '1', more = {}) =>
  w.ctx.db.transaction().execute((tx) =>
    notify(tx, w.ctx, {
      workspaceId: w.workspaceId,
      kind: 'delivery.handed',
      subject: { kind: 'channel', id: '01900000-0000-7000-8000-000000000000' },
      facts: {
        ...{ channel: 'Forum', text: 'Rye at eight', path: `/w/${w.workspaceId}/hand/${id}` },
        ...{ at: '2030-01-01T09:00:00Z', timeZone: 'Europe/Riga' },
      },
      ...more,
    }),
  )

describe('a device', () => {
  test('is told at once, sealed for it alone and signed by the house, with the way to the page', async () => {
    const one = browser()
    await addDevice(w.ctx, await someone(), one.body, agent)
    await tell('7')
    await w.runJobs()
    const [call] = calls
    expect(calls).toHaveLength(1)
    expect(call?.url).toBe(one.body.endpoint)
    expect(call?.headers.get('content-encoding')).toBe('aes128gcm')
    expect(call?.headers.get('authorization')).toContain(`k=${houseKeys(w.ctx).publicKey}`)
    expect(call && opened(one, call)).toMatchObject({
      url: `/w/${w.workspaceId}/hand/7`,
      body: expect.stringContaining('Rye at eight'),
    })
    expect(JSON.stringify(call && [...call.body])).not.toContain('Rye')
  })

  test('is told once of each thing, and not of what has ended meanwhile', async () => {
    await addDevice(w.ctx, await someone(), browser().body, agent)
    await tell()
    await w.runJobs()
    await tell()
    await w.runJobs()
    expect(calls).toHaveLength(1)
    const subject = { kind: 'channel', id: '01900000-0000-7000-8000-000000000000' }
    await w.ctx.db
      .transaction()
      .execute((tx) => resolveNotification(tx, w.ctx, w.workspaceId, subject, ['delivery.handed']))
    await tell()
    await w.ctx.db
      .transaction()
      .execute((tx) => resolveNotification(tx, w.ctx, w.workspaceId, subject, ['delivery.handed']))
    await w.runJobs()
    expect(calls).toHaveLength(1)
  })

  test('of whom it is not the affair, or who does not want it so, is not told', async () => {
    const [anna, ben, carl] = [await someone(), await someone(), await someone('analyst')]
    for (const one of [anna, ben, carl]) await addDevice(w.ctx, one, browser().body, agent)
    await tell('1', { forPeople: [anna.userId, carl.userId] })
    await w.runJobs()
    expect(calls).toHaveLength(1)
    const actor = { ...w.actor('editor'), kind: 'person' as const, id: anna.userId }
    await changeSettings(w.ctx, actor, [{ kind: 'delivery.failed', mail: true, push: false }])
    await w.ctx.db.transaction().execute((tx) =>
      notify(tx, w.ctx, {
        ...{
          workspaceId: w.workspaceId,
          kind: 'delivery.failed',
          subject: { kind: 'channel', id: '01900000-0000-7000-8000-000000000001' },
        },
        facts: { words: 'No' },
      }),
    )
    await w.runJobs()
    expect(calls).toHaveLength(2)
  })

  test('that is gone is forgotten; one whose session ended is told nothing', async () => {
    const anna = await someone()
    await addDevice(w.ctx, anna, browser().body, agent)
    status = 410
    await tell()
    await w.runJobs()
    expect((await listDevices(w.ctx, anna)).items).toEqual([])
    await addDevice(w.ctx, anna, browser().body, agent)
    await w.ctx.db.deleteFrom('sessions').where('id', '=', anna.sessionId).execute()
    expect((await listDevices(w.ctx, anna)).items).toEqual([])
  })

  test('is named as people know it, and taken out by its owner alone', async () => {
    const [anna, ben] = [await someone(), await someone()]
    const { items } = await addDevice(w.ctx, anna, browser().body, agent)
    expect(items).toMatchObject([{ name: 'Chrome · Android', here: true, toldAt: null }])
    const id = items[0]?.id ?? ''
    await expect(removeDevice(w.ctx, ben, id)).rejects.toMatchObject({ code: 'push.not_found' })
    await removeDevice(w.ctx, anna, id)
  })

  test('is one of twenty at most; who has so many may ask anew for one of them', async () => {
    const anna = await someone()
    const one = browser()
    await addDevice(w.ctx, anna, one.body, agent)
    for (let n = 1; n < 20; n++) await addDevice(w.ctx, anna, browser().body, agent)
    await expect(addDevice(w.ctx, anna, browser().body, agent)).rejects.toMatchObject({
      code: 'push.too_many',
    })
    expect((await addDevice(w.ctx, anna, one.body, agent)).items).toHaveLength(20)
  })

  test('of one browser is told who signed in there last', async () => {
    const [anna, ben] = [await someone(), await someone()]
    const one = browser()
    await addDevice(w.ctx, anna, one.body, agent)
    await addDevice(w.ctx, ben, one.body, agent)
    expect((await listDevices(w.ctx, anna)).items).toEqual([])
    expect((await listDevices(w.ctx, ben)).items).toHaveLength(1)
  })
})

test('no address but one of the web behind https is taken, and no keys that are none', () => {
  const { body } = browser()
  for (const wrong of [
    { ...body, endpoint: 'http://push.example/1' },
    { ...body, endpoint: 'javascript:alert(1)' },
    { ...body, keys: { ...body.keys, p256dh: 'x' } },
    { ...body, keys: { ...body.keys, auth: '<script>' } },
  ])
    expect(DeviceBody.safeParse(wrong).success).toBe(false)
})
