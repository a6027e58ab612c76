import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'
import type { News } from './jobs.ts'

type Facts = { name: string; url: string; what: string; passkeys: number; accounts: number; programs: number }
type Words = { hello: (name: string) => string } & Record<
  News,
  { subject: string; text: (facts: Facts) => string }
>

/** Said only when something was taken away. */
const ifAny = ({ passkeys, accounts, programs }: Facts, words: string): string =>
  passkeys + accounts + programs > 0 ? `\n\n${words}` : ''

const letters: Letters<Words> = {
  en: {
    hello: (name) => `Hello ${name},`,
    password_set: {
      subject: 'Your Carillon account has a new password',
      text: (facts) =>
        `a new password was set with a link, and every session has ended.${ifAny(facts, `What opened your account beside it, or acted in your name, was taken away too. Passkeys: ${facts.passkeys}. Accounts of a provider: ${facts.accounts}. Connected programs: ${facts.programs}. Add those that were yours anew.`)}\n\nIf it was not you, somebody else had the link. Ask for another one at once, by “Forgotten your password?”:\n\n${facts.url}`,
    },
    passkey_added: {
      subject: 'A passkey was added to your Carillon account',
      text: ({ what, url }) =>
        `a passkey was added: ${what}. It opens your account by itself from now on, without a password and a second step.\n\nIf it was not you, somebody else was in your account. Remove it, end the other sessions and change your password:\n\n${url}`,
    },
    account_joined: {
      subject: 'Another way into your Carillon account',
      text: ({ what, url }) =>
        `an account at ${what} was joined to yours. Whoever signs in with it there is in your account here from now on.\n\nIf it was not you, somebody else was in your account. Remove it, end the other sessions and change your password:\n\n${url}`,
    },
    old_ways_ended: {
      subject: 'Your Carillon account is opened anew',
      text: (facts) =>
        `your account is opened by your account at ${facts.what} from now on. Until then nobody had shown that this mail address is theirs, so what opened it before was taken away: the password, every session. Passkeys: ${facts.passkeys}. Accounts of a provider: ${facts.accounts}. Connected programs: ${facts.programs}.\n\nIf you want a password or a passkey, add them anew:\n\n${facts.url}`,
    },
  },
  ru: {
    hello: (name) => `Здравствуйте, ${name}!`,
    password_set: {
      subject: 'В вашем аккаунте Carillon новый пароль',
      text: (facts) =>
        `По ссылке задан новый пароль, и все сеансы завершены.${ifAny(facts, `Всё остальное, что открывало ваш аккаунт или действовало от вашего имени, тоже убрано. Ключи доступа: ${facts.passkeys}. Аккаунты у провайдера: ${facts.accounts}. Подключённые программы: ${facts.programs}. Те, что были вашими, добавьте заново.`)}\n\nЕсли это были не вы, ссылка попала к кому-то другому. Сразу попросите новую через «Забыли пароль?»:\n\n${facts.url}`,
    },
    passkey_added: {
      subject: 'В ваш аккаунт Carillon добавлен ключ доступа',
      text: ({ what, url }) =>
        `Добавлен ключ доступа: ${what}. Теперь он сам открывает ваш аккаунт, без пароля и второго шага.\n\nЕсли это были не вы, в вашем аккаунте был кто-то другой. Удалите ключ, завершите остальные сеансы и смените пароль:\n\n${url}`,
    },
    account_joined: {
      subject: 'Ещё один вход в ваш аккаунт Carillon',
      text: ({ what, url }) =>
        `К вашему аккаунту присоединён аккаунт в ${what}. Теперь вход с ним открывает и ваш аккаунт здесь.\n\nЕсли это были не вы, в вашем аккаунте был кто-то другой. Уберите его, завершите остальные сеансы и смените пароль:\n\n${url}`,
    },
    old_ways_ended: {
      subject: 'Ваш аккаунт Carillon открывается по-новому',
      text: (facts) =>
        `Теперь ваш аккаунт открывает аккаунт в ${facts.what}. До сих пор никто не подтвердил, что этот почтовый адрес принадлежит ему, поэтому всё, что открывало аккаунт раньше, убрано: пароль и все сеансы. Ключи доступа: ${facts.passkeys}. Аккаунты у провайдера: ${facts.accounts}. Подключённые программы: ${facts.programs}.\n\nЕсли вам нужен пароль или ключ доступа, добавьте их заново:\n\n${facts.url}`,
    },
  },
  vi: {
    hello: (name) => `Xin chào ${name},`,
    password_set: {
      subject: 'Tài khoản Carillon của bạn có mật khẩu mới',
      text: (facts) =>
        `Một mật khẩu mới đã được đặt bằng liên kết và mọi phiên đã kết thúc.${ifAny(facts, `Những gì khác từng mở được tài khoản hoặc hành động thay bạn cũng đã bị gỡ. Khóa truy cập: ${facts.passkeys}. Tài khoản của nhà cung cấp: ${facts.accounts}. Chương trình đã kết nối: ${facts.programs}. Hãy thêm lại những gì là của bạn.`)}\n\nNếu không phải bạn, người khác đã có liên kết đó. Hãy yêu cầu ngay một liên kết khác qua “Quên mật khẩu?”:\n\n${facts.url}`,
    },
    passkey_added: {
      subject: 'Đã thêm khóa truy cập vào tài khoản Carillon của bạn',
      text: ({ what, url }) =>
        `Một khóa truy cập đã được thêm: ${what}. Từ nay chỉ cần khóa này là mở được tài khoản của bạn, không cần mật khẩu hay bước thứ hai.\n\nNếu không phải bạn, đã có người khác vào tài khoản của bạn. Hãy gỡ khóa đó, kết thúc các phiên khác và đổi mật khẩu:\n\n${url}`,
    },
    account_joined: {
      subject: 'Thêm một cách vào tài khoản Carillon của bạn',
      text: ({ what, url }) =>
        `Một tài khoản ở ${what} đã được liên kết với tài khoản của bạn. Từ nay ai đăng nhập bằng tài khoản đó cũng vào được tài khoản của bạn ở đây.\n\nNếu không phải bạn, đã có người khác vào tài khoản của bạn. Hãy gỡ nó, kết thúc các phiên khác và đổi mật khẩu:\n\n${url}`,
    },
    old_ways_ended: {
      subject: 'Tài khoản Carillon của bạn được mở theo cách mới',
      text: (facts) =>
        `Từ nay tài khoản của bạn ở ${facts.what} mở tài khoản này. Trước đó chưa ai chứng minh địa chỉ email này là của mình, nên những gì từng mở được tài khoản đã bị gỡ: mật khẩu và mọi phiên. Khóa truy cập: ${facts.passkeys}. Tài khoản của nhà cung cấp: ${facts.accounts}. Chương trình đã kết nối: ${facts.programs}.\n\nNếu bạn muốn có mật khẩu hoặc khóa truy cập, hãy thêm lại:\n\n${facts.url}`,
    },
  },
  th: {
    hello: (name) => `สวัสดี ${name}`,
    password_set: {
      subject: 'บัญชี Carillon ของคุณมีรหัสผ่านใหม่',
      text: (facts) =>
        `มีการตั้งรหัสผ่านใหม่ด้วยลิงก์ และทุกเซสชันสิ้นสุดแล้ว${ifAny(facts, `สิ่งอื่นที่เคยเปิดบัญชีหรือทำการแทนคุณได้ถูกนำออกด้วย พาสคีย์: ${facts.passkeys} บัญชีของผู้ให้บริการ: ${facts.accounts} โปรแกรมที่เชื่อมไว้: ${facts.programs} เพิ่มสิ่งที่เป็นของคุณอีกครั้ง`)}\n\nหากไม่ใช่คุณ แสดงว่ามีคนอื่นได้ลิงก์ไป ขอลิงก์ใหม่ทันทีที่ “ลืมรหัสผ่านหรือไม่”:\n\n${facts.url}`,
    },
    passkey_added: {
      subject: 'มีการเพิ่มพาสคีย์ในบัญชี Carillon ของคุณ',
      text: ({ what, url }) =>
        `มีการเพิ่มพาสคีย์: ${what} จากนี้ไปพาสคีย์นี้เปิดบัญชีของคุณได้เอง โดยไม่ต้องใช้รหัสผ่านหรือขั้นที่สอง\n\nหากไม่ใช่คุณ แสดงว่ามีคนอื่นเข้าบัญชีของคุณ นำพาสคีย์ออก ปิดเซสชันอื่น และเปลี่ยนรหัสผ่าน:\n\n${url}`,
    },
    account_joined: {
      subject: 'มีอีกทางหนึ่งเข้าบัญชี Carillon ของคุณ',
      text: ({ what, url }) =>
        `มีการเชื่อมบัญชีที่ ${what} กับบัญชีของคุณ จากนี้ไปใครที่เข้าสู่ระบบด้วยบัญชีนั้นจะเข้าบัญชีของคุณที่นี่ได้\n\nหากไม่ใช่คุณ แสดงว่ามีคนอื่นเข้าบัญชีของคุณ นำบัญชีนั้นออก ปิดเซสชันอื่น และเปลี่ยนรหัสผ่าน:\n\n${url}`,
    },
    old_ways_ended: {
      subject: 'บัญชี Carillon ของคุณเปิดด้วยทางใหม่',
      text: (facts) =>
        `จากนี้ไปบัญชีของคุณที่ ${facts.what} จะเปิดบัญชีนี้ ก่อนหน้านี้ยังไม่มีใครแสดงว่าอีเมลนี้เป็นของตน สิ่งที่เคยเปิดบัญชีจึงถูกนำออก คือรหัสผ่านและทุกเซสชัน พาสคีย์: ${facts.passkeys} บัญชีของผู้ให้บริการ: ${facts.accounts} โปรแกรมที่เชื่อมไว้: ${facts.programs}\n\nหากต้องการรหัสผ่านหรือพาสคีย์ ให้เพิ่มใหม่:\n\n${facts.url}`,
    },
  },
  lv: {
    hello: (name) => `Labdien, ${name}!`,
    password_set: {
      subject: 'Jūsu Carillon kontam ir jauna parole',
      text: (facts) =>
        `Ar saiti ir iestatīta jauna parole, un visas sesijas ir beigušās.${ifAny(facts, `Noņemts arī viss pārējais, kas atvēra jūsu kontu vai rīkojās jūsu vārdā. Piekļuves atslēgas: ${facts.passkeys}. Nodrošinātāja konti: ${facts.accounts}. Savienotās programmas: ${facts.programs}. Tos, kas bija jūsu, pievienojiet no jauna.`)}\n\nJa tas nebijāt jūs, saite ir nonākusi pie kāda cita. Tūlīt lūdziet jaunu ar “Aizmirsi paroli?”:\n\n${facts.url}`,
    },
    passkey_added: {
      subject: 'Jūsu Carillon kontam pievienota piekļuves atslēga',
      text: ({ what, url }) =>
        `Ir pievienota piekļuves atslēga: ${what}. Turpmāk tā viena pati atver jūsu kontu, bez paroles un otrā soļa.\n\nJa tas nebijāt jūs, jūsu kontā ir bijis kāds cits. Noņemiet to, beidziet pārējās sesijas un nomainiet paroli:\n\n${url}`,
    },
    account_joined: {
      subject: 'Vēl viens ceļš jūsu Carillon kontā',
      text: ({ what, url }) =>
        `Jūsu kontam ir pievienots konts pie ${what}. Turpmāk tas, kurš tur ar to pierakstās, ir arī jūsu kontā šeit.\n\nJa tas nebijāt jūs, jūsu kontā ir bijis kāds cits. Noņemiet to, beidziet pārējās sesijas un nomainiet paroli:\n\n${url}`,
    },
    old_ways_ended: {
      subject: 'Jūsu Carillon kontu atver no jauna',
      text: (facts) =>
        `Turpmāk jūsu kontu atver jūsu konts pie ${facts.what}. Līdz šim neviens nebija parādījis, ka šī e-pasta adrese pieder viņam, tāpēc viss, kas kontu atvēra agrāk, ir noņemts: parole un visas sesijas. Piekļuves atslēgas: ${facts.passkeys}. Nodrošinātāja konti: ${facts.accounts}. Savienotās programmas: ${facts.programs}.\n\nJa vēlaties paroli vai piekļuves atslēgu, pievienojiet tās no jauna:\n\n${facts.url}`,
    },
  },
}

/** In the reader's language; English where we do not speak it. */
export function writeNews(language: string | null, news: News, facts: Facts) {
  const words = inLanguageOf(letters, language)
  const { subject, text } = words[news]
  return { subject, text: `${words.hello(facts.name)}\n\n${text(facts)}` }
}
