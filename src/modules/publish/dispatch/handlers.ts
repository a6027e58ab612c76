import { handle, type JobHandler } from '../../../app/handler.ts'
import { prepareDelivery } from '../deliveries/index.ts'
import { prepareOne } from './ahead.ts'
import type { Doors } from './doors.ts'

export const dispatchHandlers = (doors: Doors): JobHandler[] => [
  handle(prepareDelivery, (ctx, { deliveryId }) => prepareOne(ctx, doors, deliveryId)),
]
