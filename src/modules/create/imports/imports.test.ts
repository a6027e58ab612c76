import { randomUUID } from 'node:crypto'
import { text as textIn } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import type { Role } from '../../../app/rights.ts'
import { join, newsroom } from '../posts/samples.ts'
import { makeMany } from './bulk.ts'
import type { PostImport } from './contract.ts'
import { faultsFile } from './faults.ts'
import {
  bringTable,
  checkImport,
  pageImports,
  pageRows,
  readImport,
  removeImport,
  runImport,
  undoImport,
} from './service.ts'

/** What is done later is done with the rights of a person who is there. */
async function personIn(w: World, role: Role): Promise<Actor> {
  const id = randomUUID()
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: role, email: `${id}@example.org` })
    .execute()
  await w.ctx.db.insertInto('members').values({ workspaceId: w.workspaceId, userId: id, role }).execute()
  return { ...w.actor(role), kind: 'person', id }
}

async function desk(role: Role = 'editor') {
  const w = await newsroom()
  const channelId = await join(w, { name: 'The bakery' })
  const actor = await personIn(w, role)
  const bring = (text: string) =>
    bringTable(w.ctx, actor, { bytes: new TextEncoder().encode(text), fileName: 'plan.csv' }, {})
  const check = async (found: PostImport, more: Partial<PostImport['settings']> = {}) => {
    const { id, version } = await readImport(w.ctx, actor, found.id)
    await checkImport(w.ctx, actor, id, { ...found.settings, ...more, version })
    await w.runJobs()
    return readImport(w.ctx, actor, id)
  }
  const run = async ({ id, version }: PostImport, only: 'all' | 'good' = 'all') => {
    await runImport(w.ctx, actor, id, { only, version })
    await w.runJobs()
    return readImport(w.ctx, actor, id)
  }
  const rows = async ({ id }: PostImport) => (await pageRows(w.ctx, actor, id, { limit: 200 })).items
  return { w, actor, channelId, bring, check, run, rows }
}

const table = [
  'text,channels,at,category',
  'Bread,@bakery,2030-01-02 09:30,brand',
  'Rolls,The bakery,2030-01-03 09:30,educational',
  'Cake,@nobody,2030-01-04 09:30,sweet',
].join('\n')

test('rows are judged one by one in words, and only the good ones are made', async () => {
  const { bring, check, run, rows } = await desk()
  const found = await bring(table)
  expect(found).toMatchObject({
    rows: 3,
    formats: ['ymd'],
    settings: { columns: ['text', 'channels', 'at', 'category'], zone: 'Europe/Riga' },
  })
  const checked = await check(found, { withTime: 'scheduled' })
  expect(checked).toMatchObject({ state: 'checked', counts: { good: 2, bad: 1 } })
  expect((await rows(checked))[2]).toMatchObject({
    n: 4,
    state: 'bad',
    notes: [
      { code: 'channel_unknown', column: 1, detail: 'No channel here is called “@nobody”.' },
      { code: 'category_unknown', column: 3 },
    ],
  })
  await expect(run(checked)).rejects.toMatchObject({ code: 'post_import.bad_rows' })
  const done = await run(checked, 'good')
  expect(done).toMatchObject({ state: 'done', counts: { made: 2, bad: 1 } })
  expect((await rows(done))[0]?.preview).toMatchObject({ at: '2030-01-02T07:30:00.000Z', text: 'Bread' })
})

test('the same file brought again is told and makes nothing twice', async () => {
  const { bring, check, run } = await desk()
  const good = table.split('\n').slice(0, 3).join('\n')
  const first = await run(await check(await bring(good)))
  const again = await bring(good)
  expect(again).toMatchObject({ same: { id: first.id }, remembered: true })
  const checked = await check(again)
  expect(checked.counts).toMatchObject({ there: 2, good: 0 })
  await expect(run(checked)).rejects.toMatchObject({ code: 'post_import.nothing_good' })
})

test('a whole import is taken back; what was changed by hand stays and is said, and it can be made again', async () => {
  const { w, actor, bring, check, run, rows } = await desk()
  const done = await run(await check(await bring(table.split('\n').slice(0, 3).join('\n'))))
  const [first] = await rows(done)
  await w.ctx.db
    .updateTable('posts')
    .set({ version: 7 })
    .where('id', '=', first?.postId ?? '')
    .execute()
  await undoImport(w.ctx, actor, done.id)
  await w.runJobs()
  const undone = await readImport(w.ctx, actor, done.id)
  expect(undone).toMatchObject({ state: 'undone', counts: { kept: 1, undone: 1 } })
  expect((await rows(undone))[0]?.notes).toMatchObject([{ code: 'kept_changed' }])
  const again = await run(await check(undone))
  expect(again.counts).toMatchObject({ made: 1, there: 1 })
})

test('days that can mean two things are asked for, and hours that the clocks skip or repeat are told', async () => {
  const { bring, check, rows } = await desk()
  const found = await bring(
    'text,channels,at\nA,@bakery,03/04/2030 09:30\nB,@bakery,31/03/2030 03:30\nC,@bakery,27/10/2030 03:30',
  )
  expect(found.formats).toEqual(['dmy'])
  const unsure = await bring('text,channels,at\nA,@bakery,03/04/2030 09:30')
  expect(unsure).toMatchObject({ formats: ['dmy', 'mdy'], settings: { format: null } })
  await expect(check(unsure)).rejects.toMatchObject({ code: 'post_import.which_format' })
  const judged = await rows(await check(found, { format: 'dmy' }))
  expect(judged.map(({ state, notes }) => [state, notes[0]?.code])).toEqual([
    ['good', undefined],
    ['bad', 'missing_hour'],
    ['warned', 'ambiguous_hour'],
  ])
})

test('threads, tags, a text of one channel, a first reply and a setting arrive where they belong', async () => {
  const { w, bring, check, run, rows } = await desk()
  await join(w, { network: 'gazette', handle: '@news', name: 'News' })
  const found = await bring(
    'text,channels,text (News),title,tags,first reply,gazette.visibility\n"One\n---\nTwo",@bakery|News,Long,Head,"a, b",Thanks,Quiet\n',
  )
  const done = await run(await check(found))
  const [row] = await rows(done)
  const post = await w.ctx.db
    .selectFrom('posts')
    .select('content')
    .where('id', '=', row?.postId ?? '')
    .executeTakeFirstOrThrow()
  expect(post.content).toMatchObject({
    title: 'Head',
    firstReply: 'Thanks',
    parts: [{ text: 'One\n\n#a #b' }, { text: 'Two' }],
  })
  const variants = await w.ctx.db
    .selectFrom('variants')
    .selectAll()
    .where('postId', '=', row?.postId ?? '')
    .execute()
  expect(variants.find(({ content }) => content !== null)).toMatchObject({
    content: { parts: [{ text: 'Long' }] },
  })
})

test('a picture that cannot be fetched fails its row and no other', async () => {
  const { w, bring, check, run, rows } = await desk()
  w.ctx.fetch = async () => new Response('gone', { status: 404 })
  const done = await run(
    await check(await bring('text,channels,media\nA,@bakery,https://pictures.test/a.png\nB,@bakery,\n')),
  )
  expect(done.counts).toMatchObject({ made: 1, failed: 1 })
  expect((await rows(done))[0]?.notes.at(-1)).toMatchObject({ code: 'media_not_fetched' })
})

test('the corrected file has the same rows and one more column, and no cell of it is a formula', async () => {
  const { w, actor, bring, check } = await desk()
  const { id } = await check(await bring('text,channels\n=1+1,@nobody\n'))
  const { body } = await faultsFile(w.ctx, actor, id, 'csv')
  const text = await textIn(body as NodeJS.ReadableStream)
  expect(text).toContain(`'=1+1,'@nobody,2: channels: No channel here is called`)
})

test('whoever may not publish brings drafts and proposals only', async () => {
  const { bring, check, run, w } = await desk('contributor')
  const found = await bring(table.split('\n').slice(0, 2).join('\n'))
  await expect(check(found, { withTime: 'scheduled' })).rejects.toMatchObject({
    code: 'post_import.may_not_publish',
  })
  await run(await check(found, { withTime: 'proposed' }))
  const { stage } = await w.ctx.db
    .selectFrom('posts')
    .select('stage')
    .where('workspaceId', '=', w.workspaceId)
    .executeTakeFirstOrThrow()
  expect(stage).toBe('proposed')
})

test("another tenant's import is as unknown as none", async () => {
  const { w, bring } = await desk()
  const { id } = await bring(table)
  const there = await w.tenant()
  await expect(readImport(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({
    code: 'post_import.not_found',
  })
})

test('posts sent together have an answer each', async () => {
  const { w, actor, channelId } = await desk()
  const post = (text: string, channel = channelId) => ({
    ...{
      content: {
        title: '',
        parts: [{ text, media: [], poll: null, link: null, quote: null }],
        firstReply: null,
        languages: [],
      },
    },
    variants: [{ channelId: channel, content: null, options: {} }],
    ...{
      category: null,
      pillarId: null,
      campaignId: null,
      goalId: null,
      personaId: null,
      influencerId: null,
      appeal: null,
      connection: null,
      evidence: [],
      wish: null,
    },
  })
  const items = [post('A'), post('B', randomUUID())]
  const answer = await makeMany(w.ctx, actor, { items, dryRun: false })
  expect(answer).toMatchObject({
    ...{ made: 1, bad: 1 },
    items: [{ state: 'made' }, { state: 'bad', problem: { code: 'post.no_channel' } }],
  })
})

test('what somebody asked for is neither made nor taken back once they may write no more', async () => {
  const { w, actor, bring, check, run, rows } = await desk()
  const done = await run(await check(await bring(table.split('\n').slice(0, 3).join('\n'))))
  await undoImport(w.ctx, actor, done.id)
  await w.ctx.db
    .updateTable('members')
    .set({ role: 'client' })
    .where('userId', '=', actor.id ?? '')
    .execute()
  await w.runJobs()
  expect(await readImport(w.ctx, actor, done.id)).toMatchObject({ state: 'done', words: 'may_not_write' })
  expect((await rows(done)).map(({ state }) => state)).toEqual(['made', 'made'])
})

test('an import that was looked through before another made the same posts neither owns nor takes them back', async () => {
  const { w, actor, bring, check, run, rows } = await desk()
  const good = table.split('\n').slice(0, 3).join('\n')
  const first = await check(await bring(good))
  const more = await check(await bring(`${good}\nOther,@bakery,2030-01-05 09:30,brand`))
  expect(more.counts).toMatchObject({ good: 3 })
  const made = await run(first)
  const second = await run(more)
  expect(second.counts).toMatchObject({ made: 1, there: 2 })
  await undoImport(w.ctx, actor, second.id)
  await w.runJobs()
  expect((await readImport(w.ctx, actor, second.id)).counts).toMatchObject({ undone: 1, there: 2 })
  const ids = (await rows(made)).map(({ postId }) => postId ?? '')
  const left = await w.ctx.db
    .selectFrom('posts')
    .select('id')
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .execute()
  expect(left).toHaveLength(2)
})

test('who works on some channels brings tables of their own: rows for others are refused in words', async () => {
  const { w, actor, channelId } = await desk()
  const { bring: bringAs, ...others } = await part(w, channelId)
  const whole = await bringTable(
    w.ctx,
    actor,
    { bytes: new TextEncoder().encode(table), fileName: 'all.csv' },
    {},
  )
  const found = await bringAs(
    'text,channels,at\nBread,The bakery,2030-01-02 09:30\nRolls,Read only,2030-01-03 09:30\n' +
      'Cake,Hidden,2030-01-04 09:30\nTea,Drafts,2030-01-05 09:30\nMilk,,2030-01-06 09:30',
  )
  const { id, version } = await readImport(w.ctx, others.guest, found.id)
  await checkImport(w.ctx, others.guest, id, { ...found.settings, withTime: 'scheduled', version })
  await w.runJobs()
  const rows = await pageRows(w.ctx, others.guest, id, { limit: 200 })
  expect(rows.items.map(({ state, notes }) => [state, notes[0]?.detail])).toEqual([
    ['good', undefined],
    ['bad', 'On Read only you may not write. Leave it out, or ask an owner or a manager.'],
    ['bad', 'No channel here is called “Hidden”.'],
    [
      'bad',
      'On Drafts you may not publish. Let such rows become drafts or proposals, or ask an owner or a manager.',
    ],
    ['bad', 'No channel is named. Write one into the row, or choose one for all such rows.'],
  ])
  await runImport(w.ctx, others.guest, id, {
    only: 'good',
    version: (await readImport(w.ctx, others.guest, id)).version,
  })
  await w.runJobs()
  expect(await readImport(w.ctx, others.guest, id)).toMatchObject({
    state: 'done',
    counts: { made: 1, bad: 4 },
  })
  // Tables of others may hold rows for any channel.
  expect((await pageImports(w.ctx, others.guest, { limit: 10 })).items.map((one) => one.id)).toEqual([id])
  expect((await pageImports(w.ctx, actor, { limit: 10 })).items.map((one) => one.id)).toEqual([id, whole.id])
  for (const asked of [
    () => readImport(w.ctx, others.guest, whole.id),
    () => pageRows(w.ctx, others.guest, whole.id, { limit: 1 }),
    () => faultsFile(w.ctx, others.guest, whole.id, 'csv'),
    () => undoImport(w.ctx, others.guest, whole.id),
    () => removeImport(w.ctx, others.guest, whole.id),
  ])
    await expect(asked()).rejects.toMatchObject({ code: 'post_import.not_found' })
  await undoImport(w.ctx, others.guest, id)
  await w.runJobs()
  expect(await readImport(w.ctx, others.guest, id)).toMatchObject({ state: 'undone', counts: { undone: 1 } })
})

test('a key that somebody else has used is told, and not which post it became', async () => {
  const { w, channelId, bring, check, run } = await desk()
  const { bring: bringAs, guest } = await part(w, channelId)
  const keyed = (key: string, channel: string) => `text,channels,key\nBread,${channel},${key}\n`
  for (const [key, channel] of [
    ['plan-1', 'Hidden'],
    ['plan-2', 'The bakery'],
  ] as const)
    await run(await check(await bring(keyed(key, channel))))
  const told = async (key: string) => {
    const found = await bringAs(keyed(key, 'The bakery'))
    const { id, version } = await readImport(w.ctx, guest, found.id)
    await checkImport(w.ctx, guest, id, { ...found.settings, version })
    await w.runJobs()
    return (await pageRows(w.ctx, guest, id, { limit: 1 })).items[0]
  }
  expect(await told('plan-1')).toMatchObject({ state: 'there', postId: null })
  expect(await told('plan-2')).toMatchObject({ state: 'there', postId: expect.any(String) })
})

/** Somebody who writes and publishes on one channel, drafts on another, reads a third and does not see a fourth. */
async function part(w: World, channelId: string) {
  const [reads, drafts] = [await join(w, { name: 'Read only' }), await join(w, { name: 'Drafts' })]
  await join(w, { name: 'Hidden' })
  const parts = { [channelId]: 'own', [reads]: 'analyst', [drafts]: 'contributor' } as const
  const channels = { chosenOnly: true, parts }
  const guest: Actor = { ...(await personIn(w, 'editor')), channels }
  await w.ctx.db
    .updateTable('members')
    .set({ channelRoles: JSON.stringify(channels) })
    .where('userId', '=', guest.id)
    .execute()
  const bring = (text: string) =>
    bringTable(w.ctx, guest, { bytes: new TextEncoder().encode(text), fileName: 'mine.csv' }, {})
  return { guest, bring }
}
