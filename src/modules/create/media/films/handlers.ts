import { handle } from '../../../../app/handler.ts'
import { convertFilms } from './convert.ts'
import { convertForDelivery } from './for-delivery.ts'
import { convertDeliveryJob, convertFilmsJob, lookIntoFilmsJob, tidyFilmsJob } from './jobs.ts'
import { tidyFilms } from './local.ts'
import { lookIntoFilms } from './look.ts'

export const filmHandlers = [
  handle(lookIntoFilmsJob, (ctx) => lookIntoFilms(ctx)),
  handle(convertFilmsJob, (ctx) => convertFilms(ctx)),
  handle(tidyFilmsJob, (ctx) => tidyFilms(ctx)),
  handle(convertDeliveryJob, (ctx, { deliveryId }) => convertForDelivery(ctx, deliveryId)),
]
