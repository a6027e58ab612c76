import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Configuration, Provider } from 'oidc-provider'
import { afterAll } from 'vitest'

/** Somebody whom the company knows. */
export type Employee = { sub: string; email?: string; email_verified?: boolean; name?: string }

/** A real provider (OpenID Connect) on loopback, which lets in without a question whoever is `now` at the keyboard. */
export type Company = {
  issuer: string
  host: string
  settings: Record<string, string>
  now: Employee | null
  /** Goes through the provider as a browser does, and answers the address to which it sends back. */
  walk(url: string): Promise<string>
}

const client = { id: 'carillon', secret: randomBytes(24).toString('base64url') }
const opened: Server[] = []

afterAll(async () => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

export async function openCompany(appUrl = 'http://localhost:4400'): Promise<Company> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  opened.push(server)
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = `http://${host}`
  const company: Company = {
    issuer,
    host,
    settings: {
      CARILLON_OIDC_ISSUER: issuer,
      CARILLON_OIDC_CLIENT_ID: client.id,
      CARILLON_OIDC_CLIENT_SECRET: client.secret,
      CARILLON_OIDC_LABEL: 'Bell Foundry',
      CARILLON_ALLOWED_HOSTS: host,
    },
    now: null,
    walk: (url) => walkTo(url, `${appUrl}/sign-in/back`),
  }
  const people = new Map<string, Employee>()
  const provider = new Provider(issuer, configuration(`${appUrl}/sign-in/back`, people))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    void letIn(provider, company.now, people, request, response)
  })
  return company
}

/** Who is at the keyboard is let in; nobody turns back. */
async function letIn(
  provider: Provider,
  now: Employee | null,
  people: Map<string, Employee>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (now) people.set(now.sub, now)
  const result = now ? { login: { accountId: now.sub } } : { error: 'access_denied' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

function configuration(redirect: string, people: Map<string, Employee>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirect] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: client.id, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
}

/** From redirect to redirect, with a jar of cookies of its own, until the way leads back. */
async function walkTo(url: string, end: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = url
  for (let steps = 0; steps < 10; steps++) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const next = answer.headers.get('location')
    if (!next) throw new Error(`The provider stopped with ${answer.status}: ${await answer.text()}`)
    at = new URL(next, at).href
    if (at.startsWith(end)) return at
  }
  throw new Error('The provider sends round and round')
}
