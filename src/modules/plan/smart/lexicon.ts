/**
 * The words of English, Latvian, Russian, Thai and Vietnamese in which people say goals. All are looked for at once: a
 * sentence may mix languages. A star stands for any ending. It is long because five languages are: data, not code.
 */

import type { MetricId } from '../../measure/metrics/contract.ts'
import type { Objective } from '../objectives/contract.ts'
import type { Thing } from './contract.ts'
import { type Words, wordsOf } from './look.ts'

export const metricWords: Words<MetricId> = [
  ...wordsOf(
    'followers' as const,
    'follower*|subscriber*|fans|audience|sekotāj*|abonent*|auditorij*|подписчик*|фолловер*|аудитори*|ผู้ติดตาม|คนติดตาม|người theo dõi|người đăng ký|lượt theo dõi',
  ),
  ...wordsOf(
    'er_followers' as const,
    'engagement rate*|rate of engagement|iesaistes līmen*|iesaistes rādītāj*|iesaistes koeficient*|iesaistes procent*|уровень вовлеченност*|уровня вовлеченност*|коэффициент вовлеченност*|коэффициента вовлеченност*|อัตราการมีส่วนร่วม|อัตรามีส่วนร่วม|tỷ lệ tương tác|tỉ lệ tương tác|mức độ tương tác',
  ),
  ...wordsOf(
    'engagements_per_post' as const,
    'engagement per post|engagements per post|interactions per post',
  ),
  ...wordsOf(
    'engagements' as const,
    'engagement|engagements|interaction*|iesaist*|mijiedarbīb*|reakcij*|вовлеченност*|взаимодействи*|реакци*|การมีส่วนร่วม|เอ็นเกจเมนต์|ปฏิสัมพันธ์|tương tác',
  ),
  ...wordsOf('applause' as const, 'likes per post|лайков на пост'),
  ...wordsOf('conversation' as const, 'comments per post|replies per post|комментариев на пост'),
  ...wordsOf('amplification' as const, 'shares per post|reposts per post|репостов на пост'),
  ...wordsOf('likes' as const, 'like|likes|patīk|sirsniņ*|лайк*|ถูกใจ|ไลก์|ไลค์|lượt thích|yêu thích'),
  ...wordsOf(
    'reposts' as const,
    'repost*|retweet*|shares|boosts|pārpublic*|dalīšan*|репост*|ретвит*|แชร์|รีโพสต์|รีทวีต|chia sẻ|lượt chia sẻ',
  ),
  ...wordsOf(
    'replies' as const,
    'reply|replies|comments|comment|atbild*|komentār*|ответов|ответы|комментари*|ความคิดเห็น|คอมเมนต์|ตอบกลับ|bình luận|lượt trả lời|phản hồi',
  ),
  ...wordsOf('quotes' as const, 'quotes|quote posts|citāt*|цитирован*|цитат*|โควต|trích dẫn'),
  ...wordsOf(
    'saves' as const,
    'saves|bookmarks|saglabājum*|grāmatzīm*|сохранени*|закладк*|การบันทึก|บุ๊กมาร์ก|lượt lưu',
  ),
  ...wordsOf(
    'clicks' as const,
    'click|clicks|link clicks|klikšķ*|клик|клики|кликов|переход*|คลิก|lượt nhấp|lượt click|nhấp chuột',
  ),
  ...wordsOf('views' as const, 'view|views|skatījum*|просмотр*|ยอดวิว|ยอดดู|ยอดชม|การดู|การรับชม|lượt xem'),
  ...wordsOf(
    'impressions' as const,
    'impression*|parādīšan*|rādījum*|показы|показов|показам|การแสดงผล|อิมเพรสชัน|lượt hiển thị|hiển thị',
  ),
  ...wordsOf(
    'reach' as const,
    'reach|sasniedzamīb*|sasniegto*|охват*|การเข้าถึง|ยอดเข้าถึง|lượt tiếp cận|tiếp cận|độ phủ',
  ),
]

/** Posts as things to be made. As a number of the past 28 days nobody says them. */
export const postWords: Words<'posts'> = wordsOf(
  'posts' as const,
  'post|posts|publication*|ierakst*|publikācij*|пост|поста|посты|постов|публикаци*|โพสต์|โพสท์|bài đăng|bài viết|bài',
)

export const planWords: Words<'plan'> = wordsOf(
  'plan' as const,
  'content plan*|content calendar*|posting plan*|posting schedule*|plan of posts|satura plān*|publikāciju plān*|ierakstu plān*|контент-план*|контент план*|план публикаций|плана публикаций|план постов|แผนคอนเทนต์|แผนเนื้อหา|แผนโพสต์|kế hoạch nội dung|kế hoạch đăng bài|lịch nội dung|lịch đăng bài',
)

/** What no network tells. */
export const thingWords: Words<Thing> = [
  ...wordsOf(
    'sales' as const,
    'sales|sale|sell|sell more|pārdošan*|pārdevum*|pārdot|продаж*|продать|продавать|ยอดขาย|การขาย|doanh số|bán hàng',
  ),
  ...wordsOf(
    'revenue' as const,
    'revenue*|turnover|income|earnings|ieņēmum*|apgrozījum*|выручк*|доход*|оборот*|รายได้|doanh thu',
  ),
  ...wordsOf(
    'orders' as const,
    'orders|bookings|reservations|pasūtījum*|rezervācij*|заказ*|бронирован*|คำสั่งซื้อ|ออเดอร์|การจอง|đơn hàng|đặt hàng|lượt đặt',
  ),
  ...wordsOf(
    'store_visits' as const,
    'store visit*|shop visit*|visits to the shop|visits to the store|footfall|visitors|veikala apmeklējum*|apmeklētāj*|посещени* магазина|посетител*|ลูกค้าเข้าร้าน|ผู้เข้าชมร้าน|เข้าร้าน|khách đến cửa hàng|lượt ghé thăm',
  ),
  ...wordsOf(
    'site_visits' as const,
    'website visit*|site visit*|web traffic|website traffic|traffic|visits|vietnes apmeklējum*|mājaslapas apmeklējum*|apmeklējum*|трафик*|посещени*|посещаемост*|визит*|ผู้เข้าชมเว็บไซต์|ทราฟฟิก|lượt truy cập|truy cập',
  ),
  ...wordsOf(
    'leads' as const,
    'lead|leads|enquir*|inquir*|sign-ups|signups|registrations|pieteikum*|pieprasījum*|лид|лиды|лидов|заявк*|заявок|обращени*|регистраци*|ลีด|ผู้สนใจ|ลงทะเบียน|khách hàng tiềm năng|lượt đăng ký',
  ),
  ...wordsOf(
    'customers' as const,
    'customers|clients|buyers|klient*|pircēj*|клиент*|покупател*|ลูกค้า|khách hàng|người mua',
  ),
  ...wordsOf(
    'cost_per_customer' as const,
    'cost per customer|cost per client|cost per lead|acquisition cost*|izmaksas uz klientu|klienta izmaksas|стоимость клиента|стоимость лида|цена клиента|ต้นทุนต่อลูกค้า|chi phí mỗi khách hàng|chi phí trên mỗi khách hàng',
  ),
  ...wordsOf(
    'ad_spend' as const,
    'ad spend*|ad spending|ad budget*|advertising spend*|advertising budget*|advertising costs|ad costs|reklāmas izmaks*|reklāmas tēriņ*|reklāmas budžet*|расходы на рекламу|расходов на рекламу|расход на рекламу|бюджет на рекламу|бюджета на рекламу|рекламный бюджет*|рекламного бюджет*|затраты на рекламу|затрат на рекламу|งบโฆษณา|ค่าโฆษณา|chi phí quảng cáo|ngân sách quảng cáo',
  ),
  ...wordsOf(
    'applications' as const,
    'job application*|applications|applicants|kandidāt*|соискател*|отклик*|резюме|ผู้สมัครงาน|ใบสมัคร|ứng viên|hồ sơ ứng tuyển',
  ),
]

/** What a number usually serves; a person may choose another. */
export const servedBy: Partial<Record<MetricId | Thing | 'posts' | 'plan', Objective>> = {
  ...{
    followers: 'awareness',
    reach: 'awareness',
    impressions: 'awareness',
    views: 'awareness',
    reposts: 'awareness',
  },
  ...{ posts: 'awareness', plan: 'awareness', amplification: 'awareness' },
  ...{
    engagements: 'loyalty',
    er_followers: 'loyalty',
    er_views: 'loyalty',
    er_reach: 'loyalty',
    replies: 'loyalty',
  },
  ...{
    likes: 'loyalty',
    saves: 'loyalty',
    quotes: 'loyalty',
    engagements_per_post: 'loyalty',
    applause: 'loyalty',
  },
  ...{ conversation: 'loyalty', clicks: 'traffic', site_visits: 'traffic', leads: 'leads', sales: 'sales' },
  ...{ revenue: 'sales', orders: 'sales', store_visits: 'sales', customers: 'sales', applications: 'hiring' },
}

/** Words that a goal can be about and that are no number: they say what it is for. */
export const objectiveWords: Words<Objective> = [
  ...wordsOf(
    'awareness' as const,
    'brand awareness|awareness|better known|atpazīstamīb*|узнаваемост*|известност*|การรับรู้แบรนด์|การรับรู้|nhận diện thương hiệu|độ nhận diện',
  ),
  ...wordsOf('loyalty' as const, 'loyalty|lojalitāt*|лояльност*|ความภักดี|lòng trung thành|gắn bó'),
  ...wordsOf(
    'reputation' as const,
    'reputation|image|reputācij*|репутаци*|имидж*|ชื่อเสียง|ภาพลักษณ์|danh tiếng|uy tín',
  ),
  ...wordsOf(
    'support' as const,
    'customer service|support|klientu apkalpošan*|поддержк*|บริการลูกค้า|chăm sóc khách hàng',
  ),
  ...wordsOf(
    'hiring' as const,
    'hiring|recruiting|recruitment|darbinieku piesaist*|найм*|рекрутинг*|การสรรหา|tuyển dụng',
  ),
]

export type Way = 'up' | 'down'
export const wayWords: Words<Way> = [
  ...wordsOf(
    'up' as const,
    'increase*|grow*|rise|rises|gain*|get|have|sell|raise|raising|boost*|win|attract*|add|improve*|expand*|double|triple|reach|publish|make|create|write|palielin*|pieaudz*|audzē*|iegūt*|kāpin*|paaugstin*|vairo*|dubulto*|divkāršo*|trīskāršo*|piesaist*|sasnieg*|uzlabo*|publicē*|izveido*|увелич*|повыс*|повыш*|нараст*|вырас*|набра*|получ*|привле*|удво*|утро*|подня*|достич*|добит*|улучш*|опублик*|выпуст*|เพิ่ม|ขยาย|เติบโต|ได้|ดึงดูด|เผยแพร่|สร้าง|tăng|nâng|đạt|thu hút|có được|cải thiện|gấp đôi|nhân đôi|gấp ba|xuất bản|tạo',
  ),
  ...wordsOf(
    'down' as const,
    'reduce*|decrease*|lower|cut|halve|fewer|fall|drop|decline|shrink|samazin*|pazemin*|mazin*|kristies|nokrist*|krist|сниз*|сниж*|уменьш*|сократ*|упаст*|падат*|ลด|giảm',
  ),
]

/** A number after these is a difference, or one that is to be reached. */
export type How = 'by' | 'to' | 'more' | 'from'
export const before: Words<How> = [
  ...wordsOf('by' as const, 'by|par|на|ขึ้น|อีก|thêm'),
  ...wordsOf(
    'to' as const,
    'to|reach|hit|have|līdz|sasnieg*|до|достич*|набрать|เป็น|ถึง|ให้ได้|lên|đạt|tới|đến|xuống|còn',
  ),
  ...wordsOf('from' as const, 'from|no|с|от|จาก|từ'),
  ...wordsOf('more' as const, 'another|vēl|еще|เพิ่ม'),
]
export const after: Words<How> = wordsOf(
  'more' as const,
  'more|new|additional|extra|vairāk|jaun*|papildu|больше|новых|дополнительн*|คนใหม่|ใหม่|mới|nữa',
)

export type Bound = 'least' | 'most'
export const boundWords: Words<Bound> = [
  ...wordsOf(
    'least' as const,
    'not below|never below|no less than|not less than|at least|not under|minimum|ne mazāk kā|ne mazāk par|ne zemāk par|vismaz|не ниже|не менее|не меньше|минимум|хотя бы|ไม่ต่ำกว่า|อย่างน้อย|ไม่น้อยกว่า|không dưới|không thấp hơn|không ít hơn|ít nhất|tối thiểu',
  ),
  ...wordsOf(
    'most' as const,
    'at most|at the most|no more than|not more than|by no more than|not above|not over|never above|maximum|ne vairāk kā|ne vairāk par|ne vairāk kā par|lielākais|ne augstāk par|ne augstākas par|nepārsniedz*|не более|не более чем|не больше|не больше чем|не выше|не дороже|максимум|ไม่เกิน|ไม่มากกว่า|không quá|không vượt quá|không hơn|tối đa|nhiều nhất',
  ),
]

/** So many times what it is. */
export const factors: Words<number> = [
  ...wordsOf(
    2,
    'double|doubling|dubulto*|divkāršo*|divreiz vairāk|удво*|вдвое больше|вдвое|в два раза|เท่าตัว|สองเท่า|gấp đôi|nhân đôi',
  ),
  ...wordsOf(3, 'triple|trīskāršo*|утро*|втрое|в три раза|สามเท่า|gấp ba'),
  ...wordsOf(0.5, 'halve|by half|in half|uz pusi|вполовину|наполовину|вдвое меньше|ลงครึ่งหนึ่ง|một nửa'),
]

/** Where one result ends and another begins. */
export const parting: Words<null> = wordsOf(
  null,
  'and|but|while|with|plus|as well as|also|un|bet|turklāt|kā arī|и|но|при|при этом|а также|และ|แต่|โดย|พร้อม|và|nhưng|với|đồng thời',
)

/** Words that sound like a goal and say nothing that could be measured. */
export const vagueWords: Words<null> = wordsOf(
  null,
  'faster|quicker|ātrāk*|быстрее|เร็วขึ้น|nhanh hơn|more|better|improve*|popular|popularity|viral|active|lively|strong|stronger|successful|success|significantly|substantially|considerably|a lot|lots of|many|as many as possible|as soon as possible|asap|soon|eventually|some day|quality|presence|good|great|best|vairāk|labāk*|uzlabo*|populār*|aktīv*|veiksmīg*|ievērojami|būtiski|daudz|cik ātri vien iespējams|drīz*|kvalit*|больше|лучше|улучш*|популярн*|активн*|успешн*|значительно|существенно|много|как можно скорее|как можно больше|скоро|качеств*|มากขึ้น|ดีขึ้น|ปรับปรุง|นิยม|โด่งดัง|ไวรัล|ประสบความสำเร็จ|อย่างมาก|เยอะ|โดยเร็วที่สุด|เร็วๆ นี้|คุณภาพ|nhiều hơn|tốt hơn|cải thiện|nổi tiếng|phổ biến|lan truyền|thành công|đáng kể|càng sớm càng tốt|sớm|chất lượng',
)

/** So often, again and again. */
export const everyWords: Words<'day' | 'week' | 'month'> = [
  ...wordsOf(
    'day' as const,
    'a day|per day|each day|every day|daily|dienā|katru dienu|в день|каждый день|ежедневно|ต่อวัน|ทุกวัน|mỗi ngày|một ngày|hằng ngày',
  ),
  ...wordsOf(
    'week' as const,
    'a week|per week|each week|every week|weekly|nedēļā|katru nedēļu|в неделю|каждую неделю|еженедельно|ต่อสัปดาห์|ทุกสัปดาห์|mỗi tuần|một tuần|hằng tuần',
  ),
  ...wordsOf(
    'month' as const,
    'a month|per month|each month|every month|monthly|mēnesī|katru mēnesi|в месяц|каждый месяц|ежемесячно|ต่อเดือน|ทุกเดือน|mỗi tháng|một tháng|hằng tháng',
  ),
]

/** How many days a plan is for, said as one word. */
export const lengthWords: Words<number> = [
  ...wordsOf(7, 'weekly|недельн*'),
  ...wordsOf(14, 'two-week|two-weeks|fortnightly|двухнедельн*'),
  ...wordsOf(28, 'four-week|четырехнедельн*'),
  ...wordsOf(30, 'monthly|месячн*'),
]

/** Small numbers in words, and units of time. */
export const smallNumbers: Words<number> = [
  ...wordsOf(1, 'one|a|an|vien*|один|одну|одного|одна|หนึ่ง|một'),
  ...wordsOf(2, 'two|div*|два|две|двух*|สอง|hai'),
  ...wordsOf(3, 'three|trīs|trij*|три|трех*|สาม|ba'),
  ...wordsOf(4, 'four|četr*|четыре|четырех*|สี่|bốn'),
  ...wordsOf(5, 'five|piec*|пять|пяти*|ห้า|năm'),
  ...wordsOf(6, 'six|seš*|шесть|шести*|หก|sáu'),
  ...wordsOf(7, 'seven|septiņ*|семь|семи*|เจ็ด|bảy'),
  ...wordsOf(8, 'eight|astoņ*|восемь|восьми*|แปด|tám'),
  ...wordsOf(9, 'nine|deviņ*|девять|девяти*|เก้า|chín'),
  ...wordsOf(10, 'ten|desmit*|десять|десяти*|สิบ|mười'),
  ...wordsOf(12, 'twelve|a dozen|divpadsmit*|двенадцат*|สิบสอง|mười hai'),
]

/** Words of networks that are written otherwise than the networks call themselves. */
export const networkWords: Words<string> = [
  ...wordsOf('instagram', 'instagram*|insta|инстаграм*|อินสตาแกรม|ไอจี'),
  ...wordsOf('facebook', 'facebook*|feisbuk*|фейсбук*|เฟซบุ๊ก|เฟสบุ๊ค|เฟสบุ๊ก'),
  ...wordsOf('mastodon', 'mastodon*|мастодон*|มาสโตดอน'),
  ...wordsOf('bluesky', 'bluesky*|блюскай*|บลูสกาย'),
  ...wordsOf('tiktok', 'tiktok*|tik tok*|тикток*|ติ๊กต๊อก|ติ๊กต็อก'),
  ...wordsOf('youtube', 'youtube*|ютуб*|ยูทูบ'),
  ...wordsOf('linkedin', 'linkedin*|линкедин*|ลิงก์อิน'),
  ...wordsOf('telegram', 'telegram*|телеграм*|เทเลแกรม'),
  ...wordsOf('threads', 'threads|เธรดส์'),
  ...wordsOf('pinterest', 'pinterest*|пинтерест*|พินเทอเรสต์'),
  ...wordsOf('reddit', 'reddit*|реддит*'),
  ...wordsOf('vk', 'vk|vkontakte|вк|вконтакте'),
  ...wordsOf('x', 'twitter*|твиттер*|ทวิตเตอร์'),
]
