import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'
import type { News } from './jobs.ts'

type Facts = { name: string; url: string; passkeys: number; accounts: number }
type Words = { hello: (name: string) => string } & Record<
  News,
  { subject: string; text: (facts: Facts) => string }
>

/** Said only when something was taken away. */
const ifAny = ({ passkeys, accounts }: Facts, words: string): string =>
  passkeys + accounts > 0 ? `\n\n${words}` : ''

const letters: Letters<Words> = {
  en: {
    hello: (name) => `Hello ${name},`,
    password_set: {
      subject: 'Your Carillon account has a new password',
      text: (facts) =>
        `a new password was set with a link, and every session has ended.${ifAny(facts, `What opened your account beside it was taken away too. Passkeys: ${facts.passkeys}. Accounts of a provider: ${facts.accounts}. Add those that were yours anew.`)}\n\nIf it was not you, somebody else had the link. Ask for another one at once, by “Forgotten your password?”:\n\n${facts.url}`,
    },
  },
  ru: {
    hello: (name) => `Здравствуйте, ${name}!`,
    password_set: {
      subject: 'В вашем аккаунте Carillon новый пароль',
      text: (facts) =>
        `По ссылке задан новый пароль, и все сеансы завершены.${ifAny(facts, `Всё остальное, что открывало ваш аккаунт, тоже убрано. Ключи доступа: ${facts.passkeys}. Аккаунты у провайдера: ${facts.accounts}. Те, что были вашими, добавьте заново.`)}\n\nЕсли это были не вы, ссылка попала к кому-то другому. Сразу попросите новую через «Забыли пароль?»:\n\n${facts.url}`,
    },
  },
  vi: {
    hello: (name) => `Xin chào ${name},`,
    password_set: {
      subject: 'Tài khoản Carillon của bạn có mật khẩu mới',
      text: (facts) =>
        `Một mật khẩu mới đã được đặt bằng liên kết và mọi phiên đã kết thúc.${ifAny(facts, `Những cách khác từng mở được tài khoản của bạn cũng đã bị gỡ. Khóa truy cập: ${facts.passkeys}. Tài khoản của nhà cung cấp: ${facts.accounts}. Hãy thêm lại những gì là của bạn.`)}\n\nNếu không phải bạn, người khác đã có liên kết đó. Hãy yêu cầu ngay một liên kết khác qua “Quên mật khẩu?”:\n\n${facts.url}`,
    },
  },
  th: {
    hello: (name) => `สวัสดี ${name}`,
    password_set: {
      subject: 'บัญชี Carillon ของคุณมีรหัสผ่านใหม่',
      text: (facts) =>
        `มีการตั้งรหัสผ่านใหม่ด้วยลิงก์ และทุกเซสชันสิ้นสุดแล้ว${ifAny(facts, `สิ่งอื่นที่เคยเปิดบัญชีของคุณได้ถูกนำออกด้วย พาสคีย์: ${facts.passkeys} บัญชีของผู้ให้บริการ: ${facts.accounts} เพิ่มสิ่งที่เป็นของคุณอีกครั้ง`)}\n\nหากไม่ใช่คุณ แสดงว่ามีคนอื่นได้ลิงก์ไป ขอลิงก์ใหม่ทันทีที่ “ลืมรหัสผ่านหรือไม่”:\n\n${facts.url}`,
    },
  },
  lv: {
    hello: (name) => `Labdien, ${name}!`,
    password_set: {
      subject: 'Jūsu Carillon kontam ir jauna parole',
      text: (facts) =>
        `Ar saiti ir iestatīta jauna parole, un visas sesijas ir beigušās.${ifAny(facts, `Noņemts arī viss pārējais, kas atvēra jūsu kontu. Piekļuves atslēgas: ${facts.passkeys}. Nodrošinātāja konti: ${facts.accounts}. Tos, kas bija jūsu, pievienojiet no jauna.`)}\n\nJa tas nebijāt jūs, saite ir nonākusi pie kāda cita. Tūlīt lūdziet jaunu ar “Aizmirsi paroli?”:\n\n${facts.url}`,
    },
  },
}

/** In the reader's language; English where we do not speak it. */
export function writeNews(language: string | null, news: News, facts: Facts) {
  const words = inLanguageOf(letters, language)
  const { subject, text } = words[news]
  return { subject, text: `${words.hello(facts.name)}\n\n${text(facts)}` }
}
