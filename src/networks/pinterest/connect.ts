import type { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Connect, Joined, Profile, Tools } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  type OauthCredential,
  oauthCredentialOf,
  renewAccount,
  renewBy,
  requireScopes,
  signInEnds,
} from '../kit/oauth.ts'
import { boardChoices } from './boards.ts'
import { type Ask, ask, askWith, dialect, production, sandbox, site } from './client.ts'
import { User } from './entities.ts'

const day = 86_400_000

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    return beginOauth(dialect, await tools.app(), back)
  },

  async complete(tools, query, remember, back) {
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, dialect.scopes)
    return [await joinedBy(tools, production, credentialFrom(tokens))]
  },

  /** A token of the sandbox, which lives for a day and cannot be made new. */
  async form(tools, _way, fields) {
    const access = (fields.token ?? '').trim()
    if (!/^[\w.-]{20,}$/.test(access))
      throw rejected('token_odd', 'This is no token of Pinterest. Copy it whole from the page of your app.')
    const accessEndsAt = new Date(tools.now().getTime() + day).toISOString()
    return [await joinedBy(tools, sandbox, { access, refresh: null, accessEndsAt, refreshEndsAt: null })]
  },

  async refresh(tools, account) {
    // A token of the sandbox is good until its end, and no refusal before.
    if (oauthCredentialOf({ credential: await account.reload() }).refresh === null) return
    await renewAccount(tools, account, renewBy(tools, dialect))
  },

  async check(tools, account) {
    const asking = <R>(schema: z.ZodType<R>, asked: Ask) => ask(tools, account, schema, asked)
    return profileBy(asking, account)
  },
}

async function joinedBy(tools: Tools, server: string, credential: OauthCredential): Promise<Joined> {
  const asking = <R>(schema: z.ZodType<R>, asked: Ask) =>
    askWith(tools, server, credential.access, schema, asked)
  try {
    const user = await asking(User, { method: 'GET', path: '/user_account' })
    return {
      ...(await profileOf(asking, user, { settings: {} })),
      // The sandbox's account is another one, with pins of its own.
      remoteId: `${user.id ?? user.username}${server === sandbox ? '-sandbox' : ''}`,
      server,
      credential: credential as Json,
      expiresAt: signInEnds(credential),
    }
  } catch (failure) {
    // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
    if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
      throw rejected(failure.code, failure.message)
    throw failure
  }
}

type Asking = <R>(schema: z.ZodType<R>, asked: Ask) => Promise<R>

const profileBy = async (asking: Asking, account: Pick<Account, 'settings'>): Promise<Profile> =>
  profileOf(asking, await asking(User, { method: 'GET', path: '/user_account' }), account)

async function profileOf(
  asking: Asking,
  { username, business_name, profile_image }: User,
  { settings }: Pick<Account, 'settings'>,
): Promise<Profile> {
  const shorter = settings.description === '500'
  return {
    handle: `@${username}`,
    name: business_name || username,
    avatarUrl: profile_image || null,
    profileUrl: `${site}/${encodeURIComponent(username)}/`,
    limits: {
      ...(shorter && { text: { max: 500 } }),
      choices: { board: await boardChoices(asking) },
    },
  }
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
