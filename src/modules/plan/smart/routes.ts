import { type Route, route } from '../../../app/route.ts'
import { Letters, LettersQuery, SmartAnswer, SmartQuery } from './contract.ts'
import { judgeFields, readSentence } from './service.ts'

const see = { may: 'numbers.read', tag: 'goals' } as const

export const smartRoutes: Route[] = [
  route(
    'GET /goals/smart',
    {
      ...see,
      summary:
        'A wish in words, taken apart into goals, each with its five letters: specific, measurable, achievable, relevant, timed',
      query: SmartQuery,
      answer: SmartAnswer,
    },
    ({ ctx, actor, query }) => readSentence(ctx, actor, query.text),
  ),
  route(
    'GET /goals/letters',
    {
      ...see,
      summary: 'The five letters of a goal in the making, each with what would mend it',
      query: LettersQuery,
      answer: Letters,
    },
    async ({ ctx, actor, query }) => ({ letters: await judgeFields(ctx, actor, query) }),
  ),
]
