import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutbound, isPublicAddress, type OutboundError } from './index.ts'

const failureOf = async (answer: Promise<unknown>): Promise<OutboundError> =>
  answer.then(
    () => expect.fail('it was let through'),
    (error: OutboundError) => error,
  )

/** A server that nobody outside is meant to reach, and what it was asked all the same. */
let secret: Server
let secretPort: number
const reached: string[] = []

beforeAll(async () => {
  secret = createServer((request, response) => {
    reached.push(String(request.url))
    response.end('secret')
  })
  await new Promise<void>((done) => secret.listen(0, '127.0.0.1', done))
  secretPort = (secret.address() as AddressInfo).port
})

afterAll(() => secret.close())

const hosts = [
  // loopback, in every way a URL can spell it
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '00000177.1',
  '127.0.0.1.',
  '１２７.０.０.１',
  '127。0。0。1',
  '①②⑦.⓪.⓪.①',
  '%31%32%37.0.0.1',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'app.localhost',
  'localhost.localdomain',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '0.0.0.0',
  '0',
  // IPv6 that carries IPv4
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:10.0.0.1]',
  '[::127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::]',
  '[2002:c0a8:1::1]',
  '[2001:0:7f00:1::1]',
  // private and shared
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '3232235521',
  '100.64.0.1',
  '100.127.255.254',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fec0::1]',
  // link-local and the clouds' metadata
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '169.254.1.1',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  'metadata.google.internal',
  'metadata',
  'instance-data.ec2.internal',
  // multicast, broadcast, reserved, documentation
  '224.0.0.1',
  '239.255.255.250',
  '255.255.255.255',
  '240.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '192.88.99.1',
  '[ff02::1]',
  '[ff05::2]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[2001:10::1]',
  '[2001:2::1]',
  '[100::1]',
  '[5f00::1]',
  '[4000::1]',
  // names that stay at home
  'printer.local',
  'db.internal',
  'router.lan',
  'nas.home.arpa',
  'intranet',
  'redis',
  'postgres',
  'hidden.onion',
]

describe('an address that is not public is refused before a connection is made', () => {
  const outbound = createOutbound({
    allowedHosts: [],
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  })

  test('there are plenty of ways to say one', () => expect(new Set(hosts).size).toBeGreaterThan(60))

  test.for(hosts.flatMap((host) => [`https://${host}/`, `http://${host}:8080/x`]))('%s', async (url) => {
    const error = await failureOf(outbound(url))
    expect(error).toMatchObject({ code: 'blocked', mayHaveLeft: false })
  })

  test.for([
    ['ftp://example.com/', 'Only https'],
    ['file:///etc/passwd', 'Only https'],
    ['gopher://example.com/', 'Only https'],
    ['data:text/plain,hello', 'Only https'],
    ['javascript:alert(1)', 'Only https'],
    ['unix:/var/run/docker.sock', 'Only https'],
    ['http://example.com/', 'by https'],
    ['https://user@example.com/', 'user name or password'],
    ['https://user:word@example.com/', 'user name or password'],
    ['https://example.com@127.0.0.1/', 'user name or password'],
    ['no address', 'not a web address'],
    ['https://', 'not a web address'],
    ['https://[::1%25eth0]/', 'not a web address'],
    ['//127.0.0.1/', 'not a web address'],
  ])('%s: %s', async ([url, words]) => {
    const error = await failureOf(outbound(url ?? ''))
    expect(error).toMatchObject({ code: 'blocked', mayHaveLeft: false })
    expect(error.message).toContain(words)
  })

  test.for([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '2606:4700:4700::1111',
    '2a00:1450::1',
    '64:ff9b::808:808',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))
})

describe('a name is judged by the address that is connected to', () => {
  const by = (...answers: string[][]) => {
    const asked: string[] = []
    const outbound = createOutbound({
      allowedHosts: [],
      limits: { connectMs: 500 },
      resolve: async (hostname) => {
        const answer = answers[Math.min(asked.length, answers.length - 1)] ?? []
        asked.push(hostname)
        return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      },
    })
    return { outbound, asked }
  }

  test.for([['127.0.0.1'], ['10.1.2.3', '192.168.1.1'], ['::1'], ['169.254.169.254'], ['::ffff:127.0.0.1']])(
    'a name that leads to %s is refused',
    async (addresses) => {
      const { outbound } = by(addresses)
      const error = await failureOf(outbound(`https://innocent.example.com:${secretPort}/`))
      expect(error).toMatchObject({ code: 'blocked', mayHaveLeft: false })
    },
  )

  test('a resolver that turns public after the first question gains nothing: it is asked once', async () => {
    const { outbound, asked } = by(['127.0.0.1'], ['2a10:ffff::1'])
    const error = await failureOf(outbound(`https://rebind.example.com:${secretPort}/`))
    expect(error.code).toBe('blocked')
    expect(asked).toEqual(['rebind.example.com'])
  })

  test('a resolver that turns private after the first question gains nothing: what was checked is connected to', async () => {
    const { outbound, asked } = by(['2a10:ffff::1'], ['127.0.0.1'])
    const error = await failureOf(outbound(`https://rebind.example.com:${secretPort}/`))
    expect(error.mayHaveLeft).toBe(false)
    expect(asked).toEqual(['rebind.example.com'])
    expect((await failureOf(outbound(`https://rebind.example.com:${secretPort}/`))).code).toBe('blocked')
  })

  test('of a public and a private address only the public one is tried', async () => {
    const { outbound } = by(['127.0.0.1', '2a10:ffff::1'])
    const error = await failureOf(outbound(`https://both.example.com:${secretPort}/`))
    expect(error.code).not.toBe('blocked')
  })

  test('a name without an address is told as such', async () => {
    const { outbound } = by([])
    expect(await failureOf(outbound('https://nowhere.example.com/'))).toMatchObject({
      code: 'dns',
      mayHaveLeft: false,
    })
  })

  afterAll(() => expect(reached).toEqual([]))
})

describe('a redirect is judged like a first address', () => {
  let open: Server
  let base: string
  const seen: { url: string; headers: Record<string, unknown> }[] = []

  beforeAll(async () => {
    open = createServer((request, response) => {
      seen.push({ url: String(request.url), headers: request.headers })
      const to = new URL(String(request.url), 'http://x').searchParams.get('to')
      const status = Number(new URL(String(request.url), 'http://x').searchParams.get('status') ?? 302)
      response.writeHead(to ? status : 200, to ? { location: to } : {}).end('done')
    })
    await new Promise<void>((done) => open.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(open.address() as AddressInfo).port}`
  })
  afterAll(() => open.close())

  const outbound = (...more: string[]) =>
    createOutbound({
      allowedHosts: [new URL(base).host, ...more],
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    })

  test.for([
    () => `http://127.0.0.1:${secretPort}/`,
    () => `http://localhost:${secretPort}/`,
    () => `http://2130706433:${secretPort}/`,
    () => `http://[::ffff:127.0.0.1]:${secretPort}/`,
    () => `https://innocent.example.com:${secretPort}/`,
    () => 'http://169.254.169.254/latest/meta-data/',
    () => 'http://example.com/',
    () => 'file:///etc/passwd',
    () => 'https://user:word@example.com/',
  ])('to an address inside: %o', async (to) => {
    const error = await failureOf(outbound()(`${base}/?to=${encodeURIComponent(to())}`))
    expect(error).toMatchObject({ code: 'blocked', mayHaveLeft: true })
    expect(reached).toEqual([])
  })

  test('in a chain as well', async () => {
    const inner = `/?to=${encodeURIComponent(`http://127.0.0.1:${secretPort}/`)}`
    const error = await failureOf(outbound()(`${base}/?to=${encodeURIComponent(inner)}`))
    expect(error.code).toBe('blocked')
  })

  test('an endless one ends', async () => {
    seen.length = 0
    let to = ''
    for (let i = 0; i < 8; i++) to = `/?to=${encodeURIComponent(to || '/end')}`
    expect(await failureOf(outbound()(`${base}${to}`))).toMatchObject({ code: 'redirects' })
    expect(seen).toHaveLength(6)
  })

  test('a caller may ask not to follow, or to take a redirect for an error', async () => {
    const answer = await outbound()(`${base}/?to=/end`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/end'])
    expect((await failureOf(outbound()(`${base}/?to=/end`, { redirect: 'error' }))).code).toBe('redirects')
  })

  test('what speaks for an account stays with its origin', async () => {
    seen.length = 0
    const other = `http://localhost:${new URL(base).port}`
    const headers = {
      authorization: 'Bearer a',
      cookie: 'b',
      dpop: 'c',
      'x-api-key': 'd',
      'accept-language': 'lv',
    }
    await outbound(new URL(other).host)(`${base}/?to=${encodeURIComponent(`${other}/end`)}`, { headers })
    expect(seen[0]?.headers).toMatchObject(headers)
    expect(seen[1]?.headers).toMatchObject({ 'accept-language': 'lv' })
    for (const name of ['authorization', 'cookie', 'dpop', 'x-api-key'])
      expect(seen[1]?.headers).not.toHaveProperty(name)
    await outbound()(`${base}/?to=/end`, { headers })
    expect(seen.at(-1)?.headers).toMatchObject(headers)
  })

  test('a body is not handed to another host', async () => {
    const other = `http://localhost:${new URL(base).port}/end`
    const send = outbound(new URL(other).host)(`${base}/?status=307&to=${encodeURIComponent(other)}`, {
      method: 'POST',
      body: 'code=secret',
    })
    expect((await failureOf(send)).code).toBe('redirects')
  })
})

test('an allowed host passes by name, by name and port, and no further', async () => {
  const at = (...allowedHosts: string[]) => createOutbound({ allowedHosts })
  const url = `http://127.0.0.1:${secretPort}/`
  expect(await (await at('127.0.0.1')(url)).text()).toBe('secret')
  expect(await (await at(` 127.0.0.1:${secretPort} `)(url)).text()).toBe('secret')
  expect(await (await at('localhost')(`http://LOCALHOST:${secretPort}/`)).text()).toBe('secret')
  expect((await failureOf(at('127.0.0.1:1')(url))).code).toBe('blocked')
  expect((await failureOf(at('localhost')(url))).code).toBe('blocked')
  expect((await failureOf(at('example.com')(url))).code).toBe('blocked')
})
