import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { route } from '../../../app/route.ts'
import { sendShared } from './files.ts'
import { sendServed } from './read.ts'

const tag = 'feeds'
const piece = z.string().max(200)

export const feedRoutes = [
  route(
    'GET /feeds/:name',
    {
      may: 'anyone',
      outside: true,
      tag,
      summary: 'A feed of our own',
      params: z.object({ name: piece }),
      answer: { raw: 'application/rss+xml' },
    },
    ({ ctx, params, request, reply }) => sendServed(ctx, params.name, request, reply),
  ),
  route(
    'GET /feeds/:name/:entry',
    {
      may: 'anyone',
      outside: true,
      tag,
      summary: 'One entry of a feed of our own',
      params: z.object({ name: piece, entry: piece }),
      answer: { raw: 'text/html' },
    },
    ({ ctx, params, request, reply }) => sendServed(ctx, `${params.name}/${params.entry}`, request, reply),
  ),
  route(
    'GET /shared/:channelId/:mark/:name',
    {
      may: 'anyone',
      outside: true,
      tag,
      summary: 'A picture or film that an account shows to others',
      params: z.object({
        channelId: Id,
        mark: piece,
        name: z.string().regex(/^[a-z0-9-]+\.[a-z0-9]+$/),
      }),
      answer: { raw: 'image/*' },
    },
    ({ ctx, params, request, reply }) => sendShared(ctx, params, request, reply),
  ),
]
