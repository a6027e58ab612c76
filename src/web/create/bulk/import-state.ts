import type { ImportState, RowState } from '../../../modules/create/imports/contract.ts'
import type { Tone } from '../../kit/state.ts'

export const importTones = {
  read: 'info',
  checking: 'info',
  checked: 'warn',
  running: 'info',
  done: 'good',
  undoing: 'info',
  undone: 'quiet',
  failed: 'bad',
} satisfies Record<ImportState, Tone>

export const rowTones = {
  new: 'quiet',
  good: 'good',
  warned: 'warn',
  bad: 'bad',
  made: 'good',
  there: 'quiet',
  failed: 'bad',
  kept: 'warn',
  undone: 'quiet',
} satisfies Record<RowState, Tone>

/** What the list of rows is narrowed to. */
export const narrowings = {
  all: undefined,
  bad: 'bad,failed',
  warned: 'warned,kept',
  good: 'good',
  out: 'made,there,undone',
} as const

export const isAtWork = (state: ImportState): boolean =>
  state === 'checking' || state === 'running' || state === 'undoing'
