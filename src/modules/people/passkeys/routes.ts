import { z } from 'zod'
import { type Route, route } from '../../../app/route.ts'
import { ConfirmBody } from '../second-step/contract.ts'
import { Me } from '../sign-in/contract.ts'
import { enter, fromRequest, setCookies } from '../sign-in/index.ts'
import {
  MadeBody,
  Passkey,
  PasskeyList,
  PasskeyOptions,
  PasskeyParams,
  PasskeyPatch,
  SignedBody,
} from './contract.ts'
import { askToMake, keepPasskey, listPasskeys, removePasskey, renamePasskey } from './own.ts'
import { askToSign, signInWith } from './sign-in.ts'

const tag = 'People'

export const passkeyRoutes: Route[] = [
  route(
    'POST /sign-in/passkey/options',
    {
      may: 'anyone',
      summary: 'What a device signs to come in',
      tag,
      body: z.object({}),
      answer: PasskeyOptions,
    },
    async ({ ctx, request, reply }) => {
      const { options, cookie } = await askToSign(ctx, fromRequest(request))
      setCookies(reply, [cookie])
      return options
    },
  ),
  route(
    'POST /sign-in/passkey',
    { may: 'anyone', summary: 'Sign in with a passkey', tag, body: SignedBody, answer: Me },
    async (call) => {
      const { ctx, body, request } = call
      return enter(call, await signInWith(ctx, request.headers.cookie ?? '', body, fromRequest(request)))
    },
  ),
  route(
    'GET /me/passkeys',
    { may: 'signed-in', summary: 'One’s own passkeys', tag, answer: PasskeyList },
    ({ ctx, actor }) => listPasskeys(ctx, actor),
  ),
  route(
    'POST /me/passkeys/options',
    {
      may: 'signed-in',
      summary: 'What a device makes a passkey of',
      tag,
      body: ConfirmBody,
      answer: PasskeyOptions,
    },
    async ({ ctx, actor, body, request, reply }) => {
      const { options, cookie } = await askToMake(ctx, actor, body, fromRequest(request))
      setCookies(reply, [cookie])
      return options
    },
  ),
  route(
    'POST /me/passkeys',
    { may: 'signed-in', summary: 'Add a passkey', tag, body: MadeBody, answer: Passkey, status: 201 },
    ({ ctx, actor, body, request }) =>
      keepPasskey(ctx, actor, body, { ...fromRequest(request), cookies: request.headers.cookie ?? '' }),
  ),
  route(
    'PATCH /me/passkeys/:id',
    {
      may: 'signed-in',
      summary: 'Name a passkey',
      tag,
      params: PasskeyParams,
      body: PasskeyPatch,
      answer: Passkey,
    },
    ({ ctx, actor, params, body }) => renamePasskey(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /me/passkeys/:id',
    { may: 'signed-in', summary: 'Remove a passkey', tag, params: PasskeyParams },
    ({ ctx, actor, params }) => removePasskey(ctx, actor, params.id),
  ),
]
