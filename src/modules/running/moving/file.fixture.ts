/** Files of exports: written, looked into, and forged. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { World } from '../../../../test/world.ts'
import { readOpenArchive, writeOpenArchive } from '../../../platform/archive/index.ts'
import { kindsOf } from './kinds.ts'
import type { Manifest } from './manifest.ts'
import { writeWorkspace } from './write.ts'

let counter = 0
export const fileIn = (w: World): string => join(w.ctx.config.home, `package-${++counter}.tar.gz`)

export async function exported(w: World, workspaceId = w.workspaceId): Promise<string> {
  const file = fileIn(w)
  await writeWorkspace(w.ctx, workspaceId, file)
  return file
}

/** Everything that stands in a file, part by part. */
export async function partsOf(file: string): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  for await (const part of readOpenArchive(file)) {
    const held: Uint8Array[] = []
    for await (const chunk of part.body) held.push(chunk)
    parts.set(part.name, Buffer.concat(held))
  }
  return parts
}

export type Row = Record<string, unknown>

export const rowsIn = (parts: ReadonlyMap<string, Buffer>, kind: string): Row[] =>
  String(parts.get(`${kind}.ndjson`))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

export const manifestIn = (parts: ReadonlyMap<string, Buffer>): Manifest =>
  JSON.parse(String(parts.get('manifest.json')))

/** Writes parts down as an export whose manifest says what is true of them, unless it is told otherwise. */
export async function forge(
  w: World,
  parts: ReadonlyMap<string, Buffer>,
  change: Partial<Manifest> | null = {},
): Promise<string> {
  const file = fileIn(w)
  const before = manifestIn(parts)
  const kinds = before.kinds.map((kind) =>
    countOf(kind.name, parts.get(`${kind.name}.ndjson`) ?? Buffer.alloc(0)),
  )
  const manifest = change === null ? before : { ...before, kinds, ...change }
  await writeOpenArchive(file, async (archive) => {
    for (const [name, bytes] of parts)
      await archive.add(name, name === 'manifest.json' ? Buffer.from(JSON.stringify(manifest)) : bytes)
  })
  return file
}

const countOf = (name: string, bytes: Buffer): Manifest['kinds'][number] => ({
  name,
  rows: String(bytes).split('\n').filter(Boolean).length,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

/** The same parts with one row changed. */
export function changed(
  parts: ReadonlyMap<string, Buffer>,
  kind: string,
  change: (rows: Row[]) => Row[],
): Map<string, Buffer> {
  const lines = change(rowsIn(parts, kind)).map((row) => `${JSON.stringify(row)}\n`)
  return new Map(parts).set(`${kind}.ndjson`, Buffer.from(lines.join('')))
}

/** The same parts as an older Carillon would have written them: fewer kinds, with fewer values. */
export function asOfForm(parts: ReadonlyMap<string, Buffer>, form: number): Map<string, Buffer> {
  const older = new Map(parts)
  const there = new Map(kindsOf(form).map((kind) => [kind.name, kind]))
  const manifest = manifestIn(parts)
  for (const { name } of manifest.kinds) {
    const kind = there.get(name)
    if (!kind) older.delete(`${name}.ndjson`)
    else {
      const rows = rowsIn(parts, name)
        // Of what an older house did not know.
        .filter(({ metric }) => form > 2 || metric !== 'manual')
        .map((row) => Object.fromEntries(Object.entries(row).filter(([field]) => field in kind.fields)))
      older.set(`${name}.ndjson`, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')))
    }
  }
  const kinds = manifest.kinds.filter(({ name }) => there.has(name))
  return older.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, kinds, form })))
}
