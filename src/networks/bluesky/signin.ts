import type { NodeSavedSession, NodeSavedState, OAuthClientMetadataInput } from '@atproto/oauth-client-node'
import { NetworkFailure, unanswered } from '../kit/failure.ts'
import type { Connect, Tools } from '../kit/network.ts'
import { clientMetadata } from './client.ts'
import { failureIn } from './failures.ts'
import { directoryOf, serverOrigin, type Typed, typedAccount, unknownAccount } from './identity.ts'
import { endOf, oauthClient, oauthFailure, plain } from './oauth.ts'
import { joinedAs } from './profile.ts'
import { agentWith } from './session.ts'

/** Between `begin` and `complete`; the library's own state under the key that comes back as `state`. */
type Remembered = {
  key: string
  state: NodeSavedState
  client: OAuthClientMetadataInput
  directory: string
  account: string
}

const noStore = { get: () => undefined, set: () => undefined, del: () => undefined }
const alone = <T>(_: string, work: () => T) => work()

/** Asks the person's server for a permission, and answers where the person grants it. */
export const begin: NonNullable<Connect['begin']> = async (tools, _way, fields, back) => {
  const typed = typedAccount(fields.account ?? '')
  const directory = directoryOf(fields)
  const client = await clientMetadata(tools, back.uri)
  const made: { key: string; state: NodeSavedState }[] = []
  const stateStore = {
    ...noStore,
    set: (key: string, state: NodeSavedState) => void made.push({ key, state }),
  }
  const library = await oauthClient(tools, client, directory, {
    stateStore,
    sessionStore: noStore,
    requestLock: alone,
  })
  const authorize = (input: string) => library.authorize(input, { scope: client.scope })
  const url = await authorizeTyped(typed, authorize).catch(async (thrown) => {
    throw await beginFailure(thrown, fields.account ?? '', tools)
  })
  const kept = made.at(-1)
  if (!kept) throw new Error('The sign-in library kept no state')
  const { key, state } = kept
  const remember = {
    key,
    state: plain(state),
    client: plain(client),
    directory,
    account: fields.account ?? '',
  }
  return { url: url.href, remember, state: key }
}

/** Redeems what the person came back with. */
export const complete: NonNullable<Connect['complete']> = async (tools, query, remember) => {
  const { key, state, client, directory } = remember as unknown as Remembered
  const since = tools.now().toISOString()
  const saved: NodeSavedSession[] = []
  const library = await oauthClient(tools, client, directory, {
    stateStore: { ...noStore, get: (asked) => (asked === key ? state : undefined) },
    sessionStore: { ...noStore, get: () => saved.at(-1), set: (_, session) => void saved.push(session) },
    requestLock: alone,
  })
  const { session: permission } = await library.callback(new URLSearchParams(query)).catch(async (thrown) => {
    throw await completeFailure(thrown, query, tools)
  })
  const { aud } = await permission.getTokenInfo(false)
  const session = saved.at(-1)
  if (!session) throw new Error('The sign-in library kept no session')
  const home = serverOrigin(aud)
  const agent = await agentWith(tools, home, permission.did, (path, init) =>
    permission.fetchHandler(path, init),
  )
  const credential = {
    kind: 'oauth' as const,
    client: plain(client),
    directory,
    since,
    session: plain(session),
  }
  return [{ ...(await joinedAs(agent, home)), credential, expiresAt: endOf(credential, tools.now()) }]
}

/** A dotted name that is no handle may be a server’s: `bsky.social`. */
async function authorizeTyped(typed: Typed, authorize: (input: string) => Promise<URL>): Promise<URL> {
  if (typed.kind === 'server') return authorize(typed.origin)
  try {
    return await authorize(typed.name)
  } catch (thrown) {
    if (failureIn(thrown) || typed.name.startsWith('did:')) throw thrown
    return authorize(`https://${typed.name}`).catch(() => {
      throw thrown
    })
  }
}

async function beginFailure(thrown: unknown, account: string, tools: Tools): Promise<unknown> {
  const failure = await oauthFailure(thrown, account, tools)
  if (failure instanceof NetworkFailure && failure.code === 'invalid_client_metadata')
    return new NetworkFailure(
      'rejected',
      `The server could not read from ${tools.appUrl} who asks: this Carillon must be reachable from the internet under https. Make it so, or use an app password.`,
      { code: 'house_not_read', cause: thrown },
    )
  if (failure instanceof NetworkFailure && failure.kind !== 'reconnect') return failure
  if (failure instanceof NetworkFailure)
    return new NetworkFailure(
      'rejected',
      `The server does not let Carillon ask for permission (${failure.code}).`,
      {
        code: failure.code,
        cause: thrown,
      },
    )
  const silence = unanswered(thrown, account, false)
  return silence.code === 'no_answer' ? unknownAccount(account, thrown) : silence
}

async function completeFailure(
  thrown: unknown,
  query: Record<string, string>,
  tools: Tools,
): Promise<unknown> {
  if (query.error === 'access_denied')
    return new NetworkFailure('rejected', 'The permission was not given, so nothing was joined.', {
      code: 'access_denied',
      cause: thrown,
    })
  const failure = await oauthFailure(thrown, query.iss ?? 'The server', tools)
  const facts = { code: failure instanceof NetworkFailure ? failure.code : 'sign_in_broken', cause: thrown }
  return new NetworkFailure('rejected', 'The sign-in could not be finished. Please begin it again.', facts)
}
