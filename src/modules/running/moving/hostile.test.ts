import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { packTar, type TarEntry } from 'modern-tar'
import { beforeAll, expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { networks } from '../../../networks/registry.ts'
import { asOfForm, changed, exported, fileIn, forge, manifestIn, partsOf, type Row } from './file.fixture.ts'
import { furnish, house } from './moving.fixture.ts'
import { takeOver } from './take-over.ts'

let w: World
let good: string
let parts: Map<string, Buffer>
beforeAll(async () => {
  w = await house(networks)
  await furnish(w)
  good = await exported(w)
  parts = await partsOf(good)
})

const by = { kind: 'system', id: null, name: 'test', ip: null, requestId: null } as const

/** What is wrong with a file, as it is told. Afterwards nothing of it is there. */
async function refusal(file: string): Promise<string> {
  const before = await state()
  const error = await takeOver(w.ctx, file, { organisationId: w.organisationId, name: null, by }).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(await state()).toEqual(before)
  return error instanceof Error ? `${error.message}` : 'it was taken over'
}

async function state() {
  const { n } = await w.ctx.db
    .selectFrom('workspaces')
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  const uploads = await readdir(join(w.ctx.config.home, 'uploads')).catch(() => [])
  return { workspaces: n, files: (await w.ctx.storage.list()).length, uploads }
}

/** Any tar at all. */
async function tarOf(entries: TarEntry[]): Promise<string> {
  const file = fileIn(w)
  await writeFile(file, gzipSync(await packTar(entries)))
  return file
}

const asEntries = (from: ReadonlyMap<string, Buffer>): TarEntry[] =>
  [...from].map(([name, body]) => ({ header: { name, size: body.length }, body: new Uint8Array(body) }))

test('the file that all others are made of is taken over', async () => {
  const there = await tarOf(asEntries(parts))
  const wish = { organisationId: w.organisationId, name: null, by }
  expect(await takeOver(w.ctx, there, wish)).toMatchObject({ media: { files: 2 } })
})

test('a file of the first form, which knew no content plan, is taken over', async () => {
  const file = await forge(w, asOfForm(parts, 1), { form: 1 })
  const taken = await takeOver(w.ctx, file, { organisationId: w.organisationId, name: null, by })
  expect(taken.rows.posts).toBeGreaterThan(5)
  expect(taken.rows).not.toHaveProperty('planned-posts')
  // A file that says that it is older than it is, is none of that form.
  expect(await refusal(await forge(w, parts, { form: 1 }))).toMatch(/other kinds/)
})

const oneLess = (rows: Row[]): Row[] => rows.slice(1)
const first =
  (change: Row) =>
  (rows: Row[]): Row[] =>
    rows.map((row, n) => (n === 0 ? { ...row, ...change } : row))

test('a file that is none, a later form, and one that lies about its contents are told apart', async () => {
  const letter = fileIn(w)
  await writeFile(letter, 'Dear friend,\n')
  expect(await refusal(letter)).toMatch(/no export of Carillon: it is not a tar inside gzip/)
  expect(await refusal(join(w.ctx.config.home, 'nowhere'))).toMatch(/cannot be read \(ENOENT\)/)
  expect(await refusal(await tarOf([]))).toMatch(/does not begin with a manifest/)
  expect(await refusal(await tarOf([{ header: { name: 'readme', size: 2 }, body: 'hi' }]))).toMatch(
    /first part is readme/,
  )
  expect(await refusal(await forge(w, parts, { form: 99, carillon: '9.9' }))).toMatch(
    /has form 99, made by Carillon 9.9; this Carillon reads up to form 4/,
  )
  expect(await refusal(await forge(w, parts, { form: 0 }))).toMatch(/no export of a workspace/)
  const kinds = manifestIn(parts).kinds
  expect(await refusal(await forge(w, parts, { kinds: kinds.slice(1) }))).toMatch(/other kinds/)
})

test('a digest, a length or a count that lies is found', async () => {
  const shorter = changed(parts, 'slots', oneLess)
  expect(await refusal(await forge(w, shorter, null))).toMatch(/slots.ndjson is of another length/)
  const turned = changed(parts, 'slots', first({ weekday: 4 }))
  expect(await refusal(await forge(w, turned, null))).toMatch(/slots.ndjson is another than its manifest/)
  const kinds = manifestIn(parts).kinds.map((kind) => (kind.name === 'slots' ? { ...kind, rows: 7 } : kind))
  expect(await refusal(await forge(w, parts, { kinds }))).toMatch(/has 1 rows, its manifest says 7/)
  const [picture = ''] = [...parts.keys()].filter((name) => name.startsWith('media/'))
  const another = new Map(parts).set(picture, Buffer.from('<script>alert(1)</script>'))
  expect(await refusal(await forge(w, another))).toMatch(/not what its row says \(its bytes are others\)/)
  const without = new Map([...parts].filter(([name]) => name !== picture))
  expect(await refusal(await forge(w, without))).toMatch(/1 pictures and films of 2/)
})

test('a row that breaks a rule is named by file and line', async () => {
  const bad = async (kind: string, change: Row) =>
    refusal(await forge(w, changed(parts, kind, first(change))))
  expect(await bad('slots', { weekday: 9 })).toMatch(/^slots.ndjson, line 1: weekday: /)
  expect(await bad('slots', { weekday: 4, surprise: 1 })).toMatch(/^slots.ndjson, line 1: the row: /)
  expect(await bad('slots', { channelId: crypto.randomUUID() })).toMatch(
    /^slots.ndjson, line 1: it names something that is not in the export/,
  )
  expect(await bad('channels', { network: 'nowhere' })).toMatch(/line 1: network: .* does not know "nowhere"/)
  expect(await bad('posts', { content: { parts: [] } })).toMatch(/^posts.ndjson, line 1: content.parts: /)
  expect(await bad('posts', { createdAt: '2030-13-41T25:00:00Z' })).toMatch(/^posts.ndjson, line 1: /)
  expect(await bad('workspace', { name: 'NUL \0' })).toMatch(/^workspace.ndjson, line 1: /)
  expect(await bad('channels', { timeZone: 'Europe/Atlantis' })).toMatch(
    /line 1: timeZone: it is no time zone/,
  )
  const twice = changed(parts, 'posts', (rows) => [...rows, rows[2] ?? {}])
  expect(await refusal(await forge(w, twice))).toMatch(/^posts.ndjson, line 13: the same stands there twice/)
  const broken = new Map(parts).set('goals.ndjson', Buffer.from('{"id":\n'))
  expect(await refusal(await forge(w, broken))).toMatch(/^goals.ndjson, line 1: it is no JSON/)
  const deep = new Map(parts).set('goals.ndjson', Buffer.from(`${'['.repeat(200_000)}\n`))
  expect(await refusal(await forge(w, deep))).toMatch(/^goals.ndjson, line 1: /)
  const large = { settings: { words: 'x'.repeat(70_000) } }
  expect(await bad('channels', large)).toMatch(/line 1: settings: it is longer than 65536 characters/)
  const long = new Map(parts).set('goals.ndjson', Buffer.from(`"${'x'.repeat(5_000_000)}"\n`))
  expect(await refusal(await forge(w, long))).toMatch(/^goals.ndjson, line 1: the line does not end/)
  const none = changed(parts, 'workspace', () => [])
  expect(await refusal(await forge(w, none))).toMatch(/^channels.ndjson|0 workspaces|not in the export/)
}, 60_000)

test('what the memory would have to hold to the end has an end', async () => {
  const stranger = (n: number) => ({ userId: `nobody-${n}`, email: `${n}@example.com`, role: 'editor' })
  const many = changed(parts, 'members', (rows) => [
    ...rows,
    ...Array.from({ length: 10_001 }, (_, n) => ({ ...rows[0], ...stranger(n), channelRoles: null })),
  ])
  expect(await refusal(await forge(w, many))).toMatch(/^members.ndjson, .*more than 10000 members/)
})

test('what says that it holds more than may come is not taken over', async () => {
  const wish = { organisationId: w.organisationId, name: null, by }
  const { kinds, media } = manifestIn(parts)
  const most = kinds.reduce((sum, { bytes }) => sum + bytes, media.bytes) - 1
  await expect(takeOver(w.ctx, good, wish, { mostBytes: most })).rejects.toThrow(
    `The export is larger than ${most} bytes`,
  )
})

test('a picture that comes twice does not make up for one that does not come', async () => {
  const two = changed(parts, 'media', ([row = {}, ...rest]) => [
    row,
    { ...row, id: crypto.randomUUID(), uploadDigest: '0'.repeat(64) },
    ...rest,
  ])
  const [picture = ''] = [...parts.keys()].filter((name) => name.startsWith('media/'))
  two.set(picture.replace('.png', '.jpeg'), parts.get(picture) ?? Buffer.alloc(0))
  const media = { ...manifestIn(parts).media, files: 3 }
  expect(await refusal(await forge(w, two, { media }))).toMatch(/\.jpeg comes twice/)
})

test('names that lead elsewhere, links, and the same name twice are refused before anything is read of them', async () => {
  const manifest = asEntries(parts).slice(0, 1)
  const with_ = (entry: TarEntry): Promise<string> => tarOf([...manifest, entry])
  for (const name of [
    '../../etc/passwd',
    '/etc/passwd',
    'media/../x',
    'C:\\x',
    'a\0b',
    '.hidden',
    'media//x',
  ])
    expect(await refusal(await with_({ header: { name, size: 1 }, body: 'x' })), name).toMatch(
      /what no export of Carillon does|should be is/,
    )
  for (const type of ['symlink', 'link', 'directory', 'fifo', 'character-device'] as const)
    expect(
      await refusal(
        await with_({ header: { name: 'workspace.ndjson', size: 0, type, linkname: '/etc/passwd' } }),
      ),
    ).toMatch(new RegExp(`is a ${type}, not a file`))
  const [picture] = asEntries(parts).slice(-1)
  expect(await refusal(await tarOf([...asEntries(parts), ...(picture ? [picture] : [])]))).toMatch(
    /" twice\)/,
  )
  const stranger = { header: { name: `media/${crypto.randomUUID()}.png`, size: 1 }, body: 'x' }
  expect(await refusal(await tarOf([...asEntries(parts), stranger]))).toMatch(/no row of media names/)
  expect(
    await refusal(
      await tarOf([...asEntries(parts), { header: { name: 'more.ndjson', size: 1 }, body: 'x' }]),
    ),
  ).toMatch(/more.ndjson is no picture or film/)
}, 60_000)

test('a bomb is not unpacked, a cut and a flipped byte are noticed', async () => {
  const zeros = Buffer.alloc(48 << 20)
  const bomb = await tarOf([
    ...asEntries(parts).slice(0, 1),
    { header: { name: 'workspace.ndjson', size: zeros.length }, body: zeros },
  ])
  expect(await refusal(bomb)).toMatch(/another length|when unpacked/)
  const kinds = manifestIn(parts).kinds.map((kind, n) => (n === 0 ? { ...kind, bytes: zeros.length } : kind))
  const about = Buffer.from(JSON.stringify({ ...manifestIn(parts), kinds }))
  const declared = await tarOf([
    { header: { name: 'manifest.json', size: about.length }, body: about },
    { header: { name: 'workspace.ndjson', size: zeros.length }, body: zeros },
  ])
  expect(await refusal(declared)).toMatch(/when unpacked|does not end/)
  const whole = await readFile(good)
  const file = fileIn(w)
  await writeFile(file, whole.subarray(0, whole.length - 100))
  expect(await refusal(file)).toMatch(/damaged|cut off/)
  const plain = gunzipSync(whole)
  await writeFile(file, gzipSync(plain.subarray(0, plain.length >> 1)))
  expect(await refusal(file)).toMatch(/damaged|cut off/)
  whole.writeUInt8(whole.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1)
  await writeFile(file, whole)
  expect(await refusal(file)).toMatch(/damaged|cut off|line \d+|not what its row says/)
}, 60_000)

test('nothing that it names can be a row of somebody else here', async () => {
  const other = await w.tenant('Neighbour')
  const { id } = await w.ctx.db
    .insertInto('campaigns')
    .values({ workspaceId: other.workspaceId, name: 'Of the neighbour' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const file = await forge(w, changed(parts, 'posts', first({ campaignId: id })))
  expect(await refusal(file)).toMatch(/^posts.ndjson, line 1: it names something that is not in the export/)
})
