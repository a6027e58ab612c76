/** What stands around a job: candidates, comments and files. */
import type { Actor } from '../../../app/actor.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { findSeenFacts } from '../../create/media/index.ts'
import * as around from './around-queries.ts'
import {
  type Candidate,
  type CandidateBody,
  type CandidateChange,
  type CommentBody,
  type FileBody,
  type Job,
  type JobDetail,
  mostCandidates,
  mostFiles,
  mostNotes,
} from './contract.ts'
import { contractorError } from './errors.ts'
import * as queries from './queries.ts'
import { mustLock, personOf, told } from './service.ts'

type Work = (tx: Tx, job: Job) => Promise<{ before?: unknown; after?: unknown }>

/** One change beside the brief; the job itself keeps its version, so that nobody's form is overtaken by it. */
const alter = (ctx: Context, actor: Actor, id: string, action: AuditAction, work: Work): Promise<JobDetail> =>
  ctx.db.transaction().execute(async (tx) => {
    const job = await mustLock(tx, ctx, actor, id)
    return told(tx, ctx, actor, id, action, await work(tx, job))
  })

export const addCandidate = (
  ctx: Context,
  actor: Actor,
  id: string,
  body: CandidateBody,
): Promise<JobDetail> =>
  alter(ctx, actor, id, 'contractor_job.candidate_added', async (tx) => {
    if ((await queries.count(tx, 'contractorCandidates', actor.workspaceId, id)) >= mostCandidates)
      throw contractorError('many_candidates', { most: mostCandidates })
    await around.insertCandidate(tx, actor.workspaceId, id, body, ctx.clock.now())
    return { after: { name: body.name } }
  })

export const changeCandidate = (
  ctx: Context,
  actor: Actor,
  { id, candidateId }: { id: string; candidateId: string },
  { version, ...body }: CandidateChange,
): Promise<JobDetail> =>
  alter(ctx, actor, id, 'contractor_job.candidate_changed', async (tx) => {
    const { name, minor, state, version: current } = await mustFindCandidate(tx, actor, id, candidateId)
    if (current !== version) throw contractorError('candidate_changed', { name, yours: version, current })
    await around.updateCandidate(tx, actor.workspaceId, id, candidateId, body)
    return {
      before: { name, minor, state },
      after: { name: body.name, minor: body.minor, state: body.state },
    }
  })

export const removeCandidate = (
  ctx: Context,
  actor: Actor,
  { id, candidateId }: { id: string; candidateId: string },
): Promise<JobDetail> =>
  alter(ctx, actor, id, 'contractor_job.candidate_removed', async (tx) => {
    const { name, chosen } = await mustFindCandidate(tx, actor, id, candidateId)
    if (chosen) throw contractorError('chosen', { name })
    await around.deleteCandidate(tx, actor.workspaceId, id, candidateId)
    return { before: { name } }
  })

async function mustFindCandidate(tx: Tx, actor: Actor, jobId: string, id: string): Promise<Candidate> {
  const all = await around.findCandidates(tx, actor.workspaceId, jobId)
  const found = all.find((one) => one.id === id)
  if (!found) throw contractorError('no_candidate')
  return found
}

export const comment = (ctx: Context, actor: Actor, id: string, { words }: CommentBody): Promise<JobDetail> =>
  alter(ctx, actor, id, 'contractor_job.commented', async (tx) => {
    if ((await queries.count(tx, 'contractorNotes', actor.workspaceId, id)) >= mostNotes)
      throw contractorError('many_notes', { most: mostNotes })
    const note = { state: null, workId: null, words, authorId: personOf(actor) }
    await around.insertNote(tx, actor.workspaceId, id, note, ctx.clock.now())
    return { after: { words } }
  })

export const removeComment = (
  ctx: Context,
  actor: Actor,
  { id, noteId }: { id: string; noteId: string },
): Promise<JobDetail> =>
  alter(ctx, actor, id, 'contractor_job.comment_removed', async (tx) => {
    if (!(await around.deleteNote(tx, actor.workspaceId, id, noteId, personOf(actor) ?? '')))
      throw contractorError('no_note')
    return {}
  })

export const addFile = (ctx: Context, actor: Actor, id: string, body: FileBody): Promise<JobDetail> =>
  alter(ctx, actor, id, 'contractor_job.file_added', async (tx) => {
    if ((await queries.count(tx, 'contractorFiles', actor.workspaceId, id)) >= mostFiles)
      throw contractorError('many_files', { most: mostFiles })
    const { mediaId } = body
    if (mediaId && !(await findSeenFacts(tx, actor, [mediaId])).has(mediaId))
      throw contractorError('no_media')
    await around.insertFile(tx, actor.workspaceId, id, body, ctx.clock.now())
    return { after: body }
  })

export const removeFile = (
  ctx: Context,
  actor: Actor,
  { id, fileId }: { id: string; fileId: string },
): Promise<JobDetail> =>
  alter(ctx, actor, id, 'contractor_job.file_removed', async (tx) => {
    if (!(await around.deleteFile(tx, actor.workspaceId, id, fileId))) throw contractorError('no_file')
    return { before: { fileId } }
  })
