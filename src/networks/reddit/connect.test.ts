import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { allScopes } from '../../../test/networks/reddit/state.ts'
import { redditFake } from '../../../test/networks/reddit-fake.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import { limitsOf } from '../kit/limits.ts'
import { createStage } from '../kit/stage.ts'
import { userAgentOf } from './client.ts'
import { connect } from './connect.ts'
import { reddit } from './index.ts'

const fake = redditFake()
const { state } = fake
const stage = createStage(reddit, fake)
const { tools } = stage
const back = { uri: 'https://carillon.example/connect/reddit/back', state: 'a-state-of-ours' }
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

/** Out to Reddit's page and back, as whoever was there last. */
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
  test('brings the account for good, with its own profile to post to', async () => {
    const user = state.addUser()
    const [joined] = await signIn()
    expect(joined).toMatchObject({
      remoteId: `t2_${user.id}`,
      handle: `u/${user.name}`,
      name: user.title,
      profileUrl: `https://www.reddit.com/user/${user.name}/`,
      server: 'https://oauth.reddit.com',
      expiresAt: null,
      limits: { choices: { community: [{ value: `u_${user.name}`, label: `u/${user.name}` }] } },
    })
  })

  test('asks for what the manifest explains, for good, and for nothing else', async () => {
    const begun = await connect.begin?.(tools, 'oauth', {}, back)
    const asked = new URL(begun?.url ?? '').searchParams
    expect(asked.get('scope')?.split(' ')).toEqual(allScopes)
    expect(asked.get('duration')).toBe('permanent')
  })

  test('names what was not allowed, and is not content with an hour', async () => {
    const user = state.addUser()
    const some = await failureFrom(
      signIn((query) => {
        const known = { userId: user.id, redirect: back.uri, scopes: ['identity', 'read'], permanent: true }
        state.codes.set(query.code ?? '', known)
        return query
      }),
    )
    expect(some).toMatchObject({ kind: 'rejected', code: 'scope_missing' })
    expect(some.message).toContain('mysubreddits, submit, history, edit, flair')
    const short = signIn((query) => {
      state.codes.set(query.code ?? '', {
        userId: user.id,
        redirect: back.uri,
        scopes: allScopes,
        permanent: false,
      })
      return query
    })
    expect(await failureFrom(short)).toMatchObject({ kind: 'rejected', code: 'no_refresh' })
  })

  test('says so when somebody does not allow it, or comes back with an old answer', async () => {
    state.addUser()
    const denied = signIn(() => ({ error: 'access_denied', state: back.state }))
    expect(await failureFrom(denied)).toMatchObject({ kind: 'rejected', code: 'access_denied' })
    const old = signIn((query) => ({ ...query, code: 'old' }))
    expect(await failureFrom(old)).toMatchObject({ kind: 'rejected', code: 'code_refused' })
    const forged = signIn((query) => ({ ...query, state: 'another' }))
    expect(await failureFrom(forged)).toMatchObject({ kind: 'rejected', code: 'state_differs' })
  })

  test('a suspended account is told so', async () => {
    state.addUser().suspended = true
    expect(await failureFrom(signIn())).toMatchObject({ kind: 'rejected', code: 'account_suspended' })
  })
})

describe('communities', () => {
  test('are those that may be posted to: moderated ones first, each with its flairs', async () => {
    const user = state.addUser()
    const mine = { moderators: new Set([user.id]), members: new Set([user.id]) }
    const joined = { members: new Set([user.id]) }
    const bread = { id: 'flair-bread', text: 'Bread', editable: false, modOnly: false }
    const staff = { id: 'flair-staff', text: 'Staff', editable: false, modOnly: true }
    state.addCommunity('zucchini', joined)
    state.addCommunity('Apples', {
      ...joined,
      flairs: [bread, staff],
      requirements: { is_flair_required: true },
    })
    state.addCommunity('OurBakery', { ...mine, flairs: [bread, staff] })
    state.addCommunity('closedclub', { ...joined, type: 'restricted' })
    state.addCommunity('oldtimes', { ...joined, type: 'archived' })
    state.addCommunity('angry', { ...joined, banned: new Set([user.id]) })
    const [account] = await signIn()
    expect(account?.limits.choices?.community).toEqual([
      { value: `u_${user.name}`, label: `u/${user.name}` },
      { value: 'OurBakery', label: 'r/OurBakery' },
      { value: 'OurBakery/flair-bread', label: 'r/OurBakery › Bread' },
      { value: 'OurBakery/flair-staff', label: 'r/OurBakery › Staff' },
      { value: 'Apples/flair-bread', label: 'r/Apples › Bread' },
      { value: 'zucchini', label: 'r/zucchini' },
    ])
  })

  test('what one takes less of holds in the composer for posts that go there', async () => {
    const user = state.addUser()
    state.addCommunity('wordsonly', {
      members: new Set([user.id]),
      takes: { image: false, video: false, poll: false },
      requirements: { title_text_max_length: 80, body_text_max_length: 500 },
    })
    const [joined] = await signIn()
    const limits = joined?.limits ?? {}
    const there = limitsOf(reddit.manifest, limits, { community: 'wordsonly' })
    expect(there).toMatchObject({
      text: { max: 500, title: { max: 80, required: true } },
      media: { images: null, videos: null },
      poll: null,
    })
    expect(limitsOf(reddit.manifest, limits, {}).text.max).toBe(40_000)
    const member = await stage.join()
    const account = { ...member.view(), settings: { community: 'wordsonly' } }
    state.communities.get('wordsonly')?.members.add(member.joined.remoteId.slice(3))
    const checked = await connect.check(tools, account)
    expect(limitsOf(reddit.manifest, checked.limits, {}).text.max).toBe(500)
  })

  test('many are listed, and the rules of few are read', async () => {
    const user = state.addUser()
    for (let n = 0; n < 350; n++) state.addCommunity(`many${n}`, { members: new Set([user.id]) })
    const before = fake.contract?.covered.get('GET /api/v1/{subreddit}/post_requirements')?.requests ?? 0
    const [joined] = await signIn()
    expect(joined?.limits.choices?.community).toHaveLength(301)
    const after = fake.contract?.covered.get('GET /api/v1/{subreddit}/post_requirements')?.requests ?? 0
    expect(after - before).toBe(12)
  })

  test('one that turns the account away does not hide the others', async () => {
    const user = state.addUser()
    state.addCommunity('secret1', { members: new Set([user.id]), type: 'private' })
    state.addCommunity('plain1', { members: new Set([user.id]) })
    const [joined] = await signIn()
    expect(joined?.limits.choices?.community?.map(({ value }) => value).slice(1)).toEqual([
      'plain1',
      'secret1',
    ])
  })
})

describe('the sign-in', () => {
  test('is made new ahead of its end, and its refresh token stays', async () => {
    const member = await stage.join()
    const before = member.credential() as { access: string; refresh: string }
    await connect.refresh?.(tools, member.view())
    const after = member.credential() as typeof before
    expect([after.access === before.access, after.refresh]).toEqual([false, before.refresh])
    await connect.refresh?.(tools, member.view())
    expect(member.saves()).toBe(2)
  })

  test('tells a narrowed grant, a lost refresh and an app with another secret apart', async () => {
    const narrowed = await stage.join()
    for (const token of state.access.values())
      if (`t2_${token.userId}` === narrowed.joined.remoteId) token.scopes = ['identity']
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
    const app = { id: 'a', values: { ...state.app, clientSecret: 'the secret of yesterday' } }
    const failure = await failureFrom(connect.refresh?.({ ...tools, app: async () => app }, other.view()))
    expect(failure).toMatchObject({ kind: 'reconnect', code: 'app_refused' })
  })

  test('is given back when the channel is removed', async () => {
    const member = await stage.join()
    await connect.revoke?.(tools, member.view())
    expect(await failureFrom(connect.check(tools, member.view()))).toMatchObject({ kind: 'reconnect' })
  })

  test('every request says who asks, however the name was written', () => {
    const named = (redditor: string) => userAgentOf({ id: 'a', values: { clientId: 'x1', redditor } })
    expect(named('/u/Ann-1')).toMatch(/^server:carillon-x1:v\d[\w.-]* \(by \/u\/Ann-1\)$/)
    expect(named(' Ann-1\r\nX: y ')).toMatch(/by \/u\/Ann-1Xy\)$/)
  })
})

testDescription('Reddit', [fake])
