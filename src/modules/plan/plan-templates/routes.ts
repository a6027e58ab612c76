import { type Route, route } from '../../../app/route.ts'
import {
  BuiltInList,
  BuiltInQuery,
  Proposal,
  ProposalBody,
  Template,
  TemplateBody,
  TemplateChange,
  TemplateFile,
  TemplateId,
  TemplateList,
} from './contract.ts'
import { builtIns } from './examples/index.ts'
import {
  changeTemplate,
  fileOf,
  importTemplate,
  keepTemplate,
  listTemplates,
  proposePlan,
  readTemplate,
  removeTemplate,
} from './service.ts'

const manage = { may: 'plan.manage', tag: 'content plan' } as const

export const planTemplateRoutes: Route[] = [
  route(
    'GET /plan-templates',
    { ...manage, summary: 'Content plans kept to begin others from', answer: TemplateList },
    async ({ ctx, actor }) => ({ items: await listTemplates(ctx, actor) }),
  ),
  route(
    'GET /plan-templates/built-in',
    {
      ...manage,
      summary: 'Content plans to begin from that come with Carillon',
      query: BuiltInQuery,
      answer: BuiltInList,
    },
    async ({ query }) => ({ items: builtIns(query.language) }),
  ),
  route(
    'POST /plan-templates',
    {
      ...manage,
      summary: 'Keep the content plan, as it is saved, as a template',
      body: TemplateBody,
      answer: Template,
      status: 201,
    },
    ({ ctx, actor, body }) => keepTemplate(ctx, actor, body),
  ),
  route(
    'POST /plan-templates/import',
    {
      ...manage,
      summary: 'Bring a template in that was saved as a file',
      body: TemplateFile,
      answer: Template,
      status: 201,
    },
    ({ ctx, actor, body }) => importTemplate(ctx, actor, body),
  ),
  route(
    'POST /plan-templates/proposal',
    {
      ...manage,
      summary: 'What the content plan would be by a template; keeps nothing, save it with PUT /content-plan',
      body: ProposalBody,
      answer: Proposal,
    },
    ({ ctx, actor, body }) => proposePlan(ctx, actor, body),
  ),
  route(
    'GET /plan-templates/:id',
    { ...manage, summary: 'One template', params: TemplateId, answer: Template },
    ({ ctx, actor, params }) => readTemplate(ctx, actor, params.id),
  ),
  route(
    'GET /plan-templates/:id/file',
    {
      ...manage,
      summary: 'A template as a file for another workspace',
      params: TemplateId,
      answer: TemplateFile,
    },
    async ({ ctx, actor, params, reply }) => {
      reply.header('content-disposition', 'attachment; filename="content-plan-template.json"')
      return fileOf(ctx, actor, params.id)
    },
  ),
  route(
    'PATCH /plan-templates/:id',
    {
      ...manage,
      summary: 'Rename a template, or renew it with the content plan as it is saved now',
      params: TemplateId,
      body: TemplateChange,
      answer: Template,
    },
    ({ ctx, actor, params, body }) => changeTemplate(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /plan-templates/:id',
    { ...manage, summary: 'Remove a template', params: TemplateId },
    ({ ctx, actor, params }) => removeTemplate(ctx, actor, params.id),
  ),
]
