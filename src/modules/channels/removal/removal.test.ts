import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { joinedAs, type Puppet, puppet } from '../../../../test/networks/puppet.ts'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { forgetOld } from './service.ts'

let w: World
let owner: Visitor
const there: Puppet = puppet()

beforeAll(async () => {
  w = await world({ networks: [there.network], alone: true })
  owner = await program(await openDoor(w), w, 'owner')
})

beforeEach(() => {
  there.revoked = null
  there.asked.length = 0
})

let count = 0
const account = () => joinedAs(`ann${++count}`)

async function join(who = account()): Promise<string> {
  there.offers = [who]
  const { body } = await owner('POST /channels', {
    network: 'puppet',
    way: 'password',
    fields: { handle: 'ann', password: 'hush' },
  })
  return (body.channels as { id: string }[])[0]?.id ?? ''
}

async function makePost(): Promise<string> {
  const { id } = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId: w.workspaceId, content: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function deliver(channelId: string, state: string, postId?: string): Promise<string> {
  const dueAt = new Date('2030-02-01T09:00:00Z')
  const { id } = await w.ctx.db
    .insertInto('deliveries')
    .values({
      workspaceId: w.workspaceId,
      postId: postId ?? (await makePost()),
      channelId,
      network: 'puppet',
      state,
      dueAt,
      nextAt: dueAt,
      key: randomUUID(),
      content: '{}',
      digest: 'x',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const stateOf = async (id: string) =>
  (await w.ctx.db.selectFrom('deliveries').select('state').where('id', '=', id).executeTakeFirstOrThrow())
    .state
const credentials = (channelId: string) =>
  w.ctx.db.selectFrom('channelCredentials').select('channelId').where('channelId', '=', channelId).execute()

describe('before a channel is removed', () => {
  test('it is said what goes and what stays', async () => {
    const [id, other] = [await join(), await join()]
    const shared = await makePost()
    await deliver(id, 'scheduled', shared)
    await deliver(other, 'scheduled', shared)
    for (const state of [
      'scheduled',
      'waiting',
      'failed',
      'missed',
      'sending',
      'in_doubt',
      'published',
      'cancelled',
    ])
      await deliver(id, state)
    const slot = { weekday: 1, time: '09:00' }
    expect((await owner(`PUT /channels/${id}/slots`, { items: [slot] })).status).toBe(200)
    await w.ctx.db
      .insertInto('publications')
      .values({
        workspaceId: w.workspaceId,
        channelId: id,
        remoteId: 'r',
        origin: 'ours',
        publishedAt: w.clock.now(),
      })
      .execute()
    expect((await owner(`GET /channels/${id}/removal`)).body).toEqual({
      queued: 5,
      onTheirWay: 2,
      orphans: 4,
      slots: 1,
      publications: 1,
      feedEnds: false,
    })
  })
})

describe('a channel that is removed', () => {
  test('cancels its own queue, leaves what is on its way, and keeps its history', async () => {
    const [id, other] = [await join(), await join()]
    const open = [await deliver(id, 'scheduled'), await deliver(id, 'waiting'), await deliver(id, 'missed')]
    const [sending, doubt, out] = [
      await deliver(id, 'sending'),
      await deliver(id, 'in_doubt'),
      await deliver(id, 'published'),
    ]
    const theirs = await deliver(other, 'scheduled')
    expect((await owner(`DELETE /channels/${id}`)).status).toBe(204)
    expect(await Promise.all(open.map(stateOf))).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await Promise.all([sending, doubt, out, theirs].map(stateOf))).toEqual([
      'sending',
      'in_doubt',
      'published',
      'scheduled',
    ])
    expect((await owner(`GET /channels/${id}`)).body).toMatchObject({
      state: 'removed',
      health: { code: 'removed' },
    })
    expect((await owner(`DELETE /channels/${id}`)).status).toBe(409)
    expect((await owner(`POST /channels/${id}/resume`)).status).toBe(409)
    expect((await owner(`PATCH /channels/${id}`, { name: 'x' })).status).toBe(409)
    const [log] = await w.ctx.db
      .selectFrom('auditLog')
      .select(['action', 'after'])
      .where('subjectId', '=', id)
      .where('action', '=', 'channel.removed')
      .execute()
    expect(log?.after).toEqual({ cancelled: 3 })
  })

  test('ends its sign-in at the network and forgets it here', async () => {
    const id = await join()
    await owner(`DELETE /channels/${id}`)
    await w.runJobs()
    expect(there.asked.at(-1)).toMatchObject({
      verb: 'revoke',
      credential: { secret: `word of ann${count}` },
    })
    expect(await credentials(id)).toEqual([])
  })

  test('asks a network that is away again, and forgets the sign-in after two days all the same', async () => {
    there.revoked = new NetworkFailure('later', 'Down.', { code: 'down' })
    const id = await join()
    await owner(`DELETE /channels/${id}`)
    await w.runJobs()
    await forgetOld(w.ctx)
    expect(await credentials(id)).toHaveLength(1)
    w.clock.on(3 * 86_400_000)
    await forgetOld(w.ctx)
    expect(await credentials(id)).toEqual([])
  })

  test('forgets at once what the network has forgotten already', async () => {
    there.revoked = new NetworkFailure('reconnect', 'Unknown.', { code: 'gone' })
    const id = await join()
    await owner(`DELETE /channels/${id}`)
    await w.runJobs()
    expect(await credentials(id)).toEqual([])
  })

  test('is the same channel again when its account is joined anew, and keeps the new sign-in', async () => {
    const who = account()
    const id = await join(who)
    await owner(`DELETE /channels/${id}`)
    expect(await join(who)).toBe(id)
    await w.runJobs()
    expect(there.asked.filter(({ verb }) => verb === 'revoke')).toEqual([])
    expect(await credentials(id)).toHaveLength(1)
    expect((await owner(`GET /channels/${id}`)).body).toMatchObject({ state: 'active' })
  })

  test('only a manager may', async () => {
    const id = await join()
    const editor = await program(await openDoor(w), w, 'editor')
    expect((await editor(`DELETE /channels/${id}`)).status).toBe(403)
    expect((await editor(`GET /channels/${id}/removal`)).status).toBe(403)
  })
})
