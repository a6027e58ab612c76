import { PassThrough } from 'node:stream'
import type { Context } from '../../../app/context.ts'
import { type Route, route } from '../../../app/route.ts'
import {
  AssistantBody,
  AssistantCallList,
  AssistantSettings,
  CallsQuery,
  RunBody,
  type RunEvent,
  TestResult,
} from './contract.ts'
import { AssistantState } from './plain/state.ts'
import { performRun, prepareRun, type Run } from './run.ts'
import { keepSettings, pageCalls, readSettings, readState } from './service.ts'
import { testAssistant } from './test-call.ts'
import { begun } from './under-way.ts'

const tag = 'assistant'
/** Less than the idle time after which proxies commonly cut a connection. */
const heartbeatMs = 15_000

export const assistantRoutes: Route[] = [
  route(
    'GET /assistant',
    {
      may: 'post.write',
      of: 'channels',
      tag,
      summary: 'Whether the assistant can be asked, and where texts go',
      answer: AssistantState,
      agents: false,
    },
    ({ ctx, actor }) => readState(ctx, actor),
  ),
  route(
    'POST /assistant/runs',
    {
      may: 'post.write',
      of: 'channels',
      tag,
      summary:
        'Ask the assistant for words; they come as server-sent events, and whoever hangs up cancels it',
      body: RunBody,
      answer: { raw: 'text/event-stream' },
      agents: false,
    },
    async ({ ctx, actor, body, reply }) => {
      const run = await prepareRun(ctx, actor, body)
      // Proxies such as nginx hold answers back unless told not to.
      reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no')
      return reply.header('cache-control', 'no-store').send(streamOf(ctx, run))
    },
  ),
  route(
    'GET /assistant/settings',
    {
      may: 'workspace.manage',
      tag,
      summary: 'Where the assistant is asked, what it costs, and who may',
      answer: AssistantSettings,
    },
    ({ ctx, actor }) => readSettings(ctx, actor),
  ),
  route(
    'PUT /assistant/settings',
    {
      may: 'workspace.manage',
      tag,
      summary: 'Set up the assistant, or turn it off; the key is never shown again',
      body: AssistantBody,
      answer: AssistantSettings,
      agents: false,
    },
    ({ ctx, actor, body }) => keepSettings(ctx, actor, body),
  ),
  route(
    'POST /assistant/settings/test',
    {
      may: 'workspace.manage',
      tag,
      summary: 'Ask the model for one word, and say how that went',
      answer: TestResult,
      agents: false,
    },
    ({ ctx, actor }) => testAssistant(ctx, actor),
  ),
  route(
    'GET /assistant/calls',
    {
      may: 'workspace.manage',
      tag,
      summary: 'What was asked and what it cost, the newest first; never what was said',
      query: CallsQuery,
      answer: AssistantCallList,
    },
    ({ ctx, actor, query }) => pageCalls(ctx, actor, query),
  ),
]

/** What is told of a run, as it happens. Whoever hangs up ends it, also at the model. */
function streamOf(ctx: Context, run: Run): PassThrough {
  const stream = new PassThrough()
  const gone = new AbortController()
  const write = (text: string): void => {
    if (!stream.writableEnded && !stream.destroyed) stream.write(text)
  }
  const tell = (event: RunEvent): void => write(`data: ${JSON.stringify(event)}\n\n`)
  const pulse = setInterval(() => write(':\n\n'), heartbeatMs)
  const ended = begun(ctx, gone)
  stream.on('close', () => gone.abort())
  write(':\n\n')
  performRun(ctx, run, { signal: gone.signal, tell })
    .catch((err: unknown) => ctx.log.error({ err }, 'a call of the assistant could not be put down'))
    .finally(() => {
      clearInterval(pulse)
      ended()
      stream.end()
    })
  return stream
}
