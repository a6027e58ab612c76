import { type Route, route } from '../../../app/route.ts'
import { Export, ExportList, Import, ImportList, ImportQuery, MoveId } from './contract.ts'
import { movingError } from './errors.ts'
import { askForExport, askForImport, listExports, listImports, sendExport } from './service.ts'

const tag = 'Workspace'
const may = 'workspace.move'

export const movingRoutes: Route[] = [
  route(
    'POST /workspace/exports',
    {
      may,
      tag,
      summary: 'Ask for everything of the workspace in one file',
      answer: Export,
      status: 202,
      // Before all of it is deleted is when it is wanted most.
      standsStill: true,
    },
    ({ ctx, actor }) => askForExport(ctx, actor),
  ),
  route(
    'GET /workspace/exports',
    { may, tag, summary: 'Exports and how far they are, newest first', answer: ExportList },
    ({ ctx, actor }) => listExports(ctx, actor.workspaceId),
  ),
  route(
    'GET /workspace/exports/:id/file',
    {
      may,
      tag,
      summary: 'The file of an export, until it expires',
      params: MoveId,
      answer: { raw: 'application/gzip' },
    },
    ({ ctx, actor, params, reply }) => sendExport(ctx, actor, params.id, reply),
  ),
  route(
    'POST /imports',
    {
      may: 'signed-in',
      tag,
      summary: 'Make a workspace of an export (multipart, field "file"), in an organisation that one owns',
      upload: true,
      query: ImportQuery,
      answer: Import,
      status: 202,
    },
    async ({ ctx, actor, query, request }) => {
      const file = await request.file()
      if (!file) throw movingError('no_file')
      return askForImport(ctx, actor, query, file.file)
    },
  ),
  route(
    'GET /imports',
    { may: 'signed-in', tag, summary: 'Imports of one’s own and how far they are', answer: ImportList },
    ({ ctx, actor }) => listImports(ctx, actor),
  ),
]
