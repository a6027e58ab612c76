import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type Answered, askServer } from './ask.ts'
import type { Json } from './content.ts'
import { NetworkFailure, retryAfter } from './failure.ts'
import type { Account, App, Tools } from './network.ts'

/**
 * How a network speaks OAuth 2 (RFC 6749, with PKCE by RFC 7636). The app's `clientId` and `clientSecret` are fields of the
 * manifest's `app`.
 */
export type Dialect = {
  /** The network's name, for sentences. */
  network: string
  authorize: string
  token: string
  scopes: readonly string[]
  /** Between scopes; a space, if nothing is said. */
  separator?: ' ' | ',' | ';'
  /** `hex`: the challenge is not written as RFC 7636 has it, but in hexadecimal digits. */
  pkce?: boolean | 'hex'
  /** How the app proves itself when it asks for tokens: by HTTP Basic, or within the form. */
  proof: 'basic' | 'form'
  /** What the id of the app is called, where it is not `client_id`. */
  idName?: string
  /** What else stands in the address that people are sent to. */
  more?: Readonly<Record<string, string>>
  /** What else is said when tokens are asked for. */
  grant?: Readonly<Record<string, string>>
  /** How long an access token lives where the answer does not say it, in seconds. */
  lives?: number
  /** A refresh token serves once, and the answer brings the next: one that is lost on its way back ends the sign-in. */
  rotates?: true
  /** What each request for tokens carries, such as the name by which a network wants to know an app. */
  headers?: Readonly<Record<string, string>>
  /** Makes of an answer what RFC 6749 says, where the network answers otherwise. */
  translate?(body: unknown): unknown
}

export type Tokens = {
  access: string
  /** Null where the network gives none. */
  refresh: string | null
  accessEndsAt: Date | null
  refreshEndsAt: Date | null
  /** What was allowed; null where the answer does not say. */
  scopes: readonly string[] | null
  /** All of the answer: some networks tell whose tokens they are. */
  body: Record<string, unknown>
}

const Remembered = z.object({ verifier: z.string().nullable() })
/** Left out, null or senseless: not said. Zero would end each token at once. */
const seconds = z.coerce.number().positive().optional().catch(undefined)
const unsaid = (value: unknown) => value ?? undefined
const Answer = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.preprocess(unsaid, z.string().min(1).optional()),
  expires_in: seconds,
  refresh_token_expires_in: seconds,
  refresh_expires_in: seconds,
  scope: z.preprocess(unsaid, z.string().optional()),
})

export type Back = { uri: string; state: string }

/** Where to send a person, and what to remember until they are back. */
export function beginOauth(dialect: Dialect, app: App, back: Back): { url: string; remember: Json } {
  const verifier = dialect.pkce ? randomBytes(32).toString('base64url') : null
  const url = new URL(dialect.authorize)
  url.search = new URLSearchParams({
    response_type: 'code',
    [dialect.idName ?? 'client_id']: app.values.clientId ?? '',
    redirect_uri: back.uri,
    scope: dialect.scopes.join(dialect.separator ?? ' '),
    state: back.state,
    ...(verifier && {
      code_challenge: challengeOf(verifier, dialect.pkce === 'hex' ? 'hex' : 'base64url'),
      code_challenge_method: 'S256',
    }),
    ...dialect.more,
  }).toString()
  return { url: url.href, remember: { verifier } }
}

/** Redeems what a person came back with. Throws NetworkFailure `rejected` with words for them. */
export async function completeOauth(
  tools: Tools,
  dialect: Dialect,
  query: Record<string, string>,
  remember: Json,
  back: Back,
): Promise<Tokens> {
  const { network } = dialect
  if (!same(query.state ?? '', back.state))
    throw rejected('state_differs', 'This sign-in was begun elsewhere. Start again.')
  if (query.error && query.error !== 'access_denied' && !/cancel|denied/i.test(query.error))
    throw turnedAway(network, query.error, query.error_description ?? query.error)
  if (query.error)
    throw rejected('access_denied', `You did not allow it at ${network}. Start again and allow it.`)
  if (!query.code) throw rejected('no_code', `${network} sent you back without a sign-in. Start again.`)
  const { verifier } = Remembered.parse(remember)
  const answer = await ask(tools, dialect, {
    grant_type: 'authorization_code',
    code: query.code,
    redirect_uri: back.uri,
    ...(verifier && { code_verifier: verifier }),
  })
  const tokens = read(tools, dialect, answer)
  if (tokens) return tokens
  const error = errorIn(answer.body)
  if (isAppsFault(answer.status, error) || speaksOfKeys(answer))
    throw rejected('invalid_client', appWords(network))
  throw rejected(
    'code_refused',
    `${network} did not accept its own answer; it may be too old. Start again${error ? ` (${error})` : ''}.`,
  )
}

/** What a network says when it sends somebody back without having asked them. */
function turnedAway(network: string, error: string, said: string): NetworkFailure {
  const told = said.slice(0, 300).replace(/[.\s]+$/, '')
  if (/scope/i.test(error))
    return rejected(
      'scope_not_offered',
      `${network} does not let the app ask for what Carillon needs: ${told}. Add the missing permission or product to the app there, as Channels, Apps describes, and start again.`,
    )
  if (/^(unauthorized|invalid)_client$/.test(error)) return rejected('invalid_client', appWords(network))
  if (/^(server_error|temporarily_unavailable)$/.test(error))
    return new NetworkFailure('later', `${network} is not available at the moment. Start again in a while.`, {
      code: 'server_down',
      outage: true,
    })
  return rejected(
    'sign_in_refused',
    `${network} refused the sign-in: ${told}. Look whether the app is set up as described.`,
  )
}

/** Makes tokens new. Throws `reconnect` when the network itself will not have it; a network that is down is `later`. */
export async function refreshOauth(
  tools: Tools,
  dialect: Dialect,
  refresh: string,
  endsAt: string | null = null,
): Promise<Tokens> {
  const { network } = dialect
  const answer = await ask(tools, dialect, { grant_type: 'refresh_token', refresh_token: refresh })
  const tokens = read(tools, dialect, answer)
  if (tokens) return { ...tokens, refresh: tokens.refresh ?? refresh }
  // What does not answer in JSON is a proxy or a page of maintenance, and can end no sign-in.
  if (answer.body === null) throw later(tools, network, answer)
  const error = errorIn(answer.body)
  if (isAppsFault(answer.status, error)) throw reconnect('app_refused', appWords(network))
  // Some answer an ended sign-in with 200.
  if (
    answer.status === 400 ||
    answer.status === 401 ||
    error === 'invalid_grant' ||
    error === 'invalid_token'
  )
    throw isOver(tools, endsAt) ? endedInTime(network) : signedOut(network)
  throw later(tools, network, answer)
}

const isOver = (tools: Tools, endsAt: string | null): boolean =>
  endsAt !== null && Date.parse(endsAt) <= tools.now().getTime()

const endedInTime = (network: string) =>
  reconnect(
    'sign_in_ended',
    `The sign-in at ${network} was too long ago and has ended by itself. Join the account again.`,
  )

/** Most networks do not say which of these it was. */
const signedOut = (network: string) =>
  reconnect(
    'signed_out',
    `${network} does not keep this account signed in any more: the app was taken out of its settings, its password was changed, or it was signed out there. Join the account again.`,
  )

const lostOnTheWay = (network: string) =>
  reconnect(
    'refresh_lost',
    `${network} had made the sign-in new, and its answer was lost on the way here, so the one that is kept is good no more. Join the account again.`,
  )

/** Which of these was not allowed, in words; nothing where the network does not say. */
export function requireScopes(
  { network }: Dialect,
  { scopes }: Pick<Tokens, 'scopes'>,
  needed: readonly string[],
): void {
  const missing = missingOf(needed, scopes)
  if (missing.length > 0)
    throw rejected(
      'scope_missing',
      `At ${network}, something that Carillon needs was not allowed: ${missing.join(', ')}. Start again and leave all of it switched on.`,
    )
}

/** The same of what is joined already: permissions can be taken back one by one, without a word to us. */
export function requireStill(
  { network }: Dialect,
  { scopes }: Pick<Tokens, 'scopes'>,
  needed: readonly string[],
  joined: 'account' | 'page',
): void {
  const missing = missingOf(needed, scopes)
  if (missing.length > 0)
    throw reconnect(
      'forbidden',
      `At ${network}, ${missing.join(', ')} was taken back from Carillon. Join the ${joined} again and leave all of it switched on.`,
    )
}

const missingOf = (needed: readonly string[], scopes: Tokens['scopes']): string[] =>
  needed.filter((scope) => scopes !== null && !scopes.includes(scope))

/** What is kept of tokens; an adapter may keep more beside it. */
export const OauthCredential = z.looseObject({
  access: z.string(),
  refresh: z.string().nullable(),
  accessEndsAt: z.iso.datetime().nullable(),
  refreshEndsAt: z.iso.datetime().nullable(),
})
export type OauthCredential = z.infer<typeof OauthCredential>

export const credentialFrom = (tokens: Tokens): OauthCredential => ({
  access: tokens.access,
  refresh: tokens.refresh,
  accessEndsAt: tokens.accessEndsAt?.toISOString() ?? null,
  refreshEndsAt: tokens.refreshEndsAt?.toISOString() ?? null,
})

/** When a person must sign in again at the latest; null for never. */
export function signInEnds({ refresh, accessEndsAt, refreshEndsAt }: OauthCredential): Date | null {
  const end = refresh === null ? accessEndsAt : refreshEndsAt
  return end === null ? null : new Date(end)
}

export function oauthCredentialOf(account: Pick<Account, 'credential'>): OauthCredential {
  const credential = OauthCredential.safeParse(account.credential)
  if (credential.success) return credential.data
  throw reconnect('credential_unreadable', 'The sign-in of this account is not readable. Join it again.')
}

/** Makes a sign-in new: some networks do it without a refresh token, so each brings its own way. */
export type Renew = ((credential: OauthCredential) => Promise<Tokens>) & {
  /** The name of a network whose refresh tokens serve once. */
  rotates?: string
}

export function renewBy(tools: Tools, dialect: Dialect): Renew {
  const renew = ({ refresh, refreshEndsAt }: OauthCredential) => {
    if (refresh === null) throw endedInTime(dialect.network)
    return refreshOauth(tools, dialect, refresh, refreshEndsAt)
  }
  return dialect.rotates ? Object.assign(renew, { rotates: dialect.network }) : renew
}

/** Makes an account's sign-in new, once for all workers: a refresh token may serve a single time. Answers the access token. */
export const renewAccount = (tools: Tools, account: Account, renew: Renew, stale?: string): Promise<string> =>
  tools.lock(`oauth ${account.channelId}`, async () => {
    const kept = oauthCredentialOf({ credential: await account.reload() })
    // Somebody else has made it new while we waited.
    if (stale !== undefined && kept.access !== stale) return kept.access
    const save = async (tokens: Tokens): Promise<string> => {
      const fresh = credentialFrom(tokens)
      const credential = { ...kept, ...fresh, refresh: fresh.refresh ?? kept.refresh }
      await account.save(credential as Json, signInEnds(credential))
      return credential.access
    }
    const { rotates } = renew
    if (rotates === undefined || kept.refresh === null) return save(await renew(kept))
    return spendingOnce({ tools, account, rotates, refresh: kept.refresh }, async () =>
      save(await renew(kept)),
    )
  })

const spent = 'refresh'

type Spending = { tools: Tools; account: Account; rotates: string; refresh: string }

/**
 * Remembers that a refresh token was sent that serves once, until the next one is kept: when it is refused after that, nobody took
 * it away, its answer was lost.
 */
async function spendingOnce<T>(
  { tools, account, rotates, refresh }: Spending,
  work: () => Promise<T>,
): Promise<T> {
  const shelf = tools.shelf(account)
  const mine = createHash('sha256').update(refresh).digest('base64url')
  const there = await shelf.get(spent)
  const before = there?.value === mine
  if (there && !before) await shelf.change(spent, mine)
  if (!there) await shelf.add(spent, mine)
  try {
    const done = await work()
    await shelf.remove(spent)
    return done
  } catch (failure) {
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'reconnect') throw failure
    if (before && failure.code === 'signed_out') throw lostOnTheWay(rotates)
    if (!before) await shelf.remove(spent)
    throw failure
  }
}

/** So long before its end an access token is not used any more. */
const spareMs = 60_000

/**
 * Does something with an access token that is good: makes it new before its end, and once more when the network refuses it with
 * 401 although its time was not over. `work` throws NetworkFailure with that status.
 */
export async function withAccess<T>(
  tools: Tools,
  account: Account,
  renew: Renew,
  work: (access: string) => Promise<T>,
): Promise<T> {
  const kept = oauthCredentialOf({ credential: await account.reload() })
  const ended = kept.accessEndsAt !== null && Date.parse(kept.accessEndsAt) - spareMs <= tools.now().getTime()
  const access = ended ? await renewAccount(tools, account, renew, kept.access) : kept.access
  try {
    return await work(access)
  } catch (failure) {
    if (!(failure instanceof NetworkFailure) || failure.status !== 401 || failure.kind !== 'reconnect')
      throw failure
    const renewed = await renewAccount(tools, account, renew, access).catch((refusal: unknown) => {
      // Why the network does not take the sign-in, its own answer knows better than that it cannot be made new.
      throw isVague(refusal) && failure.code !== 'not_authorised' ? failure : refusal
    })
    return await work(renewed)
  }
}

const isVague = (refusal: unknown): boolean =>
  refusal instanceof NetworkFailure && ['signed_out', 'sign_in_ended'].includes(refusal.code)

async function ask(tools: Tools, dialect: Dialect, asked: Record<string, string>): Promise<Answered> {
  const grant = { ...asked, ...dialect.grant }
  const { values } = await tools.app()
  const { clientId = '', clientSecret = '' } = values
  const basic = dialect.proof === 'basic'
  const own = {
    [dialect.idName ?? 'client_id']: clientId,
    ...(clientSecret && { client_secret: clientSecret }),
  }
  return askServer(tools, {
    method: 'POST',
    url: dialect.token,
    // RFC 6749, 2.3.1: both are encoded as in a form before they are joined.
    headers: {
      ...dialect.headers,
      ...(basic && {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
      }),
    },
    form: basic ? grant : { ...grant, ...own },
  })
}

function read(tools: Tools, dialect: Dialect, { status, body }: Answered): Tokens | null {
  const answer = status < 300 ? Answer.safeParse(dialect.translate ? dialect.translate(body) : body) : null
  if (!answer?.success) return null
  const { access_token, refresh_token, expires_in = dialect.lives, scope } = answer.data
  const refreshIn = answer.data.refresh_token_expires_in ?? answer.data.refresh_expires_in
  const after = (inSeconds: number | undefined) =>
    inSeconds === undefined ? null : new Date(tools.now().getTime() + inSeconds * 1000)
  return {
    access: access_token,
    refresh: refresh_token ?? null,
    accessEndsAt: after(expires_in),
    refreshEndsAt: after(refreshIn),
    scopes: scope === undefined ? null : scope.split(/[\s,]+/).filter(Boolean),
    body: answer.data,
  }
}

function errorIn(body: unknown): string | null {
  const { data } = z.object({ error: z.string() }).safeParse(body)
  return data?.error.slice(0, 60) ?? null
}

const Said = z.looseObject({
  error_description: z.string().optional().catch(undefined),
  error_message: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error: z
    .looseObject({ message: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

/** Some have one code for a wrong secret and a code that is too old, and tell them apart in their sentence alone. */
function speaksOfKeys({ status, body }: Answered): boolean {
  const { data } = Said.safeParse(body)
  if (!data || status >= 500 || status === 429) return false
  const said = [data.error_description, data.error_message, data.message, data.error?.message]
  return /client.?(secret|key)|platform app|validating application/i.test(said.join(' ').slice(0, 1000))
}

const isAppsFault = (status: number, error: string | null): boolean =>
  error === 'invalid_client' || error === 'unauthorized_client' || (status === 401 && error === null)

const appWords = (network: string): string =>
  `${network} does not accept the app: its id or secret is wrong, the secret was changed, or the app was taken away. Look it up there and correct it under Channels, Apps.`

function later(tools: Tools, network: string, { status, headers }: Answered): NetworkFailure {
  const retryAt = retryAfter(headers, tools.now())
  return new NetworkFailure(
    'later',
    `${network} cannot make the sign-in new at the moment. It is tried again by itself.`,
    {
      code: status === 429 ? 'limited' : 'server_down',
      status,
      outage: status >= 500,
      ...(retryAt && { retryAt }),
    },
  )
}

const challengeOf = (verifier: string, written: 'base64url' | 'hex') =>
  createHash('sha256').update(verifier).digest(written)

function same(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return x !== undefined && y !== undefined && timingSafeEqual(x, y)
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
const reconnect = (code: string, words: string) => new NetworkFailure('reconnect', words, { code })
