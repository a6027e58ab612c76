import { route } from '../../../app/route.ts'
import { Card, CardBody } from './contract.ts'
import { readCard } from './service.ts'

export const cardRoutes = [
  route(
    'POST /link-cards',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'What a page says of itself, for the card under a post',
      body: CardBody,
      answer: Card,
    },
    ({ ctx, actor, body }) => readCard(ctx, actor, body),
  ),
]
