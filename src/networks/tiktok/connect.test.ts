import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { oauthError, refused } from '../../../test/networks/tiktok/says.ts'
import { allScopes, type TiktokUser } from '../../../test/networks/tiktok/state.ts'
import { tiktokFake } from '../../../test/networks/tiktok-fake.ts'
import type { Joined } from '../kit/network.ts'
import { createStage } from '../kit/stage.ts'
import { connect } from './connect.ts'
import { tiktok } from './index.ts'

const fake = tiktokFake()
const stage = createStage(tiktok, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  Object.assign(fake.appValues, { audited: 'yes', rights: 'all' })
})

const back = { uri: 'https://carillon.example/connect/tiktok/back', state: 'state-1' }

/** Somebody goes to TikTok, allows all of it or some, and comes back. */
async function signIn(user: TiktokUser, scopes?: string[], over: Record<string, string> = {}) {
  const begun = await connect.begin?.(stage.tools, 'oauth', {}, back)
  const url = new URL(begun?.url ?? '')
  const query = { ...fake.state.allow(user, url.href, scopes), ...over }
  const end = connect.complete?.(stage.tools, query, begun?.remember ?? null, back).catch(stage.endOf)
  return { url, begun, end: await end }
}

const joinedOf = (end: unknown): Joined => {
  if (Array.isArray(end)) return end[0]
  throw new Error(`Nothing was joined: ${JSON.stringify(end)}`)
}

describe('signing in', () => {
  test('people are sent to TikTok in its own dialect', async () => {
    const { url, begun } = await signIn(fake.state.addUser())
    expect(url.origin + url.pathname).toBe('https://www.tiktok.com/v2/auth/authorize/')
    const asked = Object.fromEntries(url.searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      client_key: fake.appValues.clientId,
      redirect_uri: back.uri,
      state: back.state,
      scope: allScopes.join(','),
      code_challenge_method: 'S256',
      disable_auto_auth: '1',
    })
    expect(asked.client_id).toBeUndefined()
    const { verifier } = Object(begun?.remember)
    expect(asked.code_challenge).toBe(createHash('sha256').update(verifier).digest('hex'))
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/)
  })

  test('only what was approved for the app is asked for', async () => {
    const scopes = async (rights: string) => {
      Object.assign(fake.appValues, { rights })
      const { url } = await signIn(fake.state.addUser())
      return url.searchParams.get('scope')
    }
    expect(await scopes('posting')).toBe('user.info.basic,video.publish,video.upload')
    expect(await scopes('drafts')).toBe('user.info.basic,video.upload')
    expect(await scopes('')).toBe(allScopes.join(','))
  })

  test('an account is joined as it is, with what it may do', async () => {
    const user = fake.state.addUser({ longest: 180, commentsOff: true })
    const { end } = await signIn(user)
    expect(end).toMatchObject([
      {
        remoteId: user.openId,
        handle: `@${user.username}`,
        name: user.displayName,
        profileUrl: `https://www.tiktok.com/@${user.username}`,
        credential: { scopes: allScopes },
        limits: {
          videos: { maxSeconds: 180 },
          choices: {
            privacy: [
              { value: 'PUBLIC_TO_EVERYONE' },
              { value: 'MUTUAL_FOLLOW_FRIENDS' },
              { value: 'SELF_ONLY' },
            ],
          },
          without: ['allowComments'],
        },
      },
    ])
    const { expiresAt } = joinedOf(end)
    expect(expiresAt).toEqual(new Date(stage.now().getTime() + 365 * 86_400_000))
  })

  test('a private account offers its followers instead of everyone, and no duets or stitches', async () => {
    const { end } = await signIn(fake.state.addUser({ isPrivate: true }))
    const { choices, without } = joinedOf(end).limits
    expect(choices?.privacy?.map(({ value }) => value)).toEqual([
      'FOLLOWER_OF_CREATOR',
      'MUTUAL_FOLLOW_FRIENDS',
      'SELF_ONLY',
    ])
    expect(without).toEqual(['allowDuet', 'allowStitch'])
  })

  test('an app that is not audited offers nobody but the account itself', async () => {
    Object.assign(fake.appValues, { audited: '' })
    const { end } = await signIn(fake.state.addUser())
    expect(joinedOf(end).limits.choices?.privacy?.map(({ value }) => value)).toEqual(['SELF_ONLY'])
  })

  test('who allows drafts alone is joined for drafts', async () => {
    Object.assign(fake.appValues, { rights: 'drafts' })
    const user = fake.state.addUser()
    const { end } = await signIn(user)
    expect(joinedOf(end)).toMatchObject({
      handle: user.displayName,
      profileUrl: 'https://www.tiktok.com',
      limits: { choices: { privacy: [] } },
    })
  })

  test('without the right to read the profile, the name comes with what the account may do', async () => {
    Object.assign(fake.appValues, { rights: 'posting' })
    const user = fake.state.addUser()
    expect(joinedOf((await signIn(user)).end).handle).toBe(`@${user.username}`)
  })

  test('an account that may post nothing today is joined all the same', async () => {
    const { end } = await signIn(fake.state.addUser({ barred: true }))
    expect(joinedOf(end).limits).toEqual({})
  })

  test('each that cannot be joined is told why', async () => {
    const user = fake.state.addUser()
    const narrowed = await signIn(user, ['user.info.basic', 'video.list'])
    const nothing = await signIn(user, ['video.publish'])
    const declined = await signIn(user, undefined, { error: 'access_denied' })
    const elsewhere = await signIn(user, undefined, { state: 'another' })
    const old = await signIn(user, undefined, { code: 'used' })
    expect([narrowed, nothing, declined, elsewhere, old].map(({ end }) => end)).toMatchObject(
      ['scope_missing', 'scope_missing', 'access_denied', 'state_differs', 'code_refused'].map((code) => ({
        state: 'rejected',
        failure: { code },
      })),
    )
  })

  test('a secret that is wrong is told apart from a sign-in that ended', async () => {
    const { clientSecret } = fake.appValues
    const member = await stage.join()
    fake.appValues.clientSecret = 'another'
    fake.say(refused('access_token_invalid'), oauthError('invalid_client', 401))
    const end = await connect.check(stage.tools, member.view()).catch(stage.endOf)
    fake.appValues.clientSecret = clientSecret
    expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'app_refused' } })
  })
})

describe('a sign-in', () => {
  test('is made new with a refresh token that serves once, and keeps what was allowed', async () => {
    const member = await stage.join()
    const before = Object(member.credential())
    await connect.refresh?.(stage.tools, member.view())
    const after = Object(member.credential())
    expect(after.access).not.toBe(before.access)
    expect(after.refresh).not.toBe(before.refresh)
    expect(after.scopes).toEqual(before.scopes)
    expect(fake.state.refresh.has(before.refresh)).toBe(false)
  })

  test('that has ended is told so also where TikTok says it with 200', async () => {
    const member = await stage.join()
    fake.state.expire(member.joined.remoteId, 'access')
    fake.say(refused('access_token_invalid'), { ...oauthError('invalid_grant'), status: 200 })
    const end = await connect.check(stage.tools, member.view()).catch(stage.endOf)
    expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'signed_out' } })
  })

  test('keeps what the account could do while TikTok does not say it', async () => {
    const member = await stage.join()
    const user = fake.state.users.get(member.joined.remoteId)
    if (user) user.barred = true
    const profile = await connect.check(stage.tools, member.view())
    expect(profile.limits).toEqual(member.joined.limits)
  })
})

testDescription('TikTok', [fake])
