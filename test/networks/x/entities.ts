import twitter from 'twitter-text'
import type { XPost, XState, XUser } from './state.ts'

type Entity = Record<string, unknown>
export type Told = { entity: Entity; leftOut: Set<string> }

/** X's counting, by its own library; that knows no emoji of the last years, which X counts as any other. */
export const weightOf = (text: string): number =>
  twitter.parseTweet(text.replace(/\p{RGI_Emoji}/gv, '漢')).weightedLength

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter] ?? letter)

/** A post as X tells of it: short addresses, letters as HTML has them, pictures as one more address at the end. */
export function postEntity(state: XState, post: XPost, viewer: XUser, fields: ReadonlySet<string>): Told {
  const leftOut = new Set<string>()
  const { text, urls } = shown(state, post)
  const keys = post.mediaIds.map((id) => mediaKey(state, id))
  const referenced = [
    ...(post.replyTo ? [{ type: 'replied_to', id: post.replyTo }] : []),
    ...(post.repostOf ? [{ type: 'retweeted', id: post.repostOf }] : []),
  ]
  const whole: Entity = {
    author_id: post.authorId,
    created_at: post.at.toISOString(),
    ...(urls.length > 0 && { entities: { urls } }),
    ...((keys.length > 0 || post.poll) && {
      attachments: {
        ...(keys.length > 0 && { media_keys: keys }),
        ...(post.poll && { poll_ids: [post.id] }),
      },
    }),
    ...(referenced.length > 0 && { referenced_tweets: referenced }),
    public_metrics: counted(
      {
        like_count: post.counts.likes === undefined ? post.likes.length : post.counts.likes,
        retweet_count: post.counts.reposts === undefined ? post.reposts.length : post.counts.reposts,
        reply_count: told(post.counts.replies, state.posts.filter((one) => one.replyTo === post.id).length),
        quote_count: told(post.counts.quotes, 0),
        bookmark_count: told(post.counts.saves, 0),
        impression_count: told(post.counts.impressions, 0),
      },
      leftOut,
    ),
    ...(viewer.id === post.authorId && {
      non_public_metrics: counted({ url_link_clicks: told(post.counts.clicks, 0) }, leftOut),
    }),
  }
  const entity = {
    id: post.id,
    text,
    edit_history_tweet_ids: [...post.edits, post.id],
    ...picked(whole, fields),
  }
  return { entity, leftOut }
}

const told = (set: number | null | undefined, own: number): number | null => (set === undefined ? own : set)

function counted(numbers: Record<string, number | null>, leftOut: Set<string>): Entity {
  for (const [name, value] of Object.entries(numbers)) if (value === null) leftOut.add(name)
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null))
}

const picked = (whole: Entity, fields: ReadonlySet<string>): Entity =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => fields.has(name)))

export function mediaKey(state: XState, id: string): string {
  const kinds: Record<string, string> = { tweet_video: '13', tweet_gif: '16' }
  return `${kinds[state.uploads.get(id)?.category ?? ''] ?? '3'}_${id}`
}

function shown(state: XState, post: XPost) {
  const found = twitter.extractUrlsWithIndices(post.text)
  const urls: Entity[] = []
  let text = ''
  let at = 0
  for (const [n, { url, indices }] of found.entries()) {
    const short = `https://t.co/${post.id.slice(-8)}${n}`
    text += escaped(post.text.slice(at, indices[0]))
    urls.push({
      start: text.length,
      end: text.length + short.length,
      url: short,
      expanded_url: machineForm(/^https?:/i.test(url) ? url : `http://${url}`),
      display_url: url.replace(/^https?:\/\//, '').slice(0, 26),
    })
    text += short
    at = indices[1]
  }
  text += escaped(post.text.slice(at))
  for (const id of post.mediaIds) {
    const short = `https://t.co/${post.id.slice(-8)}m`
    if (id === post.mediaIds[0]) text += text === '' ? short : ` ${short}`
    urls.push({
      start: text.length - short.length,
      end: text.length,
      url: short,
      expanded_url: `https://x.com/somebody/status/${post.id}/photo/1`,
      display_url: 'pic.x.com/abc',
      media_key: mediaKey(state, id),
    })
  }
  return { text, urls }
}

/** Hosts and paths in letters that machines read; no slash is added behind a lone host. */
const machineForm = (url: string): string =>
  url.endsWith('/') ? new URL(url).href : new URL(url).href.replace(/\/$/, '')

export function userEntity(state: XState, user: XUser, fields: ReadonlySet<string>): Told {
  const leftOut = new Set<string>()
  const own = state.of(user.id)
  const [link] = twitter.extractUrlsWithIndices(user.bio)
  const whole: Entity = {
    created_at: user.createdAt.toISOString(),
    description: user.bio,
    profile_image_url: 'https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png',
    verified: false,
    subscription_type: user.premium ? 'Premium' : 'None',
    ...(link && {
      entities: {
        description: {
          urls: [{ start: link.indices[0], end: link.indices[1], url: link.url, expanded_url: link.url }],
        },
      },
    }),
    public_metrics: counted(
      {
        followers_count: told(user.counts.followers, 0),
        following_count: told(user.counts.following, 0),
        tweet_count: told(user.counts.posts, own.length),
        listed_count: 0,
      },
      leftOut,
    ),
  }
  const entity = { id: user.id, name: user.name, username: user.username, ...picked(whole, fields) }
  return { entity, leftOut }
}
