import { type Route, route } from '../../../app/route.ts'
import { Mine } from '../waiting/contract.ts'
import {
  BeginBody,
  CellBody,
  CellId,
  Load,
  PersonBody,
  PersonChange,
  PersonId,
  Team,
  TeamPerson,
  WhoList,
  WhoQuery,
  Work,
  WorkBody,
  WorkChange,
  WorkId,
} from './contract.ts'
import {
  addPerson,
  addWork,
  beginTeam,
  changePerson,
  changeWork,
  readLoad,
  readMine,
  readTeam,
  removePerson,
  removeWork,
  restorePerson,
  restoreWork,
  setParts,
} from './service.ts'
import { findWho } from './who.ts'

const tag = 'team'
const see = { may: 'team.read', tag } as const
const manage = { may: 'strategy.manage', tag } as const

export const teamRoutes: Route[] = [
  route(
    'GET /team',
    { ...see, summary: 'People, kinds of work, and who is what for which', answer: Team },
    ({ ctx, actor }) => readTeam(ctx, actor),
  ),
  route(
    'GET /team/who',
    {
      ...see,
      summary: 'Who is responsible, approves, is consulted or informed, by kind of work',
      query: WhoQuery,
      answer: WhoList,
    },
    async ({ ctx, actor, query }) => ({ items: await findWho(ctx.db, actor.workspaceId, query.function) }),
  ),
  route(
    'GET /team/mine',
    { ...see, summary: 'What whoever asks is, by kind of work', answer: Mine },
    ({ ctx, actor }) => readMine(ctx, actor),
  ),
  route(
    'GET /team/load',
    { ...see, summary: 'Hours a week that the plans of channels ask of each', answer: Load },
    ({ ctx, actor }) => readLoad(ctx, actor),
  ),
  route(
    'POST /team/begin',
    {
      ...manage,
      summary: 'Take in all members and some kinds of work at once',
      body: BeginBody,
      answer: Team,
    },
    ({ ctx, actor, body }) => beginTeam(ctx, actor, body),
  ),
  route(
    'POST /team/people',
    { ...manage, summary: 'Take somebody into the team', body: PersonBody, answer: TeamPerson, status: 201 },
    ({ ctx, actor, body }) => addPerson(ctx, actor, body),
  ),
  route(
    'PATCH /team/people/:id',
    {
      ...manage,
      summary: 'Change functions, hours, name or contact',
      params: PersonId,
      body: PersonChange,
      answer: TeamPerson,
    },
    ({ ctx, actor, params, body }) => changePerson(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /team/people/:id',
    { ...manage, summary: 'Take somebody out of the team; can be taken back', params: PersonId },
    ({ ctx, actor, params }) => removePerson(ctx, actor, params.id),
  ),
  route(
    'POST /team/people/:id/restore',
    { ...manage, summary: 'Take them in again, as what they were', params: PersonId },
    ({ ctx, actor, params }) => restorePerson(ctx, actor, params.id),
  ),
  route(
    'POST /team/works',
    { ...manage, summary: 'Name a kind of work', body: WorkBody, answer: Work, status: 201 },
    ({ ctx, actor, body }) => addWork(ctx, actor, body),
  ),
  route(
    'PATCH /team/works/:id',
    { ...manage, summary: 'Change a kind of work', params: WorkId, body: WorkChange, answer: Work },
    ({ ctx, actor, params, body }) => changeWork(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /team/works/:id',
    { ...manage, summary: 'Take a kind of work out; can be taken back', params: WorkId },
    ({ ctx, actor, params }) => removeWork(ctx, actor, params.id),
  ),
  route(
    'POST /team/works/:id/restore',
    { ...manage, summary: 'Take it in again, with who does it', params: WorkId },
    ({ ctx, actor, params }) => restoreWork(ctx, actor, params.id),
  ),
  route(
    'PUT /team/works/:id/people/:personId',
    {
      ...manage,
      summary: 'Say what somebody is for a kind of work; nothing takes them out',
      params: CellId,
      body: CellBody,
      answer: Team,
    },
    ({ ctx, actor, params, body }) => setParts(ctx, actor, params, body),
  ),
]
