import { spawn, spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { startEmbedded } from '../../src/platform/db/embedded.ts'

/** A store of the servers' own: its address, and how it is stopped. */
export type Store = { address: string; stop(): Promise<void> }

/** PostgreSQL for the AppView, in a folder that the caller throws away. */
export async function startPostgres(folder: string): Promise<Store> {
  const settings = { fsync: 'off', max_connections: '200' }
  const postgres = await startEmbedded(path.join(folder, 'postgres'), undefined, { settings })
  return { address: postgres.url, stop: () => postgres.stop() }
}

/** Redis from the machine's own packages; null where it is not installed. */
export async function startRedis(folder: string): Promise<Store | null> {
  if (spawnSync('redis-server', ['--version']).error) return null
  const [dir, port] = [path.join(folder, 'redis'), await freePort()]
  await mkdir(dir)
  const flags = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  await new Promise<void>((ready, fail) => {
    child.stdout.on('data', (words) => String(words).includes('Ready to accept connections') && ready())
    void gone.then(() => fail(new Error('redis-server ended before it was ready.')))
  })
  return {
    address: `127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('No port.')),
      )
    })
  })
}
