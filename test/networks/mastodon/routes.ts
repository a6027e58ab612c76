import { type Call, type Handler, invalid, missing, no, ok, type Reply } from './call.ts'
import { configuration, type createEntities } from './entities.ts'
import { createFront } from './front.ts'
import { countedBy } from './render.ts'
import type { FakeMedia, FakeStatus, MastodonState } from './state.ts'

type Entities = ReturnType<typeof createEntities>

/** What the server does, by method and path; `null` where nobody needs to be signed in. */
export function createRoutes(state: MastodonState, entities: Entities, server: () => string) {
  const front = createFront(state, entities, server)
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
    const quote = modern && body.quoted_status_id !== undefined ? String(body.quoted_status_id) : null
    if (quote !== null && !state.statuses.has(quote)) return no(404, 'Record not found')
    if (quote !== null && state.statuses.get(quote)?.quoting === 'nobody')
      return no(403, 'This action is not allowed')
    const status = state.addStatus({
      accountId: account.id,
      ...said,
      quote,
      quoting: modern && body.quote_approval_policy ? String(body.quote_approval_policy) : null,
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
    const poll = body.poll as
      | { options: string[]; expires_in: number; multiple?: boolean; hide_totals?: boolean }
      | undefined
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
            ...(poll.hide_totals && { hidden: true }),
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
    // Nobody pins anything here.
    const pinned = query.get('pinned') === 'true'
    const media = query.get('only_media') === 'true'
    const all = pinned
      ? []
      : state
          .statusesOf(id)
          .filter((status) => !media || status.media.length > 0)
          .reverse()
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

  const search: Handler = ({ query }) => {
    const words = (query.get('q') ?? '').toLowerCase()
    const found = [...state.accounts.values()]
      .map(entities.account)
      .filter(({ username, display_name }) => `${username} ${display_name}`.toLowerCase().includes(words))
    return ok(found.slice(0, Number(query.get('limit') ?? 40)))
  }

  const lookup: Handler = ({ query }) => {
    const [user, host] = (query.get('acct') ?? '').split('@')
    const found = [...state.accounts.values()].find(({ username }) => username === user)
    return found && (host === undefined || host === entities.host()) ? ok(entities.account(found)) : missing
  }

  const whoever: Handler = (_, id) => {
    const found = state.accounts.get(id)
    return found ? ok(entities.account(found)) : missing
  }

  /** Everything beneath a post, not only what is directly there. */
  const context: Handler = (_, id) => {
    if (!state.statuses.has(id)) return missing
    const beneath = (parent: string): FakeStatus[] =>
      [...state.statuses.values()]
        .filter(({ replyTo }) => replyTo === parent)
        .flatMap((status) => [status, ...beneath(status.id)])
    return ok({ ancestors: [], descendants: beneath(id).slice(0, 60).map(entities.status) })
  }

  const write = ['write', 'write:statuses']
  const read = ['read', 'read:statuses']
  /** Shown to everybody, unless the server is closed. */
  const open = 'open'
  const routes: [
    method: string,
    pattern: RegExp,
    scopes: readonly string[] | 'open' | null,
    handler: Handler,
  ][] = [
    ['POST', /^\/api\/v1\/statuses$/, write, create],
    ['PUT', /^\/api\/v1\/statuses\/(\d+)$/, write, update],
    ['DELETE', /^\/api\/v1\/statuses\/(\d+)$/, write, destroy],
    ['GET', /^\/api\/v1\/statuses\/(\d+)$/, read, see],
    ['POST', /^\/api\/v2\/media$/, ['write', 'write:media'], upload],
    ['GET', /^\/api\/v1\/media\/(\d+)$/, ['write', 'write:media'], seeMedia],
    ['GET', /^\/api\/v1\/accounts\/verify_credentials$/, ['read', 'read:accounts', 'profile'], me],
    ['GET', /^\/api\/v1\/accounts\/(\d+)\/statuses$/, open, list],
    ['GET', /^\/api\/v1\/accounts\/search$/, ['read', 'read:accounts'], search],
    ['GET', /^\/api\/v1\/accounts\/lookup$/, open, lookup],
    ['GET', /^\/api\/v1\/accounts\/(\d+)$/, open, whoever],
    ['GET', /^\/api\/v1\/statuses\/(\d+)\/context$/, open, context],
    ['POST', /^\/api\/v1\/apps$/, null, front.register],
    ['POST', /^\/oauth\/token$/, null, front.token],
    ['POST', /^\/oauth\/revoke$/, null, front.revoke],
    ['GET', /^\/\.well-known\/oauth-authorization-server$/, null, front.metadata],
    ['GET', /^\/api\/v2\/instance$/, null, front.instance],
    ['GET', /^\/api\/v1\/instance$/, null, front.oldInstance],
  ]
  if (modern) routes.push(['GET', /^\/api\/v1\/statuses$/, read, many])
  if (state.flavour !== 'bare') routes.push(['GET', /^\/api\/v1\/statuses\/(\d+)\/source$/, read, source])

  return (call: Call): Reply => {
    for (const [method, pattern, scopes, handler] of routes) {
      const found = method === call.method ? pattern.exec(call.path) : null
      if (!found) continue
      if (scopes === open) {
        if (state.closed && !call.account) return no(401, 'This API requires an authenticated user')
        return handler(call, found[1] ?? '')
      }
      if (scopes && !call.account) return no(401, 'The access token is invalid')
      if (scopes && !scopes.some((scope) => call.scopes.includes(scope)))
        return no(403, 'This action is outside the authorized scopes')
      return handler(call, found[1] ?? '')
    }
    return missing
  }
}
