import { route } from '../../../../app/route.ts'
import { Media, MediaId } from '../contract.ts'
import { mediaError } from '../errors.ts'
import { addCaptions, listCaptions, removeCaptions, sendCaptions } from './captions.ts'
import {
  Captions,
  CaptionsId,
  CaptionsList,
  CaptionsQuery,
  Conversion,
  ConversionList,
  ConversionQuery,
  CoverBody,
  CoverQuery,
  TrimBody,
} from './contract.ts'
import { coverFromFrame, coverFromPicture, removeCover } from './covers.ts'
import { again, cancel, listConversions, trimFilm } from './service.ts'

const writing = { may: 'post.write', of: 'channels', tag: 'media' } as const

export const filmRoutes = [
  route(
    'GET /media-conversions',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'What is, was or will be made of some films for networks, and how far it is',
      query: ConversionQuery,
      answer: ConversionList,
    },
    ({ ctx, actor, query }) => listConversions(ctx, actor, query.media),
  ),
  route(
    'POST /media-conversions/:id/cancel',
    { ...writing, summary: 'Cancel the conversion of a film', params: MediaId, answer: Conversion },
    ({ ctx, actor, params }) => cancel(ctx, actor, params.id),
  ),
  route(
    'POST /media-conversions/:id/again',
    {
      ...writing,
      summary: 'Begin a conversion again that failed or was cancelled',
      params: MediaId,
      answer: Conversion,
    },
    ({ ctx, actor, params }) => again(ctx, actor, params.id),
  ),
  route(
    'POST /media/:id/cut',
    {
      ...writing,
      summary: 'Make a new film of a part of this one; it stays as it is',
      params: MediaId,
      body: TrimBody,
      status: 202,
      answer: Conversion,
    },
    ({ ctx, actor, params, body }) => trimFilm(ctx, actor, params.id, body),
  ),
  route(
    'PUT /media/:id/cover',
    {
      ...writing,
      summary: 'Let the frame of one instant stand for a film',
      params: MediaId,
      body: CoverBody,
      answer: Media,
    },
    ({ ctx, actor, params, body }) => coverFromFrame(ctx, actor, params.id, body.ms),
  ),
  route(
    'DELETE /media/:id/cover',
    { ...writing, summary: 'Let networks choose the cover of a film', params: MediaId, answer: Media },
    ({ ctx, actor, params }) => removeCover(ctx, actor, params.id),
  ),
  route(
    'POST /media-covers',
    {
      ...writing,
      summary: 'Let a picture stand for a film: JPEG, PNG or WebP (multipart, field "file")',
      query: CoverQuery,
      upload: true,
      status: 201,
      answer: Media,
    },
    async ({ ctx, actor, query, request }) => {
      const file = await request.file()
      if (!file) throw mediaError('no_file')
      return coverFromPicture(ctx, actor, query.mediaId, file.file)
    },
  ),
  route(
    'GET /media/:id/captions',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'What is said in a film, by language',
      params: MediaId,
      answer: CaptionsList,
    },
    ({ ctx, actor, params }) => listCaptions(ctx, actor, params.id),
  ),
  route(
    'POST /media-captions',
    {
      ...writing,
      summary: 'Put captions beside a film: SubRip or WebVTT (multipart, field "file")',
      query: CaptionsQuery,
      upload: true,
      status: 201,
      answer: Captions,
    },
    async ({ ctx, actor, query, request }) => {
      const file = await request.file()
      if (!file) throw mediaError('no_file')
      return addCaptions(ctx, actor, { ...query, stream: file.file, fileName: file.filename })
    },
  ),
  route(
    'GET /media/:id/captions/:captionsId/file',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'Captions as WebVTT',
      params: CaptionsId,
      answer: { raw: 'text/vtt' },
    },
    ({ ctx, actor, params, reply }) => sendCaptions(ctx, actor, params, reply),
  ),
  route(
    'DELETE /media/:id/captions/:captionsId',
    { ...writing, summary: 'Take captions off a film', params: CaptionsId },
    ({ ctx, actor, params }) => removeCaptions(ctx, actor, params.id, params.captionsId),
  ),
]
