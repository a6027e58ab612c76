import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ToldSpan = {
  name: string
  id: string
  parent: string
  facts: Record<string, string | number>
  failed: boolean
}

/** A collector on loopback: takes OTLP over HTTP as it is sent, and reads of it what the tests ask. */
export async function startCollector() {
  const bodies: Buffer[] = []
  const headers: Record<string, unknown>[] = []
  const server = createServer(async (request, response) => {
    bodies.push(Buffer.concat(await request.toArray()))
    headers.push({ ...request.headers, path: request.url })
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    headers,
    raw: () => Buffer.concat(bodies).toString('latin1'),
    spans: () => bodies.flatMap(spansIn),
    resource: () =>
      factsOf(
        all(fields(bodies[0] ?? Buffer.of()), 1).flatMap((one) => all(fields(one), 1)),
        1,
      ),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

type Field = { number: number; bytes: Buffer; value: number }

/** The wire format of protocol buffers, as far as it occurs here: numbers, eight bytes, and lengths with what they hold. */
function fields(message: Buffer): Field[] {
  const found: Field[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = message.readUInt8(at++)
      value += (byte & 127) * shift
      if (byte < 128) return value
    }
  }
  while (at < message.length) {
    const tag = varint()
    const kind = tag & 7
    const value = kind === 0 ? varint() : 0
    const length = kind === 1 ? 8 : kind === 5 ? 4 : kind === 2 ? varint() : 0
    found.push({ number: tag >> 3, bytes: message.subarray(at, at + length), value })
    at += length
  }
  return found
}

const all = (from: Field[], number: number): Buffer[] =>
  from.filter((field) => field.number === number).map(({ bytes }) => bytes)
const first = (from: Field[], number: number): Buffer => all(from, number)[0] ?? Buffer.of()

const spansIn = (body: Buffer): ToldSpan[] =>
  all(fields(body), 1)
    .flatMap((resource) => all(fields(resource), 2))
    .flatMap((scope) => all(fields(scope), 2))
    .map((span) => {
      const parts = fields(span)
      return {
        name: first(parts, 5).toString(),
        id: first(parts, 2).toString('hex'),
        parent: first(parts, 4).toString('hex'),
        facts: factsOf([span], 9),
        failed: fields(first(parts, 15)).some(({ number, value }) => number === 3 && value === 2),
      }
    })

const factsOf = (holders: Buffer[], number: number): ToldSpan['facts'] =>
  Object.fromEntries(
    holders
      .flatMap((holder) => all(fields(holder), number))
      .map((pair) => {
        const parts = fields(pair)
        const value = fields(first(parts, 2))
        const text = first(value, 1)
        return [first(parts, 1).toString(), text.length > 0 ? text.toString() : (value[0]?.value ?? '')]
      }),
  )
