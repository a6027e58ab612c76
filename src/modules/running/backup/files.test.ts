import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameAt, removeOld, timeOf } from './files.ts'
import { folderPlace } from './folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const keepOne = { days: 1, weeks: 0, months: 0 }
const put = (name: string) => writeFile(join(folder, name), '')

test('a name says its moment, and one that we do not give says none', () => {
  const at = new Date('2030-02-28T03:30:05.900Z')
  expect(nameAt(at)).toBe('carillon-2030-02-28-033005Z.tar.age')
  expect(timeOf(nameAt(at))).toEqual(new Date('2030-02-28T03:30:05Z'))
  for (const name of [
    'carillon-2030-02-30-033005Z.tar.age',
    'carillon-2030-02-28-253005Z.tar.age',
    'carillon-2030-02-28-033005Z.tar.age.copy',
    'my-carillon-2030-02-28-033005Z.tar.age',
    'carillon-before-the-move.tar.age',
  ])
    expect(timeOf(name), name).toBeNull()
})

test('old ones go; what is not ours is not touched', async () => {
  const [old, good] = ['carillon-2030-01-01-033000Z.tar.age', 'carillon-2030-01-02-033000Z.tar.age']
  const others = [
    'carillon-before-the-move.tar.age',
    'carillon-2029-01-01-033000Z.tar.age.sha256',
    '.carillon-2029-01-01-033000Z.tar.age.7.part',
    'letters.txt',
  ]
  for (const name of [old, good, ...others]) await put(name)
  await mkdir(join(folder, 'carillon-2029-01-01-033000Z.tar.age'))
  await symlink('letters.txt', join(folder, 'carillon-2029-01-02-033000Z.tar.age'))
  expect(await removeOld(folderPlace(folder), keepOne, good)).toEqual({ removed: [old], stayed: [] })
  expect(await readdir(folder)).toHaveLength(others.length + 3)
})

test('the one that was just read well stays, also beside one whose name is of the future', async () => {
  const good = 'carillon-2030-01-02-033000Z.tar.age'
  const future = 'carillon-2031-01-01-000000Z.tar.age'
  for (const name of ['carillon-2030-01-01-033000Z.tar.age', good, future]) await put(name)
  await removeOld(folderPlace(folder), keepOne, good)
  expect((await readdir(folder)).sort()).toEqual([good, future])
})
