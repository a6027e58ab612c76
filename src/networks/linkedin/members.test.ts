import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { app, scopesOfNumbers, scopesOfPersons } from '../../../test/networks/linkedin/state.ts'
import { linkedinFake } from '../../../test/networks/linkedin-fake.ts'
import { createStage } from '../kit/stage.ts'
import { linkedin } from './index.ts'

const fake = linkedinFake()
const { state } = fake
const stage = createStage(linkedin, fake)
const { connect, insights, people } = linkedin
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  Object.assign(app.values, { tier: '', memberNumbers: '' })
  state.unknownNumbers.clear()
})

const back = { uri: 'https://carillon.example/connect/linkedin/back', state: 'state' }

async function accountOf(joined: ReturnType<typeof fake.joinPerson>) {
  const { credential, remoteId } = joined
  return { ...(await stage.join()).view(), credential, remoteId, reload: async () => credential }
}

describe('numbers of persons', () => {
  const person = () => state.addPerson({ followers: 41 })

  async function counted(scopes: string[]) {
    const account = await accountOf(fake.joinPerson(person(), scopes))
    const post = await fake.native(account.remoteId, 'ring')
    const numbers = { impressions: 100, reach: 60, clicks: 3, likes: 7, replies: 2, reposts: null }
    fake.count(post.remoteId, numbers)
    const told = await insights?.posts(stage.tools, account, [post.remoteId, 'urn:li:share:1'])
    return { told: told?.get(post.remoteId), gone: told?.get('urn:li:share:1'), account }
  }

  test('are told where the app asked for them, and what is left out is absent', async () => {
    const { told, gone, account } = await counted([...scopesOfPersons, ...scopesOfNumbers])
    expect(Object.fromEntries((told ?? []).map(({ metric, value }) => [metric, value]))).toEqual({
      impressions: 100,
      reach: 60,
      clicks: 3,
      likes: 7,
      replies: 2,
    })
    expect(gone).toEqual([])
    expect(await insights?.account(stage.tools, account)).toEqual([{ metric: 'followers', value: 41 }])
  })

  test('are there without the one that the version of the API does not know', async () => {
    state.unknownNumbers.add('LINK_CLICKS')
    const { told } = await counted([...scopesOfPersons, ...scopesOfNumbers])
    expect(told?.map(({ metric }) => metric)).toEqual(['impressions', 'reach', 'likes', 'replies'])
  })

  test('are a dash where nobody asked for them, and no request is made', async () => {
    const { told, account } = await counted(scopesOfPersons)
    expect(told).toEqual([])
    fake.mode('down', { on: 'all' })
    expect(await insights?.account(stage.tools, account)).toEqual([])
  })

  test('are asked for at the sign-in where the app says that it may', async () => {
    const asked = async () => {
      const begun = await connect.begin?.(stage.tools, 'pages', {}, back)
      return new URL(begun?.url ?? '').searchParams.get('scope')?.split(' ')
    }
    expect(await asked()).not.toContain(scopesOfNumbers[0])
    app.values.memberNumbers = 'yes'
    expect(await asked()).toEqual(expect.arrayContaining(scopesOfNumbers))
    const begun = await connect.begin?.(stage.tools, 'pages', {}, back)
    const query = state.allow(state.addPerson(), begun?.url ?? '')
    const joined = await connect.complete?.(stage.tools, query, begun?.remember ?? null, back)
    expect(joined?.at(-1)).toMatchObject({ credential: { numbers: true, way: 'pages' } })
  })
})

test('an app on trial has few requests a day for each account, and says so at the next check', async () => {
  const member = await stage.join()
  expect((await connect.check(stage.tools, member.view())).limits).toEqual({})
  app.values.tier = 'development'
  expect((await connect.check(stage.tools, member.view())).limits).toEqual({ requestsADay: 100 })
})

describe('profiles', () => {
  test('of a page of ours tell what it says of itself and where it leads', async () => {
    const member = await stage.join()
    const page = state.pages.get(member.joined.remoteId.split(':').at(-1) ?? '')
    Object.assign(page ?? {}, {
      description: 'Bells since 1901. https://bells.example/shop',
      website: 'bells.example',
    })
    await fake.native(member.joined.remoteId, 'ring')
    expect(await people?.own(stage.tools, member.view())).toMatchObject({
      handle: member.joined.handle,
      bio: page?.description,
      followers: 3,
      links: ['https://bells.example/', 'https://bells.example/shop'],
      lastPostAt: expect.any(Date),
    })
  })

  test('of persons are told to nobody, and cost no sign-in', async () => {
    const account = await accountOf(fake.joinPerson())
    const end = await people?.own(stage.tools, account).catch(stage.endOf)
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'person_not_told' } })
    expect(await people?.search(stage.tools, account, 'bells', 5)).toEqual([])
    expect(await people?.lookUp(stage.tools, account, ['bells'])).toEqual([])
  })

  test('are found by the name that stands in their address, however it is written', async () => {
    const member = await stage.join()
    const page = state.addPage(state.addPerson(), { name: 'Bell Foundry', vanity: 'bell-foundry' })
    const found = await people?.search(stage.tools, member.view(), 'Bell Foundry!', 5)
    expect(found).toMatchObject([{ remoteId: `urn:li:organization:${page.id}`, handle: '@bell-foundry' }])
  })
})

testDescription('LinkedIn', [fake])
