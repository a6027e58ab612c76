import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { xFake } from '../../../test/networks/x-fake.ts'
import { createStage } from '../kit/stage.ts'
import { x } from './index.ts'

const fake = xFake()
const stage = createStage(x, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const back = { uri: 'https://carillon.example/connect/back', state: 'state-of-tests-1234' }
const begin = async () => {
  const begun = await x.connect.begin?.(stage.tools, 'oauth', {}, back)
  if (!begun) throw new Error('no sign-in')
  return begun
}
const complete = (query: Record<string, string>, remember: Awaited<ReturnType<typeof begin>>['remember']) =>
  x.connect.complete?.(stage.tools, query, remember, back)

describe('a sign-in', () => {
  test('sends people to X with a challenge and all scopes, and keeps the secret at home', async () => {
    const { url } = await begin()
    const asked = new URL(url)
    expect(asked.origin + asked.pathname).toBe('https://x.com/i/oauth2/authorize')
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(asked.searchParams.get('scope')?.split(' ')).toContain('offline.access')
    expect(url).not.toContain(fake.state.app.clientSecret)
  })

  test('brings the account, which then publishes, is made new and may be taken back', async () => {
    const user = fake.state.addUser('Eva')
    const { url, remember } = await begin()
    const [joined] = (await complete(fake.state.allow(user, url), remember)) ?? []
    expect(joined).toMatchObject({
      remoteId: user.id,
      handle: `@${user.username}`,
      name: 'Eva',
      server: 'https://api.x.com',
      expiresAt: null,
      limits: {},
    })
    if (!joined) throw new Error('nobody joined')
    let { credential } = joined
    const account = {
      ...(await stage.join()).view(),
      remoteId: joined.remoteId,
      credential,
      reload: async () => credential,
      save: async (fresh: typeof credential) => {
        credential = fresh
      },
    }
    await x.connect.refresh?.(stage.tools, account)
    expect(credential).not.toEqual(joined.credential)
    await x.connect.revoke?.(stage.tools, { ...account, credential })
    await expect(x.connect.check(stage.tools, account)).rejects.toMatchObject({ kind: 'reconnect' })
  })

  test('half a minute late is refused, and so is another answer of the same code', async () => {
    const user = fake.state.addUser('Eva')
    const first = await begin()
    const late = fake.state.allow(user, first.url)
    stage.pass(31_000)
    await expect(complete(late, first.remember)).rejects.toMatchObject({ code: 'code_refused' })
    const second = await begin()
    const query = fake.state.allow(user, second.url)
    await complete(query, second.remember)
    await expect(complete(query, second.remember)).rejects.toMatchObject({ code: 'code_refused' })
  })

  test('with something switched off names what is missing; likes alone may be missing', async () => {
    const user = fake.state.addUser('Eva')
    const { url, remember } = await begin()
    const query = fake.state.allow(user, url, 'tweet.read users.read offline.access')
    await expect(complete(query, remember)).rejects.toMatchObject({
      code: 'scope_missing',
      message: expect.stringContaining('tweet.write, media.write'),
    })
    const again = await begin()
    const most = 'tweet.read tweet.write users.read media.write offline.access'
    expect(await complete(fake.state.allow(user, again.url, most), again.remember)).toHaveLength(1)
  })

  test('that was refused at X, or begun elsewhere, is said', async () => {
    const { remember } = await begin()
    await expect(complete({ state: back.state, error: 'access_denied' }, remember)).rejects.toMatchObject({
      code: 'access_denied',
    })
    await expect(complete({ state: 'another', code: 'c' }, remember)).rejects.toMatchObject({
      code: 'state_differs',
    })
  })
})

test('a refresh token serves once: what another worker made new is used', async () => {
  const member = await stage.join()
  stage.pass(3 * 3_600_000)
  await Promise.all([1, 2, 3].map(() => x.connect.check(stage.tools, member.view())))
  expect(member.saves()).toBe(1)
})

testDescription('X', [fake])
