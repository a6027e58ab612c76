import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Bed, Disturbance, Mode, Seen } from '../../src/networks/kit/bed.ts'
import { type Contract, descriptionAt, openContract } from './contract.ts'
import { readBotApi } from './descriptions/telegram.ts'
import { type Asked, createMethods, type Said } from './telegram/methods.ts'
import { TelegramState } from './telegram/state.ts'

const description = descriptionAt('telegram-bot-api.json')
const api = 'https://api.telegram.org'

type Trouble = Required<Disturbance> & { mode: Mode }

/** Telegram's Bot API on loopback: channels, a bot in each, messages that stay, and trouble on demand. */
export function telegramFake() {
  const state = new TelegramState()
  const contract: Contract | null = description ? openContract(readBotApi(description)) : null
  const methods = createMethods(state)
  let port = 0
  let server: Server | null = null
  let trouble: Trouble | null = null

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { path, asked } = await understood(incoming)
    const operation = contract?.request({
      method: 'POST',
      path,
      query: new URLSearchParams(),
      body: asked.form ? { ...asked.fields, ...namedFiles(asked) } : asked.fields,
      form: asked.form,
    })
    const mode = modeFor(asked.method)
    const said = early(mode) ?? sayOf(path, asked)
    const body =
      mode === 'error' ? { ok: false, error_code: 500, description: 'Internal Server Error' } : said
    if (operation) contract?.answer(operation, body.ok ? 200 : body.error_code, body)
    if (mode === 'drop') return void incoming.socket.destroy()
    if (mode === 'hang') return
    if (mode === 'slow') await new Promise((done) => setTimeout(done, trouble?.delayMs))
    outgoing.writeHead(body.ok ? 200 : body.error_code, { 'content-type': 'application/json' })
    outgoing.end(JSON.stringify(body))
  }

  function sayOf(path: string, asked: Asked): Said {
    const bot = state.bots.get(/^\/bot([^/]+)\//.exec(path)?.[1] ?? '')
    const method = methods[asked.method]
    if (!bot) return { ok: false, error_code: 401, description: 'Unauthorized' }
    if (!method) return { ok: false, error_code: 404, description: 'Not Found' }
    return method(asked, bot)
  }

  function modeFor(method: string): Mode {
    const kind = /^(send|edit|delete)/.test(method) ? 'publish' : 'read'
    if (!trouble || (trouble.on !== 'all' && trouble.on !== kind)) return 'ok'
    if (trouble.skip-- > 0) return 'ok'
    if (trouble.times-- <= 0) return 'ok'
    return trouble.mode
  }

  function early(mode: Mode): Said | null {
    if (mode === 'down') return { ok: false, error_code: 503, description: 'Service Unavailable' }
    if (mode === 'refuse')
      return { ok: false, error_code: 400, description: 'Bad Request: message must be non-empty' }
    if (mode !== 'limit') return null
    const seconds = trouble?.retryAfter ?? 30
    return {
      ok: false,
      error_code: 429,
      description: `Too Many Requests: retry after ${seconds}`,
      parameters: { retry_after: seconds },
    }
  }

  const bed = {
    start: async (now) => {
      state.now = now
      const listening = createServer((incoming, outgoing) => {
        answer(incoming, outgoing).catch((error: unknown) => {
          contract?.violations.push(`the fake itself: ${error}`)
          incoming.socket.destroy()
        })
      })
      await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
      const address = listening.address()
      port = address && typeof address === 'object' ? address.port : 0
      server = listening
    },
    stop: async () => {
      server?.closeAllConnections()
      await new Promise((done) => server?.close(done))
    },
    hosts: () => [`127.0.0.1:${port}`],
    doors: () => ({ [api]: `http://127.0.0.1:${port}` }),
    join: async () => {
      const { chat, bot } = state.addChannel()
      return {
        remoteId: String(chat.id),
        handle: `@${chat.username}`,
        name: chat.title,
        avatarUrl: null,
        profileUrl: `https://t.me/${chat.username}`,
        server: api,
        credential: { token: bot.token, chatId: String(chat.id) },
        expiresAt: null,
        limits: {},
      }
    },
    typed: async () => {
      const { chat, bot } = state.addChannel()
      const values = { token: bot.token, chat: `@${chat.username}` }
      return { way: 'bot', values, remoteId: String(chat.id) }
    },
    mode: (mode: Mode, how: Disturbance = {}) => {
      const times = how.times ?? Number.POSITIVE_INFINITY
      trouble =
        mode === 'ok' ? null : { on: 'publish', skip: 0, retryAfter: 30, delayMs: 200, ...how, times, mode }
    },
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId) => state.revoke(Number(remoteId)),
    secrets: (remoteId) => state.secretsOf(Number(remoteId)),
    published: async (remoteId): Promise<Seen[]> => state.seen(Number(remoteId)),
    countAccount: (remoteId, { followers }) => {
      const chat = state.chats.get(Number(remoteId))
      if (chat && followers !== undefined) chat.members = followers
    },
    cannot: {
      'upload cut off': 'pictures travel within the request that makes the message',
      'two workers':
        'it keeps no keys, so that two requests at once are two messages; the lease prevents them',
      insights: 'the number of members is the only one, and is always told',
    },
  } satisfies Bed

  return { ...bed, state, contract }
}

/** Files that are fields of the method; those of an album are attached to it under names of their own. */
const namedFiles = ({ files }: Asked) =>
  Object.fromEntries(
    Object.keys(files)
      .filter((name) => !/^(cover_|file\d+$)/.test(name))
      .map((name) => [name, 'bytes']),
  )

async function understood(incoming: IncomingMessage): Promise<{ path: string; asked: Asked }> {
  const path = new URL(incoming.url ?? '/', api).pathname
  const method = path.split('/')[2] ?? ''
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = incoming.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data'))
    return { path, asked: { method, fields: JSON.parse(bytes.toString('utf8')), files: {}, form: false } }
  const fields: Asked['fields'] = {}
  const files: Asked['files'] = {}
  for (const [name, value] of await new Response(bytes, { headers: { 'content-type': type } }).formData())
    if (typeof value === 'string') fields[name] = value
    else files[name] = Buffer.from(await value.arrayBuffer())
  return { path, asked: { method, fields, files, form: true } }
}
