import { route } from '../../../app/route.ts'
import { Calendar, CalendarQuery } from './contract.ts'
import { calendarError } from './errors.ts'
import { findEntries, mostEntries } from './queries.ts'

const longest = 400 * 86_400_000

export const calendarRoutes = [
  route(
    'GET /calendar',
    {
      may: 'workspace.read',
      tag: 'calendar',
      summary: 'What is due, drafted and published between two instants',
      query: CalendarQuery,
      answer: Calendar,
    },
    async ({ ctx, actor, query }) => {
      const length = Date.parse(query.to) - Date.parse(query.from)
      if (length <= 0 || length > longest) throw calendarError('window')
      const items = await findEntries(ctx.db, actor, query)
      return { items: items.slice(0, mostEntries), more: items.length > mostEntries }
    },
  ),
]
