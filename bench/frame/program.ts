import { randomUUID } from 'node:crypto'
import { Agent, type RequestOptions, request } from 'node:http'
import { z } from 'zod'
import { makeOwner, type Program, startProgram } from '../../test/program.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'
type Json = Record<string, unknown>
export type Asked = { body: Json; bytes: number; ms: number }

export type BenchProgram = Program & {
  workspaceId: string
  key: string
  /** One request over a line that stays open; the time runs until the last byte is here. */
  ask(call: `${Method} ${string}`, body?: object): Promise<Asked>
  /** A feed of its own, which needs nobody else. Answers the channel's id. */
  makeFeed(): Promise<string>
}

/** The program as people run it, with an owner, spoken to over HTTP. */
export async function startBenchProgram(): Promise<BenchProgram> {
  const program = await startProgram({ env: { CARILLON_REQUESTS_PER_MINUTE: '1000000' } })
  const { workspaceId, key } = await makeOwner(program)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { port } = new URL(program.url)
  const ask: BenchProgram['ask'] = (call, body) => {
    const [method = '', path = ''] = call.split(' ')
    const text = body ? JSON.stringify(body) : undefined
    const headers = {
      authorization: `Bearer ${key}`,
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'idempotency-key': randomUUID(),
      }),
    }
    return send({ host: 'localhost', port, agent, method, path: `/api/v1${path}`, headers }, text)
  }
  const makeFeed = async () => {
    const { body } = await ask('POST /channels', {
      network: 'feed',
      way: 'make',
      fields: { title: randomUUID() },
    })
    const { channels } = z.object({ channels: z.tuple([z.object({ id: z.string() })]) }).parse(body)
    return channels[0].id
  }
  return { ...program, workspaceId, key, ask, makeFeed }
}

function send(options: RequestOptions, text: string | undefined): Promise<Asked> {
  return new Promise((done, fail) => {
    const started = performance.now()
    const sent = request(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const ms = performance.now() - started
        const bytes = Buffer.concat(chunks)
        if ((answer.statusCode ?? 0) >= 300) return fail(new Error(`Answered ${answer.statusCode}: ${bytes}`))
        done({ body: JSON.parse(bytes.toString('utf8')), bytes: bytes.length, ms })
      })
    })
    sent.on('error', fail)
    sent.end(text)
  })
}
