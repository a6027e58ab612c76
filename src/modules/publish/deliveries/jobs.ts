import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Uploads what can be uploaded before the instant. Lost or failed, it is made up for when the delivery leaves. */
export const prepareDelivery = defineJob('delivery.prepare', z.object({ deliveryId: z.uuid() }), { tries: 3 })
