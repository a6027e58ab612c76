import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'

type Facts = { workspace: string; invitedBy: string; url: string; until: string }
type Words = { language: string; subject: (facts: Facts) => string; text: (facts: Facts) => string }

const letters: Letters<Words> = {
  en: {
    language: 'en-GB',
    subject: ({ workspace }) => `An invitation to ${workspace}`,
    text: ({ workspace, invitedBy, url, until }) =>
      `Hello,\n\n${invitedBy} invites you to work on ${workspace} in Carillon. Accept here, until ${until}:\n\n${url}\n\nThe link is for you alone. If you do not know ${invitedBy}, leave this letter.`,
  },
  ru: {
    language: 'ru',
    subject: ({ workspace }) => `Приглашение: ${workspace}`,
    text: ({ workspace, invitedBy, url, until }) =>
      `Здравствуйте!\n\nВас приглашают работать в Carillon: ${workspace}. Приглашает ${invitedBy}. Принять можно здесь, до ${until}:\n\n${url}\n\nСсылка предназначена только для вас. Если имя ${invitedBy} вам незнакомо, ничего не делайте.`,
  },
  vi: {
    language: 'vi',
    subject: ({ workspace }) => `Lời mời tham gia ${workspace}`,
    text: ({ workspace, invitedBy, url, until }) =>
      `Xin chào,\n\n${invitedBy} mời bạn cùng làm việc cho ${workspace} trong Carillon. Chấp nhận tại đây, đến hết ${until}:\n\n${url}\n\nLiên kết này chỉ dành cho bạn. Nếu bạn không biết ${invitedBy}, hãy bỏ qua thư này.`,
  },
  th: {
    language: 'th',
    subject: ({ workspace }) => `คำเชิญเข้าร่วม ${workspace}`,
    text: ({ workspace, invitedBy, url, until }) =>
      `สวัสดี\n\n${invitedBy} เชิญคุณร่วมทำงานกับ ${workspace} ใน Carillon ตอบรับได้ที่นี่ภายใน ${until}\n\n${url}\n\nลิงก์นี้สำหรับคุณเท่านั้น หากคุณไม่รู้จัก ${invitedBy} ไม่ต้องทำอะไร`,
  },
  lv: {
    language: 'lv',
    subject: ({ workspace }) => `Ielūgums: ${workspace}`,
    text: ({ workspace, invitedBy, url, until }) =>
      `Labdien!\n\n${invitedBy} aicina jūs strādāt Carillon darbvietā ${workspace}. Pieņemt var šeit, līdz ${until}:\n\n${url}\n\nSaite domāta tikai jums. Ja nepazīstat ${invitedBy}, atstājiet šo vēstuli bez ievērības.`,
  },
}

type Given = Omit<Facts, 'until'> & { expiresAt: Date; timeZone: string }

/** In the reader's language; English where we do not speak it. */
export function writeInvitation(language: string | null, { expiresAt, timeZone, ...given }: Given) {
  const words = inLanguageOf(letters, language)
  const until = new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeZone }).format(expiresAt)
  const facts = { ...given, until }
  return { subject: words.subject(facts), text: words.text(facts) }
}
