import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { route } from '../../../app/route.ts'
import { avatarKey } from './avatar.ts'
import { ChannelChange, ChannelDetail, ChannelList, ChannelQuery } from './contract.ts'
import { channelError } from './errors.ts'
import { findChannel, findChannels } from './queries.ts'
import { asChannel } from './read.ts'
import { changeChannel, checkNow, pauseChannel, readChannel, resumeChannel } from './service.ts'

const one = z.object({ channelId: Id })
const tag = 'channels'

export const accountRoutes = [
  route(
    'GET /channels',
    {
      may: 'workspace.read',
      tag,
      summary: 'The channels of the workspace',
      query: ChannelQuery,
      answer: ChannelList,
    },
    async ({ ctx, actor, query }) => {
      const { rows, next } = await findChannels(ctx.db, actor, query)
      return { items: rows.map((row) => asChannel(ctx, actor, row)), next }
    },
  ),
  route(
    'GET /channels/:channelId',
    {
      may: 'workspace.read',
      tag,
      summary: 'One channel, with its limits as last heard',
      params: one,
      answer: ChannelDetail,
    },
    ({ ctx, actor, params }) => readChannel(ctx, actor, params.channelId),
  ),
  route(
    'PATCH /channels/:channelId',
    {
      may: 'channel.manage',
      of: 'channels',
      tag,
      summary: 'Change name, zone, daily cap or settings',
      params: one,
      body: ChannelChange,
      answer: ChannelDetail,
    },
    ({ ctx, actor, params, body }) => changeChannel(ctx, actor, params.channelId, body),
  ),
  route(
    'POST /channels/:channelId/pause',
    {
      may: 'channel.manage',
      of: 'channels',
      tag,
      summary: 'Hold the queue of a channel',
      params: one,
      answer: ChannelDetail,
    },
    ({ ctx, actor, params }) => pauseChannel(ctx, actor, params.channelId),
  ),
  route(
    'POST /channels/:channelId/resume',
    {
      may: 'channel.manage',
      of: 'channels',
      tag,
      summary: 'Let the queue of a channel go on',
      params: one,
      answer: ChannelDetail,
    },
    ({ ctx, actor, params }) => resumeChannel(ctx, actor, params.channelId),
  ),
  route(
    'POST /channels/:channelId/check',
    {
      may: 'channel.manage',
      of: 'channels',
      tag,
      summary: 'Ask the network whether the account works, and what it allows',
      params: one,
      answer: ChannelDetail,
      status: 202,
    },
    ({ ctx, actor, params }) => checkNow(ctx, actor, params.channelId),
  ),
  route(
    'GET /channels/:channelId/avatar',
    {
      may: 'workspace.read',
      tag,
      summary: 'The picture of the account, our own copy',
      params: one,
      query: z.object({ v: z.string().max(40).optional().describe('Its version; part of `avatarUrl`') }),
      answer: { raw: 'image/webp' },
    },
    async ({ ctx, actor, params, reply }) => {
      const row = await findChannel(ctx.db, actor, params.channelId)
      if (!row?.avatarUrl) throw channelError('no_avatar')
      const picture = await ctx.storage.read(avatarKey(row.id)).catch(() => null)
      if (!picture) throw channelError('no_avatar')
      return reply
        .type('image/webp')
        .header('cache-control', 'private, max-age=86400, immutable')
        .send(picture)
    },
  ),
]
