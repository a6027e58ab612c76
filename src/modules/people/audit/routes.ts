import { type Route, route } from '../../../app/route.ts'
import { AuditList, AuditQuery } from './contract.ts'
import { readAudit } from './service.ts'

export const auditRoutes: Route[] = [
  route(
    'GET /audit',
    {
      may: 'team.read',
      summary: 'Who changed what, newest first',
      tag: 'Workspace',
      query: AuditQuery,
      answer: AuditList,
    },
    ({ ctx, actor, query }) => readAudit(ctx, actor, query),
  ),
]
