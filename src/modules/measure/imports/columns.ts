import type { RawMetric } from '../../../networks/kit/manifest.ts'
import { type MetricImportSettings, places, type Target } from './contract.ts'

/**
 * What networks and people call such a column, in the five languages of the screen. Compared without case, spaces and signs.
 * Views and impressions are two things, also where a network has put one in the place of the other.
 */
const called: Record<Target, string> = {
  publication: 'publicationid',
  remoteId:
    'postid videoid tweetid mediaid contentid id pinid messageid идентификаторпубликации idпоста idпубликации',
  url: 'url link permalink posturl postlink address posturladdress tweetpermalink videourl saite adrese ссылка адрес адреспоста ссылканапост ссылканапубликацию ลิงก์ ลิงค์ liênkết đườngdẫn',
  publishedAt:
    'publishedat published publishtime posted postedat postedon timepublished videopublishtime publicēts опубликовано времяпубликации датапубликации เผยแพร่เมื่อ ngàyđăng',
  day: 'day date datums diena дата день วันที่ วัน ngày',
  likes:
    'likes like reactions reactionslikes likesandreactions favorites favourites hearts patīk reakcijas лайки нравится реакции ถูกใจ ไลค์ thích lượtthích',
  reposts:
    'reposts shares retweets boosts forwards sharing dalīšanās pārpublicējumi репосты пересылки поделились แชร์ chiasẻ lượtchiasẻ',
  replies: 'replies comments reply comment atbildes komentāri ответы комментарии ความคิดเห็น คอมเมนต์ bìnhluận',
  quotes: 'quotes quotetweets citāti цитаты อ้างอิง tríchdẫn',
  saves: 'saves saved bookmarks favouritessaved saglabājumi сохранения закладки บันทึก lượtlưu lưu',
  clicks:
    'clicks linkclicks urlclicks outboundclicks klikšķi клики переходы нажатия คลิก lượtnhấp nhấp nhấpchuột',
  views: 'views viewcount videoviews plays skatījumi просмотры การดู ยอดดู ยอดวิว lượtxem',
  impressions: 'impressions rādījumi seansi показы การแสดงผล lượthiểnthị hiểnthị',
  reach:
    'reach accountsreached peoplereached uniqueviewers uniqueimpressions sasniegtie sasniedzamība охват การเข้าถึง tiếpcận lượttiếpcận',
  followers:
    'followers subscribers members totalfollowers fans sekotāji abonenti подписчики участники ผู้ติดตาม ngườitheodõi',
  following: 'following seko กำลังติดตาม đangtheodõi',
  posts: 'posts postcount publications ieraksti посты публикации โพสต์ bàiviết sốbàiviết',
}

/** Columns of a day that tell what was added on it and not how many there are. */
const added = new Set(
  'newfollowers newsubscribers followersgained netfollowers joined newmembers jaunisekotāji новыеподписчики приростподписчиков ผู้ติดตามใหม่ ngườitheodõimới'.split(
    ' ',
  ),
)

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s_\-.:/()]+/g, '')

/** `rank`: the first of its names is the surest. One file may have both reposts and shares. */
const meanings = new Map(
  Object.entries(called).flatMap(([target, names]) =>
    names.split(' ').map((name, rank) => [plain(name), { target: target as Target, rank }] as const),
  ),
)

/** Beside a post this may be the day when it came out, or the day of its numbers: a person says which. */
const anyDate = new Set(['date', 'datums', 'дата', 'วันที่', 'วัน', 'ngày'].map(plain))

type Guess = Pick<MetricImportSettings, 'of' | 'columns' | 'counting'>

/** What each column may be, by what it is called; nothing twice. */
export function guessColumns(header: readonly string[]): Guess {
  const keys = header.map(plain)
  const gains = keys.some((key) => added.has(key))
  const best = new Map<Target, { column: number; rank: number }>()
  for (const [column, key] of keys.entries()) {
    const meant = added.has(key) ? ({ target: 'followers', rank: 0 } as const) : meanings.get(key)
    if (!meant) continue
    const { target, rank } = meant
    if (rank < (best.get(target)?.rank ?? Number.POSITIVE_INFINITY)) best.set(target, { column, rank })
  }
  const namesPost = (['publication', 'remoteId', 'url', 'publishedAt'] as const).some((one) => best.has(one))
  if (namesPost && anyDate.has(keys[best.get('day')?.column ?? -1] ?? '')) best.delete('day')
  const columns: Guess['columns'] = header.map(() => null)
  for (const [target, { column }] of best) columns[column] = target
  const of = !namesPost && best.has('day') ? 'days' : 'posts'
  return { of, columns, counting: of === 'days' && gains ? 'daily' : 'total' }
}

export const isMetric = (target: Target | null): target is Target & RawMetric =>
  target !== null && !(places as readonly string[]).includes(target)
