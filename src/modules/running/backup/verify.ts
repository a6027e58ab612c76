import { type ArchiveSource, type Part, readArchive } from '../../../platform/archive/index.ts'
import { Manifest, partNames } from './contract.ts'
import { backupError } from './errors.ts'

/** Reads a backup to its end, without a database: opened with its password, each part held against its digest. */
export async function verifyBackup(
  source: ArchiveSource,
  password: string,
  signal?: AbortSignal,
): Promise<Manifest> {
  const seen: Part[] = []
  let manifest: Manifest | undefined
  for await (const part of readArchive(source, password, signal)) {
    const held: Uint8Array[] = []
    for await (const chunk of part.body) if (part.name === partNames.manifest) held.push(chunk)
    if (part.name === partNames.manifest)
      manifest = Manifest.parse(JSON.parse(Buffer.concat(held).toString()))
    else seen.push(part.seen())
  }
  const misfit = manifest ? findMisfit(manifest, seen) : 'its last part is missing'
  if (!manifest || misfit) throw backupError('not_whole', { path: source.path, what: misfit })
  return manifest
}

/** The first thing in which what came differs from what was written; null when it is the same. */
export function findMisfit({ parts }: Pick<Manifest, 'parts'>, came: readonly Part[]): string | null {
  const seen = new Map(came.map((one) => [one.name, one]))
  for (const { name, bytes, sha256 } of parts) {
    const one = seen.get(name)
    if (!one) return `the part ${name} is missing`
    if (one.bytes !== bytes || one.sha256 !== sha256) return `the part ${name} is another than was written`
  }
  return seen.size === parts.length ? null : 'it holds parts that nobody wrote'
}
