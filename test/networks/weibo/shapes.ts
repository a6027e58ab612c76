import type { Member, Status, WeiboState } from './state.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Tue May 31 17:46:55 +0800 2011`: whole seconds of Beijing. */
function written(at: Date): string {
  const there = new Date(at.getTime() + 8 * 3_600_000)
  const two = (n: number) => String(n).padStart(2, '0')
  const time = [there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds()].map(two).join(':')
  return `${days[there.getUTCDay()]} ${months[there.getUTCMonth()]} ${two(there.getUTCDate())} ${time} +0800 ${there.getUTCFullYear()}`
}

const told = <T extends object>(counts: T): Partial<T> =>
  Object.fromEntries(Object.entries(counts).filter(([, value]) => typeof value === 'number')) as Partial<T>

export const asUser = ({ uid, name, counts }: Member) => ({
  id: Number(uid),
  idstr: uid,
  screen_name: name,
  name,
  province: '31',
  city: '1',
  location: '上海',
  description: '铃铛 Bells',
  url: 'http://bells.example',
  profile_image_url: `http://tp1.sinaimg.cn/${uid}/50/0/1`,
  domain: '',
  gender: 'n',
  created_at: 'Fri Aug 28 00:00:00 +0800 2009',
  verified: false,
  avatar_large: `http://tp1.sinaimg.cn/${uid}/180/0/1`,
  ...told({
    followers_count: counts.followers,
    friends_count: counts.following,
    statuses_count: counts.posts,
  }),
})

/** Addresses are shortened, and a letter of no width stands at the end, as it does in its lists. */
const shown = ({ text, id }: Status): string => {
  let n = 0
  return `${text.replace(/https?:\/\/[\w.~!*'();:@&=+$,/?#[\]%-]+/g, () => `http://t.cn/A6${id.slice(-4)}${++n}`)}\u200b`
}

const plain = ({ text }: Status): string => text

export function asStatus(status: Status, state: WeiboState): object {
  const { id, picture, createdAt, counts, deleted, repostOf } = status
  if (deleted)
    return {
      created_at: written(createdAt),
      id: Number(id),
      idstr: id,
      mid: id,
      text: '抱歉，此微博已被作者删除。',
      deleted: '1',
    }
  const original = state.statuses.find((one) => one.id === repostOf)
  return {
    created_at: written(createdAt),
    id: Number(id),
    idstr: id,
    mid: id,
    text: /https?:/.test(status.text) ? shown(status) : plain(status),
    source: '<a href="http://bells.example" rel="nofollow">Bells</a>',
    favorited: false,
    truncated: false,
    in_reply_to_status_id: '',
    in_reply_to_user_id: '',
    in_reply_to_screen_name: '',
    geo: null,
    pic_urls: picture ? [{ thumbnail_pic: 'http://ww2.sinaimg.cn/thumbnail/71666d49.jpg' }] : [],
    ...(picture && { original_pic: 'http://ww2.sinaimg.cn/large/71666d49.jpg' }),
    ...(original && { retweeted_status: asStatus(original, state) }),
    ...told({
      reposts_count: counts.reposts,
      comments_count: counts.replies,
      attitudes_count: counts.likes,
    }),
  }
}

export const asCounts = ({ id, counts }: Status) => ({
  id: Number(id),
  ...told({ comments: counts.replies, reposts: counts.reposts, attitudes: counts.likes }),
})
