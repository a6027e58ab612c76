import { type Route, route } from '../../../app/route.ts'
import { CopyAnswer, CopyBody, MovesAnswer, MovesBody, Uncopied, UncopyBody } from './contract.ts'
import { copyDays, takeBackCopies } from './copies.ts'
import { movePosts } from './moves.ts'

const write = { may: 'post.write', of: 'channels', tag: 'calendar' } as const

export const calendarMoveRoutes: Route[] = [
  route(
    'POST /calendar/moves',
    {
      ...write,
      summary: 'Give posts another place, each only if it still stands where you saw it',
      body: MovesBody,
      answer: MovesAnswer,
    },
    ({ ctx, actor, body }) => movePosts(ctx, actor, body),
  ),
  route(
    'POST /calendar/copies',
    {
      ...write,
      summary: 'Copy the posts of some days, such as a week, to other days, as drafts or scheduled',
      body: CopyBody,
      answer: CopyAnswer,
      status: 201,
    },
    ({ ctx, actor, body }) => copyDays(ctx, actor, body),
  ),
  route(
    'POST /calendar/copies/undo',
    {
      ...write,
      summary: 'Take copies back that nobody changed since',
      body: UncopyBody,
      answer: Uncopied,
    },
    ({ ctx, actor, body }) => takeBackCopies(ctx, actor, body.posts),
  ),
]
