import type { Job, JobBody } from '../../../modules/plan/contractors/contract.ts'

/** What of a job is its brief. */
export const bodyOf = (job: Job): JobBody => ({
  ...{ title: job.title, brief: job.brief, reason: job.reason, place: job.place, criteria: job.criteria },
  ...{ deadline: job.deadline, lineId: job.lineId, workId: job.workId, ownerId: job.ownerId },
  remindDays: job.remindDays,
})
