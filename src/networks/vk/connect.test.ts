import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/vk/methods.ts'
import { allRights } from '../../../test/networks/vk/state.ts'
import { vkFake } from '../../../test/networks/vk-fake.ts'
import type { Account, Joined } from '../kit/network.ts'
import { createStage } from '../kit/stage.ts'
import { vk } from './index.ts'

const fake = vkFake()
const stage = createStage(vk, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const join = (way: 'person' | 'community', fields: Record<string, string>) => {
  const { form } = vk.connect
  if (!form) throw new Error('VK is joined by a form')
  return form(stage.tools, way, fields).catch(stage.endOf)
}
const { state } = fake

test.each([
  ['its address', (name: string) => `https://vk.com/${name}`],
  ['its address on a phone, with what stands behind', (name: string) => `m.vk.ru/${name}?w=wall-1_2`],
  ['its short name', (name: string) => `@${name}`],
  ['its short name alone', (name: string) => name],
])('a community is joined by %s', async (_, typed) => {
  const { group, token } = state.addGroup()
  expect(await join('person', { token: ` ${token} `, page: typed(group.screenName) })).toMatchObject([
    {
      remoteId: String(-group.id),
      handle: `@${group.screenName}`,
      name: group.name,
      profileUrl: `https://vk.com/${group.screenName}`,
      credential: { token, by: 'person' },
      expiresAt: null,
      limits: {},
    },
  ])
})

test('a community without a short name is joined by its number', async () => {
  const { group, token } = state.addGroup()
  for (const page of [`club${group.id}`, `https://vk.com/public${group.id}`, String(-group.id)])
    expect(await join('person', { token, page })).toMatchObject([{ remoteId: String(-group.id) }])
})

test('without one, all communities are offered that the person edits', async () => {
  const { group, person, token } = state.addGroup()
  const second = state.addGroup({ managers: new Map([[person.id, 2]]) })
  state.addGroup({ managers: new Map([[person.id, 1]]) })
  expect(await join('person', { token, page: '' })).toMatchObject([
    { remoteId: String(-group.id) },
    { remoteId: String(-second.group.id) },
  ])
})

test('by its own key a community is joined for words and links alone', async () => {
  const { group } = state.addGroup()
  const token = state.addKey(group, { by: 'community', group, rights: ['manage', 'wall'] })
  const joined = await join('community', { token })
  const limits = { images: { max: 0 }, videos: { mime: [] } }
  expect(joined).toMatchObject([{ remoteId: String(-group.id), credential: { by: 'community' }, limits }])
})

test('what a person’s key has no right to is not offered', async () => {
  const { group, person } = state.addGroup()
  const token = state.addKey(group, { by: 'person', person, rights: 1 << 13 })
  expect(await join('person', { token, page: group.screenName })).toMatchObject([
    { limits: { images: { max: 0 }, videos: { mime: [] } } },
  ])
})

test('each thing that is wrong has words of its own', async () => {
  const { group, person, token } = state.addGroup()
  const code = async (way: 'person' | 'community', fields: Record<string, string>) => {
    const end = await join(way, fields)
    if (Array.isArray(end) || !('failure' in end)) throw new Error('It was joined')
    expect(end.state).toBe('rejected')
    return end.failure.code
  }
  const stranger = state.addGroup()
  const noWall = state.addKey(group, { by: 'person', person, rights: allRights - (1 << 13) })
  const own = state.addKey(group, { by: 'community', group, rights: ['photos'] })
  expect(await code('person', { token: 'my password', page: '' })).toBe('token_odd')
  expect(await code('person', { token: `vk1.a.${'x'.repeat(40)}`, page: '' })).toBe('not_authorised')
  expect(await code('person', { token, page: 'the bakery' })).toBe('page_odd')
  expect(await code('person', { token, page: 'nobody_here' })).toBe('page_unknown')
  expect(await code('person', { token, page: stranger.group.screenName })).toBe('not_editor')
  expect(await code('person', { token: noWall, page: group.screenName })).toBe('right_missing')
  expect(await code('person', { token: own, page: group.screenName })).toBe('not_of_person')
  expect(await code('community', { token: own })).toBe('right_missing')
  group.deactivated = 'banned'
  expect(await code('person', { token, page: group.screenName })).toBe('page_unknown')
})

test('a check notices who is no editor any more, and takes the setting for the longest text', async () => {
  const member = await stage.join()
  const account = { ...member.view(), settings: { textMax: '2048' } }
  expect(await vk.connect.check(stage.tools, account)).toMatchObject({ limits: { text: { max: 2048 } } })
  state.groups.get(-Number(member.joined.remoteId))?.managers.clear()
  const checked = await vk.connect.check(stage.tools, member.view()).catch(stage.endOf)
  expect(checked).toMatchObject({ state: 'reconnect', failure: { code: 'not_editor' } })
})

testDescription('VK', [fake])

describe('a sign-in through VK ID', () => {
  const back = { uri: 'https://carillon.example/connect/callback', state: 'state' }
  async function signIn(over: Record<string, string> = {}) {
    const begun = await vk.connect.begin?.(stage.tools, 'vkid', {}, back)
    const { query, remoteId } = fake.consent(begun?.url ?? '')
    const { complete } = vk.connect
    if (!begun || !complete) throw new Error('VK is joined by a sign-in')
    const end = await complete(stage.tools, { ...query, ...over }, begun.remember, back).catch(stage.endOf)
    return { url: new URL(begun.url), remoteId, end }
  }
  /** The account as it is kept, which is read anew after each renewal. */
  async function joined(): Promise<Account> {
    const { end } = await signIn()
    const [one] = end as Joined[]
    if (!one) throw new Error('Nobody was joined')
    return kept(one)
  }
  function kept(one: Joined): Account {
    let credential = one.credential
    return {
      ...{ channelId: `c${one.remoteId}`, workspaceId: 'w', appId: 'app', settings: {} },
      ...{ remoteId: one.remoteId, handle: one.handle, server: one.server, limits: one.limits },
      credential,
      reload: async () => credential,
      save: async (fresh) => {
        credential = fresh
      },
    }
  }

  test('goes with a challenge, and brings the communities that the person edits', async () => {
    const { url, remoteId, end } = await signIn()
    expect(url.origin + url.pathname).toBe('https://id.vk.com/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: fake.signIn.clientId,
      scope: 'wall photos video groups stats',
      code_challenge_method: 'S256',
    })
    expect(end).toMatchObject([{ remoteId, credential: { by: 'person', device: expect.any(String) } }])
  })

  test('of another device is none', async () => {
    const { end } = await signIn({ device_id: 'another' })
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'code_refused' } })
  })

  test('is made new at the end of its hour, once for two who ask at the same time', async () => {
    const account = await joined()
    stage.pass(3_600_000)
    const checks = await Promise.all([1, 2].map(() => vk.connect.check(stage.tools, account)))
    expect(checks.map(({ handle }) => handle)).toEqual([account.handle, account.handle])
    // What was kept is the fresh token, and serves without another renewal.
    const kept = await account.reload()
    expect(kept).not.toMatchObject({ access: (account.credential as { access: string }).access })
    fake.signIn.revoke(-Number(account.remoteId))
    const again = await vk.connect.check(stage.tools, { ...account, credential: kept })
    expect(again.handle).toBe(account.handle)
  })

  test('brings several communities, and each is kept alive though their refresh token serves once', async () => {
    const begun = await vk.connect.begin?.(stage.tools, 'vkid', {}, back)
    const { query, remoteId } = fake.consent(begun?.url ?? '')
    const managers = state.groups.get(-Number(remoteId))?.managers
    for (let n = 0; n < 2; n++) state.addGroup({ managers: new Map(managers) })
    const all = (await vk.connect.complete?.(stage.tools, query, begun?.remember ?? null, back)) ?? []
    const accounts = all.map(kept)
    expect(accounts).toHaveLength(3)
    const checked = async (account: Account) => {
      const { handle } = await vk.connect.check(stage.tools, {
        ...account,
        credential: await account.reload(),
      })
      return handle === account.handle
    }
    for (const order of [accounts, accounts.toReversed(), accounts.slice(1)]) {
      stage.pass(3_600_000)
      expect(await Promise.all(order.map(checked))).toEqual(order.map(() => true))
    }
    for (const account of accounts) {
      await vk.connect.refresh?.(stage.tools, { ...account, credential: await account.reload() })
      expect(await checked(account)).toBe(true)
    }
  })

  test('whose end VK tells by a number of its own is made new as well', async () => {
    const account = await joined()
    fake.say(wrong(1117, 'Access token has expired'))
    expect(await vk.connect.check(stage.tools, account)).toMatchObject({ handle: account.handle })
  })

  test('that VK ends early is made new, and what was taken back is told', async () => {
    const account = await joined()
    for (const key of state.keys.values()) if (key.by === 'person') key.endsAt = 0
    expect(await vk.connect.check(stage.tools, account)).toMatchObject({ handle: account.handle })
    fake.signIn.revoke(-Number(account.remoteId))
    for (const key of state.keys.values()) if (key.by === 'person') key.endsAt = 0
    const end = await vk.connect
      .check(stage.tools, { ...account, credential: await account.reload() })
      .catch(stage.endOf)
    expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'signed_out' } })
  })
})
