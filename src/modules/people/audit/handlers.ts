import { handle, type JobHandler } from '../../../app/handler.ts'
import { pruneAuditJob } from './jobs.ts'
import { pruneAudit } from './retention.ts'

export const auditHandlers: JobHandler[] = [handle(pruneAuditJob, pruneAudit)]
