import { handle } from '../../../app/handler.ts'
import { endSignIn, forgetSignIns } from './jobs.ts'
import { endSignInOf, forgetOld } from './service.ts'

export const removalHandlers = [
  handle(endSignIn, (ctx, { channelId }) => endSignInOf(ctx, channelId)),
  handle(forgetSignIns, (ctx) => forgetOld(ctx)),
]
