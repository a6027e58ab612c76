import { z } from 'zod'
import { clip } from '../../platform/clean.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account, Connect, Profile, Tools } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  OauthCredential,
  renewAccount,
  renewBy,
  requireScopes,
  signInEnds,
} from '../kit/oauth.ts'
import { ask, Count, dialect, dialectOf, isAudited, type Line, rejected, site } from './client.ts'
import { type Creator, creatorIfAny, draftsAlone, limitsBy } from './creator.ts'

export const User = z.object({
  open_id: z.string().min(1),
  display_name: z.string().default(''),
  avatar_url: z.string().optional(),
  username: z.string().optional(),
  bio_description: z.string().optional(),
  follower_count: Count,
  following_count: Count,
  video_count: Count,
})
export type User = z.infer<typeof User>

/** Which fields are told, by the right that each needs. */
const fieldsBy: readonly (readonly [scope: string, fields: readonly string[]])[] = [
  ['user.info.basic', ['open_id', 'display_name', 'avatar_url']],
  ['user.info.profile', ['username', 'bio_description']],
  ['user.info.stats', ['follower_count', 'following_count', 'video_count']],
]

/** What is kept beside the tokens: what was allowed. */
const Credential = OauthCredential.extend({ scopes: z.array(z.string()).nullable().optional() })

/** Where nobody has written down what was allowed, it is tried. */
export function mayDo({ credential }: Pick<Account, 'credential'>, scope: string): boolean {
  const kept = Credential.safeParse(credential)
  return !kept.success || !kept.data.scopes || kept.data.scopes.includes(scope)
}

export async function userOf(line: Line, credential: Json): Promise<User> {
  const fields = fieldsBy.flatMap(([scope, names]) => (mayDo({ credential }, scope) ? names : []))
  const { user } = await ask(line, z.object({ user: User }), {
    method: 'GET',
    path: '/v2/user/info/',
    query: { fields: fields.join(',') },
  })
  return user
}

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    const app = await tools.app()
    return beginOauth(dialectOf(app), app, back)
  },

  async complete(tools, query, remember, back) {
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, ['user.info.basic'])
    const scopes = tokens.scopes ? [...tokens.scopes] : null
    if (scopes && !scopes.includes('video.publish') && !scopes.includes('video.upload'))
      throw rejected(
        'scope_missing',
        'At TikTok, publishing was not allowed. Start again and leave it switched on.',
      )
    const kept = credentialFrom(tokens)
    const credential = { ...kept, scopes } as Json
    const line = { tools, access: tokens.access }
    try {
      const user = await userOf(line, credential)
      return [
        {
          ...(await profileOf(tools, line, user, { credential, limits: {} })),
          remoteId: user.open_id,
          server: site,
          credential,
          expiresAt: signInEnds(kept),
        },
      ]
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    }
  },

  async refresh(tools, account) {
    await renewAccount(tools, account, renewBy(tools, dialect))
  },

  async check(tools, account) {
    const line = { tools, account }
    return profileOf(tools, line, await userOf(line, account.credential), account)
  },
}

async function profileOf(
  tools: Tools,
  line: Line,
  user: User,
  before: Pick<Account, 'credential' | 'limits'>,
): Promise<Profile> {
  const publishes = mayDo(before, 'video.publish')
  const creator = publishes ? await creatorIfAny(line) : null
  const handle = handleOf(user, creator)
  const name = clip(user.display_name || creator?.creator_nickname || handle || 'TikTok', 200)
  return {
    handle: handle ? `@${handle}` : name,
    name,
    avatarUrl: user.avatar_url ?? null,
    profileUrl: handle ? `${site}/@${handle}` : site,
    limits: await limitsOf(tools, creator, publishes, before.limits),
  }
}

async function limitsOf(
  tools: Tools,
  creator: Creator | null,
  publishes: boolean,
  before: ChannelLimits,
): Promise<ChannelLimits> {
  if (!publishes) return draftsAlone
  return creator ? limitsBy(creator, isAudited(await tools.app())) : before
}

const handleOf = (user: User, creator: Creator | null): string | null =>
  [user.username, creator?.creator_username].find((name) => name && /^[\w.]{1,60}$/.test(name)) ?? null
