import { type Route, route } from '../../../app/route.ts'
import { addAccount, removeAccount, restoreAccount } from './accounts.ts'
import {
  AccountBody,
  AccountPath,
  AccountVerdictBody,
  Evidence,
  Overview,
  PresenceExportQuery,
  PresenceSettings,
  PresenceSettingsBody,
  ReportBody,
  Run,
  RunDetail,
  RunList,
  RunNumber,
  RunsQuery,
  SubjectId,
  Suspect,
  SuspectDetail,
  SuspectList,
  SuspectsQuery,
  SuspectsWaiting,
  SuspectVerdictBody,
  TypedAccount,
  VerdictHistory,
} from './contract.ts'
import { drawEvidence, fileNameOf, readEvidence, takeEvidence } from './evidence.ts'
import { exportPresence } from './export.ts'
import { changeSettings, countWaiting, readOverview, readRun, readRuns, startAudit } from './service.ts'
import { noteReport, readPicture, readSuspect, readSuspects } from './suspects.ts'
import { judgeAccount, judgeSuspect, readAccountHistory, withdraw } from './verdicts.ts'

const see = { may: 'team.read', tag: 'presence' } as const
const manage = { may: 'strategy.manage', tag: 'presence' } as const

export const presenceRoutes: Route[] = [
  route(
    'GET /presence',
    {
      ...see,
      summary: 'Accounts of the brand, how whole they are, and what the newest audit found',
      answer: Overview,
    },
    ({ ctx, actor }) => readOverview(ctx, actor),
  ),
  route(
    'GET /presence/waiting',
    { ...see, summary: 'How many likely impostors wait for a verdict', answer: SuspectsWaiting },
    ({ ctx, actor }) => countWaiting(ctx, actor),
  ),
  route(
    'PUT /presence/settings',
    {
      ...manage,
      summary: 'How often the presence is audited, and by what the brand is known',
      body: PresenceSettingsBody,
      answer: PresenceSettings,
    },
    ({ ctx, actor, body }) => changeSettings(ctx, actor, body),
  ),
  route(
    'POST /presence-audits',
    { ...manage, summary: 'Audit the presence now', answer: Run, status: 202 },
    ({ ctx, actor }) => startAudit(ctx, actor),
  ),
  route(
    'GET /presence-audits',
    { ...see, summary: 'Audits, newest first', query: RunsQuery, answer: RunList },
    ({ ctx, actor, query }) => readRuns(ctx, actor, query),
  ),
  route(
    'GET /presence-audits/:number',
    {
      ...see,
      summary: 'One audit: what it found and what was otherwise than before',
      params: RunNumber,
      answer: RunDetail,
    },
    ({ ctx, actor, params }) => readRun(ctx, actor, params.number),
  ),
  route(
    'POST /presence-accounts',
    {
      ...manage,
      summary: 'Enter an account that is not joined',
      body: AccountBody,
      answer: TypedAccount,
      status: 201,
    },
    ({ ctx, actor, body }) => addAccount(ctx, actor, body),
  ),
  route(
    'DELETE /presence-accounts/:id',
    { ...manage, summary: 'Take a typed-in account out of the inventory', params: SubjectId },
    ({ ctx, actor, params }) => removeAccount(ctx, actor, params.id),
  ),
  route(
    'POST /presence-accounts/:id/restore',
    { ...manage, summary: 'Put it back', params: SubjectId },
    ({ ctx, actor, params }) => restoreAccount(ctx, actor, params.id),
  ),
  route(
    'GET /presence/:kind/:id/verdicts',
    {
      ...see,
      summary: 'What people decided of an account of ours, newest first',
      params: AccountPath,
      answer: VerdictHistory,
    },
    ({ ctx, actor, params }) => readAccountHistory(ctx, actor, params),
  ),
  route(
    'POST /presence/:kind/:id/judge',
    {
      ...manage,
      summary: 'Keep, mend or close an account of ours',
      params: AccountPath,
      body: AccountVerdictBody,
      answer: VerdictHistory,
    },
    ({ ctx, actor, params, body }) => judgeAccount(ctx, actor, params, body),
  ),
  route(
    'DELETE /verdicts/:id',
    { ...manage, summary: 'Take the newest verdict of an account or a suspect back', params: SubjectId },
    ({ ctx, actor, params }) => withdraw(ctx, actor, params.id),
  ),
  route(
    'GET /suspects',
    {
      ...see,
      summary: 'Accounts that resemble ours, the likeliest first',
      query: SuspectsQuery,
      answer: SuspectList,
    },
    ({ ctx, actor, query }) => readSuspects(ctx, actor, query),
  ),
  route(
    'GET /suspects/:id',
    {
      ...see,
      summary: 'One of them beside ours, with reasons and history',
      params: SubjectId,
      answer: SuspectDetail,
    },
    ({ ctx, actor, params }) => readSuspect(ctx, actor, params.id),
  ),
  route(
    'POST /suspects/:id/judge',
    {
      ...manage,
      summary: 'Say whether it is an impostor',
      params: SubjectId,
      body: SuspectVerdictBody,
      answer: VerdictHistory,
    },
    ({ ctx, actor, params, body }) => judgeSuspect(ctx, actor, params.id, body),
  ),
  route(
    'PUT /suspects/:id/report',
    {
      ...manage,
      summary: 'Note when it was reported to its network',
      params: SubjectId,
      body: ReportBody,
      answer: Suspect,
    },
    ({ ctx, actor, params, body }) => noteReport(ctx, actor, params.id, body),
  ),
  route(
    'POST /suspects/:id/document',
    {
      ...manage,
      summary: 'Write down what it shows now, with pictures and digests',
      params: SubjectId,
      answer: Evidence,
      status: 201,
    },
    ({ ctx, actor, params }) => takeEvidence(ctx, actor, params.id),
  ),
  route(
    'GET /evidence/:id/json',
    { ...see, summary: 'An evidence pack as JSON', params: SubjectId, answer: { raw: 'application/json' } },
    async ({ ctx, actor, params, reply }) => {
      const { body, takenAt } = await readEvidence(ctx, actor, params.id)
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileNameOf(takenAt, params.id)}.json"`)
        .send(body)
    },
  ),
  route(
    'GET /evidence/:id/pdf',
    { ...see, summary: 'The same as PDF', params: SubjectId, answer: { raw: 'application/pdf' } },
    async ({ ctx, actor, params, reply }) => {
      const { pdf, takenAt } = await drawEvidence(ctx, actor, params.id)
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${fileNameOf(takenAt, params.id)}.pdf"`)
        .send(pdf)
    },
  ),
  route(
    'GET /presence/pictures/:id',
    {
      ...see,
      summary: 'A picture of a profile, our own copy',
      params: SubjectId,
      answer: { raw: 'image/png' },
    },
    async ({ ctx, actor, params, reply }) => {
      const { mime, bytes } = await readPicture(ctx, actor, params.id)
      return reply.type(mime).header('cache-control', 'private, max-age=86400, immutable').send(bytes)
    },
  ),
  route(
    'GET /presence/export',
    {
      ...see,
      summary: 'The inventory or the suspects as CSV or JSON',
      query: PresenceExportQuery,
      answer: { raw: 'text/csv' },
    },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, mime, body } = await exportPresence(ctx, actor, query)
      return reply
        .header('content-type', mime)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(body)
    },
  ),
]
