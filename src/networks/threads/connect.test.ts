import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { allScopes, threadsFake } from '../../../test/networks/threads-fake.ts'
import type { Tools } from '../kit/network.ts'
import { createStage, part } from '../kit/stage.ts'
import { threads } from './index.ts'

const fake = threadsFake()
const stage = createStage(threads, fake)
const { state } = fake
const day = 86_400_000
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const back = { uri: 'https://carillon.example/back', state: 'state' }

/** Goes to Threads, allows what is asked, and comes back with a code. */
async function signIn(
  scopes: readonly string[] = allScopes,
  tools: Tools = stage.tools,
  fields: Record<string, string> = {},
) {
  const { begin, complete } = threads.connect
  if (!begin || !complete) throw new Error('Threads is joined by OAuth')
  const begun = await begin(tools, 'oauth', fields, back)
  const user = state.addUser()
  state.codes.set('code', { userId: user.id, redirectUri: back.uri, scopes })
  const query = { state: 'state', code: 'code' }
  const joined = await complete(tools, query, begun.remember, back).catch(stage.endOf)
  return { url: new URL(begun.url), user, joined }
}

const asked = ['threads_profile_discovery', 'threads_location_tagging']
const needed = allScopes.filter((scope) => !asked.includes(scope))

describe('signing in', () => {
  test('asks to look others up only when that is wanted, and goes on without', async () => {
    const wanted = await signIn(allScopes, stage.tools, { discovery: 'yes', places: 'yes' })
    expect(wanted.url.searchParams.get('scope')).toBe(allScopes.join(','))
    expect(wanted.joined).toMatchObject([{ credential: { looksUp: true } }])
    const denied = await signIn(needed, stage.tools, { discovery: 'yes' })
    expect(denied.joined).toMatchObject([{ credential: { looksUp: false } }])
  })

  test('asks for what is needed, and brings an account whose sign-in lasts sixty days', async () => {
    const { url, user, joined } = await signIn()
    expect(url.origin + url.pathname).toBe('https://threads.net/oauth/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ client_id: 'threads-app', redirect_uri: back.uri, response_type: 'code', state: 'state' },
      scope: needed.join(','),
    })
    expect(joined).toMatchObject([
      {
        ...{ remoteId: user.id, handle: `@${user.username}`, name: `The ${user.username}` },
        profileUrl: `https://www.threads.com/@${user.username}`,
        expiresAt: new Date(stage.now().getTime() + 60 * day),
        credential: { access: expect.stringMatching(/^THL/), refresh: null },
      },
    ])
  })

  test('with a permission left out says which', async () => {
    const { joined } = await signIn(allScopes.filter((scope) => scope !== 'threads_delete'))
    expect(joined).toMatchObject({
      state: 'rejected',
      failure: { code: 'scope_missing', message: expect.stringContaining('threads_delete') },
    })
  })

  test('by an app whose secret is wrong, or that was not allowed, is refused in words', async () => {
    const values = { ...state.app, clientSecret: 'other' }
    const wrong = await signIn(allScopes, { ...stage.tools, app: async () => ({ id: 'a', values }) })
    expect(wrong.joined).toMatchObject({
      state: 'rejected',
      failure: { code: 'keys_or_code', message: expect.stringContaining('app secret') },
    })
    const begun = await threads.connect.begin?.(stage.tools, 'oauth', {}, back)
    const query = { state: 'state', error: 'access_denied' }
    const denied = threads.connect.complete?.(stage.tools, query, begun?.remember ?? null, back)
    expect(await denied?.catch(stage.endOf)).toMatchObject({ failure: { code: 'access_denied' } })
  })
})

describe('a sign-in', () => {
  test('is made new ahead of its end, and not before it is a day old', async () => {
    const member = await stage.join()
    const refresh = () => threads.connect.refresh?.(stage.tools, member.view())
    await refresh()
    expect(member.saves()).toBe(1)
    await refresh()
    expect(member.saves()).toBe(1)
    expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
  })

  test('that ends within the minute is made new once by three deliveries', async () => {
    const member = await stage.join()
    stage.pass(58 * day - 30_000)
    const ends = await Promise.all([1, 2, 3].map(() => stage.attempt(stage.deliver(member, stage.content()))))
    expect(ends.map((end) => end.state)).toEqual(['published', 'published', 'published'])
    expect(member.saves()).toBe(1)
  })

  test('that nears its end in the middle of a thread is made new there', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('one'), part('two')] })
    const end = await stage.attempt(stage.deliver(member, content), {
      save: () => void (member.saves() === 0 && stage.pass(58 * day - 30_000)),
    })
    expect(end.state).toBe('published')
    expect(member.saves()).toBe(1)
    expect(await stage.published(member)).toHaveLength(2)
  })

  test.each([
    [458, 'app_removed'],
    [460, 'password_changed'],
    [463, 'signed_out'],
  ])('that was ended (%i) is told by its reason', async (subcode, code) => {
    const member = await stage.join()
    state.endTokens(member.joined.remoteId, subcode)
    const end = await stage.attempt(stage.deliver(member, stage.content()))
    expect(end).toMatchObject({ state: 'reconnect', failure: { code } })
  })

  test('that ran out says so, and nothing is published', async () => {
    const member = await stage.join()
    stage.pass(61 * day)
    const end = await stage.attempt(stage.deliver(member, stage.content()))
    expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'signed_out' } })
    expect(await stage.published(member)).toEqual([])
  })
})

test('a permission that was taken away is told when something needs it', async () => {
  const member = await stage.join()
  for (const token of state.tokens.values())
    if (token.userId === member.joined.remoteId) token.scopes = ['threads_basic']
  const end = await stage.attempt(stage.deliver(member, stage.content()))
  expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'forbidden' } })
})

testDescription('Threads', [fake])

test('a permission that was taken back since is named when the account is looked at', async () => {
  const member = await stage.join()
  expect(await threads.connect.check(stage.tools, member.view())).toMatchObject({
    handle: member.joined.handle,
  })
  for (const token of state.tokens.values())
    if (token.userId === member.joined.remoteId)
      token.scopes = token.scopes.filter((scope) => scope !== 'threads_manage_insights')
  await expect(threads.connect.check(stage.tools, member.view())).rejects.toMatchObject({
    kind: 'reconnect',
    code: 'forbidden',
    message: expect.stringContaining('threads_manage_insights'),
  })
})
