import { handle, type JobHandler } from '../../../app/handler.ts'
import { makeCall } from './call.ts'
import { callHook, sweepHookCalls } from './jobs.ts'
import { sweepCalls } from './service.ts'

export const hookHandlers: JobHandler[] = [
  handle(callHook, (ctx, { callId }) => makeCall(ctx, callId)),
  handle(sweepHookCalls, sweepCalls),
]
