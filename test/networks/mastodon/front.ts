import { createHash, randomBytes } from 'node:crypto'
import { type Handler, invalid, missing, ok } from './call.ts'
import { configuration, type createEntities } from './entities.ts'
import type { MastodonState } from './state.ts'

type Entities = ReturnType<typeof createEntities>

/** What the server says to strangers: who it is, and how one signs in. */
export function createFront(state: MastodonState, entities: Entities, server: () => string) {
  const modern = state.flavour === 'mastodon'

  const register: Handler = ({ body }) => {
    const uris = body.redirect_uris
    // Before 4.3 a list is not understood.
    if (!modern && typeof uris !== 'string') return invalid("Redirect URI can't be blank")
    const [id, secret] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')]
    const redirectUris = typeof uris === 'string' ? uris.split('\n') : (uris as string[])
    const scopes = String(body.scopes ?? 'read').split(' ')
    state.apps.set(id, { secret, redirectUris, scopes, name: String(body.client_name) })
    return ok({
      id: state.id(),
      name: body.client_name,
      website: body.website ?? null,
      scopes,
      redirect_uri: redirectUris.join('\n'),
      redirect_uris: redirectUris,
      client_id: id,
      client_secret: secret,
      client_secret_expires_at: 0,
      vapid_key: '',
    })
  }

  const token: Handler = ({ body }) => {
    const app = state.apps.get(String(body.client_id))
    if (!app || app.secret !== body.client_secret)
      return {
        status: 401,
        body: { error: 'invalid_client', error_description: 'Client authentication failed.' },
      }
    const code = state.codes.get(String(body.code))
    state.codes.delete(String(body.code))
    const proven =
      !code?.challenge ||
      createHash('sha256')
        .update(String(body.code_verifier ?? ''))
        .digest('base64url') === code.challenge
    const account = code && state.accounts.get(code.accountId)
    if (!account || !proven || code.app !== body.client_id || code.redirectUri !== body.redirect_uri)
      return { status: 400, body: { error: 'invalid_grant', error_description: 'The grant is invalid.' } }
    const made = state.grant(account, code.scopes)
    return ok({
      access_token: made,
      token_type: 'Bearer',
      scope: code.scopes.join(' '),
      created_at: Math.floor(state.time().getTime() / 1000),
    })
  }

  const revoke: Handler = ({ body }) => {
    const app = state.apps.get(String(body.client_id))
    if (!app || app.secret !== body.client_secret)
      return { status: 403, body: { error: 'unauthorized_client', error_description: 'Not yours.' } }
    state.tokens.delete(String(body.token))
    return ok({})
  }

  const metadata: Handler = () =>
    modern
      ? ok({
          issuer: `${server()}/`,
          service_documentation: 'https://docs.joinmastodon.org/',
          authorization_endpoint: `${server()}/oauth/authorize`,
          token_endpoint: `${server()}/oauth/token`,
          app_registration_endpoint: `${server()}/api/v1/apps`,
          revocation_endpoint: `${server()}/oauth/revoke`,
          userinfo_endpoint: `${server()}/oauth/userinfo`,
          scopes_supported: ['read', 'write', 'profile'],
          response_types_supported: ['code'],
          response_modes_supported: ['query', 'fragment', 'form_post'],
          grant_types_supported: ['authorization_code', 'client_credentials'],
          token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
          code_challenge_methods_supported: ['S256'],
        })
      : missing

  const instance: Handler = () =>
    modern
      ? ok({
          domain: entities.host(),
          title: 'Fake',
          version: '4.5.0',
          source_url: 'https://github.com/mastodon/mastodon',
          description: 'A server for tests',
          usage: { users: { active_month: 1 } },
          thumbnail: { url: `${server()}/thumbnail.png` },
          icon: [],
          languages: ['en'],
          configuration: {
            ...configuration,
            urls: { streaming: `ws://${entities.host()}` },
            vapid: { public_key: '' },
            translation: { enabled: false },
            limited_federation: false,
          },
          registrations: { enabled: false, approval_required: false, message: null, url: null },
          api_versions: { mastodon: 7 },
          contact: { email: 'admin@example.org', account: null },
          rules: [],
        })
      : missing

  const oldInstance: Handler = () =>
    ok({
      uri: entities.host(),
      title: 'Fake',
      short_description: '',
      description: '',
      email: 'admin@example.org',
      version: state.flavour === 'bare' ? '2.7.2 (compatible; Belfry 1.0)' : '3.5.3',
      urls: { streaming_api: `ws://${entities.host()}` },
      stats: { user_count: 1, status_count: 1, domain_count: 1 },
      thumbnail: null,
      languages: ['en'],
      registrations: false,
      approval_required: false,
      invites_enabled: false,
      ...(state.flavour === 'bare'
        ? { max_toot_chars: configuration.statuses.max_characters }
        : { configuration }),
      contact_account: null,
      rules: [],
    })

  return { register, token, revoke, metadata, instance, oldInstance }
}
