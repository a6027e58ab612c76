import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Bed, Disturbance, Mode } from '../../src/networks/kit/bed.ts'
import { type Contract, descriptionAt, openContract } from './contract.ts'
import { readSections } from './descriptions/vk.ts'
import { createMethods, type Fields, type Said, wrong } from './vk/methods.ts'
import { createSignIn } from './vk/sign-in.ts'
import { seenOf, VkState } from './vk/state.ts'

const description = descriptionAt('vk')
const api = 'https://api.vk.com'
const id = 'https://id.vk.com'
/** Where requests to VK ID arrive, which is another server. */
const idPath = '/@id'

/**
 * The documentation of wall.get has the number of the wall; its description has only the short name. That of wall.post has the
 * layout of pictures, which the description has not.
 */
const gaps = { 'wall.get': ['owner_id'], 'wall.post': ['primary_attachments_mode'] }

type Trouble = Required<Disturbance> & { mode: Mode }
type Asked = {
  path: string
  method: string
  fields: Fields
  token: string
  file: Buffer | null
  hash: string
}
type Reply = { status: number; body: unknown; headers?: Record<string, string> }

/** VK on loopback: communities, persons who edit them, keys of both, walls that stay, and trouble on demand. */
export function vkFake() {
  const state = new VkState()
  const contract: Contract | null = description ? openContract(readSections(description, gaps)) : null
  const answerTo = createMethods(state, () => `http://127.0.0.1:${port}`)
  const signIn = createSignIn(state)
  const asked: { method: string; fields: Fields }[] = []
  let port = 0
  let server: Server | null = null
  let trouble: Trouble | null = null
  let next: Said[] = []

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await understood(incoming)
    asked.push(request)
    const operation = request.path.startsWith('/method/')
      ? contract?.request({
          method: 'POST',
          path: request.path,
          query: new URLSearchParams(),
          body: request.fields,
          form: true,
        })
      : null
    const mode = modeFor(request)
    const said = early(mode) ?? replyTo(request)
    const reply = mode === 'error' ? { status: 200, body: wrong(10, 'Internal server error') } : said
    if (operation && reply.status === 200) contract?.answer(operation, 200, reply.body)
    if (mode === 'drop') return void incoming.socket.destroy()
    if (mode === 'hang') return
    if (mode === 'slow') await new Promise((done) => setTimeout(done, trouble?.delayMs))
    outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    outgoing.end(JSON.stringify(reply.body))
  }

  function replyTo(request: Asked): Reply {
    if (request.path.startsWith(idPath)) return signIn.token(request.fields)
    if (request.path.startsWith('/upload/')) return uploaded(request)
    const told = next.shift()
    if (told) return { status: 200, body: told }
    const key = state.keyOf(request.token)
    const body = key
      ? answerTo(request.method, request.fields, key)
      : wrong(5, `User authorization failed: invalid access_token (4).`)
    return { status: 200, body }
  }

  /** The servers for files look into them and do not believe their names. */
  function uploaded({ path, file, hash }: Asked): Reply {
    if (path.includes('/story-')) {
      const type = path.endsWith('video') ? 'video' : 'photo'
      const story = state.untold.get(hash)
      const good = file && (type === 'video' ? isFilm(file) : pictureType(file))
      if (!story || !good) return { status: 200, body: { error: { error_code: 'bad_file' } } }
      story.type = type
      return { status: 200, body: { response: { upload_result: hash } } }
    }
    if (path.endsWith('/video')) {
      const film = state.films.get(hash)
      if (!film || !file || !isFilm(file)) return { status: 200, body: { error: 'Unsupported video' } }
      film.size = file.length
      return { status: 200, body: { size: file.length, video_hash: hash } }
    }
    const mime = file ? pictureType(file) : null
    const own = `${hash}-${state.id()}`
    state.uploads.set(own, { mime })
    return { status: 200, body: { server: 1, photo: mime ? '[{"photo":"x"}]' : '[]', hash: own } }
  }

  function modeFor(request: Asked): Mode {
    const kind = kindOf(request)
    if (!trouble || (trouble.on !== 'all' && trouble.on !== kind)) return 'ok'
    if (trouble.skip-- > 0) return 'ok'
    if (trouble.times-- <= 0) return 'ok'
    return trouble.mode
  }

  function early(mode: Mode): Reply | null {
    if (mode === 'down') return { status: 503, body: 'unavailable' }
    if (mode === 'refuse')
      return {
        status: 200,
        body: wrong(100, 'One of the parameters specified was missing or invalid: message'),
      }
    if (mode !== 'limit') return null
    return { status: 429, body: 'slower', headers: { 'retry-after': String(trouble?.retryAfter ?? 30) } }
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
    doors: () => ({ [api]: `http://127.0.0.1:${port}`, [id]: `http://127.0.0.1:${port}${idPath}` }),
    app: () => ({ id: 'app', values: { clientId: signIn.clientId } }),
    consent: (url) => {
      const { group, person } = state.addGroup()
      return { query: signIn.allow(person, group, url), remoteId: String(-group.id) }
    },
    join: async () => {
      const { group, person } = state.addGroup()
      return {
        remoteId: String(-group.id),
        handle: `@${group.screenName}`,
        name: group.name,
        avatarUrl: 'https://sun1-1.userapi.com/200.jpg',
        profileUrl: `https://vk.com/${group.screenName}`,
        server: api,
        credential: signIn.credentialOf(person, group),
        expiresAt: null,
        limits: {},
      }
    },
    mode: (mode: Mode, how: Disturbance = {}) => {
      const times = how.times ?? Number.POSITIVE_INFINITY
      trouble =
        mode === 'ok' ? null : { on: 'publish', skip: 0, retryAfter: 30, delayMs: 200, ...how, times, mode }
      next = []
    },
    skew: (ms) => {
      state.skew = ms
    },
    expire: (remoteId, what) => {
      if (what === 'access') return state.endKeys(-Number(remoteId))
      state.revoke(-Number(remoteId))
      signIn.revoke(-Number(remoteId))
    },
    secrets: (remoteId) => state.secretsOf(-Number(remoteId)),
    published: async (remoteId) => state.seen(Number(remoteId)),
    native: async (remoteId, text) => seenOf(state.addPost(Number(remoteId), text)),
    count: (postId, numbers) => {
      const [owner = 0, id = 0] = postId.split('_').map(Number)
      Object.assign(state.post(owner, id)?.numbers ?? {}, numbers)
    },
    countAccount: (remoteId, { followers, posts }) => {
      const group = state.groups.get(-Number(remoteId))
      if (group && followers !== undefined) group.members = followers
      for (let n = state.postsOf(Number(remoteId)).length; n < (posts ?? 0); n++)
        state.addPost(Number(remoteId), `post ${n}`)
    },
  } satisfies Bed

  return {
    ...bed,
    state,
    signIn,
    contract,
    asked,
    /** The next methods are not done, and answered so. */
    say: (...answers: Said[]) => {
      next = answers
    },
  }
}

function kindOf({ path, method }: Asked): 'publish' | 'upload' | 'read' | 'other' {
  if (path.startsWith('/upload/') || /^(photos|video)\./.test(method)) return 'upload'
  if (/^(wall\.(post|createComment|edit|editComment)|stories\.save)$/.test(method)) return 'publish'
  return /\.get|\.search$|\.resolve/.test(method) ? 'read' : 'other'
}

async function understood(incoming: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', api)
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = incoming.headers['content-type'] ?? ''
  const base = {
    path: pathname,
    method: pathname.replace('/method/', ''),
    token: /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '',
    hash: searchParams.get('hash') ?? '',
  }
  if (!type.startsWith('multipart/form-data'))
    return { ...base, fields: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))), file: null }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const part = form.get(
    pathname.endsWith('video') ? 'video_file' : pathname.endsWith('story-photo') ? 'file' : 'photo',
  )
  const file = part && typeof part !== 'string' ? Buffer.from(await part.arrayBuffer()) : null
  return { ...base, fields: {}, file }
}

function pictureType(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (/^\x89PNG/.test(head)) return 'image/png'
  return /^\xff\xd8\xff/.test(head) ? 'image/jpeg' : null
}

const isFilm = (bytes: Buffer): boolean => /^....ftyp/s.test(bytes.subarray(0, 12).toString('latin1'))
