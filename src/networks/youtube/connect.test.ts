import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { allScopes, youtubeFake } from '../../../test/networks/youtube-fake.ts'
import { createStage } from '../kit/stage.ts'
import { connect } from './connect.ts'
import { youtube } from './index.ts'

const fake = youtubeFake()
const stage = createStage(youtube, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const back = { uri: 'https://carillon.example/connect/youtube/back', state: 'state-1' }

/** Sends somebody to Google, who chooses a channel there, allows some of it, and comes back. */
async function signIn(
  channelId: string | null,
  scopes: string[] = allScopes,
  over: Record<string, string> = {},
) {
  const begun = await connect.begin?.(stage.tools, 'google', {}, back)
  const url = new URL(begun?.url ?? '')
  const code = `code-${fake.state.next()}`
  fake.state.codes.set(code, { channelId, challenge: url.searchParams.get('code_challenge') ?? '', scopes })
  const query = { code, state: back.state, ...over }
  const end = connect.complete?.(stage.tools, query, begun?.remember ?? null, back).catch(stage.endOf)
  return { url, begun, end: await end }
}

test('people are sent to Google with all that is needed to come back for good', async () => {
  const { url, begun } = await signIn(fake.state.addChannel().id)
  expect(url.origin + url.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth')
  const asked = Object.fromEntries(url.searchParams)
  expect(asked).toMatchObject({
    response_type: 'code',
    client_id: 'carillon.apps.googleusercontent.com',
    redirect_uri: back.uri,
    state: back.state,
    access_type: 'offline',
    prompt: 'consent',
    code_challenge_method: 'S256',
    scope: allScopes.join(' '),
  })
  const { verifier } = Object(begun?.remember)
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(asked.code_challenge)
})

test('a channel is joined as it is, and can be used', async () => {
  const channel = fake.state.addChannel({ longUploads: 'eligible' })
  const { end } = await signIn(channel.id)
  expect(end).toMatchObject([
    {
      remoteId: channel.id,
      handle: channel.handle,
      name: channel.title,
      profileUrl: `https://www.youtube.com/${channel.handle}`,
      server: 'https://www.youtube.com',
      expiresAt: null,
      limits: { videos: { maxSeconds: 900 } },
      credential: { scopes: allScopes },
    },
  ])
})

test('each that cannot be joined is told why', async () => {
  const channel = fake.state.addChannel()
  const noChannel = await signIn(null)
  const narrowed = await signIn(channel.id, allScopes.slice(1))
  const declined = await signIn(channel.id, allScopes, { error: 'access_denied' })
  const elsewhere = await signIn(channel.id, allScopes, { state: 'another' })
  const old = await signIn(channel.id, allScopes, { code: 'used' })
  expect([noChannel, narrowed, declined, elsewhere, old].map(({ end }) => end)).toMatchObject(
    ['channel_needed', 'scope_missing', 'access_denied', 'state_differs', 'code_refused'].map((code) => ({
      state: 'rejected',
      failure: { code },
    })),
  )
})

test('the playlists of a channel are offered, all that fit four pages', async () => {
  const channel = fake.state.addChannel()
  for (let n = 0; n < 230; n++)
    fake.state.playlists.set(`PL${channel.id}-${n}`, {
      channelId: channel.id,
      title: `List ${n}`,
      videos: [],
    })
  const { end } = await signIn(channel.id)
  const [joined] = Array.isArray(end) ? end : []
  const offered = joined?.limits.choices?.list ?? []
  expect(offered).toHaveLength(200)
  expect(offered[0]).toEqual({ value: `PL${channel.id}-0`, label: 'List 0' })
  const view = fake.joined(channel)
  const member = await stage.join()
  const account = {
    ...member.view(),
    remoteId: channel.id,
    credential: view.credential,
    reload: async () => view.credential,
  }
  expect((await connect.check(stage.tools, account)).limits.choices?.list).toHaveLength(200)
})

test.each([
  [7, 'testing_ended'],
  [30, 'signed_out'],
])('a sign-in that ended after %i days is told by its age: %s', async (days, code) => {
  const channel = fake.state.addChannel()
  const { end } = await signIn(channel.id)
  const [joined] = Array.isArray(end) ? end : []
  stage.pass(days * 86_400_000)
  fake.expire(channel.id, 'all')
  const member = await stage.join()
  const credential = joined?.credential ?? null
  const account = { ...member.view(), credential, reload: async () => credential }
  expect(await connect.check(stage.tools, account).catch(stage.endOf)).toMatchObject({
    state: 'reconnect',
    failure: { code },
  })
})

test('numbers of Analytics may be declined', async () => {
  const { end } = await signIn(fake.state.addChannel().id, allScopes.slice(0, 1))
  expect(end).toMatchObject([{ credential: { scopes: allScopes.slice(0, 1) } }])
})

test('a refreshed sign-in keeps its refresh token and what was allowed', async () => {
  const member = await stage.join()
  const before = Object(member.credential())
  await connect.refresh?.(stage.tools, member.view())
  const after = Object(member.credential())
  expect(after.access).not.toBe(before.access)
  expect([after.refresh, after.scopes]).toEqual([before.refresh, before.scopes])
})

test('a channel that its Google account lost, or that is suspended, asks for a person', async () => {
  const member = await stage.join()
  const other = fake.joined(fake.state.addChannel())
  const view = { ...member.view(), credential: other.credential, reload: async () => other.credential }
  expect(await connect.check(stage.tools, view).catch(stage.endOf)).toMatchObject({
    state: 'reconnect',
    failure: { code: 'channel_missing' },
  })
  const channel = fake.state.channels.get(member.joined.remoteId)
  if (channel) channel.suspended = true
  expect(await connect.check(stage.tools, member.view()).catch(stage.endOf)).toMatchObject({
    state: 'reconnect',
    failure: { code: 'account_inactive' },
  })
})

testDescription('YouTube', [fake])
