import pg from 'pg'
import type { Log } from '../log.ts'

export type Ears = {
  hear(payload: string): void
  /** The connection stands, for the first time or again: what was said before now went unheard. */
  ready(): void
  /** It broke. */
  lost(): void
}

const firstWaitMs = 250
const longestWaitMs = 10_000
const pulseMs = 30_000

/** Follows one channel of PostgreSQL on a connection of its own, and comes back when it breaks. Call the answer to stop. */
export function listen(url: string, channel: string, log: Log, ears: Ears): () => Promise<void> {
  let stopped = false
  let wake = () => {}
  let client: pg.Client | null = null
  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms)
      wake = () => {
        clearTimeout(timer)
        done()
      }
    })
  const running = (async () => {
    for (let wait = firstWaitMs; !stopped; wait = Math.min(wait * 2, longestWaitMs)) {
      try {
        client = await connect(url, channel, ears)
        wait = firstWaitMs
        if (!stopped) await broken(client)
        ears.lost()
      } catch (error) {
        if (!stopped) log.warn({ err: error, channel }, 'listening to the database broke off; trying again')
      } finally {
        await client?.end().catch(() => {})
        client = null
      }
      if (!stopped) await pause(wait)
    }
  })()
  return async () => {
    stopped = true
    wake()
    await client?.end().catch(() => {})
    await running
  }
}

async function connect(url: string, channel: string, ears: Ears): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'carillon-listen',
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  })
  // Without a listener a broken connection would end the process; `broken` hears of it by the end that follows.
  client.on('error', () => {})
  await client.connect()
  client.on('notification', ({ payload }) => ears.hear(payload ?? ''))
  await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  ears.ready()
  return client
}

/** Ends when the connection does. A pulse finds one that died without a word, as behind a firewall. */
function broken(client: pg.Client): Promise<void> {
  return new Promise((done) => {
    const pulse = setInterval(() => {
      client.query('select 1').catch(() => client.end().catch(() => {}))
    }, pulseMs)
    pulse.unref()
    client.once('end', () => {
      clearInterval(pulse)
      done()
    })
  })
}
