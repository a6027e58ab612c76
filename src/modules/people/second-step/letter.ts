import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'
import type { News } from './jobs.ts'

type Facts = { name: string; left: number; url: string }
type Words = { hello: (name: string) => string } & Record<
  News,
  { subject: string; text: (facts: Facts) => string }
>

const letters: Letters<Words> = {
  en: {
    hello: (name) => `Hello ${name},`,
    on: {
      subject: 'Your Carillon account has a second step',
      text: () =>
        'from now on Carillon asks you for a code from your phone after your password. Keep the recovery codes where you find them without the phone.\n\nIf it was not you who turned this on, somebody else was in your account. Ask an owner of your workspace, or whoever runs this Carillon, to take the second step away, and set a new password.',
    },
    off: {
      subject: 'Your Carillon account has no second step any more',
      text: ({ url }) =>
        `the second step was turned off with your password and a code. Your password alone opens your account now.\n\nIf it was not you, change your password and turn the second step on again:\n\n${url}`,
    },
    taken: {
      subject: 'Your Carillon account has no second step any more',
      text: ({ url }) =>
        `an owner of your workspace, or whoever runs this Carillon, has taken your second step away. Your password alone opens your account now. When you have a phone again, turn it on anew:\n\n${url}\n\nIf you did not ask for this, ask them why.`,
    },
    recovery_code: {
      subject: 'A recovery code of your Carillon account was used',
      text: ({ left, url }) =>
        `a recovery code was used instead of a code from your phone. Recovery codes left: ${left}. You make new ones here:\n\n${url}\n\nIf it was not you, somebody has your password and your recovery codes: change the password and make new codes at once.`,
    },
  },
  ru: {
    hello: (name) => `Здравствуйте, ${name}!`,
    on: {
      subject: 'В вашем аккаунте Carillon включён второй шаг',
      text: () =>
        'Теперь после пароля Carillon спрашивает код с вашего телефона. Храните коды восстановления там, где найдёте их без телефона.\n\nЕсли второй шаг включили не вы, в вашем аккаунте был кто-то другой. Попросите владельца рабочего пространства или того, кто управляет этим Carillon, снять второй шаг и задайте новый пароль.',
    },
    off: {
      subject: 'В вашем аккаунте Carillon больше нет второго шага',
      text: ({ url }) =>
        `Второй шаг выключен с вашим паролем и кодом. Теперь для входа достаточно одного пароля.\n\nЕсли это были не вы, смените пароль и включите второй шаг снова:\n\n${url}`,
    },
    taken: {
      subject: 'В вашем аккаунте Carillon больше нет второго шага',
      text: ({ url }) =>
        `Владелец вашего рабочего пространства или тот, кто управляет этим Carillon, снял второй шаг. Теперь для входа достаточно одного пароля. Когда телефон снова будет с вами, включите второй шаг заново:\n\n${url}\n\nЕсли вы об этом не просили, спросите их, почему.`,
    },
    recovery_code: {
      subject: 'Использован код восстановления вашего аккаунта Carillon',
      text: ({ left, url }) =>
        `Вместо кода с телефона использован код восстановления. Осталось кодов восстановления: ${left}. Новые можно получить здесь:\n\n${url}\n\nЕсли это были не вы, у кого-то есть ваш пароль и ваши коды: сразу смените пароль и получите новые коды.`,
    },
  },
  vi: {
    hello: (name) => `Xin chào ${name},`,
    on: {
      subject: 'Tài khoản Carillon của bạn đã có bước thứ hai',
      text: () =>
        'Từ bây giờ, sau mật khẩu, Carillon sẽ hỏi bạn mã từ điện thoại. Hãy cất các mã khôi phục ở nơi bạn tìm được khi không có điện thoại.\n\nNếu không phải bạn bật, đã có người khác vào tài khoản của bạn. Hãy nhờ chủ sở hữu không gian làm việc, hoặc người vận hành Carillon này, gỡ bước thứ hai và đặt mật khẩu mới.',
    },
    off: {
      subject: 'Tài khoản Carillon của bạn không còn bước thứ hai',
      text: ({ url }) =>
        `Bước thứ hai đã được tắt bằng mật khẩu của bạn và một mã. Từ nay chỉ cần mật khẩu là vào được tài khoản.\n\nNếu không phải bạn, hãy đổi mật khẩu và bật lại bước thứ hai:\n\n${url}`,
    },
    taken: {
      subject: 'Tài khoản Carillon của bạn không còn bước thứ hai',
      text: ({ url }) =>
        `Chủ sở hữu không gian làm việc của bạn, hoặc người vận hành Carillon này, đã gỡ bước thứ hai. Từ nay chỉ cần mật khẩu là vào được tài khoản. Khi có điện thoại, hãy bật lại:\n\n${url}\n\nNếu bạn không yêu cầu việc này, hãy hỏi họ lý do.`,
    },
    recovery_code: {
      subject: 'Một mã khôi phục của tài khoản Carillon đã được dùng',
      text: ({ left, url }) =>
        `Một mã khôi phục đã được dùng thay cho mã từ điện thoại. Số mã khôi phục còn lại: ${left}. Tạo mã mới tại đây:\n\n${url}\n\nNếu không phải bạn, ai đó có mật khẩu và mã khôi phục của bạn: hãy đổi mật khẩu và tạo mã mới ngay.`,
    },
  },
  th: {
    hello: (name) => `สวัสดี ${name}`,
    on: {
      subject: 'บัญชี Carillon ของคุณมีขั้นที่สองแล้ว',
      text: () =>
        'จากนี้ไป หลังจากใส่รหัสผ่าน Carillon จะถามรหัสจากโทรศัพท์ของคุณ เก็บรหัสกู้คืนไว้ในที่ที่หาได้แม้ไม่มีโทรศัพท์\n\nหากคุณไม่ได้เป็นผู้เปิด แสดงว่ามีคนอื่นเข้าบัญชีของคุณ ขอให้เจ้าของพื้นที่ทำงาน หรือผู้ดูแล Carillon นี้ นำขั้นที่สองออก แล้วตั้งรหัสผ่านใหม่',
    },
    off: {
      subject: 'บัญชี Carillon ของคุณไม่มีขั้นที่สองแล้ว',
      text: ({ url }) =>
        `ขั้นที่สองถูกปิดด้วยรหัสผ่านของคุณและรหัสหนึ่งรหัส ตอนนี้ใช้รหัสผ่านอย่างเดียวก็เข้าบัญชีได้\n\nหากไม่ใช่คุณ ให้เปลี่ยนรหัสผ่านและเปิดขั้นที่สองอีกครั้ง:\n\n${url}`,
    },
    taken: {
      subject: 'บัญชี Carillon ของคุณไม่มีขั้นที่สองแล้ว',
      text: ({ url }) =>
        `เจ้าของพื้นที่ทำงานของคุณ หรือผู้ดูแล Carillon นี้ นำขั้นที่สองออกแล้ว ตอนนี้ใช้รหัสผ่านอย่างเดียวก็เข้าบัญชีได้ เมื่อมีโทรศัพท์อีกครั้ง ให้เปิดใหม่:\n\n${url}\n\nหากคุณไม่ได้ขอ ให้ถามพวกเขาว่าทำไม`,
    },
    recovery_code: {
      subject: 'มีการใช้รหัสกู้คืนของบัญชี Carillon ของคุณ',
      text: ({ left, url }) =>
        `มีการใช้รหัสกู้คืนแทนรหัสจากโทรศัพท์ รหัสกู้คืนที่เหลือ: ${left} สร้างรหัสใหม่ได้ที่นี่:\n\n${url}\n\nหากไม่ใช่คุณ แสดงว่ามีคนมีรหัสผ่านและรหัสกู้คืนของคุณ ให้เปลี่ยนรหัสผ่านและสร้างรหัสใหม่ทันที`,
    },
  },
  lv: {
    hello: (name) => `Labdien, ${name}!`,
    on: {
      subject: 'Jūsu Carillon kontam ir otrais solis',
      text: () =>
        'Turpmāk pēc paroles Carillon prasa kodu no jūsu tālruņa. Glabājiet atkopšanas kodus tur, kur tos atradīsiet bez tālruņa.\n\nJa to neieslēdzāt jūs, jūsu kontā ir bijis kāds cits. Lūdziet darbvietas īpašnieku vai to, kurš uztur šo Carillon, otro soli noņemt, un iestatiet jaunu paroli.',
    },
    off: {
      subject: 'Jūsu Carillon kontam vairs nav otrā soļa',
      text: ({ url }) =>
        `Otrais solis ir izslēgts ar jūsu paroli un kodu. Tagad kontu atver parole viena pati.\n\nJa tas nebijāt jūs, nomainiet paroli un ieslēdziet otro soli no jauna:\n\n${url}`,
    },
    taken: {
      subject: 'Jūsu Carillon kontam vairs nav otrā soļa',
      text: ({ url }) =>
        `Jūsu darbvietas īpašnieks vai tas, kurš uztur šo Carillon, ir noņēmis jūsu otro soli. Tagad kontu atver parole viena pati. Kad tālrunis atkal ir pie jums, ieslēdziet to no jauna:\n\n${url}\n\nJa to nelūdzāt, pajautājiet viņiem, kāpēc.`,
    },
    recovery_code: {
      subject: 'Ir izmantots jūsu Carillon konta atkopšanas kods',
      text: ({ left, url }) =>
        `Koda no tālruņa vietā ir izmantots atkopšanas kods. Atlikušie atkopšanas kodi: ${left}. Jaunus iegūsiet šeit:\n\n${url}\n\nJa tas nebijāt jūs, kādam ir jūsu parole un jūsu kodi: tūlīt nomainiet paroli un iegūstiet jaunus kodus.`,
    },
  },
}

/** In the reader's language; English where we do not speak it. */
export function writeNews(language: string | null, news: News, facts: Facts) {
  const words = inLanguageOf(letters, language)
  const { subject, text } = words[news]
  return { subject, text: `${words.hello(facts.name)}\n\n${text(facts)}` }
}
