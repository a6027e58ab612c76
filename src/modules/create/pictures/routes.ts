import { route } from '../../../app/route.ts'
import { Media } from '../media/contract.ts'
import { Edit, EditBody, EditId } from './contract.ts'
import { editPicture, readEdit } from './service.ts'

export const pictureRoutes = [
  route(
    'GET /media/:id/edit',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'The original of a picture, and what was done to it',
      params: EditId,
      answer: Edit,
    },
    ({ ctx, actor, params }) => readEdit(ctx, actor, params.id),
  ),
  route(
    'POST /media/:id/edits',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'media',
      summary: 'Make a picture of another: turned, cropped, with logo and words; the original stays',
      params: EditId,
      body: EditBody,
      status: 201,
      answer: Media,
    },
    ({ ctx, actor, params, body }) => editPicture(ctx, actor, params.id, body.recipe),
  ),
]
