import { createHash, randomBytes } from 'node:crypto'
import { configuration, type createEntities } from './entities.ts'
import { countedBy } from './render.ts'
import type { FakeAccount, FakeMedia, FakeStatus, MastodonState } from './state.ts'

export type Call = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string | string[] | undefined>
  body: Record<string, unknown>
  file: { bytes: number; mime: string; looksReal: boolean } | null
  account: FakeAccount | null
  scopes: readonly string[]
}

export type Reply = { status: number; body: unknown; headers?: Record<string, string> }

type Entities = ReturnType<typeof createEntities>
type Handler = (call: Call, id: string) => Reply

const ok = (body: unknown): Reply => ({ status: 200, body })
const no = (status: number, error: string): Reply => ({ status, body: { error } })
const missing = no(404, 'Record not found')
const invalid = (words: string) => no(422, `Validation failed: ${words}`)

/** What the server does, by method and path; `null` where nobody needs to be signed in. */
export function createRoutes(state: MastodonState, entities: Entities, server: () => string) {
  const modern = state.flavour === 'mastodon'

  const owned = (id: string, { account }: Call): FakeStatus | null => {
    const status = state.statuses.get(id)
    return status && status.accountId === account?.id ? status : null
  }

  const create: Handler = (call) => {
    const { account, headers, body } = call
    if (!account) return missing
    const key = String(headers['idempotency-key'] ?? '')
    const before = state.statusByKey(account.id, key)
    if (before === 'deleted') return missing
    if (before) return ok(entities.status(before))
    const parent = body.in_reply_to_id === undefined ? null : String(body.in_reply_to_id)
    if (parent !== null && !state.statuses.has(parent))
      return no(404, 'The post you are trying to reply to does not exist.')
    const media = mediaOf(call, null)
    if (!Array.isArray(media)) return media
    const wrong = wrongWith(call, media)
    if (wrong) return wrong
    const said = sayingOf(call)
    const status = state.addStatus({
      accountId: account.id,
      ...said,
      replyTo: parent,
      media,
      visibility: String(body.visibility ?? 'public'),
    })
    if (key) state.keys.set(`${account.id} ${key}`, { statusId: status.id, at: state.time().getTime() })
    return ok(entities.status(status))
  }

  const update: Handler = (call, id) => {
    const status = owned(id, call)
    if (!status) return missing
    const media = mediaOf(call, status)
    if (!Array.isArray(media)) return media
    const wrong = wrongWith(call, media)
    if (wrong) return wrong
    Object.assign(status, sayingOf(call), { media, editedAt: state.time() })
    for (const one of media) one.statusId = status.id
    describe(call.body.media_attributes)
    return ok(entities.status(status))
  }

  function sayingOf({
    body,
  }: Call): Pick<FakeStatus, 'text' | 'spoiler' | 'sensitive' | 'language' | 'poll'> {
    const poll = body.poll as { options: string[]; expires_in: number; multiple?: boolean } | undefined
    const spoiler = String(body.spoiler_text ?? '').trim()
    return {
      text: String(body.status ?? '').trim(),
      spoiler,
      sensitive: body.sensitive === true || spoiler !== '',
      language: typeof body.language === 'string' ? body.language : 'en',
      poll: poll
        ? {
            options: poll.options,
            multiple: poll.multiple === true,
            endsAt: new Date(state.time().getTime() + poll.expires_in * 1000),
          }
        : null,
    }
  }

  function describe(attributes: unknown): void {
    for (const { id, description } of (attributes ?? []) as { id: string; description: string }[]) {
      const media = state.media.get(id)
      if (media) media.description = description
    }
  }

  /** The media that a post names, or the refusal. A server of another make stumbles over ids that it does not know. */
  function mediaOf({ body, account }: Call, status: FakeStatus | null): FakeMedia[] | Reply {
    const ids = (body.media_ids ?? []) as string[]
    const found = ids.map(
      (id) => status?.media.find((media) => media.id === id) ?? state.unusedMedia(id, account?.id ?? ''),
    )
    const media = found.filter((one) => one !== null)
    if (media.length < ids.length)
      return state.flavour === 'bare' ? no(500, 'Something went wrong') : invalid('Media not found')
    if (media.some(({ looksLeft }) => looksLeft > 0))
      return no(422, 'Cannot attach files that have not finished processing. Try again in a moment!')
    return media
  }

  function wrongWith({ body }: Call, media: FakeMedia[]): Reply | null {
    const { statuses, polls } = configuration
    const text = String(body.status ?? '').trim()
    const poll = body.poll as { options: string[]; expires_in: number } | undefined
    if (text === '' && media.length === 0) return invalid("Text can't be blank")
    if (countedBy(text, String(body.spoiler_text ?? '')) > statuses.max_characters)
      return invalid('Text character limit of 500 exceeded')
    if (media.length > statuses.max_media_attachments || (poll && media.length > 0))
      return no(422, 'Cannot attach more than 4 files')
    if (media.length > 1 && media.some(({ mime }) => mime.startsWith('video/')))
      return no(422, 'Cannot attach a video to a post that already contains images')
    if (!poll) return null
    if (poll.options.length < 2 || poll.options.length > polls.max_options)
      return invalid('Wrong number of options')
    if (poll.options.some((option) => [...option].length > polls.max_characters_per_option))
      return invalid('Options are too long')
    if (poll.expires_in < polls.min_expiration || poll.expires_in > polls.max_expiration)
      return invalid('Wrong duration of the poll')
    return null
  }

  const upload: Handler = ({ account, file, body }) => {
    if (!account || !file) return invalid("File can't be blank")
    const { media_attachments: rules } = configuration
    if (!rules.supported_mime_types.includes(file.mime) || !file.looksReal)
      return invalid('File content type is invalid, File is invalid')
    if (file.bytes > rules.image_size_limit && file.mime.startsWith('image/'))
      return no(413, 'File too large')
    const description = String(body.description ?? '')
    if ([...description].length > rules.description_limit) return invalid('Description is too long')
    const media: FakeMedia = {
      id: state.id(),
      accountId: account.id,
      mime: file.mime,
      description,
      bytes: file.bytes,
      createdAt: state.time(),
      statusId: null,
      looksLeft: state.looks,
    }
    state.media.set(media.id, media)
    return { status: media.looksLeft > 0 ? 202 : 200, body: entities.media(media) }
  }

  const seeMedia: Handler = ({ account }, id) => {
    const media = state.unusedMedia(id, account?.id ?? '')
    if (!media) return state.flavour === 'bare' ? no(500, 'Something went wrong') : missing
    if (media.looksLeft-- > 0) return { status: 206, body: entities.media(media) }
    media.looksLeft = 0
    return ok(entities.media(media))
  }

  const list: Handler = ({ query }, id) => {
    const before = query.get('max_id')
    const limit = Math.min(Number(query.get('limit') ?? 20), 40)
    const all = state.statusesOf(id).reverse()
    const page = all.filter((status) => before === null || BigInt(status.id) < BigInt(before)).slice(0, limit)
    const last = page.at(-1)
    const link = `<${server()}/api/v1/accounts/${id}/statuses?max_id=${last?.id}>; rel="next"`
    return {
      ...ok(page.map(entities.status)),
      ...(last && state.flavour !== 'bare' && { headers: { link } }),
    }
  }

  const many: Handler = (call) => {
    const ids = call.query.getAll('id[]')
    if (ids.length > 20) return no(422, 'Too many ids')
    return ok(ids.flatMap((id) => owned(id, call) ?? []).map(entities.status))
  }

  const see: Handler = (call, id) => {
    const status = owned(id, call)
    return status ? ok(entities.status(status)) : missing
  }

  const source: Handler = (call, id) => {
    const status = owned(id, call)
    return status ? ok({ id, text: status.text, spoiler_text: status.spoiler }) : missing
  }

  const destroy: Handler = (call, id) => {
    const status = owned(id, call)
    if (!status) return missing
    state.statuses.delete(id)
    return ok({ ...entities.status(status), text: status.text })
  }

  const me: Handler = ({ account }) => (account ? ok(entities.ownAccount(account)) : missing)

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

  const write = ['write', 'write:statuses']
  const read = ['read', 'read:statuses']
  const routes: [method: string, pattern: RegExp, scopes: readonly string[] | null, handler: Handler][] = [
    ['POST', /^\/api\/v1\/statuses$/, write, create],
    ['PUT', /^\/api\/v1\/statuses\/(\d+)$/, write, update],
    ['DELETE', /^\/api\/v1\/statuses\/(\d+)$/, write, destroy],
    ['GET', /^\/api\/v1\/statuses\/(\d+)$/, read, see],
    ['POST', /^\/api\/v2\/media$/, ['write', 'write:media'], upload],
    ['GET', /^\/api\/v1\/media\/(\d+)$/, ['write', 'write:media'], seeMedia],
    ['GET', /^\/api\/v1\/accounts\/verify_credentials$/, ['read', 'read:accounts', 'profile'], me],
    ['GET', /^\/api\/v1\/accounts\/(\d+)\/statuses$/, read, list],
    ['POST', /^\/api\/v1\/apps$/, null, register],
    ['POST', /^\/oauth\/token$/, null, token],
    ['POST', /^\/oauth\/revoke$/, null, revoke],
    ['GET', /^\/\.well-known\/oauth-authorization-server$/, null, metadata],
    ['GET', /^\/api\/v2\/instance$/, null, instance],
    ['GET', /^\/api\/v1\/instance$/, null, oldInstance],
  ]
  if (modern) routes.push(['GET', /^\/api\/v1\/statuses$/, read, many])
  if (state.flavour !== 'bare') routes.push(['GET', /^\/api\/v1\/statuses\/(\d+)\/source$/, read, source])

  return (call: Call): Reply => {
    for (const [method, pattern, scopes, handler] of routes) {
      const found = method === call.method ? pattern.exec(call.path) : null
      if (!found) continue
      if (scopes && !call.account) return no(401, 'The access token is invalid')
      if (scopes && !scopes.some((scope) => call.scopes.includes(scope)))
        return no(403, 'This action is outside the authorized scopes')
      return handler(call, found[1] ?? '')
    }
    return missing
  }
}
