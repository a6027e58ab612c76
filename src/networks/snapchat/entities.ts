import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import type { Kind } from './kinds.ts'

const words = z.string().transform(clean).nullish().catch(null)

const Instant = z.coerce.date()

/** A story, a saved story or a Spotlight, as lists have them. What a list leaves out is not known. */
const Snap = z.object({
  id: z.string().min(1),
  title: words,
  description: words,
  created_at: Instant.nullish().catch(null),
  create_time: Instant.nullish().catch(null),
  share_url: z.string().nullish().catch(null),
  permalink: z.string().nullish().catch(null),
})

export type Listed = {
  id: string
  kind: Kind
  /** Its words; null where the list does not tell them. */
  text: string | null
  at: Date | null
  url: string | null
}

export const Paging = z.object({ next_page_id: z.string().nullish() }).nullish().catch(null)

/** One entry of a list: the thing itself, or within its own name beside a status. */
export function listedIn(entry: unknown, kind: Kind): Listed | null {
  const wrapped = z.record(z.string(), z.unknown()).safeParse(entry)
  const read = Snap.safeParse(wrapped.data?.[nameOf[kind]] ?? entry)
  if (!read.success) return null
  const { id, title, description, created_at, create_time, share_url, permalink } = read.data
  return {
    id,
    kind,
    text: (kind === 'saved' ? title : kind === 'spotlight' ? description : '') ?? null,
    at: created_at ?? create_time ?? null,
    url: share_url ?? permalink ?? null,
  }
}

export const nameOf: Record<Kind, string> = { spotlight: 'spotlight', saved: 'saved_story', story: 'story' }
/** How each kind is called in addresses and lists. */
export const listOf: Record<Kind, string> = {
  spotlight: 'spotlights',
  saved: 'saved_stories',
  story: 'stories',
}

export const Profile = z.object({
  id: z.string().min(1),
  organization_id: z.string().nullish(),
  display_name: z.string().transform(clean).nullish(),
  snap_user_name: z.string().transform(clean).nullish(),
  description: words,
  website: z.string().nullish().catch(null),
  logo_urls: z
    .object({
      manage_profile_logo_url: z.string().nullish(),
      original_logo_url: z.string().nullish(),
      mega_profile_logo_url: z.string().nullish(),
    })
    .nullish()
    .catch(null),
  subscriber_count: z.coerce.number().int().nonnegative().nullish().catch(null),
})
export type Profile = z.infer<typeof Profile>

/** Where the id of what was made stands is told in several ways; of a story it is not told at all. */
export function madeIn(body: unknown, kind: Kind): string | null {
  const name = nameOf[kind]
  const answer = z.record(z.string(), z.unknown()).safeParse(body).data ?? {}
  const list = z.array(z.record(z.string(), z.unknown())).safeParse(answer[listOf[kind]]).data ?? []
  const [first] = list
  const inner = z.record(z.string(), z.unknown()).safeParse(first?.[name] ?? answer[name]).data
  const told = [answer[`${name}_id`], inner?.id, first?.id]
  return told.find((one): one is string => typeof one === 'string' && one !== '') ?? null
}
