import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account, App, Connect, Joined, Profile, Tools } from '../kit/network.ts'
import { beginOauth, completeOauth, type Dialect, requireScopes, requireStill } from '../kit/oauth.ts'
import { ask, type Credential, graph, type Line, lineFor, lineOf, version } from './client.ts'
import { manifest } from './manifest.ts'

const { scopes } = manifest.app

/** Asked for only where the app at Meta was given it: one permission too many, and the sign-in is refused. */
const askedLater = 'pages_manage_metadata'

const dialect: Dialect = {
  network: 'Facebook',
  authorize: `https://www.facebook.com/${version}/dialog/oauth`,
  token: `${graph}/${version}/oauth/access_token`,
  scopes: scopes.map(({ scope }) => scope).filter((scope) => scope !== askedLater),
  separator: ',',
  proof: 'form',
  // What somebody declined once is asked for again, which is why they are here.
  more: { auth_type: 'rerequest' },
}
const needed = scopes.filter((one) => !('optional' in one)).map(({ scope }) => scope)

const Page = z.object({
  id: z.string(),
  name: z.string().catch(''),
  username: z.string().optional(),
  link: z.string().optional(),
  picture: z
    .object({ data: z.object({ url: z.string() }) })
    .optional()
    .catch(undefined),
})
type Page = z.infer<typeof Page>
const Managed = Page.extend({ access_token: z.string().optional(), tasks: z.array(z.string()).optional() })
type Managed = z.infer<typeof Managed>
const Pages = z.object({
  data: z.array(Managed),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() })
    .optional(),
})
const pageFields = 'id,name,username,link,picture{url}'

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    const app = await tools.app()
    const more = app.values.metadata === 'yes' ? [askedLater] : []
    return beginOauth({ ...dialect, scopes: [...dialect.scopes, ...more] }, app, back)
  },

  async complete(tools, query, remember, back) {
    const app = await tools.app()
    const tokens = await completeOauth(tools, dialect, query, remember, back).catch((failure: unknown) =>
      whoseFault(tools, app, failure),
    )
    try {
      return await pagesOf(tools, app, await longLived(tools, app, tokens.access))
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    }
  },

  async check(tools, account) {
    const line = await lineOf(tools, account)
    const query = { fields: pageFields }
    const page = await ask(line, Page, { method: 'GET', path: account.remoteId, query }).catch(pageGone)
    const { scopes: granted } = await told(tools, await tools.app(), line.token)
    requireStill(dialect, { scopes: granted }, needed, 'page')
    return { ...profileOf(page), limits: longest(account) }
  },
}

/** Facebook answers a wrong secret as it answers a code that is too old: whether it knows the app, tells which it was. */
async function whoseFault(tools: Tools, app: App, failure: unknown): Promise<never> {
  if (!(failure instanceof NetworkFailure) || failure.code !== 'code_refused') throw failure
  const { status } = await tokenBy(tools, app, { grant_type: 'client_credentials' })
  if (status < 400 || status >= 500) throw failure
  throw rejected(
    'invalid_client',
    'Facebook does not accept the app: its id or secret is wrong, or the secret was changed. Look it up at Meta and correct it under Channels, Apps.',
  )
}

const tokenBy = (tools: Tools, { values }: App, form: Record<string, string>) =>
  askServer(tools, {
    method: 'POST',
    url: dialect.token,
    form: { ...form, client_id: values.clientId ?? '', client_secret: values.clientSecret ?? '' },
  })

/** A token of hours becomes one of two months, and tokens of pages that come from it do not end by themselves. */
async function longLived(tools: Tools, app: App, token: string): Promise<string> {
  const { status, body } = await tokenBy(tools, app, {
    grant_type: 'fb_exchange_token',
    fb_exchange_token: token,
  })
  const answer = z.object({ access_token: z.string().min(1) }).safeParse(body)
  if (answer.success) return answer.data.access_token
  if (status >= 500)
    throw new NetworkFailure('later', 'Facebook cannot finish the sign-in at the moment. Start again.', {
      code: 'server_down',
      status,
    })
  throw rejected('code_refused', 'Facebook did not make the sign-in last. Start again.')
}

async function pagesOf(tools: Tools, app: App, token: string): Promise<Joined[]> {
  const line = lineFor(tools, app, token)
  const granted = await grantedTo(line)
  requireScopes(dialect, { scopes: granted }, needed)
  const pages = await managedBy(line)
  const able = pages.flatMap((page) =>
    page.access_token && mayPublish(page) ? [{ ...page, token: page.access_token }] : [],
  )
  const [first] = able
  if (!first)
    throw rejected(
      'no_page',
      pages.length > 0
        ? 'You may not publish on any of the pages that you chose: ask for a role there that creates content, and start again.'
        : 'You chose no page, or manage none. Start again and choose the pages that Carillon may publish to.',
    )
  const { expiresAt } = await told(tools, app, first.token)
  return able.map((page) => ({
    ...profileOf(page),
    limits: {},
    remoteId: page.id,
    server: graph,
    credential: { token: page.token, scopes: granted } satisfies Credential,
    expiresAt,
  }))
}

const Permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) })

async function grantedTo(line: Line): Promise<string[]> {
  const { data } = await ask(line, Permissions, { method: 'GET', path: 'me/permissions' })
  return data.filter(({ status }) => status === 'granted').map(({ permission }) => permission)
}

/** Pages of a hundred; nobody manages more than so many. */
const mostPages = 10

async function managedBy(line: Line): Promise<Managed[]> {
  const pages: Managed[] = []
  let after: string | undefined
  for (let n = 0; n < mostPages; n++) {
    const { data, paging } = await ask(line, Pages, {
      method: 'GET',
      path: 'me/accounts',
      query: { fields: `${pageFields},access_token,tasks`, limit: 100, after },
    })
    pages.push(...data)
    after = paging?.next ? paging.cursors?.after : undefined
    if (!after) break
  }
  return pages
}

/** Pages of the new kind write the same tasks with a word before it. */
const mayPublish = ({ tasks }: Managed): boolean =>
  tasks === undefined || tasks.some((task) => /(CREATE_CONTENT|FULL_CONTROL|^MANAGE)$/.test(task))

const Debugged = z.object({
  data: z.object({ expires_at: z.number().catch(0), scopes: z.array(z.string()).nullable().catch(null) }),
})

/** When a page’s token ends (null for never) and what it may; null where Facebook does not tell. */
async function told(
  tools: Tools,
  { values }: App,
  token: string,
): Promise<{ expiresAt: Date | null; scopes: string[] | null }> {
  const { body } = await askServer(tools, {
    method: 'GET',
    url: `${graph}/${version}/debug_token`,
    headers: { authorization: `Bearer ${values.clientId}|${values.clientSecret}` },
    query: { input_token: token },
  })
  const { expires_at: seconds = 0, scopes: granted = null } = Debugged.safeParse(body).data?.data ?? {}
  return { expiresAt: seconds > 0 ? new Date(seconds * 1000) : null, scopes: granted }
}

const profileOf = ({ id, name, username, link, picture }: Page): Omit<Profile, 'limits'> => ({
  handle: username ? `@${username}` : name,
  name: name || username || id,
  avatarUrl: picture?.data.url ?? null,
  profileUrl:
    link && URL.canParse(link) ? link.replace(/\/$/, '') : `https://www.facebook.com/${username ?? id}`,
})

function longest({ settings }: Account): ChannelLimits {
  const told = Number(settings.textMax ?? '')
  return Number.isInteger(told) && told > 0 ? { text: { max: Math.min(told, manifest.text.max) } } : {}
}

function pageGone(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.code === 'message_gone')
    throw new NetworkFailure(
      'reconnect',
      'Facebook does not show this page any more: it was deleted or hidden, or the person who joined it lost their role in it. Join it again.',
      { code: 'page_role_lost' },
    )
  throw failure
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
