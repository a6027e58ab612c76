import { createHash, randomBytes } from 'node:crypto'
import type { Server } from '../../src/platform/server/index.ts'
import type { Visitor } from './door.ts'

export const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

type Form = Record<string, string>
type Answer = { status: number; body: Record<string, unknown> }

/** A program that is connected by the rules of OAuth, and tells nobody anything that it is not made to. */
export type Program = {
  id: string
  verifier: string
  /** What it sends a browser with. */
  request: Record<string, string>
  /** At the token endpoint; what is given here stands instead of what is right. */
  redeem(code: string, instead?: Form): Promise<Answer>
  renew(token: unknown, instead?: Form): Promise<Answer>
  giveBack(token: unknown, instead?: Form): Promise<Answer>
}

export async function introduce(server: Server, wish: Record<string, unknown> = {}): Promise<Program> {
  const redirect = 'https://assistant.example/callback'
  const payload = { client_name: 'Assistant', redirect_uris: [redirect], ...wish }
  const answer = await server.inject({ method: 'POST', url: '/oauth/register', payload })
  if (answer.statusCode !== 201) throw new Error(`Not taken: ${answer.body}`)
  const id: string = answer.json().client_id
  const verifier = randomBytes(32).toString('base64url')
  const post = (url: string, form: Form) => sendForm(server, url, form)
  return {
    id,
    verifier,
    request: {
      response_type: 'code',
      client_id: id,
      redirect_uri: redirect,
      code_challenge: digest(verifier).toString('base64url'),
      code_challenge_method: 'S256',
      resource: 'http://localhost:4400/mcp',
      state: 'xyz',
    },
    redeem: (code, instead = {}) =>
      post('/oauth/token', {
        ...{ grant_type: 'authorization_code', client_id: id, code, redirect_uri: redirect },
        code_verifier: verifier,
        ...instead,
      }),
    renew: (token, instead = {}) =>
      post('/oauth/token', {
        ...{ grant_type: 'refresh_token', client_id: id, refresh_token: String(token) },
        ...instead,
      }),
    giveBack: (token, instead = {}) =>
      post('/oauth/revoke', { client_id: id, token: String(token), ...instead }),
  }
}

export async function sendForm(server: Server, url: string, form: Form | string): Promise<Answer> {
  const answer = await server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  })
  return { status: answer.statusCode, body: answer.json() }
}

export const everything = [
  'workspace.read',
  'numbers.read',
  'team.read',
  'budget.read',
  'post.write',
  'post.publish',
  'post.approve',
  'post.comment',
  'task.write',
  'plan.manage',
  'strategy.manage',
  'channel.manage',
]

/** What a person's browser brings back when they say yes. */
export async function allow(
  person: Visitor,
  request: Record<string, string>,
  wish: Record<string, unknown> = {},
): Promise<URLSearchParams> {
  const { status, body } = await person('POST /consent', { request, only: everything, ...wish })
  if (status !== 200) throw new Error(`Not let in: ${JSON.stringify(body)}`)
  return new URL(String(body.to)).searchParams
}
