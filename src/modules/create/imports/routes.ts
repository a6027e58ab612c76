import type { FastifyReply } from 'fastify'
import { route } from '../../../app/route.ts'
import { makeMany } from './bulk.ts'
import {
  BulkAnswer,
  BulkBody,
  FaultsQuery,
  ImportId,
  ImportList,
  ImportQuery,
  PostImport,
  RowList,
  RowQuery,
  RunBody,
  SettingsBody,
  UploadQuery,
} from './contract.ts'
import { importError } from './errors.ts'
import { faultsFile } from './faults.ts'
import { receiveTable } from './receive.ts'
import {
  bringTable,
  checkImport,
  pageImports,
  pageRows,
  readImport,
  removeImport,
  runImport,
  undoImport,
} from './service.ts'

const tag = 'bulk'
const refusals = {
  missing: () => importError('no_file'),
  tooLarge: (mb: number) => importError('too_large', { most: mb }),
}
const writes = { may: 'post.write', of: 'channels', tag } as const

export const importRoutes = [
  route(
    'GET /post-imports',
    { ...writes, summary: 'Tables that were brought, newest first', query: ImportQuery, answer: ImportList },
    ({ ctx, actor, query }) => pageImports(ctx, actor, query),
  ),
  route(
    'POST /post-imports',
    {
      ...writes,
      summary: 'Bring a table of posts (multipart, field "file": CSV, XLSX or JSON)',
      query: UploadQuery,
      answer: PostImport,
      upload: true,
      status: 201,
    },
    async ({ ctx, actor, query, request }) => {
      return bringTable(ctx, actor, await receiveTable(request, refusals), query)
    },
  ),
  route(
    'GET /post-imports/:id',
    { ...writes, summary: 'One table, how far it is', params: ImportId, answer: PostImport },
    ({ ctx, actor, params }) => readImport(ctx, actor, params.id),
  ),
  route(
    'GET /post-imports/:id/rows',
    {
      ...writes,
      summary: 'Its rows with what is to be mended',
      params: ImportId,
      query: RowQuery,
      answer: RowList,
    },
    ({ ctx, actor, params, query }) => pageRows(ctx, actor, params.id, query),
  ),
  route(
    'PUT /post-imports/:id/settings',
    {
      ...writes,
      summary: 'Say what the columns are, and look through all rows without making anything',
      params: ImportId,
      body: SettingsBody,
      answer: PostImport,
    },
    ({ ctx, actor, params, body }) => checkImport(ctx, actor, params.id, body),
  ),
  route(
    'POST /post-imports/:id/run',
    {
      ...writes,
      summary: 'Make the posts of all rows, or of the good ones',
      params: ImportId,
      body: RunBody,
      answer: PostImport,
    },
    ({ ctx, actor, params, body }) => runImport(ctx, actor, params.id, body),
  ),
  route(
    'POST /post-imports/:id/undo',
    {
      ...writes,
      summary: 'Take back what it has made; what is published or was changed by hand stays',
      params: ImportId,
      answer: PostImport,
    },
    ({ ctx, actor, params }) => undoImport(ctx, actor, params.id),
  ),
  route(
    'DELETE /post-imports/:id',
    { ...writes, summary: 'Forget a table; its posts stay', params: ImportId },
    ({ ctx, actor, params }) => removeImport(ctx, actor, params.id),
  ),
  route(
    'GET /post-imports/:id/faults',
    {
      ...writes,
      summary: 'The same rows with one more column: what is to be mended',
      params: ImportId,
      query: FaultsQuery,
      answer: { raw: 'text/csv' },
    },
    async ({ ctx, actor, params, query, reply }) => {
      const { fileName, mime, body } = await faultsFile(ctx, actor, params.id, query.format)
      return sendAs(reply, fileName, mime).send(body)
    },
  ),
  route(
    'POST /posts/bulk',
    {
      may: 'post.write',
      of: 'channels',
      tag,
      summary: 'Make many posts at once, each with its own answer',
      body: BulkBody,
      answer: BulkAnswer,
    },
    ({ ctx, actor, body }) => makeMany(ctx, actor, body),
  ),
]

const sendAs = (reply: FastifyReply, fileName: string, mime: string): FastifyReply =>
  reply
    .header('content-type', mime)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
