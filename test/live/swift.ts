import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { BucketSettings } from '../../src/platform/bucket/index.ts'
import { freePort } from '../program.ts'

const parts = ['account', 'container', 'object'] as const

/** Debian's swift-proxy, swift-account, swift-container, swift-object and memcached. */
export const isInstalled = (): boolean =>
  [
    ...parts.map((part) => `swift-${part}-server`),
    'swift-proxy-server',
    'swift-ring-builder',
    'memcached',
  ].every((name) => existsSync(`/usr/bin/${name}`))

/** OpenStack's Swift, a server that speaks S3 and that others have written: all of it on loopback, in one folder, with one bucket. */
export async function startSwift(): Promise<{ settings: BucketSettings; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-swift-'))
  const children: ChildProcess[] = []
  const run = (name: string, ...words: string[]) =>
    children.push(
      spawn(name, words, { cwd: folder, stdio: 'ignore', env: { ...process.env, SWIFT_DIR: folder } }),
    )
  const cache = await freePort()
  const proxy = await freePort()
  await mkdir(join(folder, 'devices/d1'), { recursive: true })
  await mkdir('/etc/swift', { recursive: true })
  // The one file that Swift wants at a fixed place.
  if (!existsSync('/etc/swift/swift.conf'))
    await writeFile('/etc/swift/swift.conf', '[swift-hash]\nswift_hash_path_suffix = carillon\n')
  run('memcached', '-u', 'nobody', '-l', '127.0.0.1', '-p', String(cache))
  for (const part of parts) {
    const port = await freePort()
    makeRing(folder, part, port)
    await writeFile(join(folder, `${part}.conf`), storage(folder, part, port))
    run(`swift-${part}-server`, join(folder, `${part}.conf`))
  }
  await writeFile(join(folder, 'proxy.conf'), front(folder, proxy, cache))
  run('swift-proxy-server', join(folder, 'proxy.conf'))
  const settings = {
    endpoint: `http://127.0.0.1:${proxy}`,
    bucket: 'bells',
    region: 'us-east-1',
    keyId: 'test:tester',
    secretKey: 'testing',
    pathStyle: true,
  }
  const stop = async () => {
    for (const child of children) child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
  await makeBucket(settings).catch(async (error) => {
    await stop()
    throw error
  })
  return { settings, stop }
}

function makeRing(folder: string, part: string, port: number): void {
  const builder = join(folder, `${part}.builder`)
  const ring = (...words: string[]) =>
    execFileSync('swift-ring-builder', [builder, ...words], { stdio: 'ignore' })
  ring('create', '4', '1', '0')
  ring('add', `r1z1-127.0.0.1:${port}/d1`, '1')
  ring('rebalance')
}

const storage = (folder: string, part: string, port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
mount_check = false
disable_fallocate = true
devices = ${folder}/devices
swift_dir = ${folder}
user = root
[pipeline:main]
pipeline = ${part}-server
[app:${part}-server]
use = egg:swift#${part}
`

const front = (folder: string, port: number, cache: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
swift_dir = ${folder}
user = root
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth bulk slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
# There is one server of each kind: after some errors it would be left out for a minute, and everything answer 503.
error_suppression_interval = 0
node_timeout = 60
conn_timeout = 10
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${cache}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
check_bucket_owner = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
`

/** A bucket can be made before the server of objects listens, so something is put into it and taken out again. */
async function makeBucket({ endpoint, bucket, keyId, secretKey, region }: BucketSettings): Promise<void> {
  const keys = { accessKeyId: keyId, secretAccessKey: secretKey }
  const client = new AwsClient({ ...keys, region, service: 's3', retries: 0 })
  const untilDone = async (method: string, path: string, body?: string) => {
    for (let tries = 0; ; tries++) {
      const answer = await client.fetch(`${endpoint}/${path}`, { method, body }).catch(() => null)
      if (answer?.ok) return
      if (tries === 150)
        throw new Error(`Swift does not answer ${method} /${path} (${answer?.status ?? 'no answer'})`)
      await new Promise((done) => setTimeout(done, 200))
    }
  }
  await untilDone('PUT', bucket)
  await untilDone('PUT', `${bucket}/first`, 'is anybody there?')
  await untilDone('DELETE', `${bucket}/first`)
}
