import { randomBytes } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { secretsError } from './errors.ts'

export type KeyFile = {
  /** With which everything new is sealed. */
  current: string
  keys: Record<string, string>
  /** What is derived comes from it, and it never changes. A file of before there was one derives from its first key. */
  root?: string
  /** When a key ceased to be the current one. */
  retired?: Record<string, string>
}

const newKey = (): string => randomBytes(32).toString('base64')

/** The file as it is, or made at the first start, readable by its owner alone. */
export async function readOrMake(path: string): Promise<KeyFile> {
  try {
    return parse(await readFile(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return make(path)
    throw error
  }
}

export const readNow = (path: string): KeyFile => parse(readFileSync(path, 'utf8'), path)

function parse(text: string, path: string): KeyFile {
  try {
    const file: KeyFile = JSON.parse(text)
    if (file.keys[file.current]) return file
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error
  }
  throw secretsError('bad_file', { path })
}

/** It appears whole or not at all: of several processes that start together, one makes it and the others read it. */
async function make(path: string): Promise<KeyFile> {
  const id = nameAt(new Date())
  const file: KeyFile = { current: id, keys: { [id]: newKey() }, root: newKey() }
  await mkdir(dirname(path), { recursive: true })
  const half = await writeBeside(path, file)
  try {
    await link(half, path)
    return file
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return readOrMake(path)
    throw error
  } finally {
    await rm(half, { force: true })
  }
}

/** Takes the place of the file in one step and is on the disk before it does: nobody ever reads a half. */
export async function replace(path: string, file: KeyFile): Promise<void> {
  const real = realpathSync(path)
  const half = await writeBeside(real, file)
  try {
    await rename(half, real)
  } finally {
    await rm(half, { force: true })
  }
  const folder = await open(dirname(real), 'r')
  // Some systems cannot be asked for it.
  await folder.sync().catch(() => {})
  await folder.close()
}

async function writeBeside(path: string, file: KeyFile): Promise<string> {
  const half = `${path}.${randomBytes(6).toString('hex')}`
  const out = await open(half, 'wx', 0o600)
  try {
    await out.writeFile(JSON.stringify(file, null, 2))
    await out.sync()
  } finally {
    await out.close()
  }
  return half
}

/** With a new key as the current one. What was derived until now stays as it was. */
export function rotated(file: KeyFile, now: Date): KeyFile {
  let id = nameAt(now)
  while (file.keys[id]) id += 'x'
  return {
    current: id,
    keys: { ...file.keys, [id]: newKey() },
    root: rootOf(file),
    retired: { ...file.retired, [file.current]: now.toISOString() },
  }
}

export function without(file: KeyFile, id: string): KeyFile {
  const { [id]: _key, ...keys } = file.keys
  const { [id]: _since, ...retired } = file.retired ?? {}
  return { ...file, keys, root: rootOf(file), retired }
}

/** The keys of both, and the rest as the later one has it: it opens what was sealed at any moment between them. */
export const joinedKeys = (earlier: KeyFile, later: KeyFile): KeyFile => ({
  ...later,
  keys: { ...earlier.keys, ...later.keys },
})

export const rootOf = ({ root, keys, current }: KeyFile): string =>
  root ?? keys[Object.keys(keys).sort()[0] ?? current] ?? ''

const nameAt = (now: Date): string => `k${now.getTime().toString(36)}`
