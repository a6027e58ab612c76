import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/instagram/errors.ts'
import { allRights, day, type User } from '../../../test/networks/instagram/state.ts'
import { instagramFake } from '../../../test/networks/instagram-fake.ts'
import { limitsOf } from '../kit/limits.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { instagram } from './index.ts'
import { manifest } from './manifest.ts'

const fake = instagramFake()
const stage = createStage(instagram, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const { begin, complete, refresh, check } = instagram.connect
const back = { uri: 'https://carillon.example/connect/instagram/back', state: 'state' }
const renew = (member: Member) => refresh?.(stage.tools, member.view())

const beginning = async () => {
  const begun = await begin?.(stage.tools, 'oauth', {}, back)
  if (!begun) throw new Error('Instagram is joined by a sign-in')
  return begun
}

async function signIn(user: User, permissions = allRights, query: Record<string, string> = {}) {
  const { remember } = await beginning()
  fake.state.codes.set('code', { user, permissions })
  return complete?.(stage.tools, { code: 'code', state: 'state', ...query }, remember, back).catch(
    stage.endOf,
  )
}

describe('joining', () => {
  test('people are sent to Instagram with the rights that are needed, separated by commas', async () => {
    const url = new URL((await beginning()).url)
    expect(url.origin + url.pathname).toBe('https://www.instagram.com/oauth/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: '990602627938098',
      redirect_uri: back.uri,
      scope: allRights.join(','),
      state: 'state',
    })
  })

  test('an account is joined for sixty days with a token that lives so long', async () => {
    const user = fake.state.addUser()
    const joined = await signIn(user)
    const long = user.tokens.find(({ kind }) => kind === 'long')
    expect(joined).toMatchObject([
      {
        remoteId: user.id,
        handle: `@${user.username}`,
        name: user.name,
        profileUrl: `https://www.instagram.com/${user.username}`,
        credential: { access: long?.value, refresh: null, allowed: allRights },
      },
    ])
    const [one] = Array.isArray(joined) ? joined : []
    const days = ((one?.expiresAt?.getTime() ?? 0) - stage.now().getTime()) / day
    expect(Math.round(days)).toBe(60)
  })

  test('a bare answer with a list of rights is understood too', async () => {
    const user = fake.state.addUser()
    const token = fake.state.addToken(user, 'short')
    fake.say({ status: 200, body: { access_token: token.value, user_id: 9, permissions: allRights } })
    expect(await signIn(user)).toMatchObject([{ remoteId: user.id }])
  })

  test('a right that is needed and was not allowed is named; others may be missing', async () => {
    const user = fake.state.addUser()
    expect(await signIn(user, ['instagram_business_basic'])).toMatchObject({
      state: 'rejected',
      failure: {
        code: 'scope_missing',
        message: expect.stringContaining('instagram_business_content_publish'),
      },
    })
    expect(await signIn(user, allRights.slice(0, 2))).toMatchObject([{ remoteId: user.id }])
  })

  test.each([
    ['who did not allow it', { error: 'access_denied', error_reason: 'user_denied' }, 'access_denied'],
    ['a code that is used up', { code: 'older' }, 'code_refused'],
    ['a sign-in that was begun elsewhere', { state: 'other' }, 'state_differs'],
  ])('%s is told so', async (_, query, code) => {
    const end = await signIn(fake.state.addUser(), allRights, query)
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
  })

  test('a personal account is told that it must be a professional one', async () => {
    const end = await signIn(fake.state.addUser({ accountType: 'PERSONAL' }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'not_professional' } })
  })
})

describe('a sign-in that ages', () => {
  test('is made new once by all workers, and the channel goes on with it', async () => {
    const member = await stage.join()
    const before = member.credential()
    await Promise.all([1, 2, 3].map(() => renew(member)))
    expect(member.saves()).toBe(1)
    expect(member.credential()).not.toEqual(before)
    const { accessEndsAt } = member.credential() as { accessEndsAt: string }
    expect(Math.round((Date.parse(accessEndsAt) - stage.now().getTime()) / day)).toBe(60)
    expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
  })

  test('is left alone while it is young: Instagram makes nothing new on the first day', async () => {
    const member = await stage.join()
    await renew(member)
    const saves = member.saves()
    await renew(member)
    expect(member.saves()).toBe(saves)
  })

  test('is over when nobody made it new in time, without a question to Instagram', async () => {
    const member = await stage.join()
    const { accessEndsAt } = member.credential() as { accessEndsAt: string }
    stage.pass(Date.parse(accessEndsAt) - stage.now().getTime())
    const asked = fake.asked.length
    const end = await stage.attempt(stage.deliver(member, stage.content()))
    expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'sign_in_ended' } })
    expect(fake.asked.length).toBe(asked)
    expect(await renew(member)?.catch(stage.endOf)).toMatchObject({
      state: 'reconnect',
      failure: { code: 'sign_in_ended' },
    })
  })

  test.each([
    ['the password was changed', 460, 'password_changed'],
    ['the app was taken away', 458, 'app_removed'],
    ['Instagram wants something confirmed', 459, 'account_restricted'],
    ['it ended', 463, 'sign_in_ended'],
    ['nobody says why', undefined, 'not_authorised'],
  ])('has words of its own when %s', async (_, subcode, code) => {
    const member = await stage.join()
    fake.say(wrong(190, subcode, 'Error validating access token'))
    expect(await check(stage.tools, member.view()).catch(stage.endOf)).toMatchObject({
      state: 'reconnect',
      failure: { code },
    })
  })
})

test('the version of the interface is that of the channel, where it says one', async () => {
  const member = await stage.join()
  await check(stage.tools, { ...member.view(), settings: { apiVersion: ' v27.0 ' } })
  await check(stage.tools, { ...member.view(), settings: { apiVersion: '../v1' } })
  expect(fake.asked.slice(-2).map(({ path }) => path)).toEqual(['/v27.0/me', '/v26.0/me'])
})

test('how many hashtags and mentions are taken may be set for a channel', async () => {
  const member = await stage.join()
  const settings = { hashtagsMax: ' 30', mentionsMax: 'many' }
  const { limits } = await check(stage.tools, { ...member.view(), settings })
  expect(limits).toEqual({ marks: { hashtags: 30 } })
  expect(limitsOf(manifest, limits).text).toMatchObject({ hashtags: { max: 30 }, mentions: { max: 20 } })
})

testDescription('Instagram', [fake])
