import { type Route, route } from '../../../app/route.ts'
import {
  Persona,
  PersonaBody,
  PersonaChange,
  PersonaExamples,
  PersonaExamplesQuery,
  PersonaId,
  PersonaList,
  PersonasQuery,
  ReadTable,
  TableBody,
} from './contract.ts'
import { personaExamples } from './examples/index.ts'
import { readPersonaTable } from './read-table.ts'
import {
  addPersona,
  archivePersona,
  changePersona,
  listPersonas,
  readPersona,
  removePersona,
  restorePersona,
} from './service.ts'

const see = { may: 'team.read', tag: 'personas' } as const
const manage = { may: 'strategy.manage', tag: 'personas' } as const

export const personaRoutes: Route[] = [
  route(
    'GET /personas',
    { ...see, summary: 'Whom the brand speaks to', query: PersonasQuery, answer: PersonaList },
    ({ ctx, actor, query }) => listPersonas(ctx, actor, query),
  ),
  route(
    'GET /personas/examples',
    {
      ...see,
      summary: 'Personas to begin from, one who buys for themselves and one who buys for a company',
      query: PersonaExamplesQuery,
      answer: PersonaExamples,
    },
    async ({ query }) => ({ items: [...personaExamples(query.language)] }),
  ),
  route(
    'POST /personas',
    { ...manage, summary: 'Describe a persona', body: PersonaBody, answer: Persona, status: 201 },
    ({ ctx, actor, body }) => addPersona(ctx, actor, body),
  ),
  route(
    'POST /personas/table',
    {
      ...manage,
      summary:
        'Read a table of an audience (CSV) as facts, or learn what is wrong with its lines; keeps nothing',
      body: TableBody,
      answer: ReadTable,
    },
    ({ ctx, actor, body }) => readPersonaTable(ctx, actor, body),
  ),
  route(
    'GET /personas/:id',
    { ...see, summary: 'One persona', params: PersonaId, answer: Persona },
    ({ ctx, actor, params }) => readPersona(ctx, actor, params.id),
  ),
  route(
    'PUT /personas/:id',
    { ...manage, summary: 'Change a persona', params: PersonaId, body: PersonaChange, answer: Persona },
    ({ ctx, actor, params, body }) => changePersona(ctx, actor, params.id, body),
  ),
  route(
    'POST /personas/:id/archive',
    { ...manage, summary: 'Put a persona away', params: PersonaId, answer: Persona },
    ({ ctx, actor, params }) => archivePersona(ctx, actor, params.id),
  ),
  route(
    'POST /personas/:id/restore',
    { ...manage, summary: 'Take a persona out of the archive', params: PersonaId, answer: Persona },
    ({ ctx, actor, params }) => restorePersona(ctx, actor, params.id),
  ),
  route(
    'DELETE /personas/:id',
    { ...manage, summary: 'Remove a persona for good', params: PersonaId },
    ({ ctx, actor, params }) => removePersona(ctx, actor, params.id),
  ),
]
