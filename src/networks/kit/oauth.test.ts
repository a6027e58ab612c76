import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Json } from './content.ts'
import { NetworkFailure } from './failure.ts'
import type { Account, Shelf, Shelved, Tools } from './network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  type Dialect,
  renewBy,
  requireScopes,
  withAccess,
} from './oauth.ts'

const dialect: Dialect = {
  network: 'Bell',
  authorize: 'https://bell.example/allow',
  token: 'https://api.bell.example/token',
  scopes: ['read', 'write'],
  pkce: true,
  proof: 'basic',
}
const app = { id: 'a', values: { clientId: 'our id', clientSecret: 's:ecret' } }
const back = { uri: 'https://carillon.example/back', state: 'state' }
const now = new Date('2030-01-02T09:00:00Z')

type Sent = { url: string; headers: Headers; form: URLSearchParams }
let sent: Sent[]
let answers: Response[]
beforeEach(() => {
  sent = []
  answers = []
})

const locks = new Map<string, Promise<unknown>>()
const tools = {
  now: () => now,
  app: async () => app,
  lock: async <T>(name: string, work: () => Promise<T>) => {
    const mine = (locks.get(name) ?? Promise.resolve()).then(work, work)
    locks.set(
      name,
      mine.catch(() => undefined),
    )
    return mine
  },
  fetch: async (url: string, init: RequestInit) => {
    sent.push({ url, headers: new Headers(init.headers), form: new URLSearchParams(String(init.body)) })
    return answers.shift() ?? new Response('nothing', { status: 500 })
  },
} as unknown as Tools

const tokens = (more: object = {}) =>
  Response.json({
    access_token: 'first',
    refresh_token: 'r1',
    expires_in: 7200,
    scope: 'read write',
    ...more,
  })
const failure = (thrown: unknown) =>
  thrown instanceof NetworkFailure ? { kind: thrown.kind, code: thrown.code } : thrown
const failing = (work: Promise<unknown>) => work.then(() => 'well', failure)
/** The code of a failure alone. */
const codeOf = async (work: Promise<unknown>): Promise<unknown> => Object(await failing(work)).code

function remembered(own: Dialect = dialect) {
  return beginOauth(own, app, back)
}

describe('a sign-in', () => {
  test('whose answer says null where others say nothing has no end and no refresh token', async () => {
    answers = [tokens({ refresh_token: null, expires_in: null, scope: null })]
    const query = { code: 'c', state: back.state }
    expect(await completeOauth(tools, dialect, query, remembered().remember, back)).toMatchObject({
      ...{ access: 'first', refresh: null, accessEndsAt: null, scopes: null },
    })
  })

  test('goes with a challenge, and comes back with its proof and that of the app', async () => {
    const { url, remember } = remembered()
    const asked = new URL(url)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'our id',
      redirect_uri: back.uri,
      scope: 'read write',
      state: 'state',
      code_challenge_method: 'S256',
    })
    answers = [tokens()]
    const got = await completeOauth(tools, dialect, { state: 'state', code: 'c' }, remember, back)
    expect(got).toMatchObject({ access: 'first', refresh: 'r1', scopes: ['read', 'write'] })
    expect(got.accessEndsAt?.toISOString()).toBe('2030-01-02T11:00:00.000Z')
    expect(sent[0]?.headers.get('authorization')).toBe(
      `Basic ${Buffer.from('our%20id:s%3Aecret').toString('base64')}`,
    )
    expect(sent[0]?.form.get('code_verifier')).toMatch(/^[\w-]{43}$/)
    expect(sent[0]?.form.get('client_secret')).toBeNull()
  })

  test('in another dialect: the proof in the form, names and separators as the network has them', async () => {
    const other: Dialect = {
      ...dialect,
      ...{ proof: 'form', idName: 'client_key', separator: ',', pkce: false, more: { prompt: 'consent' } },
      grant: { for_ever: 'true' },
    }
    const { url, remember } = remembered(other)
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      client_key: 'our id',
      scope: 'read,write',
      prompt: 'consent',
    })
    answers = [tokens({ refresh_token_expires_in: 60 })]
    const got = await completeOauth(tools, other, { state: 'state', code: 'c' }, remember, back)
    expect(got.refreshEndsAt?.toISOString()).toBe('2030-01-02T09:01:00.000Z')
    expect(Object.fromEntries(sent[0]?.form ?? [])).toMatchObject({
      client_key: 'our id',
      client_secret: 's:ecret',
      for_ever: 'true',
    })
  })

  test.each([
    ['begun elsewhere', { state: 'other', code: 'c' }, 'state_differs'],
    ['that was not allowed', { state: 'state', error: 'access_denied' }, 'access_denied'],
    ['with a right that the app lacks', { state: 'state', error: 'invalid_scope' }, 'scope_not_offered'],
    [
      'with a product that the app lacks',
      { state: 'state', error: 'unauthorized_scope_error' },
      'scope_not_offered',
    ],
    ['refused for the app’s sake', { state: 'state', error: 'unauthorized_client' }, 'invalid_client'],
    ['refused for a reason of its own', { state: 'state', error: 'odd_request' }, 'sign_in_refused'],
    ['without a code', { state: 'state' }, 'no_code'],
  ])('%s brings nothing', async (_, query, code) => {
    const { remember } = remembered()
    expect(
      await failing(completeOauth(tools, dialect, query as Record<string, string>, remember, back)),
    ).toEqual({ kind: 'rejected', code })
    expect(sent).toEqual([])
  })

  test('that the network cannot do at the moment is said to be worth another try', async () => {
    const { remember } = remembered()
    const query = { state: 'state', error: 'temporarily_unavailable' }
    expect(await failing(completeOauth(tools, dialect, query, remember, back))).toEqual({
      ...{ kind: 'later', code: 'server_down' },
    })
  })

  test('is asked for as the network wants it to be asked', async () => {
    const { remember } = remembered()
    answers = [tokens()]
    const named = { ...dialect, headers: { 'user-agent': 'bells' } }
    await completeOauth(tools, named, { state: 'state', code: 'c' }, remember, back)
    expect(sent[0]?.headers.get('user-agent')).toBe('bells')
    expect(sent[0]?.headers.get('authorization')).toMatch(/^Basic /)
  })

  test.each([
    [401, { error: 'invalid_client' }, 'invalid_client'],
    [400, { error: 'invalid_grant' }, 'code_refused'],
    [
      400,
      { error_type: 'OAuthException', error_message: 'Error validating client secret' },
      'invalid_client',
    ],
    [400, { error: { message: 'Invalid platform app', code: 101 } }, 'invalid_client'],
    [400, { error_message: 'This authorization code has been used' }, 'code_refused'],
  ])('whose answer is refused (%s) says whose fault it is', async (status, error, code) => {
    const { remember } = remembered()
    answers = [Response.json(error, { status })]
    const work = completeOauth(tools, dialect, { state: 'state', code: 'c' }, remember, back)
    expect(await failing(work)).toEqual({ kind: 'rejected', code })
  })

  test('that allows too little is told what is missing', () => {
    expect(() => requireScopes(dialect, { scopes: ['read'] }, ['read', 'write'])).toThrow(
      /not allowed: write/,
    )
    expect(() => requireScopes(dialect, { scopes: null }, ['write'])).not.toThrow()
  })
})

test('a challenge may be written in hexadecimal digits', () => {
  const { url, remember } = remembered({ ...dialect, pkce: 'hex' })
  const { verifier } = Object(remember)
  const challenge = createHash('sha256').update(verifier).digest('hex')
  expect(new URL(url).searchParams.get('code_challenge')).toBe(challenge)
})

describe('a sign-in that is kept', () => {
  function account(access = 'first', endsAt: Date | null = null) {
    let credential: unknown = credentialFrom({
      ...{ access, refresh: 'r1', accessEndsAt: endsAt, refreshEndsAt: null, scopes: null, body: {} },
    })
    const saves: (Date | null)[] = []
    const self = {
      channelId: 'c',
      reload: async () => credential,
      save: async (fresh: unknown, until: Date | null) => {
        credential = fresh
        saves.push(until)
      },
      saves,
    }
    return self as unknown as Account & { saves: (Date | null)[] }
  }
  const refused = () => new NetworkFailure('reconnect', 'No.', { code: 'not_authorised', status: 401 })

  test('is made new before its end, once for all who need it', async () => {
    const own = account('old', new Date(now.getTime() + 30_000))
    answers = [tokens({ access_token: 'fresh', refresh_token: 'r2' })]
    const used = await Promise.all(
      [1, 2, 3].map(() => withAccess(tools, own, renewBy(tools, dialect), async (access) => access)),
    )
    expect(used).toEqual(['fresh', 'fresh', 'fresh'])
    expect(sent).toHaveLength(1)
    expect(sent[0]?.form.get('refresh_token')).toBe('r1')
  })

  test('is made new when the network refuses it early, and the work is done once more', async () => {
    const own = account()
    answers = [tokens({ access_token: 'fresh', refresh_token: undefined })]
    const tried: string[] = []
    await withAccess(tools, own, renewBy(tools, dialect), async (access) => {
      tried.push(access)
      if (access === 'first') throw refused()
    })
    expect(tried).toEqual(['first', 'fresh'])
    expect(await own.reload()).toMatchObject({ access: 'fresh', refresh: 'r1' })
  })

  test.each([
    [Response.json({ error: 'invalid_grant' }, { status: 400 }), 'reconnect', 'signed_out'],
    [Response.json({ error: 'invalid_grant' }, { status: 200 }), 'reconnect', 'signed_out'],
    [Response.json({ odd: true }, { status: 200 }), 'later', 'server_down'],
    [Response.json({ error: 'invalid_client' }, { status: 401 }), 'reconnect', 'app_refused'],
    [new Response('', { status: 429, headers: { 'retry-after': '60' } }), 'later', 'limited'],
    [new Response('<h1>down</h1>', { status: 502 }), 'later', 'server_down'],
    [new Response('<h1>Sign in to the proxy</h1>', { status: 401 }), 'later', 'server_down'],
    [new Response('<h1>Bad request</h1>', { status: 400 }), 'later', 'server_down'],
  ])('ends only when the network itself says so (%#)', async (answer, kind, code) => {
    answers = [answer]
    const work = withAccess(tools, account('old', now), renewBy(tools, dialect), async () => 'done')
    expect(await failing(work)).toEqual({ kind, code })
  })

  const no = () => Response.json({ error: 'invalid_grant' }, { status: 400 })

  test('that was too long ago is told apart from one that was taken away', async () => {
    answers = [no(), no()]
    const renew = renewBy(tools, dialect)
    const kept = { access: 'a', refresh: 'r1', accessEndsAt: null }
    const ended = (at: number) => failing(renew({ ...kept, refreshEndsAt: new Date(at).toISOString() }))
    expect(await ended(now.getTime() - 1)).toEqual({ kind: 'reconnect', code: 'sign_in_ended' })
    expect(await ended(now.getTime() + 1)).toEqual({ kind: 'reconnect', code: 'signed_out' })
    expect(await failing((async () => renew({ ...kept, refresh: null, refreshEndsAt: null }))())).toEqual({
      kind: 'reconnect',
      code: 'sign_in_ended',
    })
  })

  test('whose renewal was lost on its way back is told apart from one that was taken away', async () => {
    const own = account('old', now)
    const documents = new Map<string, Shelved>()
    const keep = (key: string, value: Json) => {
      const one = { key, value, at: now, changedAt: now }
      documents.set(key, one)
      return one
    }
    const shelf = {
      get: async (key: string) => documents.get(key) ?? null,
      add: async (key: string, value: Json) => documents.get(key) ?? keep(key, value),
      change: async (key: string, value: Json) => documents.has(key) && Boolean(keep(key, value)),
      remove: async (key: string) => documents.delete(key),
    }
    const shelved = { ...tools, shelf: () => shelf as unknown as Shelf }
    const renew = renewBy(shelved, { ...dialect, rotates: true })
    const work = () => codeOf(withAccess(shelved, own, renew, async () => 'done'))
    // Taken away, however often it is tried.
    answers = [no(), no()]
    expect([await work(), await work()]).toEqual(['signed_out', 'signed_out'])
    // The answer does not come, or nobody lives to keep it.
    answers = [new Response('', { status: 502 }), no(), no()]
    expect([await work(), await work(), await work()]).toEqual([
      'server_down',
      'refresh_lost',
      'refresh_lost',
    ])
    // Of the next sign-in nothing of that is known.
    await own.save({ ...Object(await own.reload()), refresh: 'r9' }, null)
    answers = [no()]
    expect(await work()).toBe('signed_out')
  })

  test('keeps the network’s own reason where it knows one', async () => {
    answers = [no()]
    const revoked = new NetworkFailure('reconnect', 'The app was taken out.', {
      code: 'app_removed',
      status: 401,
    })
    const work = withAccess(tools, account(), renewBy(tools, dialect), () => Promise.reject(revoked))
    expect(await failing(work)).toEqual({ kind: 'reconnect', code: 'app_removed' })
  })
})
