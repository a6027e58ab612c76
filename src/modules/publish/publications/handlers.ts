import { handle, type JobHandler } from '../../../app/handler.ts'
import { sendChanges } from '../../create/approval/index.ts'
import { sendApproved } from './changes.ts'
import { followPublications } from './jobs.ts'
import { follow } from './record.ts'

export const publicationHandlers: JobHandler[] = [
  handle(sendChanges, sendApproved),
  handle(followPublications, (ctx, { deliveryIds }) => follow(ctx, deliveryIds)),
]
