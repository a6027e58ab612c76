import { AtpAgent } from '@atproto/api'
import type { TestNetwork, TestNetworkNoAppView } from '@atproto/dev-env'
// Not among the package's exports; how the server itself makes the tokens of app passwords.
import { createAccessToken } from './node_modules/@atproto/pds/dist/account-manager/helpers/auth.js'
import { AuthScope } from './node_modules/@atproto/pds/dist/auth-scope.js'

type Body = { name: string; by: string; uri: string; text: string; did: string; url: string }
type Verb = (body: Body) => Promise<unknown>

/** What other people do on the network, and what its operator does, by name. */
export function controls(
  network: TestNetwork | TestNetworkNoAppView,
  documents: Map<string, string>,
): Record<string, Verb> {
  const agents = new Map<string, AtpAgent>()
  const agent = (name: string) => {
    const found = agents.get(name)
    if (!found) throw new Error(`No account ${name}; make it with "account" first.`)
    return found
  }
  const refOf = async (uri: string) => {
    const [repo = '', collection = '', rkey = ''] = uri.slice('at://'.length).split('/')
    const { data } = await new AtpAgent({ service: network.pds.url }).com.atproto.repo.getRecord({
      repo,
      collection,
      rkey,
    })
    const { reply } = data.value as { reply?: { root: { uri: string; cid: string } } }
    return { uri: data.uri, cid: data.cid ?? '', root: reply?.root }
  }

  const plainRefOf = async (of: string) => {
    const { uri, cid } = await refOf(of)
    return { uri, cid }
  }

  return {
    /** A new person with a password and an app password. */
    account: async ({ name }) => {
      const made = new AtpAgent({ service: network.pds.url })
      const [handle, password] = [`${name}.test`, `password-of-${name}`]
      await made.createAccount({ email: `${name}@example.test`, handle, password })
      agents.set(name, made)
      const { data } = await made.com.atproto.server.createAppPassword({ name: 'carillon' })
      return { did: made.assertDid, handle, password, appPassword: data.password }
    },
    like: async ({ by, uri }) => agent(by).like(uri, (await refOf(uri)).cid),
    repost: async ({ by, uri }) => agent(by).repost(uri, (await refOf(uri)).cid),
    reply: async ({ by, uri, text }) => {
      const { root, ...parent } = await refOf(uri)
      return agent(by).post({ text, reply: { root: root ?? parent, parent } })
    },
    quote: async ({ by, uri, text }) =>
      agent(by).post({ text, embed: { $type: 'app.bsky.embed.record', record: await plainRefOf(uri) } }),
    follow: async ({ by, did }) => agent(by).follow(did),
    post: async ({ by, text }) => agent(by).post({ text }),
    rename: async ({ by, text }) => agent(by).upsertProfile((profile) => ({ ...profile, displayName: text })),
    /** Everything that was written so far is indexed and counted when this answers. */
    settle: async () => network.processAll(),
    /** From now on the servers find this text at that address. */
    document: async ({ url, text }) => void documents.set(url, text),
    /** An access token that the server itself signed and that ended an hour ago. */
    expired: async ({ did }) => {
      const { jwtKey, serviceDid } = network.pds.ctx.accountManager
      return createAccessToken({ did, jwtKey, serviceDid, expiresIn: '-1h', scope: AuthScope.AppPass })
    },
    /** The app password is taken back by its owner. */
    withdraw: async ({ by }) => {
      await agent(by).com.atproto.server.revokeAppPassword({ name: 'carillon' })
    },
    /** The server's operator takes an account down. */
    takedown: async ({ did }) => {
      const subject = { $type: 'com.atproto.admin.defs#repoRef' as const, did }
      await new AtpAgent({ service: network.pds.url }).com.atproto.admin.updateSubjectStatus(
        { subject, takedown: { applied: true } },
        { headers: { authorization: network.pds.adminAuth() }, encoding: 'application/json' },
      )
    },
  }
}
