import { handle } from '../../../app/handler.ts'
import { shelfChanged } from '../accounts/index.ts'
import { pingHub } from './ping.ts'

export const feedHandlers = [handle(shelfChanged, (ctx, { channelId }) => pingHub(ctx, channelId))]
