import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { facebookFake } from '../../../test/networks/facebook-fake.ts'
import { createStage } from '../kit/stage.ts'
import { facebook } from './index.ts'

const fake = facebookFake()
const { state } = fake
const stage = createStage(facebook, fake)
const everything = [...state.granted]
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  state.pages.clear()
  state.granted = [...everything]
  state.codes.add('good')
})

const back = { uri: 'https://carillon.example/connect/facebook/back', state: 'state' }

function complete(query: Record<string, string> = { code: 'good', state: 'state' }) {
  const { connect } = facebook
  if (!connect.complete) throw new Error('Facebook is joined by a sign-in')
  return connect.complete(stage.tools, query, { verifier: null }, back).catch(stage.endOf)
}

test('people are sent to Facebook with what is asked for, and what they declined before is asked again', async () => {
  const begun = await facebook.connect.begin?.(stage.tools, 'login', {}, back)
  const url = new URL(begun?.url ?? '')
  expect(url.origin + url.pathname).toBe('https://www.facebook.com/v26.0/dialog/oauth')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: '1234567890',
    redirect_uri: back.uri,
    response_type: 'code',
    state: 'state',
    auth_type: 'rerequest',
    scope:
      'pages_show_list,pages_manage_posts,pages_read_engagement,pages_manage_engagement,pages_read_user_content,read_insights,business_management',
  })
})

test('each page that somebody may publish on is joined by a token of its own that does not end', async () => {
  const [one, two] = [state.addPage(), state.addPage({ tasks: ['PROFILE_PLUS_FULL_CONTROL'] })]
  state.addPage({ tasks: ['ANALYZE'] })
  expect(await complete()).toMatchObject([
    {
      remoteId: one.page.id,
      handle: `@${one.page.username}`,
      name: one.page.name,
      profileUrl: `https://www.facebook.com/${one.page.username}`,
      avatarUrl: `https://scontent.example/${one.page.id}.jpg`,
      credential: { token: one.token, scopes: everything },
      expiresAt: null,
    },
    { remoteId: two.page.id, credential: { token: two.token } },
  ])
})

test('more pages than one answer holds are all offered', async () => {
  for (let n = 0; n < 130; n++) state.addPage()
  expect(await complete()).toHaveLength(130)
})

test('a page’s token that ends says when', async () => {
  const { page } = state.addPage()
  for (const [, token] of state.tokensOf(page.id)) token.ends = 'months'
  const joined = await complete()
  const ends = new Date(Math.floor(stage.now().getTime() / 1000 + 1440 * 3600) * 1000)
  expect(joined).toMatchObject([{ expiresAt: ends }])
})

test('what was not allowed and is needed is named; what is not needed may be missing', async () => {
  state.addPage()
  state.granted = everything.filter((scope) => scope !== 'pages_manage_posts')
  expect(await complete()).toMatchObject({
    state: 'rejected',
    failure: { code: 'scope_missing', message: expect.stringContaining('pages_manage_posts') },
  })
  state.codes.add('good')
  state.granted = everything.filter((scope) => scope !== 'read_insights')
  expect(await complete()).toHaveLength(1)
})

test.each([
  ['no page', () => undefined, 'You chose no page'],
  [
    'pages without a role that may publish',
    () => void state.addPage({ tasks: ['ANALYZE'] }),
    'You may not publish',
  ],
])('%s is said', async (_, given, words) => {
  given()
  expect(await complete()).toMatchObject({
    state: 'rejected',
    failure: { code: 'no_page', message: expect.stringContaining(words) },
  })
})

test('a sign-in that was declined, one begun elsewhere and one that is too old are told apart', async () => {
  const declined = { error: 'access_denied', error_reason: 'user_denied', state: 'state' }
  expect(await complete(declined)).toMatchObject({ failure: { code: 'access_denied' } })
  expect(await complete({ code: 'good', state: 'other' })).toMatchObject({
    failure: { code: 'state_differs' },
  })
  expect(await complete({ code: 'old', state: 'state' })).toMatchObject({ failure: { code: 'code_refused' } })
})

test('a wrong secret of the app is told as such', async () => {
  const plain = stage.tools.app
  stage.tools.app = async () => ({ id: 'app', values: { clientId: '1234567890', clientSecret: 'other' } })
  const end = await complete()
  stage.tools.app = plain
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'invalid_client' } })
})

test('a token without the proof of the app is worth nothing', async () => {
  const member = await stage.join()
  const plain = stage.tools.app
  stage.tools.app = async () => ({ id: 'app', values: { clientId: '1234567890', clientSecret: 'other' } })
  const end = await facebook.connect.check(stage.tools, member.view()).catch(stage.endOf)
  stage.tools.app = plain
  expect(end).toMatchObject({ state: 'rejected' })
})

test('a page that is gone must be joined again, and the longest text is the channel’s to say', async () => {
  const member = await stage.join()
  const view = { ...member.view(), settings: { textMax: '16192' } }
  expect((await facebook.connect.check(stage.tools, view)).limits).toEqual({ text: { max: 16_192 } })
  state.pages.delete(member.joined.remoteId)
  const end = await facebook.connect.check(stage.tools, member.view()).catch(stage.endOf)
  expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'page_role_lost' } })
})

test('a permission that was taken back is named when the page is looked at', async () => {
  const member = await stage.join()
  for (const [, token] of state.tokensOf(member.joined.remoteId))
    token.scopes = everything.filter((scope) => scope !== 'pages_manage_engagement')
  const end = await facebook.connect.check(stage.tools, member.view()).catch(stage.endOf)
  expect(end).toMatchObject({
    state: 'reconnect',
    failure: {
      code: 'forbidden',
      message: expect.stringContaining('pages_manage_engagement was taken back'),
    },
  })
})

test('without insights allowed, what everybody sees is counted all the same', async () => {
  state.granted = everything.filter((scope) => scope !== 'read_insights')
  const member = await stage.join()
  const end = await stage.attempt(stage.deliver(member, stage.content()))
  const id = end.state === 'published' ? (end.parts[0]?.remoteId ?? '') : ''
  fake.count(id, { likes: 4, views: 9 })
  const told = await facebook.insights?.posts(stage.tools, member.view(), [id])
  expect(told?.get(id)).toEqual([
    { metric: 'likes', value: 4 },
    { metric: 'replies', value: 0 },
  ])
})

testDescription('Facebook', [fake])
