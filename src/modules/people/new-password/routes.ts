import { type Route, route } from '../../../app/route.ts'
import { MemberParams } from '../members/contract.ts'
import { fromRequest } from '../sign-in/index.ts'
import {
  Forgotten,
  ForgottenBody,
  LinkBody,
  LinkOwner,
  MadeLink,
  NewPasswordAnswer,
  NewPasswordBody,
} from './contract.ts'
import { askForLink, lookAtLink, makeLinkFor, useLink } from './service.ts'

const tag = 'People'

export const newPasswordRoutes: Route[] = [
  route(
    'POST /forgotten-password',
    {
      may: 'anyone',
      summary: 'Ask for a link by mail that sets a new password',
      tag,
      body: ForgottenBody,
      answer: Forgotten,
    },
    ({ ctx, body, request }) => askForLink(ctx, body.email, fromRequest(request)),
  ),
  route(
    'POST /password-link',
    { may: 'anyone', summary: 'Whose password a link sets', tag, body: LinkBody, answer: LinkOwner },
    ({ ctx, body }) => lookAtLink(ctx, body.token),
  ),
  route(
    'POST /new-password',
    {
      may: 'anyone',
      summary: 'Set a new password with a link, once; other ways in, and sessions, end',
      tag,
      body: NewPasswordBody,
      answer: NewPasswordAnswer,
    },
    ({ ctx, body, request }) => useLink(ctx, body, fromRequest(request)),
  ),
  route(
    'POST /members/:id/password-link',
    {
      may: 'people.manage',
      summary: 'Make a link with which a member sets a new password',
      tag,
      params: MemberParams,
      answer: MadeLink,
    },
    ({ ctx, actor, params }) => makeLinkFor(ctx, actor, params.id),
  ),
]
