import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { joinedAs, type Puppet, puppet } from '../../../../test/networks/puppet.ts'
import { member, openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Server } from '../../../platform/server/index.ts'
import { accountFor } from '../accounts/index.ts'

let w: World
let server: Server
let manager: Visitor
const there: Puppet = puppet()

beforeAll(async () => {
  w = await world({ networks: [there.network] })
  server = await openDoor(w)
  manager = await member(w, server, w, 'manager')
})

beforeEach(() => {
  there.offers = []
  there.asked.length = 0
})

let count = 0
const fresh = () => joinedAs(`ann${++count}`)
const byForm = (visit: Visitor, more: object = {}) =>
  visit('POST /channels', {
    network: 'puppet',
    way: 'password',
    fields: { handle: 'ann', password: 'hush' },
    ...more,
  })

type Channel = { id: string; handle: string; state: string; health: { code: string } }
const channelsOf = (body: Record<string, unknown>) => body.channels as Channel[]

/** What a browser does after the network has sent it back. */
async function comeBack(visit: Visitor, query: Record<string, string>) {
  const answer = await server.inject({
    url: `/connect/callback?${new URLSearchParams(query)}`,
    headers: { cookie: visit.cookie, host: 'localhost:4400' },
  })
  const location = String(answer.headers.location)
  return { status: answer.statusCode, location, attempt: new URL(location).searchParams.get('joining') }
}

async function begin(visit: Visitor, more: object = {}) {
  const { status, body } = await visit('POST /channels', { network: 'puppet', way: 'oauth', ...more })
  expect(status).toBe(200)
  expect(body.step).toBe('go')
  return {
    state: new URL(String(body.url)).searchParams.get('state') ?? '',
    attemptId: String(body.attemptId),
  }
}

describe('by form', () => {
  test('an account is joined: its credential sealed, its limits kept, the deed written down', async () => {
    const account = fresh()
    there.offers = [account]
    const { status, body } = await byForm(manager)
    expect(status).toBe(200)
    expect(body.step).toBe('joined')
    const [channel] = channelsOf(body)
    expect(channel).toMatchObject({
      network: 'puppet',
      handle: account.handle,
      name: account.name,
      timeZone: 'Europe/Riga',
      state: 'active',
      limits: { text: { max: 123 } },
      health: { level: 'good', code: 'good' },
    })
    const row = await w.ctx.db
      .selectFrom('channelCredentials')
      .selectAll()
      .where('channelId', '=', channel?.id ?? '')
      .executeTakeFirstOrThrow()
    expect(row.sealed.toString('latin1')).not.toContain('word of')
    expect(row.keyId).toBe('k1')
    expect((await accountFor(w.ctx, channel?.id ?? '')).credential).toEqual(account.credential)
    const log = await w.ctx.db
      .selectFrom('auditLog')
      .selectAll()
      .where('subjectId', '=', channel?.id ?? '')
      .execute()
    expect(log.map(({ action, actorKind }) => [action, actorKind])).toEqual([['channel.joined', 'person']])
    expect(JSON.stringify(log)).not.toContain('word of')
  })

  test('a sealed credential does not open for another channel', async () => {
    there.offers = [fresh()]
    const [one] = channelsOf((await byForm(manager)).body)
    there.offers = [fresh()]
    const [other] = channelsOf((await byForm(manager)).body)
    const { sealed } = await w.ctx.db
      .selectFrom('channelCredentials')
      .select('sealed')
      .where('channelId', '=', one?.id ?? '')
      .executeTakeFirstOrThrow()
    await w.ctx.db
      .updateTable('channelCredentials')
      .set({ sealed })
      .where('channelId', '=', other?.id ?? '')
      .execute()
    await expect(accountFor(w.ctx, other?.id ?? '')).rejects.toThrow('does not open')
  })

  test('wrong fields are told each at its name, before the network is asked', async () => {
    const { status, body } = await byForm(manager, { fields: { handle: 'x'.repeat(21), colour: 'red' } })
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'join.bad_fields' })
    expect((body.errors as { path: string; code: string }[]).map(({ path, code }) => [path, code])).toEqual([
      ['fields.colour', 'unknown'],
      ['fields.handle', 'too_long'],
      ['fields.password', 'required'],
    ])
    expect(there.asked).toEqual([])
  })

  test.for([
    ['rejected', 422, 'join.refused'],
    ['reconnect', 422, 'join.refused'],
    ['later', 503, 'join.unreachable'],
  ] as const)(
    'what the network says (%s) reaches the person in its own words',
    async ([kind, status, code]) => {
      const { form } = there.network.connect
      there.network.connect.form = async () => {
        throw new NetworkFailure(kind, 'The password is not right. Copy it again.', { code: 'x' })
      }
      const answer = await byForm(manager)
      there.network.connect.form = form
      expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
        status,
        code,
        'The password is not right. Copy it again.',
      ])
    },
  )

  test('the same account twice, also at the same moment, is one channel', async () => {
    const account = fresh()
    there.offers = [account]
    const answers = await Promise.all([byForm(manager), byForm(manager), byForm(manager)])
    expect(new Set(answers.map(({ body }) => channelsOf(body)[0]?.id)).size).toBe(1)
  })

  test('the same account in another workspace is another channel', async () => {
    const account = fresh()
    there.offers = [account]
    const [ours] = channelsOf((await byForm(manager)).body)
    const tenant = await w.tenant()
    const [theirs] = channelsOf((await byForm(await program(server, tenant, 'owner'))).body)
    expect(theirs?.id).not.toBe(ours?.id)
  })

  test('an editor may not join, and nobody joins what is unknown', async () => {
    expect((await byForm(await program(server, w, 'editor'))).status).toBe(403)
    expect((await byForm(manager, { network: 'myspace' })).body.code).toBe('join.no_network')
    expect((await byForm(manager, { way: 'telepathy' })).body.code).toBe('join.no_way')
    there.offers = []
    expect((await byForm(manager)).body.code).toBe('join.no_account')
  })
})

describe('by signing in at the network', () => {
  test('a person goes there, comes back, and the channel stands', async () => {
    const account = fresh()
    there.offers = [account]
    const { state, attemptId } = await begin(manager)
    expect((await manager(`GET /joinings/${attemptId}`)).body.step).toBe('waiting')
    const back = await comeBack(manager, { state, code: 'c1' })
    expect([back.status, back.location]).toEqual([
      303,
      `http://localhost:4400/w/${w.workspaceId}/channels?joining=${attemptId}`,
    ])
    const { body } = await manager(`GET /joinings/${attemptId}`)
    expect(channelsOf(body)[0]?.handle).toBe(account.handle)
    expect(there.asked.at(-1)).toMatchObject({
      verb: 'complete',
      detail: {
        query: { state, code: 'c1' },
        remember: { verifier: 'kept' },
        back: { uri: 'http://localhost:4400/connect/callback', state },
      },
    })
  })

  test('a state serves once', async () => {
    there.offers = [fresh()]
    const { state } = await begin(manager)
    const both = await Promise.all([comeBack(manager, { state }), comeBack(manager, { state })])
    expect(both.map(({ attempt }) => attempt).filter((attempt) => attempt === 'over')).toHaveLength(1)
    expect((await comeBack(manager, { state })).attempt).toBe('over')
    expect(there.asked.filter(({ verb }) => verb === 'complete')).toHaveLength(1)
  })

  test('a state that nobody gave, that is missing, or that is ten minutes old brings nothing', async () => {
    there.offers = [fresh()]
    expect((await comeBack(manager, { state: 'guessed' })).attempt).toBe('over')
    expect((await comeBack(manager, {})).attempt).toBe('over')
    const { state, attemptId } = await begin(manager)
    const now = w.clock.now()
    w.clock.on(10 * 60_000)
    expect((await comeBack(manager, { state })).attempt).toBe('over')
    expect((await manager(`GET /joinings/${attemptId}`)).body.code).toBe('join.no_attempt')
    w.clock.to(now)
  })

  test('what one person began nobody else can finish, in their browser or without one', async () => {
    there.offers = [fresh()]
    const { state, attemptId } = await begin(manager)
    const other = await member(w, server, w, 'owner')
    expect((await comeBack(other, { state })).attempt).toBe('over')
    const stranger = await member(w, server, await w.tenant(), 'owner')
    expect((await comeBack(stranger, { state })).attempt).toBe('over')
    const nobody = Object.assign(async () => expect.fail(), { cookie: '' }) as unknown as Visitor
    expect((await comeBack(nobody, { state })).attempt).toBe('signed-out')
    expect((await other(`GET /joinings/${attemptId}`)).body.code).toBe('join.no_attempt')
    expect(there.asked.filter(({ verb }) => verb === 'complete')).toEqual([])
    // And the one who began it still can.
    expect((await comeBack(manager, { state })).attempt).toBe(attemptId)
  })

  test('who lost the right meanwhile brings nothing back', async () => {
    there.offers = [fresh()]
    const leaving = await member(w, server, w, 'manager')
    const { state, attemptId } = await begin(leaving)
    const { userId } = await w.ctx.db
      .selectFrom('connectAttempts')
      .select('userId')
      .where('id', '=', attemptId)
      .executeTakeFirstOrThrow()
    await w.ctx.db.updateTable('members').set({ role: 'editor' }).where('userId', '=', userId).execute()
    await comeBack(leaving, { state })
    const row = await w.ctx.db
      .selectFrom('connectAttempts')
      .select(['stage', 'outcome'])
      .where('id', '=', attemptId)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ stage: 'failed', outcome: { code: 'join.not_allowed' } })
    expect(there.asked.filter(({ verb }) => verb === 'complete')).toEqual([])
  })

  test('a workspace that is being deleted takes no account in, and the network is not asked', async () => {
    there.offers = [fresh()]
    const closing = await w.tenant()
    const owner = await member(w, server, closing, 'owner')
    const { state, attemptId } = await begin(owner)
    await w.ctx.db
      .updateTable('workspaces')
      .set({ eraseAt: w.clock.now() })
      .where('id', '=', closing.workspaceId)
      .execute()
    await comeBack(owner, { state })
    expect((await owner(`GET /joinings/${attemptId}`)).body).toMatchObject({
      step: 'failed',
      code: 'join.being_deleted',
    })
    expect(there.asked.filter(({ verb }) => verb === 'complete')).toEqual([])
  })

  test('who comes back as another account is told with what the words of every language need', async () => {
    const [mine, other] = [fresh(), fresh()]
    there.offers = [mine]
    const [channel] = channelsOf((await byForm(manager)).body)
    there.offers = [other]
    const { state, attemptId } = await begin(manager, { channelId: channel?.id })
    await comeBack(manager, { state })
    expect((await manager(`GET /joinings/${attemptId}`)).body).toMatchObject({
      step: 'failed',
      network: 'puppet',
      code: 'join.other_account',
      facts: { signedIn: other.handle, channel: mine.handle },
    })
  })

  test('a refusal at the network is told in its words', async () => {
    const { complete } = there.network.connect
    there.network.connect.complete = async () => {
      throw new NetworkFailure('rejected', 'You did not allow it.', { code: 'access_denied' })
    }
    const { state, attemptId } = await begin(manager)
    await comeBack(manager, { state, error: 'access_denied' })
    there.network.connect.complete = complete
    expect((await manager(`GET /joinings/${attemptId}`)).body).toEqual({
      step: 'failed',
      network: there.network.manifest.id,
      code: 'network.access_denied',
      words: 'You did not allow it.',
      facts: {},
    })
  })

  test('of several accounts the person chooses; their credentials wait sealed', async () => {
    const [one, two, three] = [fresh(), fresh(), fresh()]
    there.offers = [one, two, three]
    const { state, attemptId } = await begin(manager)
    await comeBack(manager, { state })
    const offered = (await manager(`GET /joinings/${attemptId}`)).body
    expect(offered).toMatchObject({ step: 'choose', accounts: [{ handle: one.handle }, {}, {}] })
    expect(JSON.stringify(offered)).not.toContain('word of')
    const row = await w.ctx.db
      .selectFrom('connectAttempts')
      .selectAll()
      .where('id', '=', attemptId)
      .executeTakeFirstOrThrow()
    expect(row.sealed.toString('latin1')).not.toContain('word of')
    const strange = { accounts: [{ remoteId: 'id-else', server: one.server }] }
    expect((await manager(`POST /joinings/${attemptId}/choose`, strange)).body.code).toBe('join.not_offered')
    const choice = { accounts: [one, three].map(({ remoteId, server }) => ({ remoteId, server })) }
    const { body } = await manager(`POST /joinings/${attemptId}/choose`, choice)
    expect(channelsOf(body).map(({ handle }) => handle)).toEqual([one.handle, three.handle])
    expect((await manager(`POST /joinings/${attemptId}/choose`, choice)).body.code).toBe('join.no_attempt')
  })

  test('an API key has no browser and is told so', async () => {
    const key = await program(server, w, 'owner')
    const { status, body } = await key('POST /channels', { network: 'puppet', way: 'oauth' })
    expect([status, body.code]).toEqual([403, 'join.person_needed'])
  })

  test('who comes back to this machine by number is led to its name, where the session is', async () => {
    const answer = await server.inject({
      url: '/connect/callback?state=s&code=c',
      headers: { host: '127.0.0.1:4400' },
    })
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      'http://localhost:4400/connect/callback?state=s&code=c',
    ])
    const foreign = await server.inject({
      url: '/connect/callback?state=s',
      headers: { host: 'evil.example' },
    })
    expect(foreign.headers.location).toBe('http://localhost:4400/channels?joining=signed-out')
  })
})

describe('joining again', () => {
  test('keeps channel, name, zone and history, and mends it', async () => {
    const account = fresh()
    there.offers = [account]
    const [channel] = channelsOf((await byForm(manager)).body)
    const id = channel?.id ?? ''
    await manager(`PATCH /channels/${id}`, { name: 'Our shop', timeZone: 'Asia/Bangkok' })
    await w.ctx.db
      .updateTable('channels')
      .set({ state: 'reconnect', stateCode: 'gone', stateWords: 'It is gone.' })
      .where('id', '=', id)
      .execute()
    there.offers = [{ ...account, credential: { secret: 'second' } }, fresh()]
    const { body } = await byForm(manager, { channelId: id })
    expect(channelsOf(body)).toMatchObject([
      { id, name: 'Our shop', timeZone: 'Asia/Bangkok', state: 'active', health: { code: 'good' } },
    ])
    expect((await accountFor(w.ctx, id)).credential).toEqual({ secret: 'second' })
  })

  test('as another account is refused, and says who is who', async () => {
    const [mine, other] = [fresh(), fresh()]
    there.offers = [mine]
    const [channel] = channelsOf((await byForm(manager)).body)
    there.offers = [other]
    const { status, body } = await byForm(manager, { channelId: channel?.id })
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'join.other_account',
      facts: { signedIn: other.handle, channel: mine.handle },
    })
    const handles = (await manager('GET /channels?limit=200')).body.items as { handle: string }[]
    expect(handles.map(({ handle }) => handle)).not.toContain(other.handle)
  })

  test('a channel of another workspace is not there', async () => {
    there.offers = [fresh()]
    const tenant = await w.tenant()
    const [theirs] = channelsOf((await byForm(await program(server, tenant, 'owner'))).body)
    expect((await byForm(manager, { channelId: theirs?.id })).body.code).toBe('channel.not_found')
  })

  test('an account that moved to another server stays the same where ids are global', async () => {
    const wide = puppet({ id: 'wide', idsAreGlobal: true })
    const local = await world({ networks: [wide.network, there.network] })
    const key = await program(await openDoor(local), local, 'owner')
    const account = fresh()
    const join = (network: string, server: string) => {
      wide.offers = [{ ...account, server }]
      there.offers = [{ ...account, server }]
      return byForm(key, { network }).then(({ body }) => channelsOf(body)[0])
    }
    const [before, after] = [await join('wide', 'https://a.example'), await join('wide', 'https://b.example')]
    expect(after).toMatchObject({ id: before?.id, server: 'https://b.example' })
    const [one, two] = [await join('puppet', 'https://a.example'), await join('puppet', 'https://b.example')]
    expect(one?.id).not.toBe(two?.id)
  })
})

describe('what a network is', () => {
  test('stands at GET /networks as data, with the ways that are open here', async () => {
    const { body } = await manager('GET /networks')
    expect(body.items).toMatchObject([
      {
        id: 'puppet',
        setup: 'Nothing.',
        ways: [
          { id: 'password', available: true, why: null },
          { id: 'oauth', available: true, why: null },
        ],
      },
    ])
  })

  test('a sign-in that needs https is closed without it, and says what to do', async () => {
    const bare = await world({
      networks: [there.network],
      env: { CARILLON_URL: 'http://social.example.com' },
    })
    const key = await program(await openDoor(bare), bare, 'owner')
    const [network] = (await key('GET /networks')).body.items as {
      ways: { available: boolean; why: string }[]
    }[]
    expect(network?.ways.map(({ available }) => available)).toEqual([true, false])
    expect(network?.ways[1]?.why).toContain('CARILLON_URL')
    const { body } = await key('POST /channels', { network: 'puppet', way: 'oauth' })
    expect(body.code).toBe('join.way_closed')
  })

  test('its documents are served to anybody, and nothing else is', async () => {
    const found = await server.inject({ url: '/connect/puppet/client.json' })
    expect(found.json()).toEqual({ redirect: 'http://localhost:4400/connect/callback' })
    expect(found.headers['access-control-allow-origin']).toBe('*')
    for (const url of [
      '/connect/puppet/other.json',
      '/connect/else/client.json',
      '/connect/puppet/constructor',
    ])
      expect((await server.inject({ url })).statusCode, url).toBe(404)
  })
})
