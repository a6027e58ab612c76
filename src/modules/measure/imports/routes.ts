import { type Route, route } from '../../../app/route.ts'
import { FaultsQuery } from '../../create/imports/contract.ts'
import { receiveTable } from '../../create/imports/index.ts'
import {
  MetricImport,
  MetricImportId,
  MetricImportList,
  MetricImportQuery,
  MetricRowList,
  MetricRowQuery,
  MetricRunBody,
  MetricSettingsBody,
  MetricUploadQuery,
  ValuesAnswer,
  ValuesBody,
} from './contract.ts'
import { metricImportError } from './errors.ts'
import {
  bringNumbers,
  checkImport,
  faultsFile,
  pageImports,
  pageRows,
  readImport,
  removeImport,
  runImport,
  undoImport,
} from './service.ts'
import { bringValues } from './values.ts'

const writes = { may: 'plan.manage', of: 'channels', tag: 'numbers' } as const
const refusals = {
  missing: () => metricImportError('no_file'),
  tooLarge: (mb: number) => metricImportError('too_large', { most: mb }),
}
const params = MetricImportId

export const metricImportRoutes: Route[] = [
  route(
    'GET /metric-imports',
    {
      ...writes,
      summary: 'Files of numbers that were brought, newest first',
      query: MetricImportQuery,
      answer: MetricImportList,
    },
    ({ ctx, actor, query }) => pageImports(ctx, actor, query),
  ),
  route(
    'POST /metric-imports',
    {
      ...writes,
      summary: 'Bring a table of numbers of one channel (multipart, field "file": CSV, XLSX or JSON)',
      query: MetricUploadQuery,
      answer: MetricImport,
      upload: true,
      status: 201,
    },
    async ({ ctx, actor, query, request }) => {
      return bringNumbers(ctx, actor, await receiveTable(request, refusals), query)
    },
  ),
  route(
    'POST /metric-imports/values',
    {
      ...writes,
      summary: 'Bring numbers without a file: of posts by their address or id, or of days of a channel',
      body: ValuesBody,
      answer: ValuesAnswer,
    },
    ({ ctx, actor, body }) => bringValues(ctx, actor, body),
  ),
  route(
    'GET /metric-imports/:id',
    { ...writes, summary: 'One file of numbers, how far it is', params, answer: MetricImport },
    ({ ctx, actor, params: { id } }) => readImport(ctx, actor, id),
  ),
  route(
    'GET /metric-imports/:id/rows',
    {
      ...writes,
      summary: 'Its rows with every value, what becomes of it, and what is to be mended',
      params,
      query: MetricRowQuery,
      answer: MetricRowList,
    },
    ({ ctx, actor, params: { id }, query }) => pageRows(ctx, actor, id, query),
  ),
  route(
    'PUT /metric-imports/:id/settings',
    {
      ...writes,
      summary: 'Say what the columns are, and look through all rows without writing a number',
      params,
      body: MetricSettingsBody,
      answer: MetricImport,
    },
    ({ ctx, actor, params: { id }, body }) => checkImport(ctx, actor, id, body),
  ),
  route(
    'POST /metric-imports/:id/run',
    {
      ...writes,
      summary: 'Write the numbers of all rows, or of the good ones',
      params,
      body: MetricRunBody,
      answer: MetricImport,
    },
    ({ ctx, actor, params: { id }, body }) => runImport(ctx, actor, id, body),
  ),
  route(
    'POST /metric-imports/:id/undo',
    {
      ...writes,
      summary: 'Take back the numbers that it wrote; what stood there before comes back',
      params,
      answer: MetricImport,
    },
    ({ ctx, actor, params: { id } }) => undoImport(ctx, actor, id),
  ),
  route(
    'DELETE /metric-imports/:id',
    { ...writes, summary: 'Forget a file of which no number stands', params },
    ({ ctx, actor, params: { id } }) => removeImport(ctx, actor, id),
  ),
  route(
    'GET /metric-imports/:id/faults',
    {
      ...writes,
      summary: 'The same rows with one more column: what is to be mended in them',
      params,
      query: FaultsQuery,
      answer: { raw: 'text/csv' },
    },
    async ({ ctx, actor, params: { id }, query, reply }) => {
      const { fileName, mime, body } = await faultsFile(ctx, actor, id, query.format)
      return reply
        .header('content-type', mime)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
        .send(body)
    },
  ),
]
