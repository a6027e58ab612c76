export { type Dispatcher, type DispatchOptions, dispatchDue, startDispatcher } from './dispatcher.ts'
export type { Doors } from './doors.ts'
export { dispatchHandlers } from './handlers.ts'
export type { Pace } from './pace.ts'
