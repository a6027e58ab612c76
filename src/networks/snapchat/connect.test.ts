import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { snapchatFake } from '../../../test/networks/snapchat-fake.ts'
import { createStage } from '../kit/stage.ts'
import { connect } from './connect.ts'
import { failureOf } from './failures.ts'
import { snapchat } from './index.ts'

const fake = snapchatFake()
const stage = createStage(snapchat, fake)
const { tools } = stage
const back = { uri: 'https://carillon.example/connect/back', state: 'a-state-of-ours' }
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.state.listed = true
})

/** Out to Snapchat's page and back, as whoever was there last. */
async function signIn() {
  const begun = await connect.begin?.(tools, 'oauth', {}, back)
  if (!begun) throw new Error('no way out')
  const page = await tools.fetch(begun.url, { redirect: 'manual' })
  const query = Object.fromEntries(new URL(page.headers.get('location') ?? '').searchParams)
  return (await connect.complete?.(tools, query, begun.remember, back)) ?? []
}

test('offers one’s own profile and those of one’s organisations, each once', async () => {
  const person = fake.state.addPerson()
  const own = fake.state.addProfile(person)
  const others = Array.from({ length: 120 }, () => fake.state.addProfile(person, own.organisation))
  const joined = await signIn()
  expect(new Set(joined.map(({ remoteId }) => remoteId))).toEqual(
    new Set([own, ...others].map(({ id }) => id)),
  )
  expect(joined).toHaveLength(121)
  expect(joined[0]).toMatchObject({ handle: `@${own.user}`, name: own.name, expiresAt: null })
})

test('offers one’s own profile where organisations were not allowed', async () => {
  const person = fake.state.addPerson(['snapchat-profile-api'])
  const own = fake.state.addProfile(person)
  expect((await signIn()).map(({ remoteId }) => remoteId)).toEqual([own.id])
})

test('says so when there is no profile, and when the app is not on the list', async () => {
  fake.state.addPerson()
  await expect(signIn()).rejects.toMatchObject({ kind: 'rejected', code: 'profile_needed' })
  fake.state.addProfile(fake.state.addPerson())
  fake.state.listed = false
  await expect(signIn()).rejects.toMatchObject({ kind: 'rejected', code: 'app_not_listed' })
})

test('an app that is refused without a word is not on the list, and a post that is has met a proxy', () => {
  const bare = { status: 403, headers: new Headers(), changes: false, now: new Date(), code: null }
  expect(failureOf({ ...bare, about: 'profile' })).toMatchObject({ kind: 'rejected', code: 'not_permitted' })
  expect(failureOf({ ...bare, about: 'post' })).toMatchObject({ kind: 'later' })
})

test('the channel’s setting says how large a film may be', async () => {
  const member = await stage.join()
  const account = { ...member.view(), settings: { film: '1000' } }
  expect((await connect.check(tools, account)).limits).toEqual({ videos: { maxBytes: 1_000_000_000 } })
})

testDescription('Snapchat', [fake])
