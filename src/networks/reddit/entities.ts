import { z } from 'zod'
import { clean } from '../../platform/clean.ts'

const words = z
  .string()
  .nullish()
  .transform((text) => clean(text ?? ''))
const count = z.number().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
/** Seconds since 1970, UTC. */
const Instant = z.number().transform((seconds) => new Date(seconds * 1000))

export const Profile = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  icon_img: z.string().nullish(),
  is_suspended: flag,
  created_utc: Instant.nullish().catch(null),
  link_karma: count,
  subreddit: z
    .object({
      title: words,
      public_description: words,
      subscribers: count,
      banner_img: z.string().nullish(),
      over_18: flag,
    })
    .nullish()
    .catch(null),
})
export type Profile = z.infer<typeof Profile>

export const Community = z.object({
  display_name: z.string().regex(/^\w{1,60}$/),
  subreddit_type: z.string().nullish().catch(null),
  submission_type: z.string().nullish().catch(null),
  quarantine: flag,
  user_is_banned: flag,
  user_is_contributor: flag,
  user_is_moderator: flag,
  allow_images: flag,
  allow_galleries: flag,
  allow_videos: flag,
  allow_polls: flag,
  link_flair_enabled: flag,
  can_assign_link_flair: flag,
})
export type Community = z.infer<typeof Community>

/** A flair that may be chosen; those for moderators alone are told apart. */
export const Flair = z.object({
  id: z.string().regex(/^[\w-]{1,60}$/),
  text: words,
  text_editable: z.boolean().catch(false),
  mod_only: z.boolean().catch(false),
})
export type Flair = z.infer<typeof Flair>

const lines = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((all) => all ?? [])

/** What a community's moderators ask of posts; what is not set is null. */
export const Requirements = z.object({
  title_text_min_length: count,
  title_text_max_length: count,
  body_text_min_length: count,
  body_text_max_length: count,
  title_required_strings: lines,
  title_blacklisted_strings: lines,
  body_required_strings: lines,
  body_blacklisted_strings: lines,
  body_restriction_policy: z.string().nullish().catch(null),
  link_restriction_policy: z.string().nullish().catch(null),
  domain_blacklist: lines,
  domain_whitelist: lines,
  is_flair_required: flag,
  gallery_min_items: count,
  gallery_max_items: count,
  gallery_captions_requirement: z.string().nullish().catch(null),
})
export type Requirements = z.infer<typeof Requirements>

export const Post = z.object({
  id: z.string(),
  name: z.string(),
  title: words,
  selftext: words,
  author: words,
  subreddit: words,
  permalink: words,
  created_utc: Instant,
  is_self: flag,
  is_video: flag,
  is_gallery: flag,
  url: words,
  url_overridden_by_dest: words,
  gallery_data: z
    .object({ items: z.array(z.object({ media_id: z.string() })) })
    .nullish()
    .catch(null),
  media: z
    .object({ reddit_video: z.object({ fallback_url: words }).nullish().catch(null) })
    .nullish()
    .catch(null),
  poll_data: z
    .object({ options: z.array(z.object({ text: words })) })
    .nullish()
    .catch(null),
  crosspost_parent: z.string().nullish(),
  removed_by_category: z.string().nullish().catch(null),
  score: count,
  num_comments: count,
  num_crossposts: count,
})
export type Post = z.infer<typeof Post>

export const Comment = z.object({
  id: z.string(),
  name: z.string(),
  author: words,
  author_fullname: z.string().nullish(),
  body: words,
  parent_id: z.string(),
  link_id: words,
  permalink: words,
  created_utc: Instant,
})
export type Comment = z.infer<typeof Comment>

/** Taken away by its author, or by the account's end. */
export const isDeleted = ({ author, removed_by_category: by }: Post): boolean =>
  author === '[deleted]' || by === 'deleted' || by === 'author'

/** Taken away by moderators, their AutoModerator, or Reddit: its author still sees it, and nobody else does. */
export const isRemoved = (post: Post): boolean => !isDeleted(post) && Boolean(post.removed_by_category)
