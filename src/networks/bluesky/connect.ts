import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Connect } from '../kit/network.ts'
import { documents } from './client.ts'
import { credentialOf } from './credential.ts'
import { answered } from './failures.ts'
import { directoryOf, endpointIn, serverOf, serverOrigin, typedAccount } from './identity.ts'
import { refreshPermission, revokePermission } from './oauth.ts'
import { createSession, endSession, passwordRequests, renewSession } from './password.ts'
import { joinedAs, ownHandle, profileOf } from './profile.ts'
import { agentOf, agentWith } from './session.ts'
import { begin, complete } from './signin.ts'

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
    return [{ ...(await joinedAs(agent, home).catch(refused)), credential, expiresAt: null }]
  },

  begin,
  complete,

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

/** An account that is not kept yet: its fresh session is not made new while it is being joined. */
const unkept = (remoteId: string, server: string): Account => {
  const none = () => Promise.reject(new Error('The account is not joined yet'))
  return {
    channelId: '',
    workspaceId: '',
    remoteId,
    handle: '',
    server,
    appId: null,
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
