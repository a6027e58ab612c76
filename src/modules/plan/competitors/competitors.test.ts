import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { mostCompetitors } from './contract.ts'
import { enterDay, removeDay } from './days.ts'
import { importTable } from './import.ts'
import { lookUp } from './look-up.ts'
import { addNote, changeNote, listNotes, removeNote, restoreNote } from './notes.ts'
import { postAt, readNetwork } from './reader.fixture.ts'
import { listCompetitors, readCompetitor } from './reads.ts'
import {
  addCompetitor,
  addProfile,
  archiveCompetitor,
  changeCompetitor,
  changeProfile,
  removeCompetitor,
} from './service.ts'

async function here() {
  const reader = readNetwork()
  const w = await world({ networks: [reader.network], at: '2030-01-31T08:00:00Z' })
  const manager = w.actor('manager')
  const add = (name: string) => addCompetitor(w.ctx, manager, { name, website: '', profile: null })
  const read = (address: string) => ({ kind: 'read', address }) as const
  const byHand = { kind: 'manual', network: 'Elsewhere', handle: 'rival', url: '' } as const
  return { w, reader, manager, add, read, byHand }
}

test('somebody is shown before they are added, and is told apart who is watched already', async () => {
  const { w, reader, manager, read } = await here()
  reader.person('rival', { followers: 1200 })
  const face = await lookUp(w.ctx, manager, 'rival@read.example')
  expect(face).toEqual({
    ...{
      network: 'read',
      handle: '@rival@read.example',
      name: 'The rival',
      movedTo: null,
      competitorId: null,
    },
    ...{ avatarUrl: 'https://read.example/rival.png', url: 'https://read.example/@rival' },
    ...{ followers: 1200, following: null, posts: null },
  })
  const profile = read('rival@read.example')
  const { id } = await addCompetitor(w.ctx, manager, { name: 'Rival', website: '', profile })
  expect((await lookUp(w.ctx, manager, 'rival@read.example')).competitorId).toBe(id)
  await expect(addProfile(w.ctx, manager, id, profile)).rejects.toMatchObject({ code: 'competitor.twice' })
  // Another workspace watches whom it likes.
  const other = (await w.tenant()).actor('manager')
  expect((await lookUp(w.ctx, other, 'rival@read.example')).competitorId).toBeNull()
  expect((await addCompetitor(w.ctx, other, { name: 'Rival', website: '', profile })).profiles).toHaveLength(
    1,
  )
})

test('what cannot be looked up is said in words, and nothing is added', async () => {
  const { w, reader, manager, read } = await here()
  const refusal = (address: string) =>
    addCompetitor(w.ctx, manager, { name: 'Rival', website: '', profile: read(address) }).catch((e) => e.code)
  expect(await refusal('who is it')).toBe('competitor.not_understood')
  expect(await refusal('nobody@read.example')).toBe('competitor.not_to_be_read')
  reader.state.fail = () => new NetworkFailure('later', 'No answer.', { code: 'no_answer' })
  expect(await refusal('rival@read.example')).toBe('competitor.not_now')
  expect((await listCompetitors(w.ctx, manager, { archived: false, days: 28 })).items).toEqual([])
})

test('a hundred are the most, and each is changed over the version that was read', async () => {
  const { w, manager, add } = await here()
  const { id, version } = await add('Rival')
  await changeCompetitor(w.ctx, manager, id, { name: 'The rival', website: 'https://rival.example', version })
  const change = { name: 'Mine', website: '', version }
  await expect(changeCompetitor(w.ctx, manager, id, change)).rejects.toMatchObject({
    code: 'competitor.changed',
  })
  expect(await readCompetitor(w.ctx, manager, id)).toMatchObject({ name: 'The rival', version: 2 })
  const rows = Array.from({ length: mostCompetitors - 1 }, (_, n) => ({
    workspaceId: w.workspaceId,
    name: `${n}`,
  }))
  await w.ctx.db.insertInto('competitors').values(rows).execute()
  await expect(add('One more')).rejects.toMatchObject({ code: 'competitor.too_many' })
  await removeCompetitor(w.ctx, manager, id)
  expect((await add('One more')).name).toBe('One more')
})

test('a note is dated, can be changed, taken away and brought back', async () => {
  const { w, manager, add } = await here()
  const { id } = await add('Rival')
  const body = { kind: 'works', onDay: '2030-01-20', words: 'Short films on Tuesdays' } as const
  const note = await addNote(w.ctx, manager, id, body)
  await addNote(w.ctx, manager, id, { ...body, kind: 'fails', onDay: '2030-01-25', words: 'Long texts' })
  const words = async () => (await listNotes(w.ctx, manager, id)).items.map((one) => one.words)
  expect(await words()).toEqual(['Long texts', 'Short films on Tuesdays'])
  await changeNote(w.ctx, manager, note.id, { ...body, words: 'Short films', version: 1 })
  // Somebody who had read the older one is told, and the newer one stays.
  const late = changeNote(w.ctx, manager, note.id, { ...body, words: 'Films', version: 1 })
  await expect(late).rejects.toMatchObject({ code: 'competitor.note_changed', facts: { current: 2 } })
  expect(await words()).toEqual(['Long texts', 'Short films'])
  await removeNote(w.ctx, manager, note.id)
  expect(await words()).toEqual(['Long texts'])
  expect((await readCompetitor(w.ctx, manager, id)).notes).toEqual({ works: 0, fails: 1 })
  await expect(changeNote(w.ctx, manager, note.id, { ...body, version: 3 })).rejects.toMatchObject({
    code: 'competitor.no_note',
  })
  expect((await restoreNote(w.ctx, manager, note.id)).words).toBe('Short films')
  expect(await words()).toEqual(['Long texts', 'Short films'])
})

test('figures are typed in day by day; what is left out stays, null takes away', async () => {
  const { w, manager, add, byHand } = await here()
  const { id } = await add('Rival')
  const profile = await addProfile(w.ctx, manager, id, byHand)
  const enter = (day: string, body: object) => enterDay(w.ctx, manager, profile.id, day, body)
  await enter('2030-01-30', { followers: 10, posts: 3 })
  expect((await enter('2030-01-30', { followers: 12 })).latest).toEqual({
    ...{ day: '2030-01-30', followers: 12, following: null, posts: 3, source: 'manual' },
  })
  expect((await enter('2030-01-30', { posts: null })).latest?.posts).toBeNull()
  await expect(enter('2030-02-01', { followers: 1 })).rejects.toMatchObject({ code: 'competitor.bad_day' })
  await expect(enter('2020-02-01', { followers: 1 })).rejects.toMatchObject({ code: 'competitor.bad_day' })
  await removeDay(w.ctx, manager, profile.id, '2030-01-30')
  expect((await readCompetitor(w.ctx, manager, id)).profiles[0]?.latest).toBeNull()
})

test('what a network told is not written over, and its posts are not brought twice', async () => {
  const { w, reader, manager, read } = await here()
  reader.person('rival', { posts: [postAt('2030-01-30T09:00:00Z', 3)] })
  const made = await addCompetitor(w.ctx, manager, {
    ...{ name: 'Rival', website: '', profile: read('rival@read.example') },
  })
  await w.runJobs()
  const id = made.profiles[0]?.id ?? ''
  await expect(enterDay(w.ctx, manager, id, '2030-01-31', { followers: 5 })).rejects.toMatchObject({
    code: 'competitor.told_by_network',
  })
  const csv = 'day,followers\n2030-01-30,90\n2030-01-31,5\n'
  const bring = (kind: 'days' | 'posts', table: string, dryRun = false) =>
    importTable(w.ctx, manager, id, { kind, csv: table, dryRun })
  expect(await bring('days', csv)).toMatchObject({ rows: 2, added: 1, changed: 0, skipped: 1 })
  await expect(bring('posts', 'published_at\n2030-01-30\n')).rejects.toMatchObject({
    code: 'competitor.posts_are_read',
  })
  await expect(changeProfile(w.ctx, manager, id, { handle: 'me' })).rejects.toMatchObject({
    code: 'competitor.read_not_written',
  })
})

test('a table is taken over whole or not at all, and again without doubling', async () => {
  const { w, manager, add, byHand } = await here()
  const { id } = await add('Rival')
  const profile = await addProfile(w.ctx, manager, id, byHand)
  const bring = (csv: string, dryRun = false) =>
    importTable(w.ctx, manager, profile.id, { kind: 'posts', csv, dryRun })
  const good = 'published_at,likes,url\n2030-01-30,5,https://x.example/1\n2029-01-30,5,https://x.example/0\n'
  expect(await bring(`${good}yesterday,5,\n`)).toMatchObject({
    added: 0,
    faults: [{ line: 4, code: 'bad_time' }],
  })
  expect(await bring(good, true)).toMatchObject({ added: 1, skipped: 1 })
  const count = async () =>
    (
      await w.ctx.db
        .selectFrom('competitorPosts')
        .selectAll()
        .where('workspaceId', '=', w.workspaceId)
        .execute()
    ).length
  expect(await count()).toBe(0)
  expect(await bring(good)).toMatchObject({ rows: 2, added: 1, changed: 0, skipped: 1 })
  expect(await bring(good)).toMatchObject({ added: 0, changed: 1 })
  expect(await count()).toBe(1)
})

test('one that is archived keeps what is known and gets no more', async () => {
  const { w, manager, add, byHand } = await here()
  const { id } = await add('Rival')
  await archiveCompetitor(w.ctx, manager, id)
  await expect(addProfile(w.ctx, manager, id, byHand)).rejects.toMatchObject({ code: 'competitor.archived' })
  const list = async (archived: boolean) =>
    (await listCompetitors(w.ctx, manager, { archived, days: 28 })).items.map(({ name }) => name)
  expect([await list(false), await list(true)]).toEqual([[], ['Rival']])
})
