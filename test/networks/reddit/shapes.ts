import type { Comment, Community, Post, RedditState, User } from './state.ts'

export const asMe = (user: User) => ({
  id: user.id,
  name: user.name,
  icon_img: `https://styles.redditmedia.com/${user.id}.png?width=256&s=1`,
  is_suspended: user.suspended,
  created_utc: user.createdAt.getTime() / 1000,
  link_karma: 7,
  comment_karma: 3,
  total_karma: 10,
  subreddit: {
    display_name: `u_${user.name}`,
    title: user.title,
    public_description: user.about,
    banner_img: '',
    over_18: false,
    ...(user.counts.followers !== null && { subscribers: user.counts.followers ?? 0 }),
  },
})

export const asCommunity = (community: Community, user: User) => ({
  id: community.name.toLowerCase(),
  name: `t5_${community.name.toLowerCase()}`,
  display_name: community.name,
  display_name_prefixed: `r/${community.name}`,
  title: community.name,
  subreddit_type: community.type,
  submission_type:
    community.takes.self && community.takes.link ? 'any' : community.takes.self ? 'self' : 'link',
  quarantine: false,
  over18: false,
  user_is_banned: community.banned.has(user.id),
  user_is_contributor: community.approved.has(user.id),
  user_is_moderator: community.moderators.has(user.id),
  user_is_subscriber: community.members.has(user.id),
  allow_images: community.takes.image,
  allow_galleries: community.takes.gallery,
  allow_videos: community.takes.video,
  allow_polls: community.takes.poll,
  link_flair_enabled: community.flairs.length > 0,
  can_assign_link_flair: true,
})

const numbers = { likes: 'score', replies: 'num_comments', reposts: 'num_crossposts' } as const

/** What a post shows, and which of its numbers are kept to itself. */
export function asPost(post: Post, state: RedditState): { body: object; leftOut: ReadonlySet<string> } {
  const leftOut = new Set<string>()
  const counts: Record<string, number> = {}
  for (const [metric, name] of Object.entries(numbers) as ['likes', string][]) {
    const count = post.counts[metric]
    if (count === null) leftOut.add(name)
    else counts[name] = count ?? 0
  }
  const owner = state.users.get(post.owner)
  const permalink = `/${post.community.startsWith('u_') ? `user/${post.community.slice(2)}` : `r/${post.community}`}/comments/${post.id}/${slug(post.title)}/`
  const body = {
    id: post.id,
    name: `t3_${post.id}`,
    title: post.title,
    selftext: post.deleted
      ? '[deleted]'
      : post.poll
        ? `${post.text}\n\n[View Poll](https://www.reddit.com/poll/${post.id})`
        : post.text,
    author: post.deleted ? '[deleted]' : (owner?.name ?? ''),
    ...(!post.deleted && { author_fullname: `t2_${post.owner}` }),
    subreddit: post.community,
    permalink,
    created_utc: post.createdAt.getTime() / 1000,
    is_self: post.kind === 'self' || post.kind === 'poll',
    is_video: post.kind === 'video',
    over_18: post.nsfw,
    spoiler: post.spoiler,
    upvote_ratio: 0.97,
    hide_score: false,
    view_count: null,
    removed_by_category: post.deleted ? 'deleted' : post.removedBy,
    url: `https://www.reddit.com${permalink}`,
    media: null,
    ...shown(post, state),
    ...counts,
  }
  return { body, leftOut }
}

function shown(post: Post, state: RedditState): object {
  const [first = ''] = post.assets
  if (post.kind === 'link') return { url: post.url, url_overridden_by_dest: post.url }
  if (post.kind === 'crosspost') return { crosspost_parent: post.crosspostOf }
  if (post.kind === 'poll')
    return {
      poll_data: {
        options: post.poll?.options.map((text, n) => ({ id: String(n), text })) ?? [],
        total_vote_count: 0,
      },
    }
  if (post.kind === 'gallery')
    return {
      is_gallery: true,
      gallery_data: { items: post.assets.map((id, n) => ({ media_id: id, id: n })) },
      url_overridden_by_dest: `https://www.reddit.com/gallery/${post.id}`,
    }
  if (post.kind === 'image') {
    const url = `https://i.redd.it/${first}.${state.assets.get(first)?.mime.split('/')[1] ?? 'png'}`
    return { url, url_overridden_by_dest: url }
  }
  if (post.kind !== 'video') return {}
  const url = `https://v.redd.it/${first}`
  return {
    url,
    url_overridden_by_dest: url,
    media: { reddit_video: { fallback_url: `${url}/DASH_720.mp4?source=fallback`, duration: 6 } },
  }
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '_')
    .slice(0, 40) || 'post'

export const asComment = (comment: Comment, state: RedditState) => {
  const post = state.posts.find(({ id }) => id === comment.post)
  return {
    id: comment.id,
    name: `t1_${comment.id}`,
    author: comment.deleted ? '[deleted]' : (state.users.get(comment.owner)?.name ?? ''),
    ...(!comment.deleted && { author_fullname: `t2_${comment.owner}` }),
    body: comment.deleted ? '[deleted]' : comment.body,
    parent_id: `t3_${comment.post}`,
    link_id: `t3_${comment.post}`,
    permalink: `/r/${post?.community ?? ''}/comments/${comment.post}/_/${comment.id}/`,
    created_utc: comment.createdAt.getTime() / 1000,
    score: 1,
    replies: '',
  }
}
