import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { allScopes } from '../../../test/networks/pinterest/state.ts'
import { pinterestFake } from '../../../test/networks/pinterest-fake.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import { createStage } from '../kit/stage.ts'
import { connect } from './connect.ts'
import { pinterest } from './index.ts'

const fake = pinterestFake()
const stage = createStage(pinterest, fake)
const { tools } = stage
const back = { uri: 'https://carillon.example/connect/back', state: 'a-state-of-ours' }
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

/** Out to Pinterest's page and back, as whoever was there last. */
async function signIn(change: (query: Record<string, string>) => Record<string, string> = (same) => same) {
  const begun = await connect.begin?.(tools, 'oauth', {}, back)
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
  test('brings the account with its boards, the oldest first, and their sections', async () => {
    const member = fake.state.addMember()
    const second = fake.state.addBoard(member, 'Bread', ['Rye', 'Wheat'])
    const [rye, wheat] = second.sections
    const [first] = fake.state.boards.filter(({ owner }) => owner === member.id)
    const [joined] = await signIn()
    expect(joined).toMatchObject({
      remoteId: member.id,
      handle: `@${member.username}`,
      name: member.name,
      profileUrl: `https://www.pinterest.com/${member.username}/`,
      server: 'https://api.pinterest.com',
      credential: { refresh: expect.stringContaining('pinr.') },
      limits: {
        choices: {
          board: [
            { value: first?.id, label: 'Recipes' },
            { value: second.id, label: 'Bread' },
            { value: `${second.id}/${rye?.id}`, label: 'Bread › Rye' },
            { value: `${second.id}/${wheat?.id}`, label: 'Bread › Wheat' },
          ],
        },
      },
    })
    expect(joined?.expiresAt).toEqual(new Date(stage.now().getTime() + 60 * 86_400_000))
  })

  test('asks for what the manifest explains, and for nothing else', async () => {
    const begun = await connect.begin?.(tools, 'oauth', {}, back)
    expect(new URL(begun?.url ?? '').searchParams.get('scope')?.split(',')).toEqual(allScopes)
  })

  test('names what was not allowed', async () => {
    const member = fake.state.addMember()
    const failure = await failureFrom(
      signIn((query) => {
        fake.state.codes.set(query.code ?? '', {
          memberId: member.id,
          redirect: back.uri,
          scopes: ['user_accounts:read', 'boards:read', 'pins:read'],
        })
        return query
      }),
    )
    expect(failure).toMatchObject({ kind: 'rejected', code: 'scope_missing' })
    expect(failure.message).toContain('boards:write, pins:write')
  })

  test('says so when somebody does not allow it, or comes back with an old answer', async () => {
    fake.state.addMember()
    expect(await failureFrom(signIn(() => ({ error: 'access_denied', state: back.state })))).toMatchObject({
      kind: 'rejected',
      code: 'access_denied',
    })
    expect(await failureFrom(signIn((query) => ({ ...query, code: 'old' })))).toMatchObject({
      kind: 'rejected',
      code: 'code_refused',
    })
  })

  test('lists all boards of an account that has many, and sections of few', async () => {
    const member = fake.state.addMember()
    stage.pass(5000)
    for (let n = 0; n < 300; n++) fake.state.addBoard(member, `Board ${n}`, ['One'])
    const [joined] = await signIn()
    const labels = joined?.limits.choices?.board?.map(({ label }) => label) ?? []
    expect(labels.filter((label) => !label.includes('›'))).toHaveLength(301)
    expect(labels.filter((label) => label.includes('›'))).toHaveLength(25)
  })
})

describe('the sandbox', () => {
  test('takes a token and is an account of its own, for a day', async () => {
    const member = fake.state.addMember()
    const { access } = fake.state.give(member, allScopes)
    const [joined] = (await connect.form?.(tools, 'sandbox', { token: ` ${access} ` })) ?? []
    expect(joined).toMatchObject({
      remoteId: `${member.id}-sandbox`,
      server: 'https://api-sandbox.pinterest.com',
      credential: { access, refresh: null },
      expiresAt: new Date(stage.now().getTime() + 86_400_000),
    })
  })

  test('keeps its token as it is until it ends: there is none to follow', async () => {
    const member = await stage.join()
    const kept = { ...(member.credential() as object), refresh: null }
    const account = { ...member.view(), reload: async () => kept }
    await connect.refresh?.(tools, account)
    expect(member.saves()).toBe(0)
  })

  test('refuses what is no token, and one that it does not know', async () => {
    for (const [token, code] of [
      ['hello there', 'token_odd'],
      ['pina_of_nobody_that_ever_lived', 'not_authorised'],
    ])
      expect(await failureFrom(connect.form?.(tools, 'sandbox', { token: token ?? '' }))).toMatchObject({
        kind: 'rejected',
        code,
      })
  })
})

describe('the sign-in', () => {
  test('is made new ahead of its end, and a refresh token serves once', async () => {
    const member = await stage.join()
    const before = member.credential()
    await connect.refresh?.(tools, member.view())
    expect(member.credential()).not.toEqual(before)
    await connect.refresh?.(tools, member.view())
    expect(member.saves()).toBe(2)
  })

  test('names a narrowed grant, a lost refresh and an app with another secret apart', async () => {
    const narrowed = await stage.join()
    for (const token of fake.state.members.get(narrowed.joined.remoteId)?.access.values() ?? [])
      token.scopes = ['user_accounts:read']
    expect(await failureFrom(connect.check(tools, narrowed.view()))).toMatchObject({
      kind: 'reconnect',
      code: 'scope_missing',
    })
    const lost = await stage.join()
    fake.expire(lost.joined.remoteId, 'all')
    expect(await failureFrom(connect.check(tools, lost.view()))).toMatchObject({
      kind: 'reconnect',
      code: 'signed_out',
    })
    const other = await stage.join()
    const { clientSecret } = fake.state.app
    fake.state.app.clientSecret = 'another'
    const failure = await failureFrom(
      connect.refresh?.(
        { ...tools, app: async () => ({ id: 'a', values: { clientId: '1500001', clientSecret } }) },
        other.view(),
      ),
    )
    fake.state.app.clientSecret = clientSecret
    expect(failure).toMatchObject({ kind: 'reconnect', code: 'app_refused' })
  })

  test('whose renewal was lost on its way back is told apart from one that was taken away', async () => {
    const member = await stage.join()
    // Made new at Pinterest, and the answer does not come.
    fake.mode('drop', { on: 'read', times: 1 })
    expect((await failureFrom(connect.refresh?.(tools, member.view()))).kind).toBe('later')
    expect(await failureFrom(connect.refresh?.(tools, member.view()))).toMatchObject({
      kind: 'reconnect',
      code: 'refresh_lost',
    })
  })

  test('a check follows the setting of the longest description', async () => {
    const member = await stage.join()
    const account = { ...member.view(), settings: { description: '500' } }
    expect((await connect.check(tools, account)).limits.text).toEqual({ max: 500 })
  })
})

testDescription('Pinterest', [fake])
