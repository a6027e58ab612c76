import { access, constants, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { homeParts, readMark } from '../../../platform/folder.ts'
import { about, type Finding, gigabytes } from './findings.ts'

const disk = { wrong: 500_000_000, look: 2_000_000_000, share: 0.1 }

/** The folder in which everything lies: may it be written, is there room, and who else may look into it? */
export async function checkHome(home: string): Promise<Finding[]> {
  const says = about('home')
  const there = await stat(home).catch(() => null)
  if (!there) return [says.look(`${home} is not there yet; \`carillon start\` makes it.`)]
  return [await checkFolder(home, there.mode), await checkRoom(home), await checkKeys(home)]
}

async function checkFolder(home: string, mode: number): Promise<Finding> {
  const says = about('home')
  if (await readMark(home))
    return says.wrong(`A restore into ${home} has not come to its end. Run it again: it begins anew.`)
  const mayWrite = await access(home, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!mayWrite)
    return says.wrong(`${home} cannot be written by this user. Give it the right to, or set CARILLON_HOME.`)
  if (mode & 0o022) return says.look(`Others on this machine may write into ${home}: chmod go-w ${home}`)
  return says.ok(home)
}

async function checkRoom(home: string): Promise<Finding> {
  const says = about('disk')
  const { bavail, blocks, bsize } = await statfs(home)
  const free = bavail * bsize
  const words = `${gigabytes(free)} of ${gigabytes(blocks * bsize)} are free at ${home}`
  if (free < disk.wrong) return says.wrong(`${words}. PostgreSQL stops when the disk is full: make room now.`)
  if (free < disk.look || bavail < blocks * disk.share) return says.look(`${words}. Make room soon.`)
  return says.ok(words)
}

async function checkKeys(home: string): Promise<Finding> {
  const says = about('keys')
  const path = join(home, homeParts.keys)
  const file = await stat(path).catch(() => null)
  const used = await stat(join(home, homeParts.database)).catch(() => null)
  if (!file && used)
    return says.wrong(
      `${path} is missing: no joined account opens without it. Put it back from a backup before the next start, which would make another.`,
    )
  if (!file) return says.look(`${path} is not there yet; the first start makes it.`)
  const others = await anyoneElse([path, join(home, homeParts.database, 'password')])
  return others
    ? says.wrong(`Others on this machine may read ${others}: chmod 600 ${others}`)
    : says.ok('The key file can be read by its owner alone')
}

async function anyoneElse(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const file = await stat(path).catch(() => null)
    if (file && file.mode & 0o077) return path
  }
  return null
}
