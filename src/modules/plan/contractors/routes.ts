import { type Route, route } from '../../../app/route.ts'
import { Waiting } from '../waiting/contract.ts'
import {
  addCandidate,
  addFile,
  changeCandidate,
  comment,
  removeCandidate,
  removeComment,
  removeFile,
} from './around.ts'
import {
  CandidateBody,
  CandidateChange,
  CandidateId,
  CommentBody,
  FileBody,
  FileId,
  JobBody,
  JobChange,
  JobDetail,
  JobId,
  JobList,
  JobsQuery,
  MoveBody,
  NoteId,
} from './contract.ts'
import { exportJobs } from './export.ts'
import { moveJob } from './move.ts'
import { addJob, changeJob, listJobs, listWaiting, readJob, removeJob } from './service.ts'

const tag = 'contractors'
const see = { may: 'team.read', tag } as const
const manage = { may: 'plan.manage', tag } as const

export const contractorRoutes: Route[] = [
  route(
    'GET /contractor-jobs',
    { ...see, summary: 'Work for people from outside, newest first', query: JobsQuery, answer: JobList },
    ({ ctx, actor, query }) => listJobs(ctx, actor, query),
  ),
  route(
    'GET /contractor-jobs/waiting',
    { ...see, summary: 'Which of them wait for whoever asks', answer: Waiting },
    ({ ctx, actor }) => listWaiting(ctx, actor),
  ),
  route(
    'GET /contractor-jobs/export',
    { ...see, summary: 'All of them as a table (CSV)', answer: { raw: 'text/csv' } },
    async ({ ctx, actor, reply }) =>
      reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', 'attachment; filename="carillon-contractors.csv"')
        .send(await exportJobs(ctx, actor)),
  ),
  route(
    'POST /contractor-jobs',
    { ...manage, summary: 'Write a brief', body: JobBody, answer: JobDetail, status: 201 },
    ({ ctx, actor, body }) => addJob(ctx, actor, body),
  ),
  route(
    'GET /contractor-jobs/:id',
    { ...see, summary: 'One, with candidates, files and history', params: JobId, answer: JobDetail },
    ({ ctx, actor, params }) => readJob(ctx, actor, params.id),
  ),
  route(
    'PUT /contractor-jobs/:id',
    { ...manage, summary: 'Change the brief', params: JobId, body: JobChange, answer: JobDetail },
    ({ ctx, actor, params, body }) => changeJob(ctx, actor, params.id, body),
  ),
  route(
    'POST /contractor-jobs/:id/move',
    {
      ...manage,
      summary: 'Go a step: look for somebody, agree, hand in, accept, want changes, cancel, or back',
      params: JobId,
      body: MoveBody,
      answer: JobDetail,
    },
    ({ ctx, actor, params, body }) => moveJob(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /contractor-jobs/:id',
    { ...manage, summary: 'Remove it for good, with its history', params: JobId },
    ({ ctx, actor, params }) => removeJob(ctx, actor, params.id),
  ),
  route(
    'POST /contractor-jobs/:id/candidates',
    { ...manage, summary: 'Somebody who could do it', params: JobId, body: CandidateBody, answer: JobDetail },
    ({ ctx, actor, params, body }) => addCandidate(ctx, actor, params.id, body),
  ),
  route(
    'PUT /contractor-jobs/:id/candidates/:candidateId',
    {
      ...manage,
      summary: 'Change a candidate',
      params: CandidateId,
      body: CandidateChange,
      answer: JobDetail,
    },
    ({ ctx, actor, params, body }) => changeCandidate(ctx, actor, params, body),
  ),
  route(
    'DELETE /contractor-jobs/:id/candidates/:candidateId',
    { ...manage, summary: 'Take a candidate out', params: CandidateId, answer: JobDetail },
    ({ ctx, actor, params }) => removeCandidate(ctx, actor, params),
  ),
  route(
    'POST /contractor-jobs/:id/comments',
    { ...manage, summary: 'Say something about it', params: JobId, body: CommentBody, answer: JobDetail },
    ({ ctx, actor, params, body }) => comment(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /contractor-jobs/:id/comments/:noteId',
    { ...manage, summary: 'Take back what one said oneself', params: NoteId, answer: JobDetail },
    ({ ctx, actor, params }) => removeComment(ctx, actor, params),
  ),
  route(
    'POST /contractor-jobs/:id/files',
    {
      ...manage,
      summary: 'Put a picture or film of the library, or an address, to it',
      params: JobId,
      body: FileBody,
      answer: JobDetail,
    },
    ({ ctx, actor, params, body }) => addFile(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /contractor-jobs/:id/files/:fileId',
    { ...manage, summary: 'Take a file away from it', params: FileId, answer: JobDetail },
    ({ ctx, actor, params }) => removeFile(ctx, actor, params),
  ),
]
