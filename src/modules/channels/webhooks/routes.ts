import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../../app/context.ts'
import { type Route, route } from '../../../app/route.ts'
import type { WebhookCall } from '../../../networks/kit/network.ts'
import { DoorBody, DoorId, DoorPath, WebhookDoor, WebhookDoorList } from './contract.ts'
import { hear } from './hear.ts'
import { listDoors } from './list.ts'
import { polling } from './polling.ts'
import { closeDoor, openDoor } from './service.ts'
import { isReachable } from './tell.ts'

// Secrets are shown here, so there is no tool for agents.
const spec = { may: 'channel.manage', tag: 'channels', agents: false } as const

const door = {
  may: 'anyone',
  outside: true,
  tag: 'channels',
  params: DoorPath,
  answer: { raw: 'text/plain' },
  hook: { perMinute: 1200, mostBytes: 512 << 10, withinMs: 5_000 },
} as const

export const webhookRoutes: Route[] = [
  route(
    'GET /webhook-doors',
    { ...spec, summary: 'Addresses at which networks tell of what happens there', answer: WebhookDoorList },
    async ({ ctx, actor }) => ({
      items: await listDoors(ctx, actor),
      reachable: isReachable(ctx),
      polling,
    }),
  ),
  route(
    'POST /webhook-doors',
    {
      ...spec,
      summary: 'Open such an address for an app or a channel, or keep what its network shows beside it',
      body: DoorBody,
      answer: WebhookDoor,
    },
    ({ ctx, actor, body }) => openDoor(ctx, actor, body),
  ),
  route(
    'DELETE /webhook-doors/:id',
    { ...spec, summary: 'Close such an address; the network is asked in its turn as before', params: DoorId },
    ({ ctx, actor, params }) => closeDoor(ctx, actor, params.id),
  ),
  route(
    'GET /hooks/:door',
    { ...door, summary: 'Where a network asks whether an address is ours' },
    ({ ctx, params, request, reply }) => answer(ctx, params.door, request, reply),
  ),
  route(
    'POST /hooks/:door',
    { ...door, summary: 'Where a network tells of what happened there' },
    ({ ctx, params, request, reply }) => answer(ctx, params.door, request, reply),
  ),
]

async function answer(ctx: Context, path: string, request: FastifyRequest, reply: FastifyReply) {
  const heard = await hear(ctx, path, callOf(request))
  return reply.type(`${heard?.type ?? 'text/plain'}; charset=utf-8`).send(heard?.body ?? '')
}

/** What is said twice says nothing. */
const single = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string'))

const callOf = ({ method, query, headers, body }: FastifyRequest): WebhookCall => ({
  method: method === 'POST' ? 'POST' : 'GET',
  query: single(query as object),
  headers: single(headers),
  body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
})
