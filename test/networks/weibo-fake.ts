import type { Bed, Seen } from '../../src/networks/kit/bed.ts'
import type { Content } from '../../src/networks/kit/content.ts'
import { describeOpenApi } from './descriptions/openapi.ts'
import { weiboDescription } from './descriptions/weibo.ts'
import { frameOf } from './frame.ts'
import { answer, signInPage, tokens } from './weibo/routes.ts'
import { type Status, WeiboState } from './weibo/state.ts'

const api = 'https://api.weibo.com'
const link = 'http://bells.example/ring'

/** Weibo on loopback: accounts, an app with its safe domain, posts that stay, the newest few of them shown, and trouble on demand. */
export function weiboFake() {
  const state = new WeiboState()
  const frame = frameOf({
    origins: [api],
    kindOf({ path, method }) {
      if (path === '/oauth2/authorize') return null
      return method === 'POST' && path.startsWith('/2/') ? 'publish' : 'read'
    },
    say(request) {
      if (request.path === '/oauth2/authorize') return signInPage(state, request)
      if (request.path === '/oauth2/access_token') return tokens(state, request)
      return answer(state, request)
    },
    refusal: {
      status: 400,
      body: { request: '/2/statuses/share.json', error_code: 20021, error: 'content is illegal!' },
    },
    limited: (seconds) => ({
      status: 403,
      headers: { 'retry-after': String(seconds) },
      body: { request: '/2', error_code: 10023, error: 'User requests out of rate limit!' },
    }),
    broken: { status: 500, body: { request: '/2', error_code: 10001, error: 'System error!' } },
    down: { status: 503, body: { request: '/2', error_code: 10002, error: 'Service unavailable!' } },
    description: describeOpenApi(weiboDescription),
    undescribed: ({ path }) => path === '/oauth2/authorize',
  })

  const bed = {
    ...frame,
    start: async (now: () => Date) => {
      state.now = now
      await frame.start()
    },
    join: async () => {
      const member = state.addMember()
      const access = state.give(member)
      const ends = new Date(state.now().getTime() + state.tokenMs)
      return {
        remoteId: member.uid,
        handle: `@${member.name}`,
        name: member.name,
        avatarUrl: `http://tp1.sinaimg.cn/${member.uid}/180/0/1`,
        profileUrl: `https://weibo.com/u/${member.uid}`,
        server: api,
        credential: { access, refresh: null, accessEndsAt: ends.toISOString(), refreshEndsAt: null },
        expiresAt: ends,
        limits: { text: { linkTo: [state.app.domain] } },
        settings: { ip: '211.156.0.1' },
      }
    },
    consent: (url: string) => {
      const asked = new URL(url).searchParams
      const member = state.addMember()
      const code = state.allow(member, asked.get('redirect_uri') ?? '')
      return { query: { code, state: asked.get('state') ?? '' }, remoteId: member.uid }
    },
    app: () => ({ id: 'app', values: { ...state.app } }),
    content: (plain: Content): Content => ({
      ...plain,
      parts: plain.parts.map((part) => ({ ...part, text: linked(part.text) })),
    }),
    skew: (ms: number) => {
      state.skew = ms
    },
    expire: (remoteId: string, what: 'access' | 'all') => {
      const member = state.members.get(remoteId)
      if (what === 'all') member?.access.clear()
      else for (const token of member?.access.keys() ?? []) member?.access.set(token, 0)
    },
    secrets: (remoteId: string) => [...(state.members.get(remoteId)?.secrets ?? []), state.app.clientSecret],
    published: async (remoteId: string): Promise<Seen[]> =>
      state.statuses.filter(({ uid, deleted }) => uid === remoteId && !deleted).map(seen),
    native: async (remoteId: string, text: string): Promise<Seen> => seen(state.addStatus(remoteId, text)),
    count: (postId, numbers) => {
      Object.assign(state.statuses.find(({ id }) => id === postId)?.counts ?? {}, numbers)
    },
    countAccount: (remoteId, numbers) => {
      Object.assign(state.members.get(remoteId)?.counts ?? {}, numbers)
    },
    cannot: {
      'upload cut off': 'a picture travels within the request that makes the post',
      history: 'Weibo shows an app the five newest posts, so there is no long history to read',
    },
  } satisfies Bed

  return { ...bed, state }
}

/** Every post needs a link: at its end, in the place of as many letters where the text is measured. */
function linked(text: string): string {
  if (text.includes(link)) return text
  const tail = ` ${link}`
  return text.endsWith('a'.repeat(tail.length)) ? `${text.slice(0, -tail.length)}${tail}` : `${text}${tail}`
}

/** What is published, as its readers see it. Weibo keeps whole seconds. */
const seen = ({ id, text, picture, createdAt }: Status): Seen => ({
  remoteId: id,
  text,
  replyTo: null,
  media: picture ? [{ alt: '', mime: picture.mime }] : [],
  publishedAt: new Date(Math.floor(createdAt.getTime() / 1000) * 1000),
})
