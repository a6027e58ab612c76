import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/ok/said.ts'
import { allRights } from '../../../test/networks/ok/state.ts'
import { okFake } from '../../../test/networks/ok-fake.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import type { Joined } from '../kit/network.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { connect } from './connect.ts'
import { ok } from './index.ts'

const fake = okFake()
const { state } = fake
const stage = createStage(ok, fake)
const { tools } = stage
const back = { uri: 'https://carillon.example/connect/back', state: 'a-state-of-ours' }
const day = 86_400_000
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  state.groups.clear()
  for (const right of allRights) state.rights.add(right)
  fake.asked.length = 0
})

/** Out to OK's page and back, as whoever manages the group that was made last. */
async function signIn(
  group = '',
  change: (query: Record<string, string>) => Record<string, string> = (same) => same,
) {
  const begun = await connect.begin?.(tools, 'login', { group }, back)
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

/** An account as a worker is given it, of what a sign-in brought. */
function accountOf(joined: Joined | undefined): ReturnType<Member['view']> & { ends(): Date | null } {
  if (!joined) throw new Error('nothing was joined')
  let { credential, expiresAt } = joined
  return {
    channelId: `channel-${joined.remoteId}`,
    workspaceId: 'workspace',
    appId: 'app',
    settings: {},
    ...joined,
    get credential() {
      return credential
    },
    reload: async () => credential,
    save: async (fresh, end) => {
      credential = fresh
      expiresAt = end
    },
    ends: () => expiresAt,
  }
}

describe('signing in', () => {
  test('brings each group that the person may publish in, and no other', async () => {
    const person = state.addPerson()
    const { group } = state.addGroup({}, person)
    state.addGroup({ people: new Map([[person.uid, { status: 'ACTIVE' }]]) }, person)
    state.addGroup({ people: new Map([[person.uid, { status: 'MODERATOR', role: 'ANALYST' }]]) }, person)
    const edited = state.addGroup(
      { shortname: null, people: new Map([[person.uid, { status: 'MODERATOR', role: 'EDITOR' }]]) },
      person,
    ).group
    const joined = await signIn()
    expect(joined.map(({ remoteId }) => remoteId)).toEqual([group.uid, edited.uid])
    expect(joined[0]).toMatchObject({
      handle: `@${group.shortname}`,
      name: group.name,
      profileUrl: `https://ok.ru/${group.shortname}`,
      avatarUrl: `https://i.mycdn.me/image?id=${group.uid}`,
      server: 'https://api.ok.ru',
      limits: {},
    })
    expect(joined[1]?.profileUrl).toBe(`https://ok.ru/group/${edited.uid}`)
    expect(joined[0]?.expiresAt).toEqual(new Date(stage.now().getTime() + 30 * day))
  })

  test('asks for what the guide names, and remembers which group was meant', async () => {
    const { group, person } = state.addGroup()
    state.addGroup({}, person)
    const begun = await connect.begin?.(tools, 'login', { group: '' }, back)
    const asked = new URL(begun?.url ?? '').searchParams
    expect(asked.get('scope')).toBe(
      'VALUABLE_ACCESS;LONG_ACCESS_TOKEN;GROUP_CONTENT;PHOTO_CONTENT;VIDEO_CONTENT',
    )
    for (const address of [
      `ok.ru/${group.shortname}`,
      `https://m.ok.ru/group/${group.uid}/topics?st=1`,
      group.uid,
    ])
      expect((await signIn(address)).map(({ remoteId }) => remoteId)).toEqual([group.uid])
  })

  test.each([
    ['ok.ru/nobody-has-this', 'page_unknown'],
    ['two words', 'page_odd'],
  ])('%s is no group (%s)', async (address, code) => {
    state.addGroup()
    expect(await failureFrom(signIn(address))).toMatchObject({ kind: 'rejected', code })
  })

  test('a group that somebody else manages is told, not joined', async () => {
    const { group } = state.addGroup()
    state.addGroup()
    expect(await failureFrom(signIn(group.uid))).toMatchObject({ kind: 'rejected', code: 'not_editor' })
  })

  test('who manages no group is told so', async () => {
    const person = state.addPerson()
    state.addGroup({ people: new Map([[person.uid, { status: 'ACTIVE' }]]) }, person)
    expect(await failureFrom(signIn())).toMatchObject({ kind: 'rejected', code: 'no_page' })
  })

  test('where OK does not say what somebody is in a group, it is asked for each', async () => {
    const { group, person } = state.addGroup()
    fake.answerNext(
      { status: 200, body: { uid: person.uid } },
      ...[true, true, true].map((body) => ({ status: 200, body })),
      { status: 200, body: { groups: [{ groupId: group.uid, userId: person.uid }], anchor: null } },
    )
    expect((await signIn()).map(({ remoteId }) => remoteId)).toEqual([group.uid])
  })

  test('an answer that does not repeat the group it was asked about is read as well', async () => {
    const { group, person } = state.addGroup()
    fake.answerNext(
      { status: 200, body: { uid: person.uid } },
      { status: 200, body: true },
      { status: 200, body: true },
      { status: 200, body: true },
      { status: 200, body: [{ userId: person.uid, status: 'ADMIN' }] },
      { status: 200, body: [{ uid: group.uid, name: 'Bells' }] },
    )
    expect((await signIn(group.uid))[0]).toMatchObject({ name: 'Bells', avatarUrl: null })
  })

  test('what OK has not permitted is not offered, and without groups nothing is joined', async () => {
    state.addGroup()
    state.rights.delete('PHOTO_CONTENT')
    state.rights.delete('VIDEO_CONTENT')
    expect((await signIn())[0]?.limits).toEqual({ images: { max: 0 }, videos: { mime: [] } })
    state.rights.delete('GROUP_CONTENT')
    const failure = await failureFrom(signIn())
    expect(failure).toMatchObject({ kind: 'rejected', code: 'right_missing' })
    expect(failure.message).toContain('api-support@ok.ru')
  })

  test('a code that is too old, a refusal and a wrong secret are told apart', async () => {
    state.addGroup()
    expect(await failureFrom(signIn('', (query) => ({ ...query, code: 'old' })))).toMatchObject({
      kind: 'rejected',
      code: 'code_refused',
    })
    expect(
      await failureFrom(signIn('', ({ state: own = '' }) => ({ state: own, error: 'access_denied' }))),
    ).toMatchObject({ code: 'access_denied' })
    const { clientSecret } = state.app
    const wrongSecret = {
      ...tools,
      app: async () => ({ id: 'app', values: { ...state.app, clientSecret: 'x' } }),
    }
    const begun = await connect.begin?.(tools, 'login', {}, back)
    const page = await tools.fetch(begun?.url ?? '', { redirect: 'manual' })
    const query = Object.fromEntries(new URL(page.headers.get('location') ?? '').searchParams)
    const failure = await failureFrom(connect.complete?.(wrongSecret, query, begun?.remember ?? null, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'app_refused' })
    expect(failure.message).not.toContain(clientSecret)
  })
})

describe('a sign-in', () => {
  test('of thirty days is made longer once a day, and people are told the new end', async () => {
    state.addGroup()
    const account = accountOf((await signIn())[0])
    stage.pass(20 * day)
    await connect.refresh?.(tools, account)
    expect(account.ends()).toEqual(new Date(stage.now().getTime() + 30 * day))
    expect(fake.asked.at(-1)?.method).toBe('auth.touchSession')
    stage.pass(25 * day)
    await connect.check(tools, account)
  })

  test('of thirty days that went by unused is made new by the refresh token, or ends', async () => {
    const { person } = state.addGroup()
    const account = accountOf((await signIn())[0])
    for (const [name, token] of state.tokens) if (token.person === person) state.tokens.delete(name)
    await connect.refresh?.(tools, account)
    await connect.check(tools, account)
    state.changePassword(person)
    expect(await failureFrom(connect.refresh?.(tools, account))).toMatchObject({
      kind: 'reconnect',
      code: 'signed_out',
    })
  })

  test('of which OK tells neither an end nor a refresh token lasts as long as it is used', async () => {
    const { person } = state.addGroup()
    fake.answerSignIn((body) => ({ ...body, refresh_token: null, expires_in: null }))
    const account = accountOf((await signIn())[0])
    expect(account.ends()).toBeNull()
    await connect.refresh?.(tools, account)
    expect(account.ends()).toEqual(new Date(stage.now().getTime() + 30 * day))
    await connect.check(tools, account)
    state.changePassword(person)
    expect(await failureFrom(connect.refresh?.(tools, account))).toMatchObject({
      kind: 'reconnect',
      code: 'not_authorised',
    })
  })

  test('of half an hour is made new as often as needed, until thirty days are over', async () => {
    state.rights.delete('LONG_ACCESS_TOKEN')
    state.addGroup()
    const account = accountOf((await signIn())[0])
    const end = account.ends()
    expect(end).toEqual(new Date(stage.now().getTime() + 30 * day))
    stage.pass(2 * 3_600_000)
    await connect.check(tools, account)
    stage.pass(day)
    await connect.refresh?.(tools, account)
    expect(account.ends()).toEqual(end)
    stage.pass(30 * day)
    expect(await failureFrom(connect.check(tools, account))).toMatchObject({ kind: 'reconnect' })
  })

  test('by a token that was pasted is signed with its own key and secret', async () => {
    const { group, person } = state.addGroup()
    const { access, sessionSecret } = state.giveEverlasting(person)
    const typed = { applicationKey: state.app.applicationKey, token: ` ${access} `, sessionSecret, group: '' }
    const noApp = {
      ...tools,
      app: async (): Promise<never> => {
        throw new Error('no app is asked')
      },
    }
    const [joined] = (await connect.form?.(noApp, 'token', typed)) ?? []
    expect(joined).toMatchObject({ remoteId: group.uid, expiresAt: null })
    const account = accountOf(joined)
    await connect.refresh?.(noApp, account)
    await connect.check(noApp, account)
    state.changePassword(person)
    expect(await failureFrom(connect.refresh?.(noApp, account))).toMatchObject({
      kind: 'reconnect',
      code: 'signed_out',
    })
    const mixedUp = connect.form?.(noApp, 'token', { ...typed, sessionSecret: 'another' })
    expect((await failureFrom(mixedUp)).kind).toBe('rejected')
    expect(await failureFrom(connect.form?.(noApp, 'token', { token: 'x' }))).toMatchObject({
      code: 'token_odd',
    })
  })
})

describe('a check', () => {
  test('lays the settings of the group over what OK does not publish', async () => {
    const member = await stage.join()
    const settings = { textMax: '500', imagesMax: '3', answersMax: '4', answerMax: '20' }
    const profile = await connect.check(tools, { ...member.view(), settings })
    expect(profile.limits).toEqual({
      text: { max: 500 },
      images: { max: 3 },
      poll: { options: [2, 4], optionMax: 20 },
    })
    state.rights.delete('PHOTO_CONTENT')
    const without = await connect.check(tools, {
      ...member.view(),
      settings: { imagesMax: '3', textMax: 'many' },
    })
    expect(without.limits).toEqual({ images: { max: 0 } })
  })

  test('tells of somebody who may not publish there any more, and of a group that is gone', async () => {
    const member = await stage.join()
    const person = state.managerOf(member.joined.remoteId)
    state.groups.get(member.joined.remoteId)?.people.set(person?.uid ?? '', { status: 'ACTIVE' })
    expect(await failureFrom(connect.check(tools, member.view()))).toMatchObject({
      kind: 'reconnect',
      code: 'not_editor',
    })
    state.groups.delete(member.joined.remoteId)
    expect(await failureFrom(connect.check(tools, member.view()))).toMatchObject({
      kind: 'reconnect',
      code: 'page_gone',
    })
  })

  test('a wrong key of the app is no fault of the person', async () => {
    const member = await stage.join()
    fake.answerNext(wrong(104))
    expect(await failureFrom(connect.check(tools, member.view()))).toMatchObject({ code: 'app_refused' })
    expect(member.saves()).toBe(0)
  })
})

testDescription('Odnoklassniki', [fake])
