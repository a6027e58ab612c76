import { oauthClientMetadataSchema } from '@atproto/oauth-client-node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blueskyFake } from '../../../test/networks/bluesky/fake.ts'
import type { NetworkFailure } from '../kit/failure.ts'
import { documentUrl, type Tools } from '../kit/network.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { bluesky } from './index.ts'

const bed = blueskyFake()
const stage = createStage(bluesky, bed)
const { connect } = bluesky
const back = { uri: 'https://carillon.example/connect/bluesky/back', state: 'of-the-product' }
let shop: Member

beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(async () => {
  bed.mode('ok')
  shop = await stage.join()
})

/** The stage's tools with some addresses of the open web answered here; all others fail the test. */
function toolsWith(answers: Record<string, string | number>, over: Partial<Tools> = {}): Tools {
  const fetch: Tools['fetch'] = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const answer = Object.entries(answers).find(([start]) => url.startsWith(start))?.[1]
    if (answer === undefined) return stage.tools.fetch(input, init)
    if (typeof answer === 'number') return new Response('{}', { status: answer })
    return new Response(answer, { headers: { 'content-type': 'application/json' } })
  }
  return { ...stage.tools, fetch, ...over }
}

const failureOf = async (work: Promise<unknown> | undefined): Promise<NetworkFailure> =>
  (await work?.then(
    () => Promise.reject(new Error('It went well')),
    (thrown) => thrown,
  )) as NetworkFailure

const person = () => bed.person(shop.joined.remoteId)
const fields = (over: Record<string, string> = {}) => ({
  account: `@${shop.joined.handle} `,
  password: person().password,
  server: bed.origin(),
  ...over,
})

describe('an app password', () => {
  test('joins the account that the handle names', async () => {
    const [joined] = (await connect.form?.(stage.tools, 'password', fields())) ?? []
    const { remoteId, handle, server } = shop.joined
    expect(joined).toMatchObject({ remoteId, handle, server, expiresAt: null, name: `Person of ${handle}` })
  })

  test('finds the server through the handle: its DID, the DID’s document, the server in it', async () => {
    const { did, handle } = person()
    const service = [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: bed.origin() }]
    const tools = toolsWith({
      'https://public.api.bsky.app/': 400,
      [`https://${handle}/.well-known/atproto-did`]: `${did}\n`,
      [`https://plc.directory/${did}`]: JSON.stringify({ id: did, service }),
    })
    const [joined] = (await connect.form?.(tools, 'password', fields({ server: '' }))) ?? []
    expect(joined?.server).toBe(bed.origin())
  })

  test('joins while the AppView is away, by the handle alone', async () => {
    bed.mode('down', { on: 'read', skip: 1 })
    const [joined] = (await connect.form?.(stage.tools, 'password', fields())) ?? []
    expect(joined).toMatchObject({ name: shop.joined.handle, avatarUrl: null })
  })

  test.each([
    ['a password that is not theirs', { password: 'wrong' }, 'AuthenticationRequired'],
    ['an address instead of a handle', { account: 'https://bsky.social' }, 'handle_needed'],
    ['a name that is none', { account: 'just a name' }, 'account_misspelt'],
    ['a server without TLS', { server: 'http://pds.example' }, 'server_misspelt'],
    ['a server that is no address', { server: 'https://' }, 'server_misspelt'],
  ])('is refused in words for %s', async (_, over, code) => {
    const failure = await failureOf(connect.form?.(stage.tools, 'password', fields(over)))
    expect(failure).toMatchObject({ kind: 'rejected', code })
    expect(failure.message).toMatch(/^[A-Z].*\.$/)
    expect(failure.message).not.toContain(person().password)
  })

  test('is refused in words for a handle that nobody knows', async () => {
    const tools = toolsWith({ 'https://public.api.bsky.app/': 400, 'https://nobody.example/': 404 })
    const failure = await failureOf(
      connect.form?.(tools, 'password', fields({ account: 'nobody.example', server: '' })),
    )
    expect(failure).toMatchObject({ kind: 'rejected', code: 'account_unknown' })
  })

  test('keeps the account when a refresh is cut off, and signs in again when its token was spent', async () => {
    const account = shop.view()
    bed.expire(shop.joined.remoteId, 'access')
    bed.mode('drop', { on: 'all', times: 1 })
    expect(await failureOf(connect.refresh?.(stage.tools, account))).toMatchObject({ kind: 'later' })
    person().refresh.clear()
    await connect.refresh?.(stage.tools, account)
    expect(shop.saves()).toBe(1)
    expect(await connect.check(stage.tools, shop.view())).toMatchObject({ handle: shop.joined.handle })
  })

  test('ends its session when the account is given up', async () => {
    await connect.revoke?.(stage.tools, shop.view())
    expect(person().refresh.size + person().access.size).toBe(0)
  })
})

test('a credential that cannot be read asks for joining again', async () => {
  const account = { ...shop.view(), credential: { kind: 'password', password: 'half' } }
  expect(await failureOf(connect.check(stage.tools, account))).toMatchObject({
    kind: 'reconnect',
    code: 'credential_unreadable',
  })
})

describe('how we introduce ourselves', () => {
  test('under https: a document of ours, with the public half of a key that is made once', async () => {
    const first = await connect.documents?.(stage.tools, back.uri)
    const document = oauthClientMetadataSchema.parse(first?.['client-metadata.json'])
    expect(document).toMatchObject({
      client_id: documentUrl(stage.tools.appUrl, 'bluesky', 'client-metadata.json'),
      redirect_uris: [back.uri],
      token_endpoint_auth_method: 'private_key_jwt',
      dpop_bound_access_tokens: true,
    })
    const [key] = document.jwks?.keys ?? []
    expect(key).toMatchObject({ kty: 'EC', crv: 'P-256' })
    expect(key).not.toHaveProperty('d')
    expect(await connect.documents?.(stage.tools, back.uri)).toEqual(first)
  })

  test('on localhost: no document at all', async () => {
    expect(await connect.documents?.(toolsWith({}, { appUrl: 'http://localhost:4400' }), back.uri)).toEqual(
      {},
    )
  })

  test('on another address without TLS: not at all, and the person is told what works', async () => {
    const tools = toolsWith({}, { appUrl: 'http://intranet.example' })
    const failure = await failureOf(connect.begin?.(tools, 'oauth', { account: 'name.bsky.social' }, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'https_needed' })
    expect(failure.message).toContain('app password')
  })
})

describe('a sign-in', () => {
  const issuer = 'https://entry.example'
  const pds = 'https://pds.example'
  const did = 'did:plc:abcdefghijklmnopqrstuvwx'
  const open: Record<string, string | number> = {
    'https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle=name.example': JSON.stringify(
      { did },
    ),
    [`https://plc.directory/${encodeURIComponent(did)}`]: documentOf(did),
    [`https://plc.directory/${did}`]: documentOf(did),
    [`${pds}/.well-known/oauth-protected-resource`]: JSON.stringify({
      resource: pds,
      authorization_servers: [issuer],
    }),
    [`${issuer}/.well-known/oauth-authorization-server`]: JSON.stringify({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      pushed_authorization_request_endpoint: `${issuer}/par`,
      require_pushed_authorization_requests: true,
      client_id_metadata_document_supported: true,
      dpop_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    }),
    [`${issuer}/par`]: JSON.stringify({ request_uri: 'urn:request:1', expires_in: 300 }),
  }

  function documentOf(id: string) {
    const service = [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: pds }]
    return JSON.stringify({
      '@context': ['https://www.w3.org/ns/did/v1'],
      id,
      alsoKnownAs: ['at://name.example'],
      service,
    })
  }

  test.each(['name.example', '@Name.Example', did, pds])(
    'of %s is sent to the server behind it',
    async (account) => {
      const begun = await connect.begin?.(toolsWith(open), 'oauth', { account, directory: '' }, back)
      const url = new URL(begun?.url ?? '')
      expect(`${url.origin}${url.pathname}`).toBe(`${issuer}/authorize`)
      expect(url.searchParams.get('request_uri')).toBe('urn:request:1')
      expect(begun?.state).toMatch(/^[\w-]{20,}$/)
      expect(JSON.parse(JSON.stringify(begun?.remember))).toEqual(begun?.remember)
    },
  )

  test('of a server’s bare name works too', async () => {
    const nowhere = {
      'https://public.api.bsky.app/': 400,
      'https://pds.example/.well-known/atproto-did': 404,
    }
    const begun = await connect.begin?.(
      toolsWith({ ...nowhere, ...open }),
      'oauth',
      { account: 'pds.example' },
      back,
    )
    expect(begun?.url).toMatch(`${issuer}/authorize`)
  })

  test('to a server that cannot read who asks says what is to be done', async () => {
    const others = toolsWith(open)
    const body = { error: 'invalid_client_metadata', error_description: 'Unable to obtain client metadata' }
    const fetch: Tools['fetch'] = async (input, init) =>
      (input instanceof Request ? input.url : String(input)) === `${issuer}/par`
        ? Response.json(body, { status: 400 })
        : others.fetch(input, init)
    const tools = { ...others, fetch }
    const failure = await failureOf(connect.begin?.(tools, 'oauth', { account: 'name.example' }, back))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'house_not_read' })
    expect(failure.message).toContain('app password')
  })

  test('of nobody is refused in words', async () => {
    const nowhere = { 'https://public.api.bsky.app/': 400, 'https://nobody.example': 404 }
    const failure = await failureOf(
      connect.begin?.(toolsWith(nowhere), 'oauth', { account: 'nobody.example' }, back),
    )
    expect(failure).toMatchObject({ kind: 'rejected', code: 'account_unknown' })
    expect(failure.message).toContain('nobody.example')
  })

  test('that comes back with another’s state or issuer is refused', async () => {
    const tools = toolsWith(open)
    const begun = await connect.begin?.(tools, 'oauth', { account: 'name.example' }, back)
    const state = begun?.state ?? ''
    for (const query of [
      { code: 'c', state: 'other', iss: issuer },
      { code: 'c', state, iss: 'https://evil.example' },
    ])
      expect(await failureOf(connect.complete?.(tools, query, begun?.remember ?? null, back))).toMatchObject({
        kind: 'rejected',
      })
  })
})
