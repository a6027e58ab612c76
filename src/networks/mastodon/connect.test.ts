import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import type { Tools } from '../kit/network.ts'
import { createStage } from '../kit/stage.ts'
import { connect } from './connect.ts'
import { mastodon } from './index.ts'

const back = { uri: 'https://carillon.example/back', state: 'a-state-of-ours' }
const modern = mastodonFake()
const old = mastodonFake({ flavour: 'old' })
const bare = mastodonFake({ flavour: 'bare' })
const fakes = [modern, old, bare]

const stages = new Map(fakes.map((fake) => [fake, createStage(mastodon, fake)]))
const stageOf = (fake: (typeof fakes)[number]) => {
  const stage = stages.get(fake)
  if (!stage) throw new Error('no stage')
  return stage
}

beforeAll(() => Promise.all([...stages.values()].map((stage) => stage.open())))
afterAll(async () => {
  await Promise.all([...stages.values()].map((stage) => stage.close()))
})

/** Goes the whole way: out to the server's page, back with what the person brought. */
async function signIn(fake: (typeof fakes)[number], remoteId: string, uri = back.uri) {
  const { tools } = stageOf(fake)
  const begun = await connect.begin?.(tools, 'oauth', { server: fake.origin() }, { ...back, uri })
  if (!begun) throw new Error('no way out')
  const query = fake.allow(begun.url, remoteId)
  const joined = await connect.complete?.(tools, query, begun.remember, { ...back, uri })
  return { begun, query, account: joined?.[0] }
}

const failureFrom = (work: Promise<unknown> | undefined): Promise<NetworkFailure> =>
  Promise.resolve(work).then(
    () => {
      throw new Error('It went well')
    },
    (failure: NetworkFailure) => failure,
  )

describe.each([
  ['of today', modern],
  ['before 4.3', old],
  ['of another make', bare],
])('signing in at a server %s', (_, fake) => {
  test('brings the account with the server’s own limits', async () => {
    const member = await fake.join()
    const { account } = await signIn(fake, member.remoteId)
    expect(account).toEqual({ ...member, credential: { token: expect.any(String) } })
  })

  test('asks for no more rights than are needed', async () => {
    const member = await fake.join()
    const { begun } = await signIn(fake, member.remoteId)
    expect(new URL(begun.url).searchParams.get('scope')).toBe(
      'read:accounts read:statuses write:statuses write:media',
    )
  })

  test('registers once, and again when our own address changes', async () => {
    const member = await fake.join()
    await signIn(fake, member.remoteId)
    const before = fake.state.apps.size
    await signIn(fake, member.remoteId)
    expect(fake.state.apps.size).toBe(before)
    await signIn(fake, member.remoteId, 'https://other.example/back')
    expect(fake.state.apps.size).toBe(before + 1)
  })
})

describe('a sign-in', () => {
  test('is proven by PKCE where the server offers it, and only there', async () => {
    const { begun } = await signIn(modern, (await modern.join()).remoteId)
    expect(new URL(begun.url).searchParams.get('code_challenge_method')).toBe('S256')
    const { begun: plain } = await signIn(old, (await old.join()).remoteId)
    expect(new URL(plain.url).searchParams.has('code_challenge')).toBe(false)
  })

  test('that comes back to somebody else is refused', async () => {
    const member = await modern.join()
    const { begun, query } = await signIn(modern, member.remoteId)
    const { tools } = stageOf(modern)
    const failure = await failureFrom(
      connect.complete?.(tools, { ...query, state: 'another' }, begun.remember, back),
    )
    expect(failure).toMatchObject({ kind: 'rejected', code: 'state_differs' })
  })

  test('that uses a code a second time is refused', async () => {
    const { begun, query } = await signIn(modern, (await modern.join()).remoteId)
    const failure = await failureFrom(connect.complete?.(stageOf(modern).tools, query, begun.remember, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'invalid_grant' })
  })

  test('that the person did not allow says so', async () => {
    const { tools } = stageOf(modern)
    const begun = await connect.begin?.(tools, 'oauth', { server: modern.origin() }, back)
    const query = { error: 'access_denied', state: back.state }
    const failure = await failureFrom(connect.complete?.(tools, query, begun?.remember ?? null, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'access_denied' })
    expect(failure.message).toContain('did not allow')
  })

  test('heals when the server has swept our registration away', async () => {
    const member = await old.join()
    const { tools } = stageOf(old)
    const begun = await connect.begin?.(tools, 'oauth', { server: old.origin() }, back)
    const query = old.allow(begun?.url ?? '', member.remoteId)
    old.state.apps.clear()
    const failure = await failureFrom(connect.complete?.(tools, query, begun?.remember ?? null, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'app_forgotten' })
    expect((await signIn(old, member.remoteId)).account?.remoteId).toBe(member.remoteId)
  })

  test('is taken back at the server when the channel is removed', async () => {
    const { account } = await signIn(modern, (await modern.join()).remoteId)
    if (!account) throw new Error('no account')
    const member = { ...(await stageOf(modern).join()).view(), ...account }
    await connect.check(stageOf(modern).tools, member)
    await connect.revoke?.(stageOf(modern).tools, member)
    const failure = await failureFrom(connect.check(stageOf(modern).tools, member))
    expect(failure.kind).toBe('reconnect')
  })
})

describe('a pasted token', () => {
  const form = (fields: Record<string, string>, tools: Tools = stageOf(modern).tools) =>
    connect.form?.(tools, 'token', fields)
  const tokenOf = (credential: unknown) => (credential as { token: string }).token

  test('brings the account, however the server is written', async () => {
    const member = await modern.join()
    const token = ` ${tokenOf(member.credential)} `
    const origin = modern.origin()
    for (const server of [origin, `${origin}/`, `${origin}/@ann`, ` ${origin} `])
      expect(await form({ server, token })).toEqual([member])
  })

  test('that the server does not know is refused in words', async () => {
    const failure = await failureFrom(form({ server: modern.origin(), token: 'nonsense' }))
    expect(failure).toMatchObject({ kind: 'rejected' })
    expect(failure.message).toContain('does not accept this token')
  })

  test('or a server that is missing is asked for', async () => {
    expect((await failureFrom(form({ server: modern.origin(), token: ' ' }))).code).toBe('token_missing')
    expect((await failureFrom(form({ server: ' ', token: 'x' }))).code).toBe('server_missing')
  })

  test('for a server that is no Mastodon is refused', async () => {
    const { tools } = stageOf(modern)
    const page: Tools = { ...tools, fetch: async () => new Response('<html>Welcome</html>') }
    const failure = await failureFrom(form({ server: 'https://example.org', token: 'x' }, page))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'not_mastodon' })
  })

  test('goes to the server that the written name leads to', async () => {
    const { tools } = stageOf(modern)
    const asked: string[] = []
    const moved: Tools = {
      ...tools,
      fetch: async (input, init) => {
        const url = new URL(String(input))
        asked.push(url.host)
        const there = new URL(url.pathname, modern.origin())
        return await fetch(there, init)
      },
    }
    const member = await modern.join()
    const [account] =
      (await form({ server: 'https://name.example', token: tokenOf(member.credential) }, moved)) ?? []
    expect(account?.server).toBe(modern.origin())
    expect(asked[0]).toBe('name.example')
  })
})

testDescription('Mastodon', fakes)
