import type { MetricImportState, MetricRowState, Said } from '../../../modules/measure/imports/contract.ts'
import type { Tone } from '../../kit/state.ts'

export const fileTones = {
  read: 'info',
  checked: 'warn',
  done: 'good',
  undone: 'quiet',
} satisfies Record<MetricImportState, Tone>

export const rowTones = {
  new: 'quiet',
  good: 'good',
  warned: 'warn',
  bad: 'bad',
  idle: 'quiet',
  written: 'good',
  undone: 'quiet',
} satisfies Record<MetricRowState, Tone>

export const fateTones = {
  write: 'good',
  over: 'warn',
  told: 'quiet',
  same: 'quiet',
} satisfies Record<Said['fate'], Tone>

/** What the list of rows is narrowed to. */
export const narrowings = {
  all: undefined,
  bad: 'bad',
  warned: 'warned',
  good: 'good,written,undone',
  idle: 'idle',
} as const
