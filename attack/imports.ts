import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packTar, type TarEntry } from 'modern-tar'
import { exportByHand } from '../src/modules/running/moving/index.ts'
import { readOpenArchive } from '../src/platform/archive/index.ts'
import type { Attack, Tally } from './frame/attack.ts'
import type { House } from './frame/house.ts'

type Parts = Map<string, Buffer>
type Row = Record<string, unknown>

/** Letters that hardly shrink, so that it is not their growth that gives them away. */
const letters = (count: number): string => randomBytes(count).toString('base64').slice(0, count)

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

const at = '2030-01-01T00:00:00Z'

const campaign = (more: Row = {}): Row => ({
  id: randomUUID(),
  name: 'Spring',
  colour: 'blue',
  startsOn: null,
  endsOn: null,
  createdAt: at,
  archivedAt: null,
  ...{ brief: '', hashtags: [], links: [], connection: null, version: 1 },
  ...more,
})

const channel = (more: Row = {}): Row => ({
  id: randomUUID(),
  network: 'mastodon',
  remoteId: '17',
  server: 'https://social.example',
  handle: '@a@social.example',
  name: 'A',
  renamed: false,
  profileUrl: null,
  timeZone: 'Europe/Riga',
  limits: {},
  settings: {},
  state: 'active',
  dailyCap: null,
  createdAt: at,
  leadMinutes: 60,
  remindMinutes: 15,
  ...more,
})

const member = (): Row => ({
  userId: randomUUID(),
  name: 'Nobody',
  email: `${randomUUID()}@example.com`,
  role: 'editor',
  channelRoles: null,
  createdAt: at,
})

const text = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

/** The same parts with other rows, whose number, length and digest the manifest tells truly. */
function withLines(parts: Parts, kind: string, lines: string): Parts {
  const bytes = Buffer.from(lines)
  const manifest = JSON.parse(String(parts.get('manifest.json')))
  for (const one of manifest.kinds)
    if (one.name === kind) {
      one.rows = lines.split('\n').filter(Boolean).length
      one.bytes = bytes.length
      one.sha256 = createHash('sha256').update(bytes).digest('hex')
    }
  return new Map(parts)
    .set('manifest.json', Buffer.from(JSON.stringify(manifest)))
    .set(`${kind}.ndjson`, bytes)
}

/** Beside what is there: other rows may name it. */
const more = (parts: Parts, kind: string, rows: readonly Row[]): Parts =>
  withLines(parts, kind, String(parts.get(`${kind}.ndjson`) ?? '') + text(rows))

function withManifest(parts: Parts, change: (manifest: Record<string, Row>) => void): Parts {
  const manifest = JSON.parse(String(parts.get('manifest.json')))
  change(manifest)
  return new Map(parts).set('manifest.json', Buffer.from(JSON.stringify(manifest)))
}

const entriesOf = (parts: Parts): TarEntry[] =>
  [...parts].map(([name, body]) => ({ header: { name, size: body.length }, body: new Uint8Array(body) }))

const packed = async (entries: TarEntry[]): Promise<Buffer> => gzipSync(await packTar(entries))

/** Rows and manifests that somebody wrote who knows the form. */
const written: Record<string, (parts: Parts) => Parts> = {
  'control: a channel and a campaign of somebody': (all) =>
    withLines(more(all, 'channels', [channel()]), 'campaigns', text([campaign()])),
  'a line of twenty million letters': (all) => withLines(all, 'campaigns', `"${letters(20_000_000)}"\n`),
  'a line that does not end': (all) => withLines(all, 'campaigns', letters(20_000_000)),
  'settings of a million letters': (all) =>
    withLines(all, 'channels', text([channel({ settings: { a: letters(1_000_000) } })])),
  'settings a hundred thousand levels deep': (all) =>
    withLines(
      all,
      'channels',
      text([channel()]).replace('"settings":{}', `"settings":{"a":${nested(100_000)}}`),
    ),
  'a prototype': (all) =>
    withLines(all, 'campaigns', text([campaign()]).replace('{', '{"__proto__":{"isAdmin":true},')),
  'a constructor in the settings': (all) =>
    withLines(all, 'campaigns', text([campaign({ constructor: { prototype: { isAdmin: true } } })])),
  'a null byte': (all) => withLines(all, 'campaigns', text([campaign({ name: 'a\0b' })])),
  'a zone of no place': (all) =>
    withLines(all, 'channels', text([channel({ timeZone: '../../etc/passwd' })])),
  'twenty thousand members whom nobody knows': (all) =>
    withLines(all, 'members', text(Array.from({ length: 20_000 }, member))),
  'a hundred thousand campaigns of one id': (all) => {
    const one = text([campaign()])
    return withLines(all, 'campaigns', one.repeat(100_000))
  },
  'a manifest that says a thousand terabytes of films': (all) =>
    withManifest(all, ({ media }) => Object.assign(media ?? {}, { files: 1, bytes: 2 ** 50 })),
  'a manifest that says more files than there are': (all) =>
    withManifest(all, ({ media }) => Object.assign(media ?? {}, { files: 1_000_000 })),
  'a manifest of ten megabytes': (all) =>
    withManifest(all, (manifest) => Object.assign(manifest, { more: letters(1e7) })),
  'a manifest with a prototype': (all) =>
    new Map(all).set('manifest.json', Buffer.from('{"__proto__":{"form":1},"kinds":[]}')),
}

const zeros = Buffer.alloc(64 << 20)

/** Files that no export could be. */
const made: Record<string, (parts: Parts) => Promise<Buffer>> = {
  'sixty-four megabytes of nothing': async () => gzipSync(zeros),
  'a gigabyte of nothing in sixteen members of gzip': async () =>
    Buffer.concat(Array<Buffer>(16).fill(gzipSync(zeros))),
  'fifty thousand pictures that no row names': (all) =>
    packed([
      ...entriesOf(all),
      ...Array.from({ length: 50_000 }, () => ({ header: { name: `media/${randomUUID()}.png`, size: 0 } })),
    ]),
  'a name that leads above': (all) =>
    packed([...entriesOf(all), { header: { name: '../../escaped', size: 1 }, body: 'x' }]),
  'a link to the passwords': (all) =>
    packed([
      ...entriesOf(all).slice(0, 1),
      { header: { name: 'workspace.ndjson', size: 0, type: 'symlink', linkname: '/etc/passwd' } },
    ]),
  'half of it': async (all) => {
    const whole = await packed(entriesOf(all))
    return whole.subarray(0, whole.length >> 1)
  },
  'a letter': async () => Buffer.from('Dear friend,\n'),
  'an empty file': async () => Buffer.alloc(0),
}

const longestMs = 30_000
const mostMemory = 700_000_000

const imports: Attack = {
  name: 'hostile-imports',
  async run(house, tally) {
    const parts = await goodParts(house)
    for (const [what, forge] of Object.entries(written))
      await judge(house, tally, what, await packed(entriesOf(forge(parts))))
    for (const [what, make] of Object.entries(made)) await judge(house, tally, what, await make(parts))
    tally.check('no prototype was touched', !('isAdmin' in {}))
    await crowd(house, tally, await packed(entriesOf(parts)))
  },
}

/** What an export of the house itself is made of. */
async function goodParts({ ctx, workspaceId }: House): Promise<Parts> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-imports-'))
  try {
    const file = join(folder, 'good.tar.gz')
    await exportByHand(ctx, workspaceId, file, {})
    const parts: Parts = new Map()
    for await (const part of readOpenArchive(file)) {
      const chunks: Uint8Array[] = []
      for await (const chunk of part.body) chunks.push(chunk)
      parts.set(part.name, Buffer.concat(chunks))
    }
    return parts
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const upload = ({ owner }: House, file: Buffer) => {
  const head = '--xx\r\nContent-Disposition: form-data; name="file"; filename="a.tar.gz"\r\n\r\n'
  const body = Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--xx--\r\n')])
  return owner('POST imports', body, { 'content-type': 'multipart/form-data; boundary=xx' })
}

type Import = { id: string; state: string; code: string }

/** Gives it to the server as its owner would; what begins with "control" has to become a workspace, all else nothing. */
async function judge(house: House, tally: Tally, what: string, file: Buffer): Promise<void> {
  // What others have asked for is done before, so that it is not taken for what the import left.
  await house.runJobs()
  const before = await standing(house)
  const start = process.memoryUsage().rss
  let most = start
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const began = performance.now()
  const { status, body } = await upload(house, file)
  await house.runJobs()
  clearInterval(look)
  const ms = performance.now() - began
  const { items } = (await house.owner('GET imports')).body as { items: Import[] }
  const last = items.find(({ id }) => id === body.id)
  if (what.startsWith('control')) {
    tally.check(what, last?.state === 'done', last)
    return
  }
  const atOnce = status >= 400 && status < 500 && typeof body.code === 'string'
  const later = last?.state === 'failed' && last.code !== 'moving.fault'
  tally.check(`${what} is refused in words`, atOnce || later, last ?? body)
  tally.check(`${what} leaves nothing`, (await standing(house)) === before, before)
  tally.check(`${what} costs neither time nor memory`, ms < longestMs && most - start < mostMemory, [
    Math.round(ms),
    most - start,
  ])
}

/** Every file in the home and every workspace, as far as an import could add to them. */
async function standing({ ctx, home }: House): Promise<string> {
  const { rows } = await ctx.database.pool.query('select count(*) as n from workspaces')
  const folders = ['moving', 'uploads', 'media'].map((name) =>
    readdir(join(home, name), { recursive: true }).catch(() => []),
  )
  return JSON.stringify([rows, (await Promise.all(folders)).flat().sort()])
}

async function crowd(house: House, tally: Tally, file: Buffer): Promise<void> {
  const answers = []
  for (let n = 0; n < 5; n++) answers.push((await upload(house, file)).status)
  tally.check('of five imports at once one is taken', answers.join() === '202,409,409,409,409', answers)
  await house.runJobs()
}

export const importAttacks: readonly Attack[] = [imports]
