import { createHash, randomBytes } from 'node:crypto'
import { routes } from '../src/house.ts'
import { type Attack, each, type Tally } from './frame/attack.ts'
import type { Answer, Called, Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { openSecondDoor } from './frame/second-door.ts'

const home = 'https://assistant.example/callback'
const local = 'http://localhost:3000/callback'

/** Where an attacker would have answers sent. */
const traps = [
  'http://evil.example/',
  'http://localhost.evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://127.0.0.1@evil.example/',
  'https://user:pass@evil.example/',
  'https://evil.example/#fragment',
  'https://evil.example\\@assistant.example/',
  'javascript:alert(document.domain)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  'evil://callback',
  '//evil.example/',
  ' https://evil.example/',
]

/** Addresses that look like those that the program named. */
const lookAlikes = [
  `${home}/`,
  `${home}/../other`,
  `${home}?next=https://evil.example`,
  `${home}#x`,
  home.replace('https', 'http'),
  home.replace('.example', '.example:8443'),
  home.replace('.example', '.example.evil.example'),
  home.replace('https://', 'https://evil.example@'),
  home.toUpperCase(),
  local.replace('localhost', '127.0.0.1'),
  local.replace('localhost', 'localhost.evil.example'),
  local.replace('http', 'https'),
  local.replace('//', '//evil@'),
  `${local}/more`,
]

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

type Program = { id: string; verifier: string; request: Record<string, string> }
type Form = Record<string, string>

const send = (visit: Caller, path: '/oauth/token' | '/oauth/revoke', form: Form): Promise<Answer> =>
  visit(`POST ${path}`, new URLSearchParams(form).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })

async function introduce(house: House, visit: Caller): Promise<Program> {
  const { body, text } = await visit('POST /oauth/register', { redirect_uris: [home, local] })
  if (!body.client_id) throw new Error(`No program was taken: ${text}`)
  const verifier = randomBytes(32).toString('base64url')
  const id = String(body.client_id)
  const proof = { code_challenge: digest(verifier), code_challenge_method: 'S256' }
  const asked = { response_type: 'code', client_id: id, redirect_uri: home, resource: `${house.url}/mcp` }
  return { id, verifier, request: { ...asked, ...proof } }
}

async function codeFor(house: House, { request }: Program): Promise<string> {
  const { body, text } = await house.owner('POST consent', {
    request,
    only: ['workspace.read', 'post.write'],
  })
  if (!body.to) throw new Error(`Nobody was let in: ${text}`)
  return new URL(String(body.to)).searchParams.get('code') ?? ''
}

const right = ({ id, verifier }: Program, code: string): Form => ({
  grant_type: 'authorization_code',
  client_id: id,
  redirect_uri: home,
  code,
  code_verifier: verifier,
})

const stolenCodes: Attack = {
  name: 'stolen-codes',
  async run(house, tally) {
    const door = await openSecondDoor(house)
    try {
      const program = await introduce(house, door.from('203.0.113.20'))
      await trapped(house, tally, program, (at) => door.from(`198.51.100.${at}`))
      await stolen(house, tally, program, door.from('203.0.113.21'), door.from('203.0.113.22'))
      await elsewhere(house, tally, program, door.from('203.0.113.23'))
      await flooded(tally, door.from('203.0.113.24'))
    } finally {
      await door.close()
    }
  },
}

/** No answer goes where the attacker waits. */
async function trapped(house: House, tally: Tally, program: Program, from: (at: number) => Caller) {
  for (const [at, uri] of traps.entries()) {
    const { status, body } = await from(at)('POST /oauth/register', { redirect_uris: [home, uri] })
    tally.check(`a program with ${uri}`, status === 400 && body.error === 'invalid_redirect_uri', body)
  }
  for (const uri of lookAlikes) {
    const request = { ...program.request, redirect_uri: uri }
    const look = await house.owner(`GET consent?${new URLSearchParams(request)}`)
    tally.check(
      `${uri} is shown as no way back`,
      look.status === 422 && !look.text.includes('"back"'),
      look.text,
    )
    const { status, body } = await house.owner('POST consent', { request, only: ['workspace.read'] })
    tally.check(`${uri} gets no code`, status === 422 && body.code === 'consent.other_address', body)
  }
  const link = await house.visitor()(`GET /oauth/authorize?redirect_uri=https://evil.example/`)
  const to = String(link.headers.location)
  tally.check('a link leads to our own page and nowhere else', /^\/connect-program#[\w-]+$/.test(to), to)
  const page = await house.owner('GET /connect-program', undefined, { accept: 'text/html' })
  const framed = String(page.headers['content-security-policy']).includes("frame-ancestors 'none'")
  tally.check('no page can frame the question', framed && page.headers['x-frame-options'] === 'DENY')
}

/** A code that somebody else got hold of. */
async function stolen(house: House, tally: Tally, program: Program, thief: Caller, theirs: Caller) {
  const other = await introduce(house, thief)
  const code = await codeFor(house, program)
  const form = right(program, code)
  const tries: Record<string, Form> = {
    'without its verifier': { ...form, code_verifier: other.verifier },
    'with its challenge': { ...form, code_verifier: program.request.code_challenge ?? '' },
    'as another program': { ...form, client_id: other.id },
    'to another address': { ...form, redirect_uri: local },
    'for another resource': { ...form, resource: 'https://evil.example/mcp' },
    'as a renewal': { grant_type: 'refresh_token', client_id: program.id, refresh_token: code },
  }
  for (const [how, tried] of Object.entries(tries)) {
    const { status, text } = await send(thief, '/oauth/token', tried)
    tally.check(`a stolen code ${how}`, status === 400 && !text.includes('access_token'), text)
  }
  const first = await send(theirs, '/oauth/token', form)
  tally.check('control: with everything right it is taken', first.status === 200, first.text)
  await send(thief, '/oauth/token', form)
  tally.check('a second time it ends what it gave', (await opens(house, first.body.access_token)) === 401)
  const again = (await send(theirs, '/oauth/token', right(program, await codeFor(house, program)))).body
  const renew = (token: unknown) => ({
    grant_type: 'refresh_token',
    client_id: program.id,
    refresh_token: String(token),
  })
  const stolenFirst = (await send(thief, '/oauth/token', renew(again.refresh_token))).body
  const works = await opens(house, stolenFirst.access_token)
  tally.check('control: who renews first is let in', works === 200, works)
  await send(theirs, '/oauth/token', renew(again.refresh_token))
  tally.check(
    'until whoever it was stolen from renews',
    (await opens(house, stolenFirst.access_token)) === 401,
  )
}

async function opens(house: House, token: unknown): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream' }
  const { status } = await house.visitor()(
    'POST /mcp',
    { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    headers,
  )
  return status
}

/** A token opens nothing but what it was given for. */
async function elsewhere(house: House, tally: Tally, program: Program, theirs: Caller) {
  const code = await codeFor(house, program)
  const { body } = await send(theirs, '/oauth/token', right(program, code))
  const visit = house.visitor({ authorization: `Bearer ${body.access_token}` })
  const inside = routes.filter(({ spec }) => !spec.outside)
  await each(inside, 8, async ({ method, path }) => {
    const call = `${method} /api/v1${path.replace(/:\w+/g, '018f0000-0000-7000-8000-000000000000')}` as Called
    const answer = await visit(call, method === 'GET' || method === 'DELETE' ? undefined : {})
    tally.check(
      `a token at ${call}`,
      answer.status === 401 && answer.body.code === 'edge.agents_only',
      answer.text,
    )
  })
  tally.check('control: it opens the door for agents', (await opens(house, body.access_token)) === 200)
}

/** Introducing programs without end fills nothing and slows down. */
async function flooded(tally: Tally, visit: Caller) {
  const told: number[] = []
  for (let i = 0; i < 15; i++)
    told.push((await visit('POST /oauth/register', { redirect_uris: [home] })).status)
  tally.check('control: the first are taken', told[0] === 201, told)
  tally.check('many programs from one address are slowed down', told.at(-1) === 429, told)
}

export const codeAttacks: readonly Attack[] = [stolenCodes]
