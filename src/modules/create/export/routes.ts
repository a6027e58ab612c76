import { route } from '../../../app/route.ts'
import { PostExportQuery } from './contract.ts'
import { exportPosts } from './service.ts'

export const exportRoutes = [
  route(
    'GET /posts/export',
    {
      may: 'workspace.read',
      tag: 'bulk',
      summary: 'Posts as a table that the import reads back (CSV, XLSX or JSON)',
      query: PostExportQuery,
      answer: { raw: 'text/csv' },
    },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, mime, body } = await exportPosts(ctx, actor, query)
      return reply
        .header('content-type', mime)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(body)
    },
  ),
]
