// The child process that holds the real servers. It says where they are in one line of JSON on its standard output,
// obeys a small control door on loopback, and ends, with everything it started, when its standard input closes.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { controls } from './controls.ts'
import { type Store, startPostgres, startRedis } from './stores.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'carillon-live-'))
// The servers leave folders of their own in the temporary folder; both settings must stand before they are loaded.
process.env.TMPDIR = folder
process.env.LOG_ENABLED = 'false'
const documents = standIn()
const { TestNetwork, TestNetworkNoAppView } = await import('@atproto/dev-env')

const redis = await startRedis(folder)
const postgres = redis && (await startPostgres(folder))
const network = await start(postgres, redis)
const doors = controls(network, documents)

const control = createServer(async (request, response) => {
  const answer = (status: number, body: unknown) =>
    response.writeHead(status).end(JSON.stringify(body ?? null))
  const verb = doors[new URL(request.url ?? '/', 'http://loopback').pathname.slice(1)]
  if (!verb) return answer(404, { message: 'No such verb.' })
  await verb(await bodyOf(request)).then(
    (body) => answer(200, body),
    (error: Error) => answer(500, { message: error.message }),
  )
})
control.listen(0, '127.0.0.1', () => {
  const address = control.address()
  const port = address && typeof address === 'object' ? address.port : 0
  console.log(
    JSON.stringify({
      plc: network.plc.url,
      pds: network.pds.url,
      appView: 'bsky' in network ? network.bsky.url : null,
      control: `http://127.0.0.1:${port}`,
      listening: listening(),
    }),
  )
})

process.stdin.on('end', stop).resume()
process.on('SIGTERM', stop).on('SIGINT', stop)

function start(database: Store | null, cache: Store | null) {
  if (!database || !cache) return TestNetworkNoAppView.create({})
  process.env.REDIS_HOST = cache.address
  return TestNetwork.create({ dbPostgresUrl: database.address, dbPostgresSchema: 'live' })
}

/**
 * Documents that stand for addresses of the open web: there is no certificate for one on loopback, and the server
 * reads who a client is over https only. All other requests go where they always went.
 */
function standIn(): Map<string, string> {
  const documents = new Map<string, string>()
  const outside = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const text = documents.get(input instanceof Request ? input.url : String(input))
    if (text === undefined) return outside(input, init)
    return new Response(text, { headers: { 'content-type': 'application/json' } })
  }
  return documents
}

async function bodyOf(request: IncomingMessage) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? {} : JSON.parse(text)
}

/** Where this process listens, so that a test can see that nothing but loopback is open. */
function listening(): string[] {
  const report = process.report.getReport() as {
    libuv: {
      type: string
      localEndpoint?: { ip4?: string; host: string; port: number }
      remoteEndpoint?: unknown
    }[]
  }
  return report.libuv
    .filter((handle) => handle.type === 'tcp' && handle.localEndpoint && !handle.remoteEndpoint)
    .map(
      (handle) => `${handle.localEndpoint?.ip4 ?? handle.localEndpoint?.host}:${handle.localEndpoint?.port}`,
    )
}

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  control.close()
  // The servers wait for one another; past ten seconds nothing good comes any more.
  await Promise.race([
    network.close().catch(() => undefined),
    new Promise((done) => setTimeout(done, 10_000)),
  ])
  await redis?.stop()
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
  process.exit(0)
}
