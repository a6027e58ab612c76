import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chown, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defineErrors } from '../errors.ts'

export const runnerError = defineErrors('unprivileged', {
  no_user: [
    'unavailable',
    'PostgreSQL refuses to run as root, and no system user could be made for it. Start Carillon as an ordinary user, or set DATABASE_URL.',
  ],
  unreachable: [
    'unavailable',
    'PostgreSQL refuses to run as root, and the user {user} cannot enter {path}. Start Carillon as an ordinary user, or put it and CARILLON_HOME where others may enter, such as /opt and /var/lib/carillon.',
  ],
})

/** Runs programs as somebody who is not root, because PostgreSQL insists on it. */
export type Runner = {
  spawn(file: string, args: string[]): ChildProcess
  /** Hands a file or folder to that somebody. */
  own(path: string): Promise<void>
}

type Ids = { uid: number; gid: number; name: string }

/** The runner for `paths`: ourselves when we are not root, otherwise a system user that can reach them. */
export async function unprivilegedRunner(paths: string[]): Promise<Runner> {
  if (process.getuid?.() !== 0) return { spawn: (file, args) => start(file, args), own: async () => {} }
  const ids = findUser('carillon') ?? makeUser() ?? findUser('postgres')
  if (!ids) throw runnerError('no_user')
  const own = (path: string) => chown(path, ids.uid, ids.gid)
  const closed = await firstClosed(paths)
  if (!closed) return { spawn: (file, args) => start(file, args, ids), own }
  const capability = ['dac_read_search', 'dac_override'].find((name) => mayKeep(ids, name))
  if (!capability) throw runnerError('unreachable', { user: ids.name, path: closed })
  return { spawn: (file, args) => start('setpriv', [...privilege(ids, capability), file, ...args]), own }
}

/** Detached: a Ctrl-C at the terminal is for us, and we stop the database when its last client is done. */
const start = (file: string, args: string[], ids?: Ids): ChildProcess =>
  spawn(file, args, {
    ...(ids && { uid: ids.uid, gid: ids.gid }),
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })

function findUser(name: string): Ids | null {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g'), name }
  } catch {
    return null
  }
}

function makeUser(): Ids | null {
  const made = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'carillon',
  ])
  return made.status === 0 ? findUser('carillon') : null
}

/** The first folder on the way that others may not enter: a clone under /root, a folder of mktemp. */
async function firstClosed(paths: string[]): Promise<string | null> {
  for (const path of paths)
    for (let at = path; ; at = dirname(at)) {
      const { mode } = await stat(at)
      if ((mode & 0o001) === 0) return at
      if (at === dirname(at)) break
    }
  return null
}

/**
 * Another user who may look into closed folders, and nothing more: one capability is kept
 * across the change of user, so that the data can stay under CARILLON_HOME wherever it lies.
 */
const privilege = (ids: Ids, capability: string): string[] => [
  // PostgreSQL asks access(2) whether its programs may run, and that would forget the capability without this.
  '--securebits=+no_setuid_fixup',
  `--reuid=${ids.uid}`,
  `--regid=${ids.gid}`,
  '--clear-groups',
  `--inh-caps=-all,+${capability}`,
  `--ambient-caps=-all,+${capability}`,
]

const mayKeep = (ids: Ids, capability: string): boolean =>
  spawnSync('setpriv', [...privilege(ids, capability), 'true']).status === 0
