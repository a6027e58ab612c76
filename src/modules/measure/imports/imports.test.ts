import { randomUUID } from 'node:crypto'
import { text as textIn } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import type { Role } from '../../../app/rights.ts'
import { latest, series, writePoints } from '../facts/index.ts'
import { OverviewQuery } from '../numbers/contract.ts'
import { readLife } from '../numbers/posts.ts'
import { readOverview } from '../numbers/service.ts'
import { guessColumns } from './columns.ts'
import type { MetricImport, MetricImportSettings } from './contract.ts'
import {
  bringNumbers,
  checkImport,
  faultsFile,
  pageImports,
  pageRows,
  readImport,
  removeImport,
  runImport,
  undoImport,
} from './service.ts'
import { bringValues } from './values.ts'

/** One whose network tells nothing of posts, and one whose network tells likes. */
const networks = [countingNetwork('mute', []), countingNetwork('plain', ['likes'])]

async function personIn(w: World, role: Role): Promise<Actor> {
  const id = randomUUID()
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: 'Anna', email: `${id}@example.org` })
    .execute()
  await w.ctx.db.insertInto('members').values({ workspaceId: w.workspaceId, userId: id, role }).execute()
  return { ...w.actor(role), kind: 'person', id }
}

async function desk(network: 'mute' | 'plain' = 'mute') {
  const w = await world({ networks, at: '2030-01-29T08:00:00Z' })
  const channelId = await makeChannel(w.ctx, w.workspaceId, network)
  const actor = await personIn(w, 'editor')
  const post = async (n: number, at = `2030-01-${10 + n}T10:00:00Z`) => {
    const id = await makePublication(w.ctx, w.workspaceId, channelId, at, { text: `Post ${n}` })
    await w.ctx.db
      .updateTable('publications')
      .set({ url: `https://www.example.org/a/${n}/`, remoteId: `page_${n}` })
      .where('id', '=', id)
      .execute()
    return id
  }
  const bring = (text: string, fileName = 'stats.csv') =>
    bringNumbers(w.ctx, actor, { bytes: new TextEncoder().encode(text), fileName }, { channel: channelId })
  const check = (found: MetricImport, more: Partial<MetricImportSettings> = {}) =>
    checkImport(w.ctx, actor, found.id, {
      ...{ ...found.settings, asOf: '2030-01-28', ...more },
      version: found.version,
    })
  const run = ({ id, version }: MetricImport, only: 'all' | 'good' = 'all') =>
    runImport(w.ctx, actor, id, { only, version })
  const undo = ({ id }: MetricImport) => undoImport(w.ctx, actor, id)
  const rows = async ({ id }: MetricImport) => (await pageRows(w.ctx, actor, id, { limit: 200 })).items
  const newest = async (id: string) => (await latest(w.ctx.db, w.workspaceId, 'publication', [id])).get(id)
  const told = (id: string, likes: number, at: string) =>
    writePoints(w.ctx.db, [
      {
        ...{ workspaceId: w.workspaceId, subjectKind: 'publication', subjectId: id, metric: 'likes' },
        ...{ at: new Date(at), value: likes, source: 'network' },
      },
    ])
  return { w, actor, channelId, post, bring, check, run, undo, rows, newest, told }
}

test('rows find their posts by address, id or time, say what is wrong, and the good ones are written', async () => {
  const { w, actor, post, bring, check, run, rows, newest } = await desk()
  const [one, two] = [await post(1), await post(2)]
  const found = await bring(
    [
      'Post link,Post ID,Published,Views,Reactions,Comments',
      'http://m.example.org/a/1?utm_source=x,,,120,7,',
      ',2,,200,—,3',
      ',,2030-01-11 12:00,1,1,1',
      'https://example.org/a/9,,,5,5,5',
      'https://example.org/a/2,,,4.5,12%,-1',
    ].join('\n'),
  )
  expect(found).toMatchObject({
    state: 'read',
    rows: 5,
    settings: { of: 'posts', columns: ['url', 'remoteId', 'publishedAt', 'views', 'likes', 'replies'] },
  })
  const checked = await check(found, { numbers: 'plain' })
  expect(checked.counts).toMatchObject({ good: 2, bad: 3 })
  expect(
    (await rows(checked)).map(({ n, state, notes }) => [n, state, notes.map(({ code }) => code)]),
  ).toEqual([
    [2, 'good', []],
    [3, 'good', []],
    [4, 'bad', ['twice']],
    [5, 'bad', ['post_unknown']],
    [6, 'bad', ['not_whole', 'share', 'negative']],
  ])
  await expect(run(checked)).rejects.toMatchObject({ code: 'metric_import.bad_rows' })
  expect(await run(checked, 'good')).toMatchObject({ state: 'done', written: 4, by: 'Anna' })
  expect(await newest(one)).toMatchObject({ views: { value: 120 }, likes: { value: 7 } })
  expect(await newest(two)).toMatchObject({ views: { value: 200 }, replies: { value: 3 } })
  expect((await newest(two))?.likes).toBeUndefined()
  const life = await readLife(w.ctx, actor, one)
  expect(life).toMatchObject({
    values: { views: 120, likes: 7 },
    brought: [
      { metric: 'likes', wins: false },
      { metric: 'views', wins: false },
    ],
    imports: [{ fileName: 'stats.csv', by: 'Anna', at: '2030-01-29T08:00:00.000Z' }],
  })
  expect(life.notTold).not.toContain('views')
  expect(life.notTold).toContain('impressions')
  const { totals } = await readOverview(
    w.ctx,
    actor,
    OverviewQuery.parse({ from: '2030-01-01', to: '2030-01-29', metrics: 'views,reach' }),
  )
  expect(totals.map(({ value, missing }) => [value, missing])).toEqual([
    [320, null],
    [null, 'not_told'],
  ])
})

test('what the network tells is left alone, and wins again over what was brought without saying otherwise', async () => {
  const { post, bring, check, run, rows, newest, told } = await desk('plain')
  const [one, two] = [await post(1), await post(2)]
  await told(one, 10, '2030-01-12T10:00:00Z')
  const checked = await check(await bring('url,likes,views\nexample.org/a/1,99,50\nexample.org/a/2,5,60'))
  expect((await rows(checked))[0]).toMatchObject({
    state: 'warned',
    said: [
      { metric: 'likes', fate: 'told', told: 10 },
      { metric: 'views', fate: 'write' },
    ],
  })
  expect(await run(checked)).toMatchObject({ written: 3 })
  expect(await newest(one)).toMatchObject({ likes: { value: 10 }, views: { value: 50 } })
  expect(await newest(two)).toMatchObject({ likes: { value: 5 } })
  await told(two, 3, '2030-01-20T10:00:00Z')
  expect(await newest(two)).toMatchObject({ likes: { value: 3 } })
})

test('said to stand first, the file does so whatever the network tells later, until it is taken back', async () => {
  const { w, actor, post, bring, check, run, undo, newest, told } = await desk('plain')
  const one = await post(1)
  await told(one, 10, '2030-01-12T10:00:00Z')
  const done = await run(await check(await bring('url,likes\nexample.org/a/1,99'), { override: true }))
  await told(one, 11, '2030-01-29T07:00:00Z')
  expect(await newest(one)).toMatchObject({ likes: { value: 99 } })
  expect((await readLife(w.ctx, actor, one)).brought).toEqual([{ metric: 'likes', wins: true }])
  await undo(done)
  expect(await newest(one)).toMatchObject({ likes: { value: 11 } })
  const { life, imports } = await readLife(w.ctx, actor, one)
  expect(life[0]?.points.map(({ value }) => value)).toEqual([10, 11])
  expect(imports).toEqual([])
})

test('one import over another is taken back in any order', async () => {
  const { post, bring, check, run, undo, newest } = await desk()
  const one = await post(1)
  const first = await run(await check(await bring('url,views\nexample.org/a/1,10')))
  const second = await run(await check(await bring('url,views\nexample.org/a/1,20')))
  expect(await newest(one)).toMatchObject({ views: { value: 20 } })
  await undo(first)
  expect(await newest(one)).toMatchObject({ views: { value: 20 } })
  await undo(second)
  expect(await newest(one)).toBeUndefined()
  const third = await run(await check(await bring('url,views\nexample.org/a/1,30')))
  const fourth = await run(await check(await bring('url,views\nexample.org/a/1,40')))
  await undo(fourth)
  expect(await newest(one)).toMatchObject({ views: { value: 30 } })
  await undo(third)
  await expect(undo(third)).rejects.toMatchObject({ code: 'metric_import.not_done' })
})

test('two imports of the same instant at once: taken back one after the other, nothing is left and nothing lost', async () => {
  const { post, bring, check, run, undo, newest } = await desk()
  const one = await post(1)
  const files = [
    await check(await bring('url,views\nexample.org/a/1,10')),
    await check(await bring('url,views\nexample.org/a/1,20')),
  ]
  const done = await Promise.all(files.map((file) => run(file)))
  const [last, first] = (await newest(one))?.views?.value === 20 ? [done[1], done[0]] : done
  if (!last || !first) throw new Error('Both have run')
  await undo(last)
  expect(await newest(one)).toMatchObject({ views: { value: last === done[1] ? 10 : 20 } })
  await undo(first)
  expect(await newest(one)).toBeUndefined()
})

test('of two columns that may be the same the surer is taken, and a date beside a post is asked for', () => {
  expect(guessColumns(['Post Link', 'Date', 'Shares', 'Follows', 'Reposts'])).toEqual({
    of: 'posts',
    counting: 'total',
    columns: ['url', null, null, null, 'reposts'],
  })
  expect(guessColumns(['Date', 'Followers'])).toMatchObject({ of: 'days', columns: ['day', 'followers'] })
})

test('days of a channel: how many there are, or what each day has added', async () => {
  const { w, channelId, bring, check, run, undo } = await desk()
  const levels = async () =>
    (
      await series(w.ctx.db, {
        ...{
          workspaceId: w.workspaceId,
          subjectKind: 'channel',
          subjectIds: [channelId],
          metric: 'followers',
        },
        ...{ from: '2030-01-01', to: '2030-01-29', zone: 'Europe/Riga' },
      })
    ).map(({ day, value }) => [day, value])
  const found = await bring('Date,New followers\n02.01.2030,5\n01.01.2030,10\n04.01.2030,-2')
  expect(found.settings).toMatchObject({ of: 'days', counting: 'daily', format: null })
  expect(found.formats).toEqual(['dmy', 'mdy'])
  await expect(check(found)).rejects.toMatchObject({ code: 'metric_import.which_format' })
  await expect(check(found, { format: 'dmy' })).rejects.toMatchObject({ code: 'metric_import.no_base' })
  const checked = await check(found, { format: 'dmy', base: 100 })
  expect(checked.counts).toMatchObject({ good: 2, warned: 1 })
  const done = await run(checked)
  expect(await levels()).toEqual([
    ['2030-01-01', 110],
    ['2030-01-02', 115],
    ['2030-01-04', 113],
  ])
  await undo(done)
  await run(await check(await bring('Date,Followers\n2030-01-05,500\n2030-01-06,510')))
  expect(await levels()).toEqual([
    ['2030-01-05', 500],
    ['2030-01-06', 510],
  ])
  const next = await run(await check(await bring('Date,New followers\n2030-01-07,7')))
  expect(next.written).toBe(1)
  expect((await levels()).at(-1)).toEqual(['2030-01-07', 517])
})

test('a day that the network has told stays as it told it', async () => {
  const { w, channelId, bring, check, run, rows } = await desk('plain')
  await tell(w.ctx, w.workspaceId, 'channel', channelId, '2030-01-05T10:00Z', { followers: 200 })
  const checked = await check(await bring('Date,Followers\n2030-01-05,500\n2030-01-06,510'))
  expect((await rows(checked)).map(({ state }) => state)).toEqual(['idle', 'good'])
  expect(await run(checked)).toMatchObject({ written: 1 })
})

test('what each day has added to a post becomes what it has', async () => {
  const { post, bring, check, run, rows, newest } = await desk()
  const one = await post(1)
  const found = await bring(
    'url,day,views\nexample.org/a/1,2030-01-13,5\nexample.org/a/1,2030-01-11,100\nexample.org/a/1,2030-01-12,20',
  )
  const checked = await check(found, { counting: 'daily' })
  expect((await rows(checked)).map(({ said }) => said[0]?.value)).toEqual([125, 100, 120])
  await run(checked)
  expect(await newest(one)).toMatchObject({ views: { value: 125 } })
})

test('days to come, days before the post, and numbers that nobody has said how to read are refused', async () => {
  const { post, bring, check, rows } = await desk()
  await post(1)
  const found = await bring('url,day,views\nexample.org/a/1,2030-01-30,5\nexample.org/a/1,2030-01-09,"1,234"')
  expect(found.settings.numbers).toBeNull()
  await expect(check(found)).rejects.toMatchObject({ code: 'metric_import.which_numbers' })
  const checked = await check(found, { numbers: 'comma' })
  expect((await rows(checked)).map(({ notes }) => notes.map(({ code }) => code))).toEqual([
    ['future'],
    ['before_post'],
  ])
  await expect(check(checked, { columns: ['url', 'views', 'views'] })).rejects.toMatchObject({
    code: 'metric_import.named_twice',
  })
  await expect(check(checked, { columns: ['url', null, 'followers'] })).rejects.toMatchObject({
    code: 'metric_import.not_of_posts',
  })
  await expect(check(checked, { columns: [null, null, 'views'] })).rejects.toMatchObject({
    code: 'metric_import.no_post',
  })
})

test('columns are remembered for the channel, the day and the override are not', async () => {
  const { w, actor, bring, check, post } = await desk()
  await post(1)
  const first = await bring('Adrese,Foo\nexample.org/a/1,5')
  await check(first, { columns: ['url', 'views'], numbers: 'plain', override: true })
  expect(await bring('Adrese,Foo\nexample.org/a/1,6')).toMatchObject({
    remembered: true,
    settings: { columns: ['url', 'views'], override: false, asOf: null },
  })
  const other = await makeChannel(w.ctx, w.workspaceId, 'mute')
  const bytes = new TextEncoder().encode('Adrese,Foo\nexample.org/a/1,6')
  expect(await bringNumbers(w.ctx, actor, { bytes, fileName: 'x.csv' }, { channel: other })).toMatchObject({
    remembered: false,
  })
})

test('the file to mend holds the faults, and nothing that a spreadsheet would run', async () => {
  const { w, actor, bring, check } = await desk()
  const checked = await check(await bring('url,views\n"=HYPERLINK(""x"")",5'))
  const { body } = await faultsFile(w.ctx, actor, checked.id, 'csv')
  const text = await textIn(body as NodeJS.ReadableStream)
  expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  expect(text).toContain('No post of this channel is known by')
})

test('two who go on from the same sight: the second is told', async () => {
  const { bring, check, run, post, w, actor } = await desk()
  await post(1)
  const checked = await check(await bring('url,views\nexample.org/a/1,5'))
  await run(checked)
  await expect(run(checked)).rejects.toMatchObject({ code: 'metric_import.changed' })
  const { id } = checked
  await expect(removeImport(w.ctx, actor, id)).rejects.toMatchObject({ code: 'metric_import.busy' })
  await undoImport(w.ctx, actor, id)
  await removeImport(w.ctx, actor, id)
  await expect(readImport(w.ctx, actor, id)).rejects.toMatchObject({ code: 'metric_import.not_found' })
})

test('who sees some channels brings numbers of these alone, and another workspace sees nothing', async () => {
  const { w, actor, bring, channelId } = await desk()
  const found = await bring('url,views\nexample.org/a/1,5')
  const elsewhere = { ...actor, channels: { chosenOnly: false, parts: { [channelId]: 'none' as const } } }
  expect((await pageImports(w.ctx, elsewhere, { limit: 10 })).items).toEqual([])
  await expect(readImport(w.ctx, elsewhere, found.id)).rejects.toMatchObject({
    code: 'metric_import.not_found',
  })
  const reader = { ...actor, channels: { chosenOnly: false, parts: { [channelId]: 'analyst' as const } } }
  await expect(
    bringNumbers(w.ctx, reader, { bytes: new Uint8Array(), fileName: 'x.csv' }, { channel: channelId }),
  ).rejects.toMatchObject({ code: 'reach.not_there' })
  const stranger = (await w.tenant()).actor('owner')
  await expect(readImport(w.ctx, stranger, found.id)).rejects.toMatchObject({
    code: 'metric_import.not_found',
  })
  await expect(
    bringNumbers(w.ctx, stranger, { bytes: new Uint8Array(), fileName: 'x.csv' }, { channel: channelId }),
  ).rejects.toMatchObject({ code: 'metric_import.no_channel' })
})

test('another program brings numbers without a file, tries them first, and they are written as a whole', async () => {
  const { w, actor, channelId, post, newest } = await desk()
  const one = await post(1)
  const body = {
    ...{ channelId, name: 'Statistics robot', of: 'posts' as const, counting: 'total' as const, base: null },
    ...{ override: false, dryRun: true, only: 'all' as const },
    items: [
      { url: 'https://example.org/a/1', day: '2030-01-28', values: { views: 12, likes: 0 } },
      { publicationId: one, day: '2030-01-27', values: { views: 10 } },
    ],
  }
  const tried = await bringValues(w.ctx, actor, body)
  expect(tried.import).toMatchObject({ state: 'checked', fileName: 'Statistics robot', counts: { good: 2 } })
  expect(await newest(one)).toBeUndefined()
  const done = await bringValues(w.ctx, actor, { ...body, dryRun: false })
  expect(done.import).toMatchObject({ state: 'done', written: 3 })
  expect(done.rows.map(({ state }) => state)).toEqual(['written', 'written'])
  expect(await newest(one)).toMatchObject({ views: { value: 12 }, likes: { value: 0 } })
})

test('a thousand rows of nine numbers are looked through and written', async () => {
  const { w, channelId, bring, check, run } = await desk()
  await w.ctx.db
    .insertInto('publications')
    .values(
      Array.from({ length: 1000 }, (_, n) => ({
        ...{ workspaceId: w.workspaceId, channelId, remoteId: `r${n}`, origin: 'native' },
        ...{ url: `https://example.org/p/${n}`, publishedAt: new Date('2030-01-02T10:00:00Z') },
      })),
    )
    .execute()
  const head = 'url,views,impressions,reach,likes,replies,reposts,quotes,saves,clicks'
  const lines = Array.from(
    { length: 1000 },
    (_, n) => `example.org/p/${n},${Array.from({ length: 9 }, (_, m) => n + m).join(',')}`,
  )
  const done = await run(await check(await bring([head, ...lines].join('\n'))))
  expect(done).toMatchObject({ written: 9000, counts: { written: 1000 } })
})
