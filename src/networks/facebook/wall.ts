import { z } from 'zod'
import type { Account, SendCall } from '../kit/network.ts'
import { ask, type Line } from './client.ts'

const target = z.object({
  target: z.object({ id: z.string().optional() }).optional(),
  media_type: z.string().optional(),
})
const Attachments = z.object({
  data: z.array(target.extend({ subattachments: z.object({ data: z.array(target) }).optional() })),
})
const WallPost = z.object({
  id: z.string(),
  message: z.string().catch(''),
  created_time: z.coerce.date(),
  permalink_url: z.string().nullish(),
  attachments: Attachments.optional().catch(undefined),
})
export type WallPost = z.infer<typeof WallPost>

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.array(z.unknown()).transform((all) =>
      // One strange entry does not hide the others.
      all.flatMap((one): z.infer<T>[] => {
        const read = item.safeParse(one)
        return read.success ? [read.data] : []
      }),
    ),
    paging: z
      .object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() })
      .optional(),
  })
const Wall = pageOf(WallPost)

/** How far Facebook's clock and ours may differ. */
export const skewMs = 10 * 60_000
const perPage = 50
/** Pages that are read back before we say that we cannot tell. */
const mostPages = 20

const fields =
  'id,message,created_time,permalink_url,attachments{media_type,target{id},subattachments{media_type,target{id}}}'

type Since = Pick<SendCall, 'account' | 'firstAttemptAt' | 'signal'>

/** What the page has published since the first attempt could have arrived; null when that is too much to look through. */
export async function wallSince(line: Line, asked: Since): Promise<WallPost[] | null> {
  const since = asked.firstAttemptAt.getTime() - skewMs
  const posts: WallPost[] = []
  let after: string | undefined
  for (let n = 0; n < mostPages; n++) {
    const { data, paging } = await ask(line, Wall, {
      method: 'GET',
      path: `${asked.account.remoteId}/published_posts`,
      query: { fields, limit: perPage, after },
      signal: asked.signal,
    })
    posts.push(...data.filter((post) => post.created_time.getTime() >= since))
    after = paging?.next ? paging.cursors?.after : undefined
    const last = data.at(-1)
    if (!after || !last || last.created_time.getTime() < since) return posts
  }
  return null
}

/** The pictures and films that a post shows. */
export const targetsOf = ({ attachments }: WallPost): string[] =>
  (attachments?.data ?? [])
    .flatMap((one) => [one, ...(one.subattachments?.data ?? [])])
    .flatMap((one) => one.target?.id ?? [])

/** How many pictures a post shows; an album tells them one by one. */
export function picturesIn({ attachments }: WallPost): number {
  const all = (attachments?.data ?? []).flatMap((one) => one.subattachments?.data ?? [one])
  return all.filter(({ media_type: type }) => type === 'photo').length
}

/** The film that a post shows; null where it shows none. */
export function filmIn({ attachments }: WallPost): string | null {
  const all = (attachments?.data ?? []).flatMap((one) => [one, ...(one.subattachments?.data ?? [])])
  return all.find(({ media_type: type }) => type?.startsWith('video'))?.target?.id ?? null
}

const Stories = pageOf(
  z.object({
    post_id: z.coerce.string(),
    media_id: z.coerce.string(),
    /** Seconds. */
    creation_time: z.coerce.number().catch(0),
    url: z.string().nullish(),
  }),
)

/** The stories of the page, the newest hundred of them. */
export async function stories(
  line: Line,
  { remoteId }: Pick<Account, 'remoteId'>,
  signal: AbortSignal,
): Promise<z.infer<typeof Stories>['data']> {
  const { data } = await ask(line, Stories, {
    method: 'GET',
    path: `${remoteId}/stories`,
    query: { fields: 'post_id,media_id,creation_time,url', limit: 100 },
    signal,
  })
  return data
}
