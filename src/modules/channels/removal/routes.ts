import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { route } from '../../../app/route.ts'
import { Consequences } from './contract.ts'
import { foretell, removeChannel } from './service.ts'

const one = z.object({ channelId: Id })

export const removalRoutes = [
  route(
    'GET /channels/:channelId/removal',
    {
      may: 'channel.manage',
      of: 'channels',
      tag: 'channels',
      summary: 'What goes and what stays when the channel is removed',
      params: one,
      answer: Consequences,
    },
    ({ ctx, actor, params }) => foretell(ctx, actor, params.channelId),
  ),
  route(
    'DELETE /channels/:channelId',
    {
      may: 'channel.manage',
      of: 'channels',
      tag: 'channels',
      summary: 'Remove a channel: its queue is cancelled, its history kept',
      params: one,
    },
    ({ ctx, actor, params }) => removeChannel(ctx, actor, params.channelId),
  ),
]
