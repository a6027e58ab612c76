import type { Reply, Request } from '../frame.ts'
import { no, paged, said } from './says.ts'
import { app, type FacebookState } from './state.ts'

export const isLogin = ({ path }: Pick<Request, 'path'>): boolean =>
  /\/(oauth\/access_token|debug_token)$/.test(path)

/** What stands around the graph: tokens for codes, longer ones for short ones, and what they are. */
export function sayLogin(state: FacebookState, request: Request): Reply {
  if (request.path.endsWith('debug_token')) return debugged(state, request)
  const { fields } = request
  if (fields.client_id !== app.values.clientId || fields.client_secret !== app.values.clientSecret)
    return no(1, 'Error validating client secret.')
  switch (fields.grant_type) {
    case 'client_credentials':
      return said({ access_token: `${app.values.clientId}|app`, token_type: 'bearer' })
    case 'fb_exchange_token': {
      const short = state.tokens.get(String(fields.fb_exchange_token))
      if (!short || short.pageId !== null) return no(190, 'Invalid OAuth access token.')
      const token = state.tokenFor(null, 'months')
      return said({ access_token: token, token_type: 'bearer', expires_in: 5_183_944 })
    }
    default: {
      if (!state.codes.delete(String(fields.code))) return no(100, 'Invalid verification code format.')
      return said({ access_token: state.tokenFor(null, 'hours'), token_type: 'bearer', expires_in: 5183 })
    }
  }
}

function debugged(state: FacebookState, { headers, query }: Request): Reply {
  if (headers.authorization !== `Bearer ${app.values.clientId}|${app.values.clientSecret}`)
    return no(190, 'Invalid OAuth access token.')
  const token = state.tokens.get(query.get('input_token') ?? '')
  if (!token) return no(100, 'Invalid input token')
  const hours = { never: 0, hours: 1, months: 1440 }[token.ends]
  const ends = hours === 0 ? 0 : Math.floor(state.now().getTime() / 1000) + hours * 3600
  return said({
    data: { app_id: app.values.clientId, is_valid: true, expires_at: ends, scopes: token.scopes },
  })
}

/** `/me` of the person who signs in. */
export function sayPerson(state: FacebookState, edge: string, request: Request): Reply {
  if (edge === 'permissions') {
    const all = new Set([...state.granted, 'pages_manage_posts', 'read_insights'])
    const status = (permission: string) => (state.granted.includes(permission) ? 'granted' : 'declined')
    return said({ data: [...all].map((permission) => ({ permission, status: status(permission) })) })
  }
  if (edge !== 'accounts') return no(100, 'Unsupported get request.')
  const pages = [...state.pages.values()].map((page) => ({
    ...shownPage(page),
    access_token: state.tokensOf(page.id)[0]?.[0] ?? state.tokenFor(page.id),
    tasks: page.tasks,
  }))
  return said(paged(pages, request))
}

export const shownPage = ({ id, name, username }: { id: string; name: string; username: string }) => ({
  id,
  name,
  username,
  link: `https://www.facebook.com/${username}`,
  picture: { data: { url: `https://scontent.example/${id}.jpg` } },
})
