import type { Agent } from '@atproto/api'
import type { NodeSavedSession, NodeSavedState, OAuthClientMetadataInput } from '@atproto/oauth-client-node'
import { NetworkFailure, unanswered } from '../kit/failure.ts'
import type { Account, Connect, Joined, Profile, Tools } from '../kit/network.ts'
import { clientMetadata, documents } from './client.ts'
import { credentialOf } from './credential.ts'
import { answered, failureIn } from './failures.ts'
import { endpointIn, serverOf, serverOrigin, type Typed, typedAccount, unknownAccount } from './identity.ts'
import { manifest } from './manifest.ts'
import { endOf, oauthClient, oauthFailure, plain, refreshPermission, revokePermission } from './oauth.ts'
import { createSession, endSession, passwordRequests, renewSession } from './password.ts'
import { agentOf, agentWith } from './session.ts'

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

export const connect = {
  form: async (tools, _way, fields) => {
    const { account = '', password = '', server = '' } = fields
    const typed = typedAccount(account)
    if (typed.kind === 'server') throw handleNeeded()
    const login = server.trim()
      ? serverOrigin(server)
      : await serverOf(tools, typed.name, directoryOf(fields))
    const session = await createSession(tools, login, typed.name, password).catch(refused)
    const { did, accessJwt, refreshJwt } = session
    const home = serverOrigin(endpointIn(session.didDoc) ?? login)
    const credential = { kind: 'password' as const, login, did, password, accessJwt, refreshJwt }
    const requests = passwordRequests(tools, unkept(did, home), credential)
    const agent = await agentWith(tools, home, did, requests)
    return [{ ...(await joined(agent, home)), credential, expiresAt: null }]
  },

  begin: async (tools, _way, fields, back) => {
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
    const [kept] = made
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
  },

  complete: async (tools, query, remember) => {
    const { key, state, client, directory } = remember as unknown as Remembered
    const since = tools.now().toISOString()
    const saved: NodeSavedSession[] = []
    const library = await oauthClient(tools, client, directory, {
      stateStore: { ...noStore, get: (asked) => (asked === key ? state : undefined) },
      sessionStore: { ...noStore, get: () => saved.at(-1), set: (_, session) => void saved.push(session) },
      requestLock: alone,
    })
    const { session: permission } = await library
      .callback(new URLSearchParams(query))
      .catch(async (thrown) => {
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
    return [{ ...(await joined(agent, home)), credential, expiresAt: endOf(credential, tools.now()) }]
  },

  refresh: async (tools, account) => {
    const credential = credentialOf(await account.reload())
    await answered({ server: account.server, changes: false }, async () => {
      if (credential.kind === 'oauth') await refreshPermission(tools, account, credential)
      else await renewSession(tools, account, credential)
    })
  },

  check: async (tools, account) =>
    answered({ server: account.server, changes: false }, async () => {
      const agent = await agentOf(tools, account)
      return profileOf(agent, await ownHandle(agent), true)
    }),

  revoke: async (tools, account) => {
    const credential = credentialOf(account.credential)
    await answered({ server: account.server, changes: false }, () =>
      credential.kind === 'oauth'
        ? revokePermission(tools, account, credential)
        : endSession(tools, account.server, credential),
    )
  },

  documents,
} satisfies Connect

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

async function joined(agent: Agent, server: string): Promise<Omit<Joined, 'credential' | 'expiresAt'>> {
  return answered({ server, changes: false }, async () => {
    const profile = await profileOf(agent, await ownHandle(agent), false)
    return { remoteId: agent.assertDid, server, ...profile }
  })
}

/** Asked of the account's own server: the proof that the credential works. */
async function ownHandle(agent: Agent): Promise<string> {
  const { data } = await agent.com.atproto.server.getSession()
  if (data.active === false)
    throw new NetworkFailure(
      'reconnect',
      `The account is ${data.status ?? 'not active'} at its server. Settle that there, then join it again.`,
      { code: 'account_inactive' },
    )
  return data.handle
}

/** Name and picture come from the AppView. While that is away, an account can still be joined, by its handle. */
async function profileOf(agent: Agent, handle: string, needed: boolean): Promise<Profile> {
  const asked = agent.app.bsky.actor.getProfile({ actor: agent.assertDid })
  const profile = await (needed ? asked : asked.catch(() => null))
  return {
    handle,
    name: profile?.data.displayName?.trim() || handle,
    avatarUrl: profile?.data.avatar ?? null,
    profileUrl: `${manifest.homepage}/profile/${handle}`,
    limits: {},
  }
}

const directoryOf = ({ directory = '' }: Record<string, string>) =>
  directory.trim() ? serverOrigin(directory) : 'https://plc.directory'

/** An account that is not kept yet: its fresh session is not made new while it is being joined. */
const unkept = (remoteId: string, server: string): Account => {
  const none = () => Promise.reject(new Error('The account is not joined yet'))
  return {
    channelId: '',
    workspaceId: '',
    remoteId,
    handle: '',
    server,
    credential: null,
    settings: {},
    limits: {},
    reload: none,
    save: none,
  }
}

const handleNeeded = () =>
  new NetworkFailure(
    'rejected',
    'An app password belongs to a handle: give the handle, such as name.bsky.social.',
    {
      code: 'handle_needed',
    },
  )

/** At joining, a refused password is the person's to mend, not a broken permission. */
function refused(thrown: unknown): never {
  if (!(thrown instanceof NetworkFailure) || thrown.kind !== 'reconnect') throw thrown
  const words =
    thrown.code === 'AuthenticationRequired'
      ? 'Handle and app password do not belong together. Copy the app password again, or make a new one.'
      : thrown.message
  throw new NetworkFailure('rejected', words, { code: thrown.code, status: thrown.status, cause: thrown })
}

async function beginFailure(thrown: unknown, account: string, tools: Tools): Promise<unknown> {
  const failure = await oauthFailure(thrown, account, tools)
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
