import { createHash } from 'node:crypto'
import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import { okDescription } from './descriptions/ok.ts'
import { frameOf, type Reply, type Request } from './frame.ts'
import { type Caller, createMethods, type Fields, needOf } from './ok/methods.ts'
import { type Said, wrong } from './ok/said.ts'
import { signInPage, tokens } from './ok/signing.ts'
import { dayMs, OkState, seenOf } from './ok/state.ts'
import { upload } from './ok/uploads.ts'

const api = 'https://api.ok.ru'
const door = 'https://connect.ok.ru'
const uploads = 'https://up.mycdn.me'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

const making = new Set(['mediatopic.post', 'mediatopic.edit', 'mediatopic.deleteTopic'])
const bringing = new Set(['photosV2.getUploadUrl', 'video.getUploadUrl', 'video.update'])

/** OK on loopback: groups, persons who manage them, tokens that end, posts that stay, uploads, and trouble on demand. */
export function okFake() {
  const state = new OkState()
  const methods = createMethods(state, uploads)
  const asked: { method: string; fields: Fields }[] = []
  let next: Reply[] = []
  let signedIn: ((body: object) => object) | null = null

  const frame = frameOf({
    origins: [api, door, uploads],
    kindOf({ origin, path, fields }) {
      if (origin === uploads) return 'upload'
      if (origin === door || path !== '/fb.do') return null
      const method = String(fields.method)
      if (making.has(method)) return 'publish'
      return bringing.has(method) ? 'upload' : 'read'
    },
    say(request) {
      if (request.origin === uploads) return upload(state, request)
      if (request.origin === door) return signInPage(state, request)
      if (request.path === '/oauth/token.do') return changed(tokens(state, request))
      return answer(request)
    },
    refusal: wrong(100, 'PARAM : attachment : this content is not taken'),
    limited: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: 'slower' }),
    broken: wrong(9999),
    down: { status: 503, body: 'Service Unavailable' },
    description: okDescription,
    undescribed: ({ origin }: Request) => origin === door,
  })

  function changed(reply: Reply): Reply {
    const change = signedIn
    signedIn = null
    return change ? { ...reply, body: change(reply.body as object) } : reply
  }

  function answer({ path, method, fields }: Request): Reply {
    if (path !== '/fb.do' || method !== 'POST') return { status: 404, body: 'nothing here' }
    const name = String(fields.method)
    asked.push({ method: name, fields })
    const caller = callerOf(fields)
    if ('status' in caller) return caller
    const told = next.shift()
    if (told) return told
    const work = methods[name]
    if (!work || state.withheld.has(name)) return wrong(3)
    if (!state.rights.has(needOf(name))) return wrong(200)
    return work(fields, caller)
  }

  /** Who asks: the key must be known, the token alive, and the signature made with its secret. */
  function callerOf(fields: Fields): Caller | Said {
    if (fields.application_key !== state.app.applicationKey) return wrong(101)
    const access = String(fields.access_token ?? '')
    const token = state.tokens.get(access)
    if (!token) return wrong(103)
    const now = state.at().getTime()
    if (token.ends <= now) return wrong(102)
    const secret = state.everlasting.get(access) ?? md5(`${access}${state.app.clientSecret}`)
    const signed = Object.entries(fields).filter(([name]) => name !== 'sig' && name !== 'access_token')
    const text = signed
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('')
    if (fields.sig !== md5(`${text}${secret}`)) return wrong(104)
    // A long token is made longer by its use, once a day.
    if (token.long && now - token.touched >= dayMs)
      Object.assign(token, { ends: Math.max(token.ends, now + 30 * dayMs), touched: now })
    return { person: token.person, token }
  }

  const bed = {
    ...frame,
    start: async (now: () => Date) => {
      state.now = now
      await frame.start()
    },
    join: async () => {
      const { group, person } = state.addGroup()
      const { access, refresh, seconds } = state.give(person)
      const ends = new Date(state.now().getTime() + seconds * 1000)
      return {
        remoteId: group.uid,
        handle: `@${group.shortname}`,
        name: group.name,
        avatarUrl: `https://i.mycdn.me/image?id=${group.uid}`,
        profileUrl: `https://ok.ru/${group.shortname}`,
        server: api,
        credential: {
          access,
          refresh,
          accessEndsAt: ends.toISOString(),
          refreshEndsAt: ends.toISOString(),
          long: seconds > 86_400,
        },
        expiresAt: ends,
        limits: {},
      }
    },
    consent: (url: string) => {
      const { group, person } = state.addGroup()
      return { query: state.allow(person, url), remoteId: group.uid }
    },
    app: () => ({ id: 'app', values: { ...state.app } }),
    skew: (ms: number) => {
      state.skew = ms
    },
    expire: (remoteId: string, what: 'access' | 'all') => {
      const person = state.managerOf(remoteId)
      if (!person) return
      if (what === 'all') return state.changePassword(person)
      for (const [name, token] of state.tokens) if (token.person === person) state.tokens.delete(name)
    },
    secrets: (remoteId: string) => [
      ...state.secretsOf(state.managerOf(remoteId)?.uid ?? ''),
      state.app.clientSecret,
    ],
    published: async (remoteId: string): Promise<Seen[]> =>
      state.topics.filter(({ gid }) => gid === remoteId).map(seenOf),
    native: async (remoteId: string, text: string): Promise<Seen> =>
      seenOf(state.addTopic(remoteId, [{ type: 'text', text }])),
    count: (postId, numbers) => {
      const topic = state.topic(postId)
      if (topic) topic.numbers = { ...topic.numbers, ...numbers }
    },
    countAccount: (remoteId, { followers, posts }) => {
      const group = state.groups.get(remoteId)
      if (group && followers !== undefined) group.members = followers
      if (group && typeof posts === 'number') group.themes = posts
    },
  } satisfies Bed

  return {
    ...bed,
    state,
    asked,
    /** What the next calls are answered instead, whatever they ask. */
    answerNext: (...said: Reply[]) => {
      next = said
    },
    /** How the next sign-in is answered otherwise. */
    answerSignIn: (change: (body: object) => object) => {
      signedIn = change
    },
  }
}
