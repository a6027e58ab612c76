import { type Route, route } from '../../../app/route.ts'
import { MemberParams } from '../members/contract.ts'
import { Me } from '../sign-in/contract.ts'
import { enter, fromRequest } from '../sign-in/index.ts'
import { BeginBody, Begun, CodeBody, ProveBody, RecoveryCodes, SecondStep } from './contract.ts'
import { begin, confirm, makeNewCodes, readState, turnOff } from './own.ts'
import { finishSignIn } from './sign-in.ts'
import { takeAway } from './taken.ts'

const tag = 'People'

export const secondStepRoutes: Route[] = [
  route(
    'POST /sign-in/second-step',
    {
      may: 'anyone',
      summary: 'Finish signing in with a code, after the right password',
      tag,
      body: CodeBody,
      answer: Me,
    },
    async (call) => {
      const { ctx, body, request } = call
      return enter(call, await finishSignIn(ctx, request.headers.cookie ?? '', body, fromRequest(request)))
    },
  ),
  route(
    'GET /me/second-step',
    { may: 'signed-in', summary: 'How one’s own second step stands', tag, answer: SecondStep },
    ({ ctx, actor }) => readState(ctx, actor),
  ),
  route(
    'POST /me/second-step',
    { may: 'signed-in', summary: 'Begin to turn the second step on', tag, body: BeginBody, answer: Begun },
    ({ ctx, actor, body }) => begin(ctx, actor, body),
  ),
  route(
    'POST /me/second-step/confirm',
    {
      may: 'signed-in',
      summary: 'Turn the second step on with a first code, and get recovery codes',
      tag,
      body: CodeBody,
      answer: RecoveryCodes,
    },
    ({ ctx, actor, body }) => confirm(ctx, actor, body),
  ),
  route(
    'POST /me/second-step/recovery-codes',
    {
      may: 'signed-in',
      summary: 'Get new recovery codes; the old ones end',
      tag,
      body: ProveBody,
      answer: RecoveryCodes,
    },
    ({ ctx, actor, body }) => makeNewCodes(ctx, actor, body),
  ),
  route(
    'POST /me/second-step/off',
    { may: 'signed-in', summary: 'Turn the second step off', tag, body: ProveBody },
    ({ ctx, actor, body }) => turnOff(ctx, actor, body),
  ),
  route(
    'DELETE /members/:id/second-step',
    {
      may: 'people.manage',
      summary: 'Take the second step from a member who has lost their phone',
      tag,
      params: MemberParams,
    },
    ({ ctx, actor, params }) => takeAway(ctx, actor, params.id),
  ),
]
