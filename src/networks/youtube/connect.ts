import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits, Choice } from '../kit/manifest.ts'
import type { Connect, Profile } from '../kit/network.ts'
import {
  beginOauth,
  completeOauth,
  credentialFrom,
  OauthCredential,
  renewAccount,
  requireScopes,
  signInEnds,
} from '../kit/oauth.ts'
import { Count, call, dialect, type Line, listOf, rejected, renewal, server } from './client.ts'
import { scopes, unprovenSeconds } from './manifest.ts'
import { ownPlaylists } from './playlists.ts'

export const Channel = z.object({
  id: z.string().min(1),
  snippet: z.object({
    title: z.string().default(''),
    description: z.string().default(''),
    customUrl: z.string().optional(),
    publishedAt: z.coerce.date().optional().catch(undefined),
    thumbnails: z.record(z.string(), z.object({ url: z.string().optional() })).optional(),
  }),
  status: z.object({ longUploadsStatus: z.string().optional() }).optional(),
  brandingSettings: z
    .object({ image: z.object({ bannerExternalUrl: z.string().optional() }).optional() })
    .optional()
    .catch(undefined),
  statistics: z
    .object({
      subscriberCount: Count,
      viewCount: Count,
      videoCount: Count,
      hiddenSubscriberCount: z.boolean().optional(),
    })
    .optional(),
})
export type Channel = z.infer<typeof Channel>

/** What is kept beside the tokens: whether numbers of Analytics were allowed. */
export const Credential = OauthCredential.extend({ scopes: z.array(z.string()).nullable().optional() })

export const mayReadAnalytics = (credential: Json): boolean => {
  const kept = Credential.safeParse(credential)
  return !kept.success || !kept.data.scopes || kept.data.scopes.includes(scopes.analytics)
}

export const connect: Connect = {
  async begin(tools, _way, _fields, back) {
    return beginOauth(dialect, await tools.app(), back)
  },

  async complete(tools, query, remember, back) {
    const tokens = await completeOauth(tools, dialect, query, remember, back)
    requireScopes(dialect, tokens, [scopes.manage])
    if (tokens.refresh === null)
      throw rejected(
        'no_refresh',
        'Google gave no lasting sign-in. Take Carillon’s access away at myaccount.google.com/permissions, and start again.',
      )
    const channels = await ownChannels({ tools, access: tokens.access })
    if (channels.length === 0)
      throw rejected(
        'channel_needed',
        'There is no YouTube channel under this Google account. Make one at youtube.com, or choose another account.',
      )
    const kept = credentialFrom(tokens)
    const since = tools.now().toISOString()
    // Of several channels, which are whose is not told: each learns its own at its first check.
    const playlists = channels.length === 1 ? await ownPlaylists({ tools, access: tokens.access }) : []
    return channels.map((channel) => ({
      ...profileOf(channel, playlists),
      remoteId: channel.id,
      server,
      credential: { ...kept, since, scopes: tokens.scopes ? [...tokens.scopes] : null } as Json,
      expiresAt: signInEnds(kept),
    }))
  },

  async refresh(tools, account) {
    await renewAccount(tools, account, renewal(tools))
  },

  async check(tools, account) {
    const channel = (await ownChannels({ tools, account })).find(({ id }) => id === account.remoteId)
    if (channel) return profileOf(channel, await ownPlaylists({ tools, account }, channel.id))
    throw new NetworkFailure(
      'reconnect',
      'The Google account that this channel was joined with does not have it any more. Join it again with one that has.',
      { code: 'channel_missing' },
    )
  },
}

/** The channels of whoever signed in: one, as Google lets people choose it, or several. */
export async function ownChannels(line: Line): Promise<Channel[]> {
  const { items } = await call(line, listOf(Channel), {
    method: 'GET',
    at: '/youtube/v3/channels',
    query: { part: 'snippet,status,statistics', mine: true, maxResults: 50 },
  })
  return items
}

export function profileOf({ id, snippet, status }: Channel, playlists: readonly Choice[]): Profile {
  const handle = snippet.customUrl?.startsWith('@') ? snippet.customUrl : null
  const { thumbnails = {} } = snippet
  return {
    handle: handle ?? snippet.title,
    name: snippet.title || handle || id,
    avatarUrl: thumbnails.medium?.url ?? thumbnails.default?.url ?? null,
    profileUrl: handle ? `${server}/${handle}` : `${server}/channel/${id}`,
    limits: {
      ...limitsOf(status?.longUploadsStatus),
      ...(playlists.length > 0 && { choices: { list: playlists } }),
    },
  }
}

const limitsOf = (longUploads: string | undefined): ChannelLimits =>
  longUploads === 'eligible' || longUploads === 'disallowed'
    ? { videos: { maxSeconds: unprovenSeconds } }
    : {}
