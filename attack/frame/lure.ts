import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBrotliCompress, createGzip } from 'node:zlib'

export type Heard = { headers: Record<string, string>; body: string }

/** The attacker's own server on the public internet: it may be asked, and answers with whatever hurts. */
export type Lure = {
  host: string
  url: string
  port: number
  /** An address here that sends on to another one. */
  to(url: string, status?: number): string
  chain(url: string, hops: number): string
  page(imageUrl: string): string
  /** An identity whose document says that its account lies at this address. */
  identity(url: string): string
  /** What was sent to `/hook`. */
  heard: Heard[]
  stop(): Promise<void>
}

type Answer = (url: URL, response: ServerResponse) => void

export async function startLure(): Promise<Lure> {
  const heard: Heard[] = []
  const identities: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://lure')
    response.on('error', () => {})
    if (url.pathname === '/hook') void hear(request, response, heard)
    else if (url.pathname.startsWith('/did:')) response.end(documentOf(identities, url))
    else (ways[url.pathname] ?? nothing)(url, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  const url = `http://${host}`
  const said = encodeURIComponent
  return {
    host,
    url,
    port,
    heard,
    to: (target, status = 302) => `${url}/to?status=${status}&url=${said(target)}`,
    chain: (target, hops) => `${url}/chain?hops=${hops}&url=${said(target)}`,
    page: (image) => `${url}/page?image=${said(image)}`,
    identity: (target) => `did:plc:${inLetters(identities.push(target) - 1)}`,
    async stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function hear(request: IncomingMessage, response: ServerResponse, heard: Heard[]): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  heard.push({
    headers: request.headers as Record<string, string>,
    body: Buffer.concat(chunks).toString(),
  })
  response.end('{}')
}

/** An identity is written in 24 letters. */
const inLetters = (at: number): string =>
  String(at)
    .padStart(24, '0')
    .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')

const documentOf = (identities: readonly string[], url: URL): string =>
  JSON.stringify({
    id: url.pathname.slice(1),
    service: [
      {
        id: '#atproto_pds',
        type: 'AtprotoPersonalDataServer',
        serviceEndpoint: identities.find((_, at) => url.pathname.endsWith(inLetters(at))),
      },
    ],
  })

const nothing: Answer = (_url, response) => response.writeHead(404).end()
const html = { 'content-type': 'text/html' }

/** A header may not hold every byte; one that cannot be sent is no attack. */
function sendOn(response: ServerResponse, status: number, target: string): void {
  try {
    response.writeHead(status, { location: target }).end()
  } catch {
    response.writeHead(status, { location: encodeURI(target) }).end()
  }
}

const ways: Record<string, Answer> = {
  '/to': (url, response) =>
    sendOn(response, Number(url.searchParams.get('status')), url.searchParams.get('url') ?? ''),
  '/chain': (url, response) => {
    const hops = Number(url.searchParams.get('hops'))
    const target = url.searchParams.get('url') ?? ''
    sendOn(response, 302, hops > 1 ? `/chain?hops=${hops - 1}&url=${encodeURIComponent(target)}` : target)
  },
  '/loop': (_url, response) => sendOn(response, 302, '/loop'),
  '/page': (url, response) => {
    const image = (url.searchParams.get('image') ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    response.writeHead(200, html).end(`<title>A page</title><meta property="og:image" content="${image}">`)
  },
  '/slow': (_url, response) => {
    response.writeHead(200, html)
    const drip = setInterval(() => response.write('a'), 200)
    response.on('close', () => clearInterval(drip))
  },
  '/silent': () => {},
  '/endless': (_url, response) => {
    response.writeHead(200, html)
    pour(response, Buffer.alloc(65_536, 'a'))
  },
  '/gzip': (_url, response) => pack(response, 'gzip', createGzip()),
  '/brotli': (_url, response) => pack(response, 'br', createBrotliCompress()),
  '/lies': (_url, response) =>
    void response.writeHead(200, { ...html, 'content-length': '9'.repeat(15) }).write('a'),
  '/headers': (_url, response) => {
    const socket = response.socket
    socket?.write('HTTP/1.1 200 OK\r\n')
    pour(
      response,
      Buffer.from('x-filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(500)),
    )
  },
  '/entities': (_url, response) => {
    const lines = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`)
    const text = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${lines.join('')}]><html><head><title>&e30;</title></head></html>`
    response.writeHead(200, { 'content-type': 'application/xhtml+xml' }).end(text)
  },
  '/tags': (_url, response) =>
    response.writeHead(200, html).end(`<head>${'<meta property="og:title" content="'.repeat(80_000)}`),
}

type Packer = ReturnType<typeof createGzip> | ReturnType<typeof createBrotliCompress>

/** A few kilobytes on the line, gigabytes when they are unpacked. */
function pack(response: ServerResponse, encoding: string, packer: Packer): void {
  response.writeHead(200, { ...html, 'content-encoding': encoding })
  packer.pipe(response)
  const zeros = Buffer.alloc(1_000_000)
  let left = 2000
  const more = () => {
    while (left-- > 0 && !response.destroyed) if (!packer.write(zeros)) return void packer.once('drain', more)
    packer.end()
  }
  more()
  response.on('close', () => packer.destroy())
}

function pour(response: ServerResponse, chunk: Buffer): void {
  const socket = response.socket
  const more = () => {
    while (socket && !socket.destroyed) if (!socket.write(chunk)) return void socket.once('drain', more)
  }
  more()
}
