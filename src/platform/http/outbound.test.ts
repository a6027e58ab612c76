import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createOutbound, type Limits, type OutboundError, withLimits } from './index.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listen(server: Server | ReturnType<typeof createTcp>): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const http = (answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void) =>
  listen(
    createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => answer(request, response, Buffer.concat(chunks)))
    }),
  )
const tcp = (answer: (socket: Socket) => void) =>
  listen(createTcp((socket) => answer(socket.on('error', () => {}))))

const client = (limits?: Partial<Limits>) => createOutbound({ allowedHosts: ['127.0.0.1'], limits })
const failureOf = async (answer: Promise<unknown>): Promise<OutboundError> =>
  answer.then(
    () => expect.fail('it went well'),
    (error: OutboundError) => error,
  )

describe('it is a fetch', () => {
  test('status, headers, address and every way to read the body', async () => {
    const base = await http((_, response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
      response.end('{"ok":true}')
    })
    const answer = await client()(`${base}/x?y=1`)
    expect(answer).toBeInstanceOf(Response)
    expect([answer.status, answer.ok, answer.url]).toEqual([201, true, `${base}/x?y=1`])
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(await answer.json()).toEqual({ ok: true })
    expect(await (await client()(base)).text()).toBe('{"ok":true}')
    expect((await (await client()(new URL(base))).arrayBuffer()).byteLength).toBe(11)
  })

  test.for([204, 304])('%i has no body', async (status) => {
    const base = await http((_, response) => response.writeHead(status).end())
    const answer = await client()(base)
    expect([answer.status, answer.body]).toEqual([status, null])
  })

  test('HEAD knows the length and has no body', async () => {
    const base = await http((_, response) => response.writeHead(200, { 'content-length': 99_000_000 }).end())
    const answer = await client()(base, { method: 'HEAD' })
    expect([answer.headers.get('content-length'), await answer.text()]).toEqual(['99000000', ''])
  })

  test.for([
    ['text', 'héllo', 'text/plain;charset=UTF-8', 'héllo'],
    ['a form', new URLSearchParams({ a: 'b c' }), 'application/x-www-form-urlencoded;charset=UTF-8', 'a=b+c'],
    ['bytes', new Uint8Array([104, 105]), undefined, 'hi'],
    ['a buffer', new TextEncoder().encode('hi').buffer, undefined, 'hi'],
    ['a file', new Blob(['hi'], { type: 'image/png' }), 'image/png', 'hi'],
    ['a stream', new Blob(['hi']).stream(), undefined, 'hi'],
  ] as const)('it sends %s', async ([, body, type, text]) => {
    const base = await http((request, response, sent) =>
      response.end(JSON.stringify({ type: request.headers['content-type'], text: sent.toString() })),
    )
    const init = { method: 'POST', body, duplex: 'half' as const }
    expect(await (await client()(base, init)).json()).toEqual({ type, text })
  })

  test('it sends a form with a file, its length told beforehand', async () => {
    const seen: { length?: string; parts?: FormData } = {}
    const base = await http(async (request, response, body) => {
      seen.length = request.headers['content-length']
      const type = String(request.headers['content-type'])
      seen.parts = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
      response.end()
    })
    const form = new FormData()
    form.set('na"me', 'line one\nline two')
    form.set('file', new Blob([Buffer.alloc(300_000, 7)], { type: 'image/jpeg' }), 'pïcture "1".jpg')
    await client()(base, { method: 'POST', body: form })
    expect(Number(seen.length)).toBeGreaterThan(300_000)
    expect(seen.parts?.get('na"me')).toBe('line one\r\nline two')
    const file = seen.parts?.get('file') as File
    expect([file.name, file.type, file.size]).toEqual(['pïcture "1".jpg', 'image/jpeg', 300_000])
  })

  test('it takes a Request, as libraries give it', async () => {
    const base = await http((request, response, body) =>
      response.end(`${request.method} ${request.headers['x-mark']} ${body}`),
    )
    const request = new Request(base, { method: 'PUT', body: 'hi', headers: { 'X-Mark': 'm' } })
    expect(await (await client()(request)).text()).toBe('PUT m hi')
  })

  test('it says who it is, and does not let a caller pretend to be a proxy', async () => {
    const base = await http((request, response) => response.end(JSON.stringify(request.headers)))
    const headers = (await (
      await client()(base, { headers: { host: 'other.example', connection: 'close', 'content-length': '5' } })
    ).json()) as Record<string, string>
    expect(headers['user-agent']).toMatch(/^Carillon\/\d/)
    expect(headers.host).toBe(new URL(base).host)
    expect(headers).not.toHaveProperty('content-length')
  })

  test.for([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('it unpacks %s', async ([coding, pack]) => {
    const text = 'word '.repeat(50_000)
    const base = await http((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(pack(text)),
    )
    expect(await (await client()(base)).text()).toBe(text)
  })

  test('it hands on a stream as it comes, and keeps the server waiting for a slow reader', async () => {
    let written = 0
    const base = await http((_, response) => {
      const chunk = Buffer.alloc(64 * 1024)
      const more = () => {
        while (written < 400 * chunk.length) {
          written += chunk.length
          if (!response.write(chunk)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    const answer = await client({ maxBytes: 100_000_000 })(base)
    await new Promise((done) => setTimeout(done, 300))
    expect(written).toBeLessThan(20_000_000)
    expect((await answer.bytes()).length).toBe(400 * 64 * 1024)
  })

  test('it uses connections again', async () => {
    const ports = new Set<number | undefined>()
    const base = await http((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('ok')
    })
    const outbound = client()
    for (let i = 0; i < 20; i++) await (await outbound(base)).text()
    // The pool may open a second one while the first is being put back.
    expect(ports.size).toBeLessThanOrEqual(2)
    await outbound.close()
  })
})

describe('a failure says what happened and whether the request may have left', () => {
  test('nobody listens: nothing left', async () => {
    const server = createTcp()
    const base = await listen(server)
    await new Promise((done) => server.close(done))
    expect(await failureOf(client()(base))).toMatchObject({ code: 'refused', mayHaveLeft: false })
  })

  test('the name is not known: nothing left', async () => {
    const outbound = createOutbound({
      allowedHosts: [],
      resolve: async () => {
        throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
      },
    })
    expect(await failureOf(outbound('https://nowhere.example.com'))).toMatchObject({
      code: 'dns',
      mayHaveLeft: false,
      message: 'The name nowhere.example.com was not found. Look whether the address is spelt right.',
    })
  })

  test('a server without a certificate: nothing left', async () => {
    const base = await tcp((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const error = await failureOf(client()(base.replace('http:', 'https:')))
    expect(error.mayHaveLeft).toBe(false)
    expect(['tls', 'reset']).toContain(error.code)
  })

  test('cut off before the answer: it may have left', async () => {
    const base = await tcp((socket) => socket.once('data', () => socket.destroy()))
    expect(await failureOf(client()(base, { method: 'POST', body: 'x' }))).toMatchObject({
      code: 'reset',
      mayHaveLeft: true,
    })
  })

  test('cut off within a short answer: it may have left', async () => {
    const base = await tcp((socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf', () => socket.destroy()),
      ),
    )
    expect(await failureOf(client()(base))).toMatchObject({ code: 'reset', mayHaveLeft: true })
  })

  test('cut off within a long answer: reading it fails', async () => {
    const base = await tcp((socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n', () =>
          setTimeout(() => socket.destroy(), 20),
        ),
      ),
    )
    const answer = await client()(base)
    expect(await failureOf(answer.text())).toMatchObject({ code: 'reset', mayHaveLeft: true })
  })

  test('no HTTP: it may have left', async () => {
    const base = await tcp((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')))
    expect(await failureOf(client()(base))).toMatchObject({ code: 'garbled', mayHaveLeft: true })
  })

  test('no head in time, no end in time: it may have left', async () => {
    const silent = await tcp(() => {})
    expect(await failureOf(client({ headersMs: 50 })(silent))).toMatchObject({
      code: 'timeout',
      mayHaveLeft: true,
    })
    const slow = await http((_, response) => void response.write('a'))
    const answer = await client()(slow, withLimits({ totalMs: 80 }))
    expect(await failureOf(answer.text())).toMatchObject({ code: 'timeout', mayHaveLeft: true })
  })

  test('no connection in time: nothing left', async () => {
    const outbound = createOutbound({ allowedHosts: ['slow.example'], resolve: () => new Promise(() => {}) })
    const send = outbound('http://slow.example/', withLimits({ connectMs: 50 }))
    expect(await failureOf(send)).toMatchObject({ code: 'timeout', mayHaveLeft: false })
  })

  test('given up by the caller', async () => {
    const silent = await tcp(() => {})
    const signal = AbortSignal.timeout(50)
    expect(await failureOf(client()(silent, { signal }))).toMatchObject({
      name: 'AbortError',
      code: 'aborted',
      mayHaveLeft: true,
    })
    expect(await failureOf(client()(silent, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'aborted',
      mayHaveLeft: false,
    })
  })

  test('larger than is taken, said or unsaid, packed or not', async () => {
    const said = await http((_, response) =>
      response.writeHead(200, { 'content-length': 2000 }).end('x'.repeat(2000)),
    )
    expect(await failureOf(client({ maxBytes: 1000 })(said))).toMatchObject({ code: 'too_large' })
    const unsaid = await http((_, response) => {
      response.write('x'.repeat(900))
      response.end('x'.repeat(900))
    })
    const answer = await client()(unsaid, withLimits({ maxBytes: 1000 }))
    expect(await failureOf(answer.text())).toMatchObject({ code: 'too_large' })
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const packed = await http((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    )
    expect(await failureOf((await client()(packed)).bytes())).toMatchObject({ code: 'too_large' })
  })
})

describe('a recording', () => {
  const record = async (send: (outbound: ReturnType<typeof createOutbound>) => Promise<unknown>) => {
    const recordFile = join(await mkdtemp(join(tmpdir(), 'carillon-')), 'record.jsonl')
    const clock = { now: () => new Date('2030-01-01T09:00:00Z') }
    const outbound = createOutbound({ allowedHosts: ['127.0.0.1'], recordFile, clock })
    await send(outbound)
    await outbound.close()
    const text = await readFile(recordFile, 'utf8')
    const mode = (await stat(recordFile)).mode & 0o777
    return {
      text,
      mode,
      lines: text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    }
  }

  test('holds each exchange, without one secret', async () => {
    const base = await http((_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': 'sid=SECRET-1',
        'dpop-nonce': 'SECRET-2',
      })
      response.end(
        JSON.stringify({
          access_token: 'SECRET-3',
          accessJwt: 'SECRET-4',
          account: { name: 'ann', refresh_token: 'SECRET-5' },
        }),
      )
    })
    const jwt = `eyJhbGciOiJFUzI1NiJ9.${'SECRET6'.repeat(3)}.sig`
    const { lines, text, mode } = await record(async (outbound) => {
      const headers = {
        authorization: 'Bearer SECRET-7',
        dpop: jwt,
        cookie: 'SECRET-8',
        'content-type': 'application/json',
      }
      await outbound(`${base}/a?code=SECRET-9&page=2`, { headers })
      await outbound(`${base}/bot123456:SECRET-10/sendMessage`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ identifier: 'ann', password: 'SECRET-11', text: 'hello', note: `see ${jwt}` }),
      })
      await outbound(base, {
        method: 'POST',
        body: new URLSearchParams({ client_secret: 'SECRET-12', scope: 'write' }),
      })
      await (await outbound(base, { method: 'POST', body: new Blob(['SECRET-13']) })).text()
    })
    expect(text).not.toContain('SECRET')
    expect(mode).toBe(0o600)
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatchObject({
      at: '2030-01-01T09:00:00.000Z',
      request: { method: 'GET', body: null },
      response: { status: 200, body: { account: { name: 'ann' } } },
      error: null,
    })
    expect(lines[0].request.url).toContain('page=2')
    expect(lines[1].request.body).toMatchObject({ identifier: 'ann', password: '[hidden]', text: 'hello' })
    expect(lines[2].request.body).toEqual({ client_secret: '[hidden]', scope: 'write' })
    expect(lines[3].request.body).toEqual({ bytes: 9 })
  })

  test('holds streams, redirects and failures too', async () => {
    const base = await http((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: '/here' }).end()
      else if (request.url === '/cut') request.socket.destroy()
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(request.url)
    })
    const { lines } = await record(async (outbound) => {
      await (await outbound(`${base}/away`)).text()
      await failureOf(outbound(`${base}/cut`))
    })
    expect(lines.map((line) => [line.response?.status, line.error?.code])).toEqual([
      [302, undefined],
      [200, undefined],
      [undefined, 'reset'],
    ])
    expect(lines[1].response.body).toBe('/here')
    expect(lines[2].error).toEqual({ code: 'reset', mayHaveLeft: true })
  })
})
