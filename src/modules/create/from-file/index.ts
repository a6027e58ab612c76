export { fromFileError } from './errors.ts'
export { type Ground, judgeRows } from './judge.ts'
export { type Outcome, sendRows } from './send.ts'
export { readTable } from './table.ts'
