import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'

type Facts = { name: string; at: Date; ip: string; browser: string; url: string }
type Said = Omit<Facts, 'at'> & { when: string }
type Words = { subject: string; text: (said: Said) => string }

const letters: Letters<Words> = {
  en: {
    subject: 'A new sign-in to your Carillon account',
    text: ({ name, when, ip, browser, url }) =>
      `Hello ${name},\n\nsomebody signed in to your account with a browser that was not used for it before.\n\nWhen: ${when}\nWith: ${browser}\nFrom: ${ip}\n\nIf it was you, there is nothing to do. If not, change your password, which ends every other session, and turn the second step on:\n\n${url}`,
  },
  ru: {
    subject: 'Новый вход в ваш аккаунт Carillon',
    text: ({ name, when, ip, browser, url }) =>
      `Здравствуйте, ${name}!\n\nВ ваш аккаунт вошли из браузера, которым для этого раньше не пользовались.\n\nКогда: ${when}\nБраузер: ${browser}\nАдрес: ${ip}\n\nЕсли это были вы, делать ничего не нужно. Если нет, смените пароль: это завершит все остальные сеансы. И включите второй шаг:\n\n${url}`,
  },
  vi: {
    subject: 'Có lần đăng nhập mới vào tài khoản Carillon của bạn',
    text: ({ name, when, ip, browser, url }) =>
      `Xin chào ${name},\n\ncó người đã đăng nhập vào tài khoản của bạn bằng một trình duyệt chưa từng dùng trước đây.\n\nThời gian: ${when}\nTrình duyệt: ${browser}\nĐịa chỉ: ${ip}\n\nNếu là bạn thì không cần làm gì. Nếu không, hãy đổi mật khẩu (mọi phiên khác sẽ kết thúc) và bật bước thứ hai:\n\n${url}`,
  },
  th: {
    subject: 'มีการลงชื่อเข้าใช้ใหม่ในบัญชี Carillon ของคุณ',
    text: ({ name, when, ip, browser, url }) =>
      `สวัสดี ${name}\n\nมีคนลงชื่อเข้าใช้บัญชีของคุณด้วยเบราว์เซอร์ที่ไม่เคยใช้มาก่อน\n\nเวลา: ${when}\nเบราว์เซอร์: ${browser}\nที่อยู่: ${ip}\n\nหากเป็นคุณเอง ไม่ต้องทำอะไร หากไม่ใช่ ให้เปลี่ยนรหัสผ่าน ซึ่งจะสิ้นสุดเซสชันอื่นทั้งหมด และเปิดขั้นที่สอง:\n\n${url}`,
  },
  lv: {
    subject: 'Jauna pierakstīšanās jūsu Carillon kontā',
    text: ({ name, when, ip, browser, url }) =>
      `Labdien, ${name}!\n\nJūsu kontā pierakstījās no pārlūka, kas tam līdz šim nav lietots.\n\nKad: ${when}\nPārlūks: ${browser}\nAdrese: ${ip}\n\nJa tas bijāt jūs, nekas nav jādara. Ja nē, nomainiet paroli (tas izbeidz visas citas sesijas) un ieslēdziet otro soli:\n\n${url}`,
  },
}

/** In the reader's language; English where we do not speak it. Whoever signs in is in no workspace yet, so the time is UTC. */
export function writeAlert(language: string | null, { at, ...facts }: Facts) {
  const { subject, text } = inLanguageOf(letters, language)
  return { subject, text: text({ ...facts, when: timeOf(at, language ?? 'en') }) }
}

const timeOf = (at: Date, language: string): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
    calendar: 'gregory',
  }).format(at)
