import { AsyncResource } from 'node:async_hooks'
import type { FastifyRequest } from 'fastify'
import type { Server } from '../../platform/server/index.ts'
import type { Note, Trace } from '../../platform/trace/index.ts'

type Told = { note: Note; end: (error?: Error) => void; inside: AsyncResource }

/** Tells of every answer under the template of its route; what the handler does is part of it. */
export function traceRequests(server: Server, trace: Trace): void {
  if (!trace.on) return
  const told = new WeakMap<FastifyRequest, Told>()
  server.addHook('onRequest', (request, _reply, next) => {
    const { method, routeOptions } = request
    const route = routeOptions.url ?? 'none'
    const facts = { 'http.request.method': method, 'http.route': route }
    const work = (note: Note) =>
      new Promise<void>((done, fail) => {
        const inside = new AsyncResource('request')
        told.set(request, { note, end: (error) => (error ? fail(error) : done()), inside })
        // Whatever follows from here on hangs below this step.
        next()
      })
    // How it ended is told; nobody else waits for it.
    trace.step({ name: `${method} ${route}`, kind: 'server', facts }, work).catch(() => {})
  })
  // A body that was waited for has come from outside of the step.
  server.addHook('preValidation', (request, _reply, next) => {
    const step = told.get(request)
    if (step) step.inside.runInAsyncScope(next)
    else next()
  })
  server.addHook('onResponse', async (request, { statusCode }) => {
    const step = told.get(request)
    step?.note({ 'http.response.status_code': statusCode })
    step?.end(statusCode >= 500 ? new ServerFault(statusCode) : undefined)
  })
}

class ServerFault extends Error {
  readonly code: string
  constructor(status: number) {
    super()
    this.code = String(status)
  }
}
