import { homedir } from 'node:os'
import { row } from './row.ts'

type Setting = { name: string; default: string; words: string }

/** The default as it is written in an environment; a folder at home as people write it. */
const shown = (value: string): string =>
  value === '' ? 'empty' : `\`${value.startsWith(homedir()) ? `~${value.slice(homedir().length)}` : value}\``

/** Every setting, in the order in which `carillon config` prints them. */
export const settingsTable = (settings: readonly Setting[]): string =>
  [
    row('setting', 'default', 'what it does'),
    row('---', '---', '---'),
    ...settings.map((setting) => row(`\`${setting.name}\``, shown(setting.default), setting.words)),
  ].join('\n')
