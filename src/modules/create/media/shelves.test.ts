import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { Media, MediaQuery } from './contract.ts'
import { addFolder, changeFolder, deleteFolder, readShelves, restoreFolder } from './folders.ts'
import { pageMedia } from './list.ts'
import { changeMany } from './many.ts'
import { addMedia, changeMedia, purgeMedia, readMedia } from './service.ts'

async function picture(w: World, fileName: string, width: number): Promise<Media> {
  const bytes = await sharp({ create: { width, height: 4, channels: 3, background: '#483' } })
    .png()
    .toBuffer()
  return addMedia(w.ctx, w.actor('editor'), { stream: Readable.from([bytes]), fileName })
}

async function shelf() {
  const w = await world()
  const editor = w.actor('editor')
  const all = [
    await picture(w, 'Sea.png', 5),
    await picture(w, 'hill.png', 6),
    await picture(w, 'กาแฟ.png', 7),
  ]
  const names = async (query: Partial<MediaQuery>) =>
    (await pageMedia(w.ctx, editor, { limit: 50, ...query })).items.map(({ fileName }) => fileName)
  return { w, editor, all, ids: all.map(({ id }) => id), names }
}

test('a folder holds what lies in it and below it, and what is in none is found too', async () => {
  const { w, editor, ids, names } = await shelf()
  const [sea = '', hill = ''] = ids
  const year = await addFolder(w.ctx, editor, { name: '2030', parentId: null })
  const summer = await addFolder(w.ctx, editor, { name: 'Summer', parentId: year.id })
  await changeMedia(w.ctx, editor, sea, { folderId: summer.id })
  await changeMedia(w.ctx, editor, hill, { folderId: year.id })
  expect(await names({ folder: year.id, sort: 'name' })).toEqual(['hill.png', 'Sea.png'])
  expect(await names({ folder: summer.id })).toEqual(['Sea.png'])
  expect(await names({ folder: 'none' })).toEqual(['กาแฟ.png'])
  const told = await readShelves(w.ctx, editor)
  expect(told).toMatchObject({ all: 3, loose: 1 })
  expect(told.folders.map(({ name, media }) => [name, media])).toEqual([
    ['2030', 1],
    ['Summer', 1],
  ])
})

test('a deleted folder loses nothing: what lay in it is loose, and lies in it again when it is brought back', async () => {
  const { w, editor, ids, names } = await shelf()
  const folder = await addFolder(w.ctx, editor, { name: 'Summer', parentId: null })
  const inner = await addFolder(w.ctx, editor, { name: 'Sea', parentId: folder.id })
  await changeMany(w.ctx, editor, { verb: 'move', ids, folderId: folder.id })
  await deleteFolder(w.ctx, editor, folder.id)
  expect(await names({ folder: 'none' })).toHaveLength(3)
  expect((await readMedia(w.ctx, editor, ids[0] ?? '')).folderId).toBeNull()
  expect((await readShelves(w.ctx, editor)).folders).toMatchObject([{ id: inner.id, parentId: null }])
  await restoreFolder(w.ctx, editor, folder.id)
  expect(await names({ folder: folder.id })).toHaveLength(3)
  await deleteFolder(w.ctx, editor, folder.id)
  w.clock.to(new Date(w.clock.now().getTime() + 31 * 86_400_000).toISOString())
  await purgeMedia(w.ctx)
  await expect(restoreFolder(w.ctx, editor, folder.id)).rejects.toMatchObject({
    code: 'media.folder_not_found',
  })
  expect(await names({})).toHaveLength(3)
  expect((await readShelves(w.ctx, editor)).folders).toMatchObject([{ id: inner.id, parentId: null }])
})

test('folders whose folder above goes for good stand at the top, those of one name told apart', async () => {
  const { w, editor } = await shelf()
  const top = await addFolder(w.ctx, editor, { name: 'Sea', parentId: null })
  for (const name of ['2029', '2030']) {
    const year = await addFolder(w.ctx, editor, { name, parentId: null })
    await addFolder(w.ctx, editor, { name: 'sea', parentId: year.id })
    await addFolder(w.ctx, editor, { name: 'Hill', parentId: year.id })
    await deleteFolder(w.ctx, editor, year.id)
  }
  w.clock.to(new Date(w.clock.now().getTime() + 31 * 86_400_000).toISOString())
  await purgeMedia(w.ctx)
  const { folders } = await readShelves(w.ctx, editor)
  expect(folders.every(({ parentId }) => parentId === null)).toBe(true)
  expect(folders.map(({ name }) => name.replace(/ [0-9a-f]{8}$/, ' *')).sort()).toEqual([
    'Hill',
    'Hill *',
    'Sea',
    'sea *',
    'sea *',
  ])
  expect(folders.some(({ id }) => id === top.id)).toBe(true)
})

test('a folder lies neither in itself nor too deep, and has a name of its own in its place', async () => {
  const { w, editor } = await shelf()
  let parentId: string | null = null
  const chain: string[] = []
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    parentId = (await addFolder(w.ctx, editor, { name, parentId })).id
    chain.push(parentId)
  }
  const [a = '', b = ''] = chain
  await expect(addFolder(w.ctx, editor, { name: 'f', parentId })).rejects.toMatchObject({
    code: 'media.folder_too_deep',
  })
  await expect(changeFolder(w.ctx, editor, a, { parentId: b })).rejects.toMatchObject({
    code: 'media.folder_in_itself',
  })
  await expect(addFolder(w.ctx, editor, { name: 'A', parentId: null })).rejects.toMatchObject({
    code: 'media.folder_exists',
  })
  const there = await w.tenant()
  await expect(addFolder(w.ctx, there.actor('editor'), { name: 'x', parentId: a })).rejects.toMatchObject({
    code: 'media.no_folder',
  })
})

test('words and tags are found together, in any order and script, and signs of a pattern are none', async () => {
  const { w, editor, ids, names } = await shelf()
  const [sea = '', , coffee = ''] = ids
  await changeMedia(w.ctx, editor, sea, { tags: ['summer', 'blue'], alt: 'Waves, 100% salt' })
  await changeMedia(w.ctx, editor, coffee, { tags: ['summer'] })
  expect(await names({ tags: ['summer'], sort: 'oldest' })).toEqual(['Sea.png', 'กาแฟ.png'])
  expect(await names({ tags: ['summer', 'blue'] })).toEqual(['Sea.png'])
  expect(await names({ text: 'SALT sea' })).toEqual(['Sea.png'])
  expect(await names({ text: '100%' })).toEqual(['Sea.png'])
  expect(await names({ text: '%' })).toEqual(['Sea.png'])
  expect(await names({ text: 'กาแฟ summer' })).toEqual(['กาแฟ.png'])
  expect(await names({ text: 'blue', unnamed: true })).toEqual([])
  expect((await readShelves(w.ctx, editor)).tags).toEqual([
    { tag: 'summer', media: 2 },
    { tag: 'blue', media: 1 },
  ])
})

test('each way of sorting is paged without gap or repeat, and a cursor of another is refused', async () => {
  const { w, editor, ids } = await shelf()
  for (const sort of ['newest', 'oldest', 'name', 'largest'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await pageMedia(w.ctx, editor, { sort, limit: 1, ...(cursor && { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect([...seen].sort(), sort).toEqual([...ids].sort())
    expect(new Set(seen).size).toBe(3)
  }
  const { next } = await pageMedia(w.ctx, editor, { sort: 'name', limit: 1 })
  await expect(
    pageMedia(w.ctx, editor, { sort: 'newest', limit: 1, cursor: next ?? '' }),
  ).rejects.toMatchObject({ code: 'media.bad_cursor' })
})

test('many are moved, tagged and deleted at once, and each of it is taken back', async () => {
  const { w, editor, ids, names } = await shelf()
  const folder = await addFolder(w.ctx, editor, { name: 'Summer', parentId: null })
  await changeMedia(w.ctx, editor, ids[0] ?? '', { tags: ['old'] })
  const moved = await changeMany(w.ctx, editor, { verb: 'move', ids, folderId: folder.id })
  const tagged = await changeMany(w.ctx, editor, { verb: 'tag', ids, add: ['new'], remove: ['old'] })
  expect(await names({ tags: ['new'], folder: folder.id })).toHaveLength(3)
  await changeMany(w.ctx, editor, { verb: 'arrange', items: tagged.before })
  expect(await names({ tags: ['new'] })).toEqual([])
  expect(await names({ tags: ['old'], folder: folder.id })).toHaveLength(1)
  await changeMany(w.ctx, editor, { verb: 'arrange', items: moved.before })
  expect(await names({ folder: 'none' })).toHaveLength(3)
  const gone = await changeMany(w.ctx, editor, { verb: 'delete', ids })
  expect(gone.done).toHaveLength(3)
  expect(await names({})).toEqual([])
  await changeMany(w.ctx, editor, { verb: 'restore', ids: gone.done })
  expect(await names({})).toHaveLength(3)
})

test('what is not there or not one’s own is left with its reason, and the rest is done', async () => {
  const { w, editor, ids } = await shelf()
  const there = await w.tenant()
  const foreign = await changeMany(w.ctx, there.actor('editor'), { verb: 'delete', ids })
  expect(foreign).toMatchObject({ done: [], left: ids.map(() => ({ code: 'media.not_found' })) })
  const mixed = [ids[0] ?? '', crypto.randomUUID()]
  const answer = await changeMany(w.ctx, editor, { verb: 'tag', ids: mixed, add: ['x'], remove: [] })
  expect(answer.done).toEqual([ids[0]])
  expect(answer.left).toEqual([{ id: mixed[1], code: 'media.not_found' }])
})
