import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'

type Facts = { workspace: string; giver: string; taker: string; url: string }
type Side = 'gave' | 'took'
type Words = { hello: (name: string) => string } & Record<Side, (facts: Facts) => Letter>
type Letter = { subject: string; text: string }

const letters: Letters<Words> = {
  en: {
    hello: (name) => `Hello ${name},`,
    gave: ({ workspace, taker, url }) => ({
      subject: `${workspace} belongs to ${taker} now`,
      text: `you have handed ${workspace} over to ${taker}, who is its owner from now on. What you may still do there stands with the members:\n\n${url}\n\nIf it was not you, somebody else was in your account. Tell ${taker} and whoever runs this Carillon at once, and set a new password.`,
    }),
    took: ({ workspace, giver, url }) => ({
      subject: `You are the owner of ${workspace} now`,
      text: `${giver} has handed ${workspace} over to you. You may do everything there from now on, also make API keys and delete the workspace:\n\n${url}`,
    }),
  },
  ru: {
    hello: (name) => `Здравствуйте, ${name}!`,
    gave: ({ workspace, taker, url }) => ({
      subject: `${workspace}: владелец теперь ${taker}`,
      text: `Вы передали рабочее пространство ${workspace}. Теперь его владелец: ${taker}. Что вам там ещё доступно, видно в списке участников:\n\n${url}\n\nЕсли это были не вы, в вашем аккаунте был кто-то другой. Сразу сообщите об этом новому владельцу и тому, кто управляет этим Carillon, и смените пароль.`,
    }),
    took: ({ workspace, giver, url }) => ({
      subject: `${workspace}: теперь вы владелец`,
      text: `Вам передали рабочее пространство ${workspace}. Прежний владелец: ${giver}. Теперь вам доступно там всё, в том числе ключи API и удаление рабочего пространства:\n\n${url}`,
    }),
  },
  vi: {
    hello: (name) => `Xin chào ${name},`,
    gave: ({ workspace, taker, url }) => ({
      subject: `${workspace} nay thuộc về ${taker}`,
      text: `Bạn đã bàn giao ${workspace} cho ${taker}, từ nay là chủ sở hữu. Những gì bạn còn được làm ở đó có trong danh sách thành viên:\n\n${url}\n\nNếu không phải bạn, đã có người khác vào tài khoản của bạn. Hãy báo ngay cho ${taker} và người vận hành Carillon này, rồi đặt mật khẩu mới.`,
    }),
    took: ({ workspace, giver, url }) => ({
      subject: `Bạn nay là chủ sở hữu của ${workspace}`,
      text: `${giver} đã bàn giao ${workspace} cho bạn. Từ nay bạn được làm mọi việc ở đó, kể cả tạo khóa API và xóa không gian làm việc:\n\n${url}`,
    }),
  },
  th: {
    hello: (name) => `สวัสดี ${name}`,
    gave: ({ workspace, taker, url }) => ({
      subject: `${workspace} เป็นของ ${taker} แล้ว`,
      text: `คุณได้โอน ${workspace} ให้ ${taker} ซึ่งเป็นเจ้าของตั้งแต่นี้ไป สิ่งที่คุณยังทำได้ที่นั่นดูได้ในรายชื่อสมาชิก\n\n${url}\n\nหากไม่ใช่คุณ แสดงว่ามีคนอื่นเข้าบัญชีของคุณ แจ้ง ${taker} และผู้ดูแล Carillon นี้ทันที แล้วตั้งรหัสผ่านใหม่`,
    }),
    took: ({ workspace, giver, url }) => ({
      subject: `คุณเป็นเจ้าของ ${workspace} แล้ว`,
      text: `${giver} ได้โอน ${workspace} ให้คุณ ตั้งแต่นี้ไปคุณทำได้ทุกอย่างที่นั่น รวมถึงสร้างคีย์ API และลบพื้นที่ทำงาน\n\n${url}`,
    }),
  },
  lv: {
    hello: (name) => `Labdien, ${name}!`,
    gave: ({ workspace, taker, url }) => ({
      subject: `${workspace}: īpašnieks tagad ir ${taker}`,
      text: `Jūs esat nodevis darbvietu ${workspace}. Turpmāk tās īpašnieks ir ${taker}. Ko jūs tur vēl drīkstat, redzams dalībnieku sarakstā:\n\n${url}\n\nJa tas nebijāt jūs, jūsu kontā ir bijis kāds cits. Tūlīt pasakiet to jaunajam īpašniekam un tam, kurš uztur šo Carillon, un iestatiet jaunu paroli.`,
    }),
    took: ({ workspace, giver, url }) => ({
      subject: `${workspace}: tagad īpašnieks esat jūs`,
      text: `Jums ir nodota darbvieta ${workspace}. Līdzšinējais īpašnieks: ${giver}. Turpmāk jūs tur drīkstat visu, arī veidot API atslēgas un dzēst darbvietu:\n\n${url}`,
    }),
  },
}

/** In the reader's language, or the workspace's. */
export function writeHandOver(
  reader: { name: string; language: string | null },
  language: string,
  side: Side,
  facts: Facts,
): Letter {
  const words = inLanguageOf(letters, reader.language ?? language)
  const { subject, text } = words[side](facts)
  return { subject, text: `${words.hello(reader.name)}\n\n${text}` }
}
