import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'

/** What nobody may reach through Carillon: it stands on loopback, as a database or a cloud's metadata would. */
export type Canary = {
  port: number
  /** Connections, so that a handshake counts too. */
  hits(): number
  stop(): Promise<void>
}

export async function startCanary(): Promise<Canary> {
  let hits = 0
  const servers: Server[] = []
  const listenOn = async (host: string, port: number) => {
    const server = createServer((_request, response) =>
      // One connection for each request, so that each is counted.
      response.writeHead(200, { connection: 'close' }).end('<title>the canary</title>'),
    )
    server.on('connection', () => hits++)
    server.on('clientError', (_error, socket) => socket.destroy())
    server.listen({ host, port, ipv6Only: host === '::1' })
    await once(server, 'listening')
    servers.push(server)
    return (server.address() as AddressInfo).port
  }
  const port = await listenOn('127.0.0.1', 0)
  // A machine without IPv6 has nobody to reach there.
  await listenOn('::1', port).catch(() => {})
  return {
    port,
    hits: () => hits,
    async stop() {
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

export type Watch = { expect(port: number): void; strange(): string[] }

/**
 * Sees every connection that this process begins, also to addresses where nobody listens: a guard that asks 10.0.0.1 in
 * vain is as broken as one that finds somebody there.
 */
export function watchSockets(): Watch {
  const expected = new Set<number>()
  const seen: { ip: string; port: number }[] = []
  const connect = Socket.prototype.connect
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    this.on('connectionAttempt', (ip: string, port: number) => {
      seen.push({ ip, port })
    })
    return Reflect.apply(connect, this, given)
  } as typeof connect
  return {
    expect: (port) => void expected.add(port),
    strange: () => seen.filter(({ port }) => !expected.has(port)).map(({ ip, port }) => `${ip} port ${port}`),
  }
}
