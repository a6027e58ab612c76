import type { Reply } from '../frame.ts'
import { type Asked, day, ok, refused } from './say.ts'
import type { ThreadsState, Token } from './state.ts'

/** Tokens: of an hour, of sixty days, and none. */
export function createSigning(state: ThreadsState) {
  function tokenOf(value: string): Token | Reply {
    const token = state.tokens.get(value)
    if (!token) return refused(190, 'Invalid OAuth access token', undefined, 401)
    if (token.ended !== null) return refused(190, 'Error validating access token', token.ended, 401)
    if (token.endsAt <= state.at()) return refused(190, 'Session has expired', 463, 401)
    return token
  }

  function redeem(value: (name: string) => string): Reply {
    const code = state.codes.get(value('code'))
    state.codes.delete(value('code'))
    const { clientId, clientSecret } = state.app
    if (value('client_id') !== clientId || value('client_secret') !== clientSecret)
      return refused(101, 'Error validating application')
    const user = code && state.users.get(code.userId)
    if (!code || !user || code.redirectUri !== value('redirect_uri')) return refused(100, 'Invalid code')
    return ok({ access_token: state.addToken(user, false, code.scopes).value, user_id: user.id })
  }

  function renew(path: string, value: (name: string) => string): Reply {
    const token = tokenOf(value('access_token'))
    if ('status' in token) return token
    const user = state.users.get(token.userId)
    const first = path === '/access_token'
    if (first && value('client_secret') !== state.app.clientSecret)
      return refused(101, 'Error validating client secret')
    const young = state.at().getTime() - token.madeAt.getTime() < day
    if (!user || (first ? token.long : !token.long || young))
      return refused(100, 'This token cannot be renewed')
    const next = state.addToken(user, true, token.scopes)
    if (!first) token.ended = 463
    return ok({ access_token: next.value, token_type: 'bearer', expires_in: 5_184_000 })
  }

  function debug({ value }: Asked): Reply {
    const token = state.tokens.get(value('input_token'))
    return ok({
      data: { is_valid: token !== undefined, scopes: token?.scopes ?? [], user_id: token?.userId },
    })
  }

  return { tokenOf, redeem, renew, debug }
}
