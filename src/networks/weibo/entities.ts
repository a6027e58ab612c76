import { z } from 'zod'
import { clean } from '../../platform/clean.ts'

/** `Tue May 31 17:46:55 +0800 2011`. */
const written = /^\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})$/

const Instant = z.string().transform((text, context) => {
  const [, month, day, time, zone, year] = written.exec(text) ?? []
  const at = new Date(`${day} ${month} ${year} ${time} ${zone}`)
  if (!Number.isNaN(at.getTime())) return at
  context.addIssue('no instant')
  return z.NEVER
})

const id = z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative()]).transform(String)
const count = z.coerce.number().int().nonnegative().nullish().catch(null)

export const Status = z
  .object({
    id,
    idstr: id.nullish(),
    mid: id.nullish(),
    created_at: Instant,
    text: z.string().transform(clean),
    original_pic: z.string().nullish().catch(null),
    pic_urls: z.array(z.unknown()).nullish().catch(null),
    retweeted_status: z.unknown().optional(),
    deleted: z.unknown().optional(),
    reposts_count: count,
    comments_count: count,
    attitudes_count: count,
  })
  // Its number may one day be more than a JSON number can say.
  .transform(({ idstr, ...status }) => ({ ...status, id: idstr ?? status.id }))
export type Status = z.infer<typeof Status>

/** What was deleted still stands in lists, as an entry without words. */
export const Timeline = z.object({
  statuses: z.array(z.unknown()),
  total_number: z.number().int().nullish().catch(null),
})

export type Timeline = z.infer<typeof Timeline>

export const statusesOf = ({ statuses }: Timeline): Status[] =>
  statuses.flatMap((one) => {
    const read = Status.safeParse(one)
    return read.success && String(read.data.deleted) !== '1' ? [read.data] : []
  })

export const User = z.object({
  id,
  idstr: id.nullish(),
  screen_name: z.string().transform(clean),
  name: z.string().transform(clean).nullish(),
  avatar_large: z.string().nullish().catch(null),
  profile_image_url: z.string().nullish().catch(null),
  followers_count: count,
  friends_count: count,
  statuses_count: count,
})

/** The same with what an audit asks of a profile. */
export const OwnUser = User.extend({
  description: z.string().catch(''),
  url: z.string().catch(''),
  created_at: Instant.nullish()
    .catch(null)
    .transform((at) => at ?? null),
})
export type User = z.infer<typeof User>

export const Counts = z.array(z.object({ id, reposts: count, comments: count, attitudes: count }))

const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** How the page of a post is called: its number, seven digits at a time from the right, each written with 62 letters. */
export function pageName(mid: string): string {
  const groups: string[] = []
  for (let end = mid.length; end > 0; end -= 7) groups.unshift(mid.slice(Math.max(0, end - 7), end))
  return groups.map((group, at) => inLetters(Number(group)).padStart(at === 0 ? 0 : 4, '0')).join('')
}

function inLetters(number: number): string {
  let left = number
  let text = ''
  do {
    text = `${letters[left % 62]}${text}`
    left = Math.floor(left / 62)
  } while (left > 0)
  return text
}
