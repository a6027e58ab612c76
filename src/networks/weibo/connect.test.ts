import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { weiboFake } from '../../../test/networks/weibo-fake.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import { createStage } from '../kit/stage.ts'
import { connect, domainsOf, isTrueAddress } from './connect.ts'
import { weibo } from './index.ts'

const fake = weiboFake()
const stage = createStage(weibo, fake)
const { tools } = stage
const back = { uri: 'https://carillon.example/connect/back', state: 'a-state-of-ours' }
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

/** Out to Weibo's page and back, as whoever was there last. */
async function signIn(change: (query: Record<string, string>) => Record<string, string> = (same) => same) {
  const begun = await connect.begin?.(tools, 'oauth', { ip: ' 211.156.0.1 ' }, back)
  if (!begun) throw new Error('no way out')
  const page = await tools.fetch(begun.url, { redirect: 'manual' })
  const query = Object.fromEntries(new URL(page.headers.get('location') ?? '').searchParams)
  return (await connect.complete?.(tools, change(query), begun.remember, back)) ?? []
}

const failureFrom = (work: Promise<unknown> | undefined): Promise<NetworkFailure> =>
  Promise.resolve(work).then(
    () => {
      throw new Error('It went well')
    },
    (failure: NetworkFailure) => failure,
  )

describe('signing in', () => {
  test('brings the account with the address that was given and where its posts must link to', async () => {
    const member = fake.state.addMember()
    const [joined] = await signIn()
    expect(joined).toMatchObject({
      remoteId: member.uid,
      handle: `@${member.name}`,
      profileUrl: `https://weibo.com/u/${member.uid}`,
      credential: { refresh: null },
      limits: { text: { linkTo: ['bells.example'] } },
      settings: { ip: '211.156.0.1' },
    })
    expect(joined?.expiresAt).toEqual(new Date(stage.now().getTime() + 30 * 86_400_000))
  })

  test('asks for no rights beyond the ordinary, and lets people choose their account', async () => {
    const begun = await connect.begin?.(tools, 'oauth', { ip: '211.156.0.1' }, back)
    const query = new URL(begun?.url ?? '').searchParams
    expect([query.has('scope'), query.get('forcelogin')]).toEqual([false, 'true'])
  })

  test('knows when a sign-in ends where the answer does not say it', async () => {
    fake.state.addMember()
    fake.state.tellsEnd = false
    const [joined] = await signIn()
    fake.state.tellsEnd = true
    expect(joined?.expiresAt).toEqual(new Date(stage.now().getTime() + 30 * 86_400_000))
  })

  test.each(['', '10.0.0.1', '127.0.0.1', '300.1.1.1', '2001:db8::1', 'bells.example'])(
    'refuses “%s” as the address that posts are sent from',
    async (ip) => {
      const failure = await failureFrom(connect.begin?.(tools, 'oauth', { ip }, back))
      expect(failure).toMatchObject({ kind: 'rejected', code: 'ip_odd' })
    },
  )

  test('refuses an app whose safe domain is none, because nothing could be published by it', async () => {
    const odd = { ...tools, app: async () => ({ id: 'a', values: { ...fake.state.app, domain: 'my site' } }) }
    const failure = await failureFrom(connect.begin?.(odd, 'oauth', { ip: '211.156.0.1' }, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'domain_odd' })
  })

  test('says so when somebody does not allow it, or comes back with an old answer', async () => {
    fake.state.addMember()
    const denied = { error: 'access_denied', error_code: '21330', state: back.state }
    expect(await failureFrom(signIn(() => denied))).toMatchObject({ code: 'access_denied' })
    expect(await failureFrom(signIn((query) => ({ ...query, code: 'old' })))).toMatchObject({
      kind: 'rejected',
      code: 'code_refused',
    })
  })

  test('tells a wrong app apart', async () => {
    fake.state.addMember()
    const { clientSecret } = fake.state.app
    const wrong = {
      ...tools,
      app: async () => ({ id: 'a', values: { ...fake.state.app, clientSecret: 'no' } }),
    }
    const begun = await connect.begin?.(wrong, 'oauth', { ip: '211.156.0.1' }, back)
    const page = await tools.fetch(begun?.url ?? '', { redirect: 'manual' })
    const query = Object.fromEntries(new URL(page.headers.get('location') ?? '').searchParams)
    const failure = await failureFrom(connect.complete?.(wrong, query, begun?.remember ?? null, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'invalid_client' })
    expect(failure.message).not.toContain(clientSecret)
  })
})

test('a safe domain is read as people write it', () => {
  const of = (domain: string) => domainsOf({ id: 'app', values: { domain } })
  expect(of('bells.example')).toEqual(['bells.example'])
  expect(of(' https://Bells.example/shop , www.bells.cn，钟.例子')).toEqual([
    'bells.example',
    'www.bells.cn',
    'xn--o74a.xn--fsqu00a',
  ])
  expect(of('nothing')).toEqual([])
})

test('only what can be asked from outside is a true address', () => {
  expect(['211.156.0.1', '192.168.1.1', '100.64.0.1', '8.8.8.8'].map(isTrueAddress)).toEqual([
    true,
    false,
    false,
    true,
  ])
})

test('a sign-in that has ended costs no request, and one that is taken back is ended at Weibo', async () => {
  const member = await stage.join()
  const kept = fake.state.members.get(member.joined.remoteId)
  stage.pass(31 * 86_400_000)
  expect(await failureFrom(connect.check(tools, member.view()))).toMatchObject({
    kind: 'reconnect',
    code: 'sign_in_ended',
  })
  expect(kept?.asked).toEqual([])
  const other = await stage.join()
  await connect.revoke?.(tools, other.view())
  expect(await failureFrom(connect.check(tools, other.view()))).toMatchObject({ kind: 'reconnect' })
})

testDescription('Weibo', [fake])
