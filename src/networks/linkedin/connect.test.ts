import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { app } from '../../../test/networks/linkedin/state.ts'
import { linkedinFake } from '../../../test/networks/linkedin-fake.ts'
import { createStage } from '../kit/stage.ts'
import { linkedin } from './index.ts'

const fake = linkedinFake()
const { state } = fake
const stage = createStage(linkedin, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  state.partner = true
  state.versions = ['202512', '202611']
  app.values.version = ''
})

const back = { uri: 'https://carillon.example/connect/linkedin/back', state: 'state' }
const dayMs = 86_400_000
const { connect } = linkedin

async function begin(way: string) {
  const begun = await connect.begin?.(stage.tools, way, {}, back)
  if (!begun) throw new Error('LinkedIn is joined by a sign-in')
  return begun
}

/** Somebody is sent there, allows it, and comes back. */
async function signIn(way: string, person = state.addPerson()) {
  const { url, remember } = await begin(way)
  const query = state.allow(person, url)
  return complete(query, remember)
}

const complete = async (
  query: Record<string, string>,
  remember: Awaited<ReturnType<typeof begin>>['remember'],
) => connect.complete?.(stage.tools, query, remember, back).catch(stage.endOf)

test('people are sent to LinkedIn with what the products of their app allow, and nothing more', async () => {
  const asked = async (way: string) => new URL((await begin(way)).url)
  const url = await asked('person')
  expect(url.origin + url.pathname).toBe('https://www.linkedin.com/oauth/v2/authorization')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: 'the-client-id',
    redirect_uri: back.uri,
    state: 'state',
    scope: 'openid profile w_member_social',
  })
  const scopes = (await asked('pages')).searchParams.get('scope')?.split(' ')
  expect(scopes).toContain('w_organization_social')
  expect(scopes).not.toContain('openid')
})

test('each page that somebody may publish on is offered, and themselves', async () => {
  const person = state.addPerson({ name: 'Anna Ozola' })
  const one = state.addPage(person)
  const two = state.addPage(person, { role: 'CONTENT_ADMINISTRATOR' })
  state.addPage(person, { role: 'ANALYST' })
  state.roles.push({
    personId: person.id,
    pageId: state.addPage(state.addPerson()).id,
    role: 'ADMINISTRATOR',
    state: 'REQUESTED',
  })
  expect(await signIn('pages', person)).toMatchObject([
    {
      remoteId: `urn:li:organization:${one.id}`,
      handle: `@${one.vanity}`,
      name: one.name,
      profileUrl: `https://www.linkedin.com/company/${one.vanity}`,
      credential: { way: 'pages' },
    },
    { remoteId: `urn:li:organization:${two.id}` },
    {
      remoteId: `urn:li:person:${person.id}`,
      handle: `@${person.vanity}`,
      name: 'Anna Ozola',
      profileUrl: `https://www.linkedin.com/in/${person.vanity}`,
    },
  ])
})

test('more pages than one answer holds are all offered', async () => {
  const person = state.addPerson()
  for (let n = 0; n < 130; n++) state.addPage(person)
  expect(await signIn('pages', person)).toHaveLength(131)
})

test('a person alone has a name and a picture', async () => {
  const person = state.addPerson({ name: 'Jānis' })
  expect(await signIn('person', person)).toMatchObject([
    {
      remoteId: `urn:li:person:${person.id}`,
      handle: 'Jānis',
      avatarUrl: `https://media.licdn.com/${person.id}.jpg`,
      credential: { way: 'person' },
      limits: { choices: { visibility: [{ value: 'CONNECTIONS' }] } },
    },
  ])
})

test('the sign-in ends after 60 days, or after a year where LinkedIn lets programs make it new', async () => {
  const now = stage.now().getTime()
  const ends = async () => {
    const joined = await signIn('person')
    return Array.isArray(joined) ? Math.round(((joined[0]?.expiresAt?.getTime() ?? 0) - now) / dayMs) : null
  }
  expect(await ends()).toBe(365)
  state.partner = false
  expect(await ends()).toBe(60)
})

test('making it new does not put off the end of the year', async () => {
  const member = await stage.join()
  const end = member.joined.expiresAt?.getTime() ?? 0
  stage.pass(45 * dayMs)
  await connect.refresh?.(stage.tools, member.view())
  expect(member.saves()).toBe(1)
  const kept = member.credential() as { refreshEndsAt: string; accessEndsAt: string; way: string }
  expect(Math.abs(Date.parse(kept.refreshEndsAt) - end)).toBeLessThan(2000)
  expect(Date.parse(kept.accessEndsAt)).toBeGreaterThan(stage.now().getTime() + 59 * dayMs)
  expect(kept.way).toBe('pages')
})

test('a token with much time left is only looked after', async () => {
  const member = await stage.join()
  await connect.refresh?.(stage.tools, member.view())
  expect(member.saves()).toBe(0)
})

test('without a token that makes others, the sign-in lasts as long as it lasts and ends in words', async () => {
  state.partner = false
  const member = await stage.join()
  await connect.refresh?.(stage.tools, member.view())
  stage.pass(61 * dayMs)
  const ended = await connect.refresh?.(stage.tools, member.view()).then(() => null, stage.endOf)
  expect(ended).toMatchObject({ state: 'reconnect', failure: { code: 'sign_in_ended' } })
  expect((await stage.attempt(stage.deliver(member, stage.content()))).state).toBe('reconnect')
})

test('an app that was taken out of the settings is told so, and not that it cannot be made new', async () => {
  const member = await stage.join()
  fake.expire(member.joined.remoteId, 'all')
  const end = await connect.check(stage.tools, member.view()).catch(stage.endOf)
  expect(end).toMatchObject({ state: 'reconnect', failure: { code: 'app_removed' } })
})

test('who lost their role in a page is told so, and others of theirs stay', async () => {
  const person = state.addPerson()
  const [lost, kept] = [state.addPage(person), state.addPage(person)]
  const view = async (page: typeof lost) => {
    const joined = fake.joinPage(person, page)
    const member = await stage.join()
    return {
      ...member.view(),
      remoteId: joined.remoteId,
      credential: joined.credential,
      reload: async () => joined.credential,
    }
  }
  const role = state.roles.find(({ pageId }) => pageId === lost.id)
  if (role) role.role = 'ANALYST'
  const checked = await connect.check(stage.tools, await view(lost)).then(() => null, stage.endOf)
  expect(checked).toMatchObject({ state: 'reconnect', failure: { code: 'page_role_lost' } })
  expect(await connect.check(stage.tools, await view(kept))).toMatchObject({ handle: `@${kept.vanity}` })
})

test('a page has its logo from its first check on, where LinkedIn shows it', async () => {
  const member = await stage.join()
  const page = state.pages.get(member.joined.remoteId.split(':').at(-1) ?? '')
  if (page) page.logo = 'C4D0BAQbells'
  const shown = async () => (await connect.check(stage.tools, member.view())).avatarUrl
  expect(await shown()).toBe('https://media.licdn.com/dms/image/urn:li:image:C4D0BAQbells')
  state.showsFiles = false
  expect(await shown()).toBeNull()
  state.showsFiles = true
  if (page) page.logo = ''
  expect(await shown()).toBeNull()
})

test('a person who joined among pages is checked by what that app may ask', async () => {
  const person = state.addPerson()
  const joined = await signIn('pages', person)
  const [own] = Array.isArray(joined) ? joined : []
  const member = await stage.join()
  const account = {
    ...member.view(),
    remoteId: own?.remoteId ?? '',
    reload: async () => own?.credential ?? null,
    credential: own?.credential ?? null,
  }
  expect(await connect.check(stage.tools, account)).toMatchObject({ handle: `@${person.vanity}` })
})

test('who says no, has a code too old, or an app that is not right, is told which it was', async () => {
  const { url, remember } = await begin('pages')
  const no = await complete({ error: 'user_cancelled_authorize', state: 'state' }, remember)
  expect(no).toMatchObject({ state: 'rejected', failure: { code: 'access_denied' } })
  const scope = {
    error: 'unauthorized_scope_error',
    error_description: 'Scope &quot;r_x&quot; is not authorized',
    state: 'state',
  }
  expect(await complete(scope, remember)).toMatchObject({ failure: { code: 'scope_not_offered' } })
  expect(await complete({ code: 'old', state: 'state' }, remember)).toMatchObject({
    failure: { code: 'code_refused' },
  })
  const wrong = async () => ({ ...app, values: { ...app.values, clientSecret: 'another' } })
  const query = state.allow(state.addPerson(), url)
  const end = await connect
    .complete?.({ ...stage.tools, app: wrong }, query, remember, back)
    .catch(stage.endOf)
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'invalid_client' } })
})

test('an app of other products than were chosen is told what it lacks', async () => {
  const { url, remember } = await begin('pages')
  const narrow = new URL(url)
  narrow.searchParams.set('scope', 'w_member_social r_basicprofile')
  const end = await complete(state.allow(state.addPerson(), narrow.href), remember)
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'scope_missing' } })
})

test('a version that LinkedIn has retired holds the app, until another is written down', async () => {
  const member = await stage.join()
  const delivery = stage.deliver(member, stage.content())
  state.versions = ['202609', '202612']
  expect(await stage.attempt(delivery)).toMatchObject({
    state: 'later',
    failure: { code: 'version_ended', scope: 'app' },
  })
  app.values.version = '2026-11'
  expect((await stage.attempt(delivery)).state).toBe('published')
})

testDescription('LinkedIn', [fake])
