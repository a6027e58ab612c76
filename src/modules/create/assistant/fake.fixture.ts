/** A model's server on loopback that answers as it is told to, and remembers what it was asked. For tests and the browser's walks. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Said = { role: string; content: string | { type: string; text?: string; image_url?: { url: string } }[] }
export type Asked = {
  path: string
  key: string | null
  body: { model: string; messages: Said[]; stream: boolean; tools?: unknown } & Record<string, unknown>
  /** The connection was ended from the other side before the answer was whole. */
  hungUp: boolean
}

/**
 * How a question is answered. `drip`: pieces come so many milliseconds after one another. `cut`: the connection breaks after
 * the pieces. `forever`: pieces come and come. `silent`: it takes the question and says nothing. `usage`: null for none.
 */
export type Reply = {
  text?: string
  status?: number
  error?: unknown
  headers?: Record<string, string>
  usage?: { prompt_tokens: number; completion_tokens: number } | null
  finish?: string
  drip?: number
  cut?: boolean
  forever?: boolean
  silent?: boolean
  whole?: boolean
  raw?: string
}

export type FakeModel = {
  url: string
  host: string
  asked: Asked[]
  /** What the next questions are answered with, one after the other; the last goes on for all that follow. */
  answers(...replies: (Reply | string | ((asked: Asked) => Reply | string))[]): void
  stop(): Promise<void>
}

export async function startFakeModel(): Promise<FakeModel> {
  const asked: Asked[] = []
  let replies: Parameters<FakeModel['answers']> = ['Well said.']
  const server = createServer((request, response) => {
    void take(request).then(async (one) => {
      asked.push(one)
      response.on('close', () => {
        one.hungUp = !response.writableEnded
      })
      const next = replies.length > 1 ? replies.shift() : replies[0]
      const reply = typeof next === 'function' ? next(one) : next
      await answer(response, typeof reply === 'string' ? { text: reply } : (reply ?? {}))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    asked,
    answers: (...next) => {
      replies = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function take(request: IncomingMessage): Promise<Asked> {
  let text = ''
  for await (const chunk of request) text += chunk
  const { authorization = '' } = request.headers
  return {
    path: request.url ?? '',
    key: authorization.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : null,
    body: JSON.parse(text),
    hungUp: false,
  }
}

const usual = { prompt_tokens: 100, completion_tokens: 20 }
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`
const delta = (content: string) => event({ choices: [{ delta: { content }, finish_reason: null }] })

async function answer(response: ServerResponse, reply: Reply): Promise<void> {
  const { text = '', status = 200, usage = usual, finish = 'stop', drip = 0 } = reply
  if (reply.silent) return
  if (status !== 200) {
    response.writeHead(status, { 'content-type': 'application/json', ...reply.headers })
    response.end(JSON.stringify(reply.error ?? { error: { message: 'It went wrong.' } }))
    return
  }
  if (reply.whole) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ choices: [{ message: { content: text }, finish_reason: finish }], usage }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (reply.raw !== undefined) return void response.end(reply.raw)
  // Emoji and letters of several bytes are cut in the middle on purpose.
  for (const piece of text.match(/[\s\S]{1,7}/g) ?? []) {
    const bytes = Buffer.from(delta(piece))
    response.write(bytes.subarray(0, 25))
    if (drip > 0) await wait(drip)
    response.write(bytes.subarray(25))
    if (response.destroyed) return
  }
  while (reply.forever && !response.destroyed) {
    response.write(delta('and on '))
    await wait(1)
  }
  if (reply.cut) {
    await wait(30)
    return void response.destroy()
  }
  response.write(event({ choices: [{ delta: {}, finish_reason: finish }] }))
  if (usage) response.write(event({ choices: [], usage }))
  response.end('data: [DONE]\n\n')
}
