import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'
import type { News } from './jobs.ts'

type Facts = { workspace: string; by: string; until: string; url: string }
type Letter = { subject: string; text: string }
type Words = { language: string; owner: string; hello: (name: string) => string } & Record<
  News,
  (facts: Facts) => Letter
>

const letters: Letters<Words> = {
  en: {
    language: 'en-GB',
    owner: 'An owner',
    hello: (name) => `Hello ${name},`,
    asked: ({ workspace, by, until, url }) => ({
      subject: `${workspace} will be deleted`,
      text: `${by} has asked to delete ${workspace}. Nothing is published from it any more, and nothing in it changes. It will be erased on ${until}; until then an owner can keep it here:\n\n${url}`,
    }),
    kept: ({ workspace, by, url }) => ({
      subject: `${workspace} stays`,
      text: `${by} has taken the deletion of ${workspace} back, and everything goes on. Posts whose time passed meanwhile did not go out; look at them here:\n\n${url}`,
    }),
  },
  ru: {
    language: 'ru',
    owner: 'владелец',
    hello: (name) => `Здравствуйте, ${name}!`,
    asked: ({ workspace, by, until, url }) => ({
      subject: `${workspace}: рабочее пространство будет удалено`,
      text: `Запрошено удаление рабочего пространства ${workspace}. Кто запросил: ${by}. Из него больше ничего не публикуется, и ничего в нём не меняется. Оно будет стёрто ${until}; до этого владелец может его сохранить:\n\n${url}`,
    }),
    kept: ({ workspace, by, url }) => ({
      subject: `${workspace}: рабочее пространство остаётся`,
      text: `Удаление рабочего пространства ${workspace} отменено, работа продолжается. Кто отменил: ${by}. Посты, время которых за это время прошло, не вышли; посмотрите их здесь:\n\n${url}`,
    }),
  },
  vi: {
    language: 'vi',
    owner: 'Một chủ sở hữu',
    hello: (name) => `Xin chào ${name},`,
    asked: ({ workspace, by, until, url }) => ({
      subject: `${workspace} sẽ bị xóa`,
      text: `${by} đã yêu cầu xóa ${workspace}. Từ đó không còn gì được đăng nữa và không có gì thay đổi. Không gian làm việc sẽ bị xóa hẳn vào ${until}; đến lúc đó chủ sở hữu có thể giữ lại tại đây:\n\n${url}`,
    }),
    kept: ({ workspace, by, url }) => ({
      subject: `${workspace} được giữ lại`,
      text: `${by} đã hủy việc xóa ${workspace}, mọi thứ tiếp tục. Những bài đã qua giờ đăng trong thời gian đó chưa được đăng; hãy xem tại đây:\n\n${url}`,
    }),
  },
  th: {
    language: 'th',
    owner: 'เจ้าของ',
    hello: (name) => `สวัสดี ${name}`,
    asked: ({ workspace, by, until, url }) => ({
      subject: `${workspace} จะถูกลบ`,
      text: `${by} ขอลบ ${workspace} แล้ว จะไม่มีอะไรถูกเผยแพร่จากที่นี่อีก และไม่มีอะไรเปลี่ยนแปลง พื้นที่ทำงานจะถูกลบถาวรในวันที่ ${until} ก่อนถึงเวลานั้นเจ้าของเก็บไว้ได้ที่นี่\n\n${url}`,
    }),
    kept: ({ workspace, by, url }) => ({
      subject: `${workspace} ยังอยู่`,
      text: `${by} ยกเลิกการลบ ${workspace} แล้ว ทุกอย่างดำเนินต่อไป โพสต์ที่เลยเวลาไประหว่างนั้นไม่ได้เผยแพร่ ดูได้ที่นี่\n\n${url}`,
    }),
  },
  lv: {
    language: 'lv',
    owner: 'īpašnieks',
    hello: (name) => `Labdien, ${name}!`,
    asked: ({ workspace, by, until, url }) => ({
      subject: `${workspace}: darbvieta tiks dzēsta`,
      text: `Ir lūgts dzēst darbvietu ${workspace}. Lūdza: ${by}. No tās vairs nekas netiek publicēts, un nekas tajā nemainās. Tā tiks izdzēsta ${until}; līdz tam īpašnieks to var paturēt šeit:\n\n${url}`,
    }),
    kept: ({ workspace, by, url }) => ({
      subject: `${workspace}: darbvieta paliek`,
      text: `Darbvietas ${workspace} dzēšana ir atsaukta, un viss turpinās. Atsauca: ${by}. Ieraksti, kuru laiks pa to brīdi pagāja, netika publicēti; apskatiet tos šeit:\n\n${url}`,
    }),
  },
}

type Given = { workspace: string; by: string | null; eraseAt: Date | null; timeZone: string; url: string }

/** In the reader's language, or the workspace's; the instant by the workspace's clock. */
export function writeClosing(
  reader: { name: string; language: string | null },
  language: string,
  news: News,
  { eraseAt, timeZone, by, ...facts }: Given,
): Letter {
  const words = inLanguageOf(letters, reader.language ?? language)
  const time = new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const until = eraseAt ? time.format(eraseAt) : ''
  const { subject, text } = words[news]({ ...facts, until, by: by ?? words.owner })
  return { subject, text: `${words.hello(reader.name)}\n\n${text}` }
}
