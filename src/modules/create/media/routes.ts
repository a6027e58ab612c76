import { route } from '../../../app/route.ts'
import { Media, MediaChange, MediaId, MediaList, MediaQuery, ThumbnailQuery } from './contract.ts'
import { mediaError } from './errors.ts'
import { sendFile, sendThumbnail } from './send.ts'
import { addMedia, deleteMedia, describeMedia, pageMedia, readMedia, restoreMedia } from './service.ts'

export const mediaRoutes = [
  route(
    'GET /media',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'Pictures and films, newest first',
      query: MediaQuery,
      answer: MediaList,
    },
    ({ ctx, actor, query }) => pageMedia(ctx, actor, query),
  ),
  route(
    'POST /media',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Upload a picture or film (multipart, field "file")',
      upload: true,
      status: 201,
      answer: Media,
    },
    async ({ ctx, actor, request }) => {
      const file = await request.file()
      if (!file) throw mediaError('no_file')
      return addMedia(ctx, actor, { stream: file.file, fileName: file.filename })
    },
  ),
  route(
    'GET /media/:id',
    { may: 'workspace.read', tag: 'media', summary: 'One picture or film', params: MediaId, answer: Media },
    ({ ctx, actor, params }) => readMedia(ctx, actor, params.id),
  ),
  route(
    'PATCH /media/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Say what a picture shows (alt text)',
      params: MediaId,
      body: MediaChange,
      answer: Media,
    },
    ({ ctx, actor, params, body }) => describeMedia(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /media/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Take it out of the library; 30 days to bring it back',
      params: MediaId,
    },
    ({ ctx, actor, params }) => deleteMedia(ctx, actor, params.id),
  ),
  route(
    'POST /media/:id/restore',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Bring back what was deleted',
      params: MediaId,
      answer: Media,
    },
    ({ ctx, actor, params }) => restoreMedia(ctx, actor, params.id),
  ),
  route(
    'GET /media/:id/file',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'The file itself; ranges are answered',
      params: MediaId,
      answer: { raw: 'application/octet-stream' },
    },
    ({ ctx, actor, params, request, reply }) => sendFile(ctx, actor, params.id, request, reply),
  ),
  route(
    'GET /media/:id/thumbnail',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'A small WebP of a picture',
      params: MediaId,
      query: ThumbnailQuery,
      answer: { raw: 'image/webp' },
    },
    ({ ctx, actor, params, query, reply }) => sendThumbnail(ctx, actor, params.id, query.side, reply),
  ),
]
