import { type Route, route } from '../../../app/route.ts'
import {
  Choice,
  ChoiceSettingsBody,
  Figure,
  FigureBody,
  Figures,
  FiguresQuery,
  FitAnswer,
  FitQuery,
  ImportAnswer,
  ImportBody,
  RestoreBody,
} from './contract.ts'
import { listFigures, restoreFigure, setFigure } from './figures.ts'
import { readChoice, readFit, setChoice } from './service.ts'
import { exportFigures, importFigures } from './table.ts'

const see = { may: 'team.read', tag: 'channel choice' } as const
const manage = { may: 'strategy.manage', tag: 'channel choice' } as const

export const choiceRoutes: Route[] = [
  route(
    'GET /choice',
    { ...see, summary: 'Networks one can choose, what the team makes and how long it takes', answer: Choice },
    ({ ctx, actor }) => readChoice(ctx, actor),
  ),
  route(
    'PUT /choice',
    {
      ...manage,
      summary: 'Say where people are spoken to and what can be made',
      body: ChoiceSettingsBody,
      answer: Choice,
    },
    ({ ctx, actor, body }) => setChoice(ctx, actor, body),
  ),
  route(
    'GET /choice/fit',
    {
      ...see,
      summary: 'How well each network fits a persona, why, and what the chosen ones do not reach',
      query: FitQuery,
      answer: FitAnswer,
    },
    ({ ctx, actor, query }) => readFit(ctx, actor, query),
  ),
  route(
    'GET /audience-figures',
    {
      ...see,
      summary: 'What is known of the audiences of networks, each figure with source, day and confidence',
      query: FiguresQuery,
      answer: Figures,
    },
    ({ ctx, actor, query }) => listFigures(ctx, actor, query),
  ),
  route(
    'PUT /audience-figures',
    {
      ...manage,
      summary: 'Enter a figure that the workspace knows better',
      body: FigureBody,
      answer: Figure,
    },
    ({ ctx, actor, body }) => setFigure(ctx, actor, body),
  ),
  route(
    'POST /audience-figures/restore',
    {
      ...manage,
      summary: 'Let the reference hold again, for one figure or its whole group',
      body: RestoreBody,
    },
    ({ ctx, actor, body }) => restoreFigure(ctx, actor, body),
  ),
  route(
    'GET /audience-figures/export',
    { ...see, summary: 'All figures as a table (CSV)', answer: { raw: 'text/csv' } },
    async ({ ctx, actor, reply }) =>
      reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', 'attachment; filename="carillon-audiences.csv"')
        .send(await exportFigures(ctx, actor)),
  ),
  route(
    'POST /audience-figures/import',
    {
      ...manage,
      summary: 'Bring figures in from a table; all of it, or nothing and what is wrong line by line',
      body: ImportBody,
      answer: ImportAnswer,
    },
    ({ ctx, actor, body }) => importFigures(ctx, actor, body),
  ),
]
