import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor, Person } from './actor.ts'
import type { Context } from './context.ts'
import type { Right } from './rights.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

/** `anyone`: no sign-in. `signed-in`: a person without a workspace. Otherwise the right that is asked in the workspace. */
export type May = Right | 'anyone' | 'signed-in'

export type RouteSpec = {
  may: May
  /**
   * The right is asked of channels: whoever has it on some channel comes in, and the verb asks for each that it touches
   * (`refuseBeyond`). Otherwise the role in the workspace decides alone.
   */
  of?: 'channels'
  /** One line for the API's page. */
  summary: string
  tag: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** The shape of the answer. Absent: 204 without a body. `raw`: the handler answers by itself. */
  answer?: z.ZodType | { raw: string }
  status?: 200 | 201 | 202
  /** The body is multipart; the handler reads it from the request. */
  upload?: boolean
  /** Served at its path as it stands, not below the API's: what networks, feed readers and browsers open. */
  outside?: boolean
  /**
   * What tokens are given for by the rules of OAuth: they open this and nothing else, and who comes without one is told where
   * its description is (RFC 9728).
   */
  resource?: true
  /**
   * Asked by programs by the rules of OAuth: forms are understood, errors are told as RFC 6749 has them, and who asks is not
   * looked at, so that no page elsewhere can use somebody's session here. So many times a minute from one address.
   */
  oauth?: { perMinute: number }
  /**
   * A door at which networks tell of what happened: any body is taken as it came, bounded in size and time, and who asks is not
   * looked at. So many times a minute from one address.
   */
  hook?: { perMinute: number; mostBytes: number; withinMs: number }
  /** Programs in pages of other sites may read it, as they may what `resource` and `oauth` mark. */
  forPages?: true
  /** It changes something, and may yet be asked in a workspace that is being deleted, where all else stands still. */
  standsStill?: true
  /** May be asked by whom the workspace is closed to until they have a second step. */
  withoutSecondStep?: true
  /** `false`: no tool for AI agents, because secrets are typed here, or it is a person's own affair. */
  agents?: false
}

export type Call<S extends RouteSpec> = {
  ctx: Context
  actor: S['may'] extends 'anyone' ? null : S['may'] extends 'signed-in' ? Person : Actor
  params: Out<S['params']>
  query: Out<S['query']>
  body: Out<S['body']>
  request: FastifyRequest
  reply: FastifyReply
}

export type Route = {
  method: Method
  /** Below `/api/v1` unless `outside`, parameters as `:name`. */
  path: string
  spec: RouteSpec
  run: (call: Call<RouteSpec>) => Promise<unknown>
}

type Answer<S extends RouteSpec> = S['answer'] extends z.ZodType ? z.input<S['answer']> : unknown

/** Path, who may, schema, verb: all that the edge needs to know. */
export function route<const S extends RouteSpec>(
  name: `${Method} /${string}`,
  spec: S,
  run: (call: Call<S>) => Promise<Answer<S>>,
): Route {
  const [method, path] = name.split(' ') as [Method, string]
  return { method, path, spec, run: run as unknown as Route['run'] }
}
