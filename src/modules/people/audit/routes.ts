import { type Route, route } from '../../../app/route.ts'
import { AuditFilter, AuditList, AuditQuery } from './contract.ts'
import { exportAudit } from './export.ts'
import { readAudit } from './service.ts'

const may = 'team.read'
const tag = 'Workspace'

export const auditRoutes: Route[] = [
  route(
    'GET /audit',
    { may, tag, summary: 'Who changed what, newest first', query: AuditQuery, answer: AuditList },
    ({ ctx, actor, query }) => readAudit(ctx, actor, query),
  ),
  route(
    'GET /audit/export',
    {
      may,
      tag,
      summary: 'Who changed what, as CSV',
      query: AuditFilter,
      answer: { raw: 'text/csv' },
    },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, stream } = await exportAudit(ctx, actor, query)
      return reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(stream)
    },
  ),
]
