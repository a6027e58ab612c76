export { type Dispatcher, type DispatchOptions, dispatchDue, startDispatcher } from './dispatcher.ts'
export type { Doors } from './doors.ts'
export { type Pace, pace } from './pace.ts'
export { databaseTime } from './time.ts'
