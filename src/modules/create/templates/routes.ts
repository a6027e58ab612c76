import { route } from '../../../app/route.ts'
import { PostAnswer } from '../posts/contract.ts'
import {
  FillBody,
  Template,
  TemplateBody,
  TemplateChange,
  TemplateId,
  TemplateList,
  TemplateQuery,
} from './contract.ts'
import {
  addTemplate,
  archiveTemplate,
  changeTemplate,
  fillTemplate,
  pageTemplates,
  readTemplate,
  restoreTemplate,
} from './service.ts'

const writes = { may: 'post.write', tag: 'bulk' } as const

export const templateRoutes = [
  route(
    'GET /post-templates',
    { ...writes, summary: 'Posts with gaps, by name', query: TemplateQuery, answer: TemplateList },
    ({ ctx, actor, query }) => pageTemplates(ctx, actor, query),
  ),
  route(
    'POST /post-templates',
    { ...writes, summary: 'Keep a post as a template', body: TemplateBody, answer: Template, status: 201 },
    ({ ctx, actor, body }) => addTemplate(ctx, actor, body),
  ),
  route(
    'GET /post-templates/:id',
    { ...writes, summary: 'One template', params: TemplateId, answer: Template },
    ({ ctx, actor, params }) => readTemplate(ctx, actor, params.id),
  ),
  route(
    'PUT /post-templates/:id',
    { ...writes, summary: 'Change a template', params: TemplateId, body: TemplateChange, answer: Template },
    ({ ctx, actor, params, body }) => changeTemplate(ctx, actor, params.id, body),
  ),
  route(
    'POST /post-templates/:id/archive',
    { ...writes, summary: 'Put a template away', params: TemplateId, answer: Template },
    ({ ctx, actor, params }) => archiveTemplate(ctx, actor, params.id),
  ),
  route(
    'POST /post-templates/:id/restore',
    { ...writes, summary: 'Take a template out again', params: TemplateId, answer: Template },
    ({ ctx, actor, params }) => restoreTemplate(ctx, actor, params.id),
  ),
  route(
    'POST /post-templates/:id/fill',
    {
      ...writes,
      summary: 'A draft of a template, with its gaps filled',
      params: TemplateId,
      body: FillBody,
      answer: PostAnswer,
      status: 201,
    },
    ({ ctx, actor, params, body }) => fillTemplate(ctx, actor, params.id, body),
  ),
]
