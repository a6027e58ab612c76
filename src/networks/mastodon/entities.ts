import { z } from 'zod'

/**
 * What is read of a server's answers. Servers that speak Mastodon's language leave fields out or send null, so
 * only what nothing can be done without is asked for.
 */

const id = z.union([z.string().min(1), z.number().transform(String)])
const count = z.number().int().nonnegative().nullish().catch(null)
const url = z.string().nullish().catch(null)
const instant = z
  .string()
  .transform((value) => new Date(value))
  .refine((value) => Number.isFinite(value.getTime()))

export const MediaAttachment = z.object({ id, type: z.string().nullish(), url })

const Poll = z.object({
  expires_at: instant.nullish().catch(null),
  options: z.array(z.object({ title: z.string() })).catch([]),
})

export const Status = z.object({
  id,
  created_at: instant,
  content: z.string().catch(''),
  spoiler_text: z.string().catch(''),
  url,
  uri: url,
  in_reply_to_id: id.nullish().catch(null),
  reblog: z
    .object({ content: z.string().catch('') })
    .nullish()
    .catch(null),
  media_attachments: z.array(MediaAttachment).catch([]),
  mentions: z.array(z.object({ url: z.string(), acct: z.string() })).catch([]),
  poll: Poll.nullish().catch(null),
  favourites_count: count,
  reblogs_count: count,
  replies_count: count,
  quotes_count: count,
})
export type Status = z.infer<typeof Status>

export const StatusSource = z.object({ text: z.string(), spoiler_text: z.string().catch('') })

export const OwnAccount = z.object({
  id,
  username: z.string(),
  display_name: z.string().catch(''),
  avatar: url,
  url,
  followers_count: count,
  following_count: count,
  statuses_count: count,
})
export type OwnAccount = z.infer<typeof OwnAccount>

/** An account as anybody sees it. */
export const PublicAccount = z.object({
  id,
  username: z.string(),
  acct: z.string(),
  display_name: z.string().catch(''),
  note: z.string().catch(''),
  url,
  avatar: url,
  header: url,
  bot: z.boolean().nullish().catch(null),
  created_at: instant.nullish().catch(null),
  followers_count: count,
  following_count: count,
  statuses_count: count,
  fields: z
    .array(
      z.object({
        name: z.string().catch(''),
        value: z.string().catch(''),
        verified_at: z.string().nullish().catch(null),
      }),
    )
    .catch([]),
})
export type PublicAccount = z.infer<typeof PublicAccount>

export const App = z.object({ client_id: z.string(), client_secret: z.string() })
export const Token = z.object({ access_token: z.string(), scope: z.string().nullish().catch(null) })
