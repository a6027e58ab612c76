import { type Route, route } from '../../../app/route.ts'
import { collectNow } from './collect.ts'
import { compare, exportComparison } from './compare.ts'
import {
  CompareQuery,
  Comparison,
  Competitor,
  CompetitorBody,
  CompetitorChange,
  CompetitorId,
  CompetitorList,
  CompetitorsQuery,
  DayBody,
  Face,
  Imported,
  LookUpBody,
  Note,
  NoteBody,
  NoteChange,
  NoteId,
  NoteList,
  NumbersQuery,
  PostList,
  PostsQuery,
  Profile,
  ProfileBody,
  ProfileChange,
  ProfileDay,
  ProfileId,
  Report,
  TableBody,
} from './contract.ts'
import { enterDay, removeDay } from './days.ts'
import { importTable } from './import.ts'
import { lookUp } from './look-up.ts'
import { addNote, changeNote, listNotes, removeNote, restoreNote } from './notes.ts'
import { listCompetitors, listPosts, readCompetitor, reportOn } from './reads.ts'
import {
  addCompetitor,
  addProfile,
  archiveCompetitor,
  changeCompetitor,
  changeProfile,
  removeCompetitor,
  removeProfile,
  restoreCompetitor,
} from './service.ts'

const see = { may: 'team.read', tag: 'Competitors' } as const
const manage = { may: 'strategy.manage', tag: 'Competitors' } as const

export const competitorRoutes: Route[] = [
  route(
    'GET /competitors',
    {
      ...see,
      summary: 'Others who speak to the same people, with what is publicly counted of them',
      query: CompetitorsQuery,
      answer: CompetitorList,
    },
    ({ ctx, actor, query }) => listCompetitors(ctx, actor, query),
  ),
  route(
    'GET /competitors/compare',
    {
      ...see,
      summary: 'Us and some competitors side by side, under the same definitions and over the same days',
      query: CompareQuery,
      answer: Comparison,
    },
    ({ ctx, actor, query }) => compare(ctx, actor, query),
  ),
  route(
    'GET /competitors/compare/export',
    { ...see, summary: 'The same as CSV', query: CompareQuery, answer: { raw: 'text/csv' } },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, body } = await exportComparison(ctx, actor, query)
      return reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(body)
    },
  ),
  route(
    'POST /competitors/look-up',
    {
      ...manage,
      summary: 'Who a handle or an address is, asked of its network; keeps nothing',
      body: LookUpBody,
      answer: Face,
    },
    ({ ctx, actor, body }) => lookUp(ctx, actor, body.address),
  ),
  route(
    'POST /competitors',
    {
      ...manage,
      summary: 'Watch a competitor, with a first profile or without',
      body: CompetitorBody,
      answer: Competitor,
      status: 201,
    },
    ({ ctx, actor, body }) => addCompetitor(ctx, actor, body),
  ),
  route(
    'GET /competitors/:id',
    { ...see, summary: 'One competitor and its profiles', params: CompetitorId, answer: Competitor },
    ({ ctx, actor, params }) => readCompetitor(ctx, actor, params.id),
  ),
  route(
    'PUT /competitors/:id',
    {
      ...manage,
      summary: 'Change the name or page of a competitor',
      params: CompetitorId,
      body: CompetitorChange,
      answer: Competitor,
    },
    ({ ctx, actor, params, body }) => changeCompetitor(ctx, actor, params.id, body),
  ),
  route(
    'POST /competitors/:id/archive',
    {
      ...manage,
      summary: 'Stop watching a competitor and keep what is known',
      params: CompetitorId,
      answer: Competitor,
    },
    ({ ctx, actor, params }) => archiveCompetitor(ctx, actor, params.id),
  ),
  route(
    'POST /competitors/:id/restore',
    { ...manage, summary: 'Watch an archived competitor again', params: CompetitorId, answer: Competitor },
    ({ ctx, actor, params }) => restoreCompetitor(ctx, actor, params.id),
  ),
  route(
    'DELETE /competitors/:id',
    { ...manage, summary: 'Remove a competitor with everything that is known of it', params: CompetitorId },
    ({ ctx, actor, params }) => removeCompetitor(ctx, actor, params.id),
  ),
  route(
    'GET /competitors/:id/report',
    {
      ...see,
      summary: 'Numbers of a competitor: cadence, formats, engagement, answers, hours, followers by day',
      params: CompetitorId,
      query: NumbersQuery,
      answer: Report,
    },
    ({ ctx, actor, params, query }) => reportOn(ctx, actor, params.id, query),
  ),
  route(
    'GET /competitors/:id/posts',
    {
      ...see,
      summary: 'Their posts, those with most engagements first',
      params: CompetitorId,
      query: PostsQuery,
      answer: PostList,
    },
    ({ ctx, actor, params, query }) => listPosts(ctx, actor, params.id, query),
  ),
  route(
    'GET /competitors/:id/notes',
    {
      ...see,
      summary: 'What works for them and what fails, newest day first',
      params: CompetitorId,
      answer: NoteList,
    },
    ({ ctx, actor, params }) => listNotes(ctx, actor, params.id),
  ),
  route(
    'POST /competitors/:id/notes',
    {
      ...manage,
      summary: 'Note what works for a competitor, or what fails',
      params: CompetitorId,
      body: NoteBody,
      answer: Note,
      status: 201,
    },
    ({ ctx, actor, params, body }) => addNote(ctx, actor, params.id, body),
  ),
  route(
    'PUT /competitor-notes/:id',
    { ...manage, summary: 'Change a note', params: NoteId, body: NoteChange, answer: Note },
    ({ ctx, actor, params, body }) => changeNote(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /competitor-notes/:id',
    { ...manage, summary: 'Take a note away; it can be brought back for 30 days', params: NoteId },
    ({ ctx, actor, params }) => removeNote(ctx, actor, params.id),
  ),
  route(
    'POST /competitor-notes/:id/restore',
    { ...manage, summary: 'Bring a note back', params: NoteId, answer: Note },
    ({ ctx, actor, params }) => restoreNote(ctx, actor, params.id),
  ),
  route(
    'POST /competitors/:id/profiles',
    {
      ...manage,
      summary: 'Add a profile: one that is read by its handle or address, or one that is kept by hand',
      params: CompetitorId,
      body: ProfileBody,
      answer: Profile,
      status: 201,
    },
    ({ ctx, actor, params, body }) => addProfile(ctx, actor, params.id, body),
  ),
  route(
    'PATCH /competitor-profiles/:id',
    {
      ...manage,
      summary: 'Change a profile that is kept by hand',
      params: ProfileId,
      body: ProfileChange,
      answer: Profile,
    },
    ({ ctx, actor, params, body }) => changeProfile(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /competitor-profiles/:id',
    { ...manage, summary: 'Remove a profile with what is known of it', params: ProfileId },
    ({ ctx, actor, params }) => removeProfile(ctx, actor, params.id),
  ),
  route(
    'POST /competitor-profiles/:id/collect',
    {
      ...manage,
      summary: 'Read a profile now, unless it was read within the last five minutes',
      params: ProfileId,
      answer: Profile,
      status: 202,
    },
    ({ ctx, actor, params }) => collectNow(ctx, actor, params.id),
  ),
  route(
    'PUT /competitor-profiles/:id/days/:day',
    {
      ...manage,
      summary: 'Type in what a profile counted on a day',
      params: ProfileDay,
      body: DayBody,
      answer: Profile,
    },
    ({ ctx, actor, params, body }) => enterDay(ctx, actor, params.id, params.day, body),
  ),
  route(
    'DELETE /competitor-profiles/:id/days/:day',
    { ...manage, summary: 'Take away what a day counted', params: ProfileDay },
    ({ ctx, actor, params }) => removeDay(ctx, actor, params.id, params.day),
  ),
  route(
    'POST /competitor-profiles/:id/tables',
    {
      ...manage,
      summary: 'Bring a table (CSV) of days or of posts, or learn what is wrong with its lines',
      params: ProfileId,
      body: TableBody,
      answer: Imported,
    },
    ({ ctx, actor, params, body }) => importTable(ctx, actor, params.id, body),
  ),
]
