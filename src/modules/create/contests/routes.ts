import { type Route, route } from '../../../app/route.ts'
import { drawRound, freezeList, readDrawFile } from './close.ts'
import {
  CancelBody,
  CandidateList,
  Contest,
  ContestBody,
  ContestId,
  ContestPage,
  ContestPostParams,
  ContestQuery,
  ContestSetting,
  DrawBody,
  DrawFile,
  FreezeBody,
  JudgeBody,
  Judged,
  JudgedParams,
  JudgeManyBody,
  MergeBody,
  PostBody,
  RulesChange,
  RulesQuery,
  RulesText,
  SplitBody,
  TakerDetail,
  TakerPage,
  TakerParams,
  TakerQuery,
  VersionBody,
  Winner,
  WinnerChange,
  WinnerList,
  WinnerParams,
} from './contract.ts'
import { eraseTaker, judgeTaker, listTakers, mergeTaker, readTaker, splitTaker } from './judge.ts'
import { judgeMany, undoMany } from './judge-many.ts'
import { confirmEntry, enterByForm, readDraw, readPage } from './page.ts'
import {
  ConfirmBody,
  Confirmed,
  Entered,
  EntryBody,
  PublicContest,
  PublicParams,
  PublicQuery,
} from './plain/public.ts'
import {
  addContest,
  addPost,
  cancelContest,
  changeRules,
  listCandidates,
  listContests,
  openContest,
  previewRules,
  readContest,
  readSetting,
  removeContest,
  removePost,
  saveSetting,
} from './service.ts'
import { changeWinner, listWinners } from './winners.ts'

/** How a contest is held is the team's own affair; clients have its public page. */
const read = { may: 'team.read', tag: 'contests' } as const
/** Who takes part is personal: only those who hold the contest see it. */
const manage = { may: 'plan.manage', tag: 'contests' } as const
const outside = { may: 'anyone', tag: 'contests' } as const
const one = { params: ContestId, answer: Contest } as const

export const contestRoutes: Route[] = [
  route(
    'GET /contests',
    { ...read, summary: 'Contests, the newest first', query: ContestQuery, answer: ContestPage },
    ({ ctx, actor, query }) => listContests(ctx, actor, query),
  ),
  route(
    'POST /contests',
    { ...manage, summary: 'Begin a contest', body: ContestBody, answer: Contest, status: 201 },
    ({ ctx, actor, body }) => addContest(ctx, actor, body),
  ),
  route('GET /contests/:id', { ...read, summary: 'One contest', ...one }, ({ ctx, actor, params }) =>
    readContest(ctx, actor, params.id),
  ),
  route(
    'GET /contests/:id/setting',
    { ...read, summary: 'What is set of a contest', params: ContestId, answer: ContestSetting },
    ({ ctx, actor, params }) => readSetting(ctx, actor, params.id),
  ),
  route(
    'PUT /contests/:id/setting',
    {
      ...manage,
      summary: 'Set a contest that has not opened',
      params: ContestId,
      body: ContestSetting,
      answer: ContestSetting,
    },
    ({ ctx, actor, params, body }) => saveSetting(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /contests/:id',
    { ...manage, summary: 'Delete a contest that has not opened', params: ContestId },
    ({ ctx, actor, params }) => removeContest(ctx, actor, params.id),
  ),
  route(
    'GET /contests/:id/rules',
    {
      ...read,
      summary: 'The rules of a contest as a text',
      params: ContestId,
      query: RulesQuery,
      answer: RulesText,
    },
    ({ ctx, actor, params, query }) => previewRules(ctx, actor, params.id, query.language),
  ),
  route(
    'POST /contests/:id/rules',
    { ...manage, summary: 'Change the rules of an open contest in public', ...one, body: RulesChange },
    ({ ctx, actor, params, body }) => changeRules(ctx, actor, params.id, body),
  ),
  route(
    'POST /contests/:id/open',
    {
      ...manage,
      summary: 'Open a contest: its page is there, and its seed is bound',
      ...one,
      body: VersionBody,
    },
    ({ ctx, actor, params, body }) => openContest(ctx, actor, params.id, body.version),
  ),
  route(
    'POST /contests/:id/cancel',
    { ...manage, summary: 'Cancel a contest, with a reason that everybody sees', ...one, body: CancelBody },
    ({ ctx, actor, params, body }) => cancelContest(ctx, actor, params.id, body),
  ),
  route(
    'GET /contests/:id/candidates',
    {
      ...read,
      summary: 'Published posts whose readers can take part',
      params: ContestId,
      answer: CandidateList,
    },
    ({ ctx, actor, params }) => listCandidates(ctx, actor, params.id),
  ),
  route(
    'POST /contests/:id/posts',
    { ...manage, summary: 'Let readers of a post take part', ...one, body: PostBody },
    ({ ctx, actor, params, body }) => addPost(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /contests/:id/posts/:postId',
    {
      ...manage,
      summary: 'Take a post out of a contest that has not opened',
      params: ContestPostParams,
      answer: Contest,
    },
    ({ ctx, actor, params }) => removePost(ctx, actor, params.id, params.postId),
  ),
  route(
    'GET /contests/:id/people',
    { ...manage, summary: 'Who takes part', params: ContestId, query: TakerQuery, answer: TakerPage },
    ({ ctx, actor, params, query }) => listTakers(ctx, actor, params.id, query),
  ),
  route(
    'GET /contests/:id/people/:personId',
    {
      ...manage,
      summary: 'One who takes part, with entries and history',
      params: TakerParams,
      answer: TakerDetail,
    },
    ({ ctx, actor, params }) => readTaker(ctx, actor, params.id, params.personId),
  ),
  route(
    'POST /contests/:id/people/:personId/judge',
    {
      ...manage,
      summary: 'Keep or exclude somebody who takes part',
      params: TakerParams,
      body: JudgeBody,
      answer: TakerDetail,
    },
    ({ ctx, actor, params, body }) => judgeTaker(ctx, actor, params.id, params.personId, body),
  ),
  route(
    'POST /contests/:id/judgements',
    {
      ...manage,
      summary: 'Keep or exclude many who take part at once',
      params: ContestId,
      body: JudgeManyBody,
      answer: Judged,
    },
    ({ ctx, actor, params, body }) => judgeMany(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /contests/:id/judgements/:judgementId',
    { ...manage, summary: 'Take back what was judged of many at once', params: JudgedParams, answer: Judged },
    ({ ctx, actor, params }) => undoMany(ctx, actor, params.id, params.judgementId),
  ),
  route(
    'POST /contests/:id/people/:personId/merge',
    {
      ...manage,
      summary: 'Say that two who take part are one person',
      params: TakerParams,
      body: MergeBody,
      answer: TakerDetail,
    },
    async ({ ctx, actor, params, body }) => {
      await mergeTaker(ctx, actor, params.id, params.personId, body)
      return readTaker(ctx, actor, params.id, body.into)
    },
  ),
  route(
    'POST /contests/:id/people/:personId/split',
    {
      ...manage,
      summary: 'Part two who were taken for one person',
      params: TakerParams,
      body: SplitBody,
      answer: TakerDetail,
    },
    ({ ctx, actor, params, body }) => splitTaker(ctx, actor, params.id, params.personId, body),
  ),
  route(
    'DELETE /contests/:id/people/:personId',
    { ...manage, summary: 'Erase somebody who takes part, because they asked for it', params: TakerParams },
    ({ ctx, actor, params }) => eraseTaker(ctx, actor, params.id, params.personId),
  ),
  route(
    'POST /contests/:id/list',
    {
      ...manage,
      summary: 'Close the list of who takes part, and publish its digest',
      ...one,
      body: FreezeBody,
    },
    ({ ctx, actor, params, body }) => freezeList(ctx, actor, params.id, body),
  ),
  route(
    'POST /contests/:id/draws',
    { ...manage, summary: 'Draw a round, once', ...one, body: DrawBody },
    ({ ctx, actor, params, body }) => drawRound(ctx, actor, params.id, body),
  ),
  route(
    'GET /contests/:id/draw-file',
    { ...read, summary: 'With what anybody repeats the draw', params: ContestId, answer: DrawFile },
    ({ ctx, actor, params }) => readDrawFile(ctx, actor, params.id),
  ),
  route(
    'GET /contests/:id/winners',
    { ...manage, summary: 'Winners, and how far their prizes are', params: ContestId, answer: WinnerList },
    ({ ctx, actor, params }) => listWinners(ctx, actor, params.id),
  ),
  route(
    'PATCH /contests/:id/winners/:winnerId',
    {
      ...manage,
      summary: 'Write down how far a winner is',
      params: WinnerParams,
      body: WinnerChange,
      answer: Winner,
    },
    ({ ctx, actor, params, body }) => changeWinner(ctx, actor, params.id, params.winnerId, body),
  ),
  route(
    'GET /contest-pages/:token',
    {
      ...outside,
      summary: 'What everybody sees of a contest',
      params: PublicParams,
      query: PublicQuery,
      answer: PublicContest,
    },
    ({ ctx, params, query }) => readPage(ctx, params.token, query.language),
  ),
  route(
    'GET /contest-pages/:token/draw',
    {
      ...outside,
      summary: 'With what anybody repeats the draw of a contest',
      params: PublicParams,
      answer: DrawFile,
    },
    ({ ctx, params, request }) => readDraw(ctx, params.token, request.ip),
  ),
  route(
    'POST /contest-pages/:token/entries',
    { ...outside, summary: 'Take part by the form', params: PublicParams, body: EntryBody, answer: Entered },
    ({ ctx, params, body, request }) =>
      enterByForm(ctx, params.token, body, { ip: request.ip, requestId: request.id }),
  ),
  route(
    'POST /contest-confirmations',
    {
      ...outside,
      summary: 'Confirm with the link of a letter that one takes part',
      body: ConfirmBody,
      answer: Confirmed,
    },
    ({ ctx, body, request }) => confirmEntry(ctx, body, request.ip),
  ),
]
