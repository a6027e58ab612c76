import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { type Route, type RouteSpec, route } from '../../../app/route.ts'
import { cancelDelivery, lookAgain, publishNow, rescheduleDelivery, retryDelivery } from './act.ts'
import {
  DeliveryDetail,
  DeliveryList,
  DeliveryQuery,
  MarkPublishedBody,
  RescheduleBody,
  RetryBody,
} from './contract.ts'
import { dismissLack, markPublished, unmarkPublished } from './mark.ts'
import { listDeliveries, readDelivery } from './read.ts'
import { restoreDelivery } from './restore.ts'

const one = z.object({ id: Id })
const act = {
  may: 'post.publish',
  of: 'channels',
  tag: 'deliveries',
  params: one,
  answer: DeliveryDetail,
} as const satisfies Partial<RouteSpec>

export const deliveryRoutes: Route[] = [
  route(
    'GET /deliveries',
    {
      may: 'workspace.read',
      tag: 'deliveries',
      summary: 'Deliveries by when they are due',
      query: DeliveryQuery,
      answer: DeliveryList,
    },
    ({ ctx, actor, query }) => listDeliveries(ctx, actor, query),
  ),
  route(
    'GET /deliveries/:id',
    {
      may: 'workspace.read',
      tag: 'deliveries',
      summary: 'One delivery with all its attempts',
      params: one,
      answer: DeliveryDetail,
    },
    ({ ctx, actor, params }) => readDelivery(ctx, actor, params.id),
  ),
  route(
    'POST /deliveries/:id/retry',
    { ...act, summary: 'Send a failed delivery again', body: RetryBody },
    ({ ctx, actor, params, body }) => retryDelivery(ctx, actor, params.id, body.checked),
  ),
  route(
    'POST /deliveries/:id/look',
    { ...act, summary: 'Look at the network what became of a delivery' },
    ({ ctx, actor, params }) => lookAgain(ctx, actor, params.id),
  ),
  route(
    'POST /deliveries/:id/mark-published',
    { ...act, summary: 'Say that a delivery is out, seen or done by hand', body: MarkPublishedBody },
    ({ ctx, actor, params, body }) => markPublished(ctx, actor, params.id, body),
  ),
  route(
    'POST /deliveries/:id/dismiss',
    { ...act, summary: 'Say that what did not come along with a published delivery is seen to' },
    ({ ctx, actor, params }) => dismissLack(ctx, actor, params.id),
  ),
  route(
    'POST /deliveries/:id/unmark',
    { ...act, summary: 'Take back, within fifteen minutes, that a delivery is out' },
    ({ ctx, actor, params }) => unmarkPublished(ctx, actor, params.id),
  ),
  route(
    'POST /deliveries/:id/cancel',
    { ...act, summary: 'Take a delivery back before it leaves' },
    ({ ctx, actor, params }) => cancelDelivery(ctx, actor, params.id),
  ),
  route(
    'POST /deliveries/:id/restore',
    { ...act, summary: 'Take the cancelling of a delivery back, within ten minutes' },
    ({ ctx, actor, params }) => restoreDelivery(ctx, actor, params.id),
  ),
  route(
    'POST /deliveries/:id/publish-now',
    { ...act, summary: 'Send a delivery at once', body: RetryBody },
    ({ ctx, actor, params, body }) => publishNow(ctx, actor, params.id, body.checked),
  ),
  route(
    'POST /deliveries/:id/reschedule',
    { ...act, summary: 'Give a delivery another time', body: RescheduleBody },
    ({ ctx, actor, params, body }) =>
      rescheduleDelivery(ctx, actor, params.id, new Date(body.at), body.checked),
  ),
]
