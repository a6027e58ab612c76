import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chooseKept, type Keep } from './keep.ts'

/** A backup that stands under a name of ours, and the moment that the name says. */
export type KeptFile = { name: string; at: Date }

/** Sorts by time, and says what opens it: age, then tar. */
export const nameAt = (now: Date): string =>
  `carillon-${now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}Z.tar.age`

const ours = /^carillon-(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)Z\.tar\.age$/

/** Null for every name that is not exactly one that we give. */
export function timeOf(name: string): Date | null {
  const [, day, ...clock] = ours.exec(name) ?? []
  const at = day ? new Date(`${day}T${clock.join(':')}Z`) : null
  return at && !Number.isNaN(at.getTime()) && nameAt(at) === name ? at : null
}

/** What lies in a folder under names of ours. A link or a folder of such a name is somebody else's. */
export async function listKept(folder: string): Promise<KeptFile[]> {
  const found: KeptFile[] = []
  for (const name of await readdir(folder)) {
    const at = timeOf(name)
    if (at && (await lstat(join(folder, name))).isFile()) found.push({ name, at })
  }
  return found
}

/** Takes away what the rule does not keep; never `good`, which was just read to its end, nor what is not ours. */
export async function removeOld(folder: string, keep: Keep, good: string): Promise<string[]> {
  const there = await listKept(folder)
  const kept = chooseKept(there, keep)
  const old = there.filter((file) => !kept.has(file) && file.name !== good).map(({ name }) => name)
  for (const name of old) await rm(join(folder, name))
  return old.sort()
}
