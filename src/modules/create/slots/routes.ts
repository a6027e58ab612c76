import { z } from 'zod'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import { Id } from '../../../app/id.ts'
import { route } from '../../../app/route.ts'
import { FreeSlotList, SlotList, SlotWeek } from './contract.ts'
import { findSlots } from './queries.ts'
import { nextFreeSlots, setWeek } from './service.ts'

const ids = z
  .string()
  .transform((list) => list.split(',').filter(Boolean))
  .pipe(z.array(Id).max(100))

export const slotRoutes = [
  route(
    'GET /slots',
    { may: 'workspace.read', tag: 'slots', summary: 'The weekly slots of all channels', answer: SlotList },
    async ({ ctx, actor }) => ({ items: await findSlots(ctx.db, actor.workspaceId, sightOf(actor)) }),
  ),
  route(
    'GET /slots/free',
    {
      may: 'workspace.read',
      tag: 'slots',
      summary: 'The next free slot of each channel',
      query: z.object({ channels: ids, after: z.iso.datetime().optional() }),
      answer: FreeSlotList,
    },
    async ({ ctx, actor, query }) => {
      const after = query.after ? new Date(query.after) : ctx.clock.now()
      const seen = query.channels.filter((id) => isWithin(sightOf(actor), id))
      return { items: await nextFreeSlots(ctx.db, actor.workspaceId, seen, after) }
    },
  ),
  route(
    'PUT /channels/:channelId/slots',
    {
      may: 'plan.manage',
      of: 'channels',
      tag: 'slots',
      summary: 'Set the week of a channel',
      params: z.object({ channelId: Id }),
      body: SlotWeek,
      answer: SlotList,
    },
    async ({ ctx, actor, params, body }) => ({
      items: await setWeek(ctx, actor, params.channelId, body.items),
    }),
  ),
]
