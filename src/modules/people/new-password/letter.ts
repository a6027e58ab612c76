import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'

type Words = { subject: string; text: (name: string, url: string) => string }

const letters: Letters<Words> = {
  en: {
    subject: 'A new password for Carillon',
    text: (name, url) =>
      `Hello ${name},\n\nhere you choose a new password. The link works once, for one hour:\n\n${url}\n\nIf you did not ask for it, leave this letter: nothing has changed.`,
  },
  ru: {
    subject: 'Новый пароль для Carillon',
    text: (name, url) =>
      `Здравствуйте, ${name}!\n\nЗдесь можно выбрать новый пароль. Ссылка действует один раз, в течение часа:\n\n${url}\n\nЕсли вы об этом не просили, ничего не делайте: ничего не изменилось.`,
  },
  vi: {
    subject: 'Mật khẩu mới cho Carillon',
    text: (name, url) =>
      `Xin chào ${name},\n\nBạn chọn mật khẩu mới tại đây. Liên kết dùng được một lần, trong một giờ:\n\n${url}\n\nNếu bạn không yêu cầu, hãy bỏ qua thư này: chưa có gì thay đổi.`,
  },
  th: {
    subject: 'รหัสผ่านใหม่สำหรับ Carillon',
    text: (name, url) =>
      `สวัสดี ${name}\n\nเลือกรหัสผ่านใหม่ได้ที่นี่ ลิงก์ใช้ได้ครั้งเดียวภายในหนึ่งชั่วโมง:\n\n${url}\n\nหากคุณไม่ได้ขอ ไม่ต้องทำอะไร ยังไม่มีอะไรเปลี่ยนแปลง`,
  },
  lv: {
    subject: 'Jauna Carillon parole',
    text: (name, url) =>
      `Labdien, ${name}!\n\nŠeit varat izvēlēties jaunu paroli. Saite darbojas vienreiz, vienu stundu:\n\n${url}\n\nJa to nelūdzāt, atstājiet šo vēstuli bez ievērības: nekas nav mainījies.`,
  },
}

/** In the reader's language; English where we do not speak it. */
export function writeLinkLetter(language: string | null, name: string, url: string) {
  const words = inLanguageOf(letters, language)
  return { subject: words.subject, text: words.text(name, url) }
}
