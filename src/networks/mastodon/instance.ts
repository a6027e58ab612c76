import { z } from 'zod'
import { webAddress } from '../kit/address.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import { type Answer, ask, hostOf, type Line } from './client.ts'
import { manifest } from './manifest.ts'

const limit = z.number().positive().optional().catch(undefined)

const Configuration = z
  .object({
    statuses: z
      .object({ max_characters: limit, max_media_attachments: limit, characters_reserved_per_url: limit })
      .optional()
      .catch(undefined),
    media_attachments: z
      .object({
        supported_mime_types: z.array(z.string()).optional().catch(undefined),
        description_limit: limit,
        image_size_limit: limit,
        image_matrix_limit: limit,
        video_size_limit: limit,
        video_frame_rate_limit: limit,
        video_matrix_limit: limit,
      })
      .optional()
      .catch(undefined),
    polls: z
      .object({
        max_options: limit,
        max_characters_per_option: limit,
        min_expiration: limit,
        max_expiration: limit,
      })
      .optional()
      .catch(undefined),
  })
  .catch({})
type Configuration = z.infer<typeof Configuration>

const Instance = z.object({
  version: z.string(),
  /** Version 2 says `domain`, version 1 `uri`, which some servers give as a URL. */
  domain: z.string().optional(),
  uri: z.string().optional(),
  configuration: Configuration.optional(),
  /** How servers told their length before there was a configuration. */
  max_toot_chars: limit,
})

export type Instance = {
  /** Where the API is; not always the host in the handles. */
  server: string
  domain: string
  limits: ChannelLimits
  /** Whether an `Idempotency-Key` is known to be honoured. */
  keepsKeys: boolean
}

/** Reads what a server is and what it allows. */
export async function readInstance(line: Line): Promise<Instance> {
  const answer = await ask(line, { method: 'GET', path: '/api/v2/instance' }).catch((failure: unknown) => {
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
    return ask(line, { method: 'GET', path: '/api/v1/instance' })
  })
  const found = Instance.safeParse(answer.body)
  if (!found.success) throw notMastodon(line, answer)
  const { version, domain, uri, configuration, max_toot_chars } = found.data
  return {
    server: originOf(answer, line),
    domain: hostIn(domain ?? uri) ?? hostOf(line.server),
    limits: limitsFrom(configuration ?? {}, max_toot_chars),
    keepsKeys: keepsKeys(version),
  }
}

function notMastodon(line: Line, answer: Answer): NetworkFailure {
  return new NetworkFailure(
    'rejected',
    `${hostOf(line.server)} does not answer as a Mastodon server does. Look whether the address is right.`,
    { code: 'not_mastodon', status: answer.status },
  )
}

// A search for the server may have been redirected, for instance from example.org to social.example.org.
const originOf = (answer: Answer, line: Line) => (answer.url ? new URL(answer.url).origin : line.server)

const hostIn = (text: string | undefined): string | undefined => webAddress(text ?? '')?.host

/**
 * Servers that only speak the language say so in their version: `2.7.2 (compatible; Pleroma 2.6.0)`. Pleroma and
 * Akkoma keep keys too; of the others it is not known, and the account's posts are looked through instead.
 */
function keepsKeys(version: string): boolean {
  const other = /compatible;\s*(\w+)/i.exec(version)?.[1]
  if (other) return /^(pleroma|akkoma)$/i.test(other)
  return Number.parseInt(version, 10) >= 2
}

function limitsFrom(
  { statuses, media_attachments, polls }: Configuration,
  oldLength?: number,
): ChannelLimits {
  const types = media_attachments?.supported_mime_types
  const known = (mime: readonly string[]) => types && { mime: mime.filter((type) => types.includes(type)) }
  const { poll } = manifest
  return {
    text: given({
      max: statuses?.max_characters ?? oldLength,
      urlLength: statuses?.characters_reserved_per_url,
    }),
    images: given({
      max: statuses?.max_media_attachments,
      maxBytes: media_attachments?.image_size_limit,
      maxPixels: media_attachments?.image_matrix_limit,
      altMax: media_attachments?.description_limit,
      ...known(manifest.media.images.mime),
    }),
    videos: given({
      maxBytes: media_attachments?.video_size_limit,
      maxFrameRate: media_attachments?.video_frame_rate_limit,
      maxPixels: media_attachments?.video_matrix_limit,
      ...known(manifest.media.videos.mime),
    }),
    poll: given({
      options: polls?.max_options && ([poll.options[0], polls.max_options] as const),
      optionMax: polls?.max_characters_per_option,
      minutes:
        polls?.min_expiration && polls.max_expiration
          ? ([Math.ceil(polls.min_expiration / 60), Math.floor(polls.max_expiration / 60)] as const)
          : undefined,
    }),
  }
}

/** Without what the server does not tell, so that the manifest's defaults stand. */
function given<T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined | 0> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value)) as {
    [K in keyof T]?: Exclude<T[K], undefined | 0>
  }
}
