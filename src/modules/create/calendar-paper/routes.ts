import { type Route, route } from '../../../app/route.ts'
import { PaperQuery } from './contract.ts'
import { printCalendar } from './service.ts'

export const calendarPaperRoutes: Route[] = [
  route(
    'GET /calendar/paper',
    {
      may: 'workspace.read',
      tag: 'calendar',
      summary: 'A month or a week as a PDF, to print',
      query: PaperQuery,
      answer: { raw: 'application/pdf' },
    },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, body } = await printCalendar(ctx, actor, query)
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${fileName}"`)
        .header('cache-control', 'private, no-store')
        .send(body)
    },
  ),
]
