import {
  Client,
  type OAuthClientProvider,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Server } from '../../src/platform/server/index.ts'
import { allow, everything } from '../people/connecting.ts'
import { member, openDoor, type Visitor } from '../people/door.ts'
import { freePort } from '../program.ts'
import { type World, world } from '../world.ts'

let w: World
let server: Server
let url: string
const open: Client[] = []

/** Where a client describes itself that does not introduce itself to every house. */
const about = 'https://assistant.example/about.json'
const readAbout: typeof fetch = async (input) => {
  expect(String(input)).toBe(about)
  return Response.json({
    client_id: about,
    client_name: 'Assistant',
    redirect_uris: ['http://localhost/callback'],
  })
}

beforeAll(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  w = await world({ env: { PORT: String(port), CARILLON_URL: url }, fetch: readAbout })
  server = await openDoor(w)
  await server.listen({ host: 'localhost', port })
})
afterAll(async () => {
  for (const client of open) await client.close()
})

type Keeper = OAuthClientProvider & { sentTo: URL[]; kept: Record<string, unknown> }

/** What a client on somebody's machine keeps for itself, and how it opens a browser. */
function keeper(): Keeper {
  const kept: Record<string, unknown> = {}
  const sentTo: URL[] = []
  const put = (name: string) => (value: unknown) => {
    kept[name] = value
  }
  const get =
    <T>(name: string) =>
    () =>
      kept[name] as T
  return {
    kept,
    sentTo,
    redirectUrl: 'http://localhost:51234/callback',
    clientMetadata: { client_name: 'Assistant', redirect_uris: ['http://localhost:33418/callback'] },
    state: () => 'a state of "its own" & 1e3',
    clientInformation: get('client'),
    saveClientInformation: put('client'),
    tokens: get('tokens'),
    saveTokens: put('tokens'),
    codeVerifier: get('verifier'),
    saveCodeVerifier: put('verifier'),
    discoveryState: get('discovery'),
    saveDiscoveryState: put('discovery'),
    redirectToAuthorization: (to) => void sentTo.push(to),
    invalidateCredentials: (scope) => void delete kept[scope],
  }
}

const transportOf = (authProvider: OAuthClientProvider) =>
  new StreamableHTTPClientTransport(new URL('/mcp', url), { authProvider })

async function connected(provider: OAuthClientProvider): Promise<Client> {
  const client = new Client({ name: 'assistant', version: '1' })
  await client.connect(transportOf(provider))
  open.push(client)
  return client
}

/** A browser follows the address to the page, where the person says yes. */
async function sayYes(person: Visitor, to: URL | undefined): Promise<URLSearchParams> {
  const answer = await fetch(String(to), { redirect: 'manual' })
  expect(answer.status).toBe(303)
  const [page, asked = ''] = String(answer.headers.get('location')).split('#')
  expect(page).toBe('/connect-program')
  const request = Object.fromEntries(new URLSearchParams(Buffer.from(asked, 'base64url').toString()))
  return allow(person, request, { only: everything })
}

const nameOf = async (client: Client) => {
  const { content } = await client.callTool({ name: 'get_workspace', arguments: {} })
  return JSON.parse((content as { text: string }[])[0]?.text ?? '{}').name
}

test('a client that knows nothing but the address is connected, works, renews and gives back', async () => {
  const owner = await member(w, server, w, 'owner')
  const provider = keeper()
  const transport = transportOf(provider)
  await expect(new Client({ name: 'assistant', version: '1' }).connect(transport)).rejects.toThrow(
    UnauthorizedError,
  )
  const answer = await sayYes(owner, provider.sentTo[0])
  expect(answer.get('state')).toBe(await provider.state?.())
  expect(answer.get('iss')).toBe(url)
  await transport.finishAuth(answer)

  const client = await connected(provider)
  const names = (await client.listTools()).tools.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['create_post', 'schedule_post', 'list_members']))
  expect(await nameOf(client)).toBe('Test')
  const first = provider.kept.tokens as { access_token: string; refresh_token: string; scope: string }
  expect(first.scope).toBe(everything.join(' '))

  w.clock.on(3_600_000)
  expect(await nameOf(client)).toBe('Test')
  const second = provider.kept.tokens as typeof first
  expect(second.access_token).not.toBe(first.access_token)
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(provider.sentTo).toHaveLength(1)

  const { client_id } = provider.kept.client as { client_id: string }
  const back = await fetch(new URL('/oauth/revoke', url), {
    method: 'POST',
    body: new URLSearchParams({ client_id, token: second.refresh_token }),
  })
  expect(back.status).toBe(200)
  // It asks the person again, as on the first day.
  await expect(nameOf(client)).rejects.toThrow(UnauthorizedError)
  expect(provider.sentTo).toHaveLength(2)
})

test('one that is known by its own document and reads only is offered what reads', async () => {
  const owner = await member(w, server, w, 'owner')
  const provider = { ...keeper(), clientMetadataUrl: about }
  const transport = transportOf(provider)
  await new Client({ name: 'assistant', version: '1' }).connect(transport).catch(() => {})
  const request = Object.fromEntries(provider.sentTo[0]?.searchParams ?? [])
  expect(request.client_id).toBe(about)
  const asked = await owner(`GET /consent?${new URLSearchParams(request)}`)
  expect(asked.body).toMatchObject({ vouchedBy: 'assistant.example', local: true, wrong: null })
  await transport.finishAuth(await allow(owner, request, { only: ['numbers.read'] }))
  const client = await connected(provider)
  const { tools } = await client.listTools()
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
  const names = tools.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['list_posts', 'get_numbers']))
  expect(names).not.toContain('list_members')
})

test('a stranger is told where to learn how to be let in, and a worn token that it is worn', async () => {
  const ask = async (headers: Record<string, string>) => {
    const sent = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    }
    const answer = await fetch(new URL('/mcp', url), { method: 'POST', headers: sent, body: '{}' })
    return { status: answer.status, told: answer.headers.get('www-authenticate') }
  }
  const where = `Bearer resource_metadata="${url}/.well-known/oauth-protected-resource/mcp"`
  expect(await ask({})).toEqual({ status: 401, told: where })
  expect(await ask({ origin: 'https://elsewhere.example' })).toEqual({ status: 401, told: where })
  expect(await ask({ authorization: 'Bearer crl_worn' })).toEqual({
    status: 401,
    told: `${where}, error="invalid_token"`,
  })
  for (const place of ['', '/mcp']) {
    const resource = await fetch(new URL(`/.well-known/oauth-protected-resource${place}`, url))
    expect(await resource.json()).toMatchObject({ resource: `${url}/mcp`, authorization_servers: [url] })
    const authority = await fetch(new URL(`/.well-known/oauth-authorization-server${place}`, url))
    expect(await authority.json()).toMatchObject({ issuer: url, code_challenge_methods_supported: ['S256'] })
  }
})
