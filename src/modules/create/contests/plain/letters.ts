/** What is written to somebody who filled in the form. */
import type { RulesLanguage } from './facts.ts'

export type LetterFacts = {
  contest: string
  brand: string
  name: string
  confirm: string
  page: string
  withdraw: string | null
  withdrawNews: string | null
  code: string
  /** The networks whose accounts they named, and the code that proves those. */
  proof: { code: string; accounts: string } | null
}
type Words = { subject: (facts: LetterFacts) => string; text: (facts: LetterFacts) => string }

const lines = (...all: (string | false | null)[]): string => all.filter(Boolean).join('\n\n')

const letters: Record<RulesLanguage, { confirm: Words; there: Words }> = {
  en: {
    confirm: {
      subject: ({ contest }) => `Confirm that you take part: ${contest}`,
      text: (f) =>
        lines(
          `Hello ${f.name},`,
          `somebody filled in the form of “${f.contest}” by ${f.brand} with this mail address. If it was you, confirm it, and you take part:`,
          f.confirm,
          'If it was not you, do nothing: nobody takes part with your address then.',
          `When the list is published, you stand in it under a digest of this code and your address: ${f.code}. How to check that is told at ${f.page}.`,
          f.proof &&
            `You named accounts as yours: ${f.proof.accounts}. Answer one of our posts of this contest from there with the code ${f.proof.code}: then they and this entry are one, and if one of them wins we can write to you.`,
          f.withdraw && `You can take your consent back at any time:\n${f.withdraw}`,
          f.withdrawNews && `And your consent to news:\n${f.withdrawNews}`,
        ),
    },
    there: {
      subject: ({ contest }) => `You take part already: ${contest}`,
      text: (f) =>
        lines(
          `Hello ${f.name},`,
          `somebody filled in the form of “${f.contest}” by ${f.brand} with this mail address once more. You take part already, once, as everybody does. Nothing needs to be done.`,
          `Your code for the published list: ${f.code}.`,
          f.proof &&
            `You named accounts as yours: ${f.proof.accounts}. Answer one of our posts of this contest from there with the code ${f.proof.code}: then they and this entry are one, and if one of them wins we can write to you.`,
          f.page,
        ),
    },
  },
  lv: {
    confirm: {
      subject: ({ contest }) => `Apstipriniet dalību: ${contest}`,
      text: (f) =>
        lines(
          `Labdien, ${f.name}!`,
          `Kāds ar šo e-pasta adresi aizpildīja ${f.brand} konkursa “${f.contest}” veidlapu. Ja tas bijāt jūs, apstipriniet, un jūs piedalāties:`,
          f.confirm,
          'Ja tas nebijāt jūs, nedariet neko: ar jūsu adresi neviens nepiedalīsies.',
          `Kad sarakstu publicēs, jūs tajā būsiet ar šī koda un jūsu adreses kontrolsummu: ${f.code}. Kā to pārbaudīt, teikts šeit: ${f.page}.`,
          f.proof &&
            `Jūs nosaucāt kontus par saviem: ${f.proof.accounts}. Atbildiet no tiem uz kādu no mūsu konkursa ierakstiem ar kodu ${f.proof.code}: tad tie un šī pieteikšanās ir viena dalība, un, ja kāds no tiem uzvar, varam jums rakstīt.`,
          f.withdraw && `Piekrišanu varat atsaukt jebkurā laikā:\n${f.withdraw}`,
          f.withdrawNews && `Un piekrišanu jaunumiem:\n${f.withdrawNews}`,
        ),
    },
    there: {
      subject: ({ contest }) => `Jūs jau piedalāties: ${contest}`,
      text: (f) =>
        lines(
          `Labdien, ${f.name}!`,
          `Kāds ar šo e-pasta adresi vēlreiz aizpildīja ${f.brand} konkursa “${f.contest}” veidlapu. Jūs jau piedalāties, vienreiz, tāpat kā visi. Nekas nav jādara.`,
          `Jūsu kods publicētajam sarakstam: ${f.code}.`,
          f.proof &&
            `Jūs nosaucāt kontus par saviem: ${f.proof.accounts}. Atbildiet no tiem uz kādu no mūsu konkursa ierakstiem ar kodu ${f.proof.code}: tad tie un šī pieteikšanās ir viena dalība, un, ja kāds no tiem uzvar, varam jums rakstīt.`,
          f.page,
        ),
    },
  },
  ru: {
    confirm: {
      subject: ({ contest }) => `Подтвердите участие: ${contest}`,
      text: (f) =>
        lines(
          `Здравствуйте, ${f.name}!`,
          `Кто-то заполнил форму конкурса «${f.contest}» (${f.brand}) с этим почтовым адресом. Если это были вы, подтвердите, и вы участвуете:`,
          f.confirm,
          'Если это были не вы, ничего не делайте: с вашим адресом никто участвовать не будет.',
          `В опубликованном списке вы будете под хешем этого кода и вашего адреса: ${f.code}. Как это проверить, сказано здесь: ${f.page}.`,
          f.proof &&
            `Вы назвали аккаунты своими: ${f.proof.accounts}. Ответьте с них на одну из наших записей конкурса кодом ${f.proof.code}: тогда они и эта заявка — одно участие, и если выиграет один из них, мы сможем вам написать.`,
          f.withdraw && `Согласие можно отозвать в любое время:\n${f.withdraw}`,
          f.withdrawNews && `И согласие на новости:\n${f.withdrawNews}`,
        ),
    },
    there: {
      subject: ({ contest }) => `Вы уже участвуете: ${contest}`,
      text: (f) =>
        lines(
          `Здравствуйте, ${f.name}!`,
          `Кто-то ещё раз заполнил форму конкурса «${f.contest}» (${f.brand}) с этим почтовым адресом. Вы уже участвуете, один раз, как все. Делать ничего не нужно.`,
          `Ваш код для опубликованного списка: ${f.code}.`,
          f.proof &&
            `Вы назвали аккаунты своими: ${f.proof.accounts}. Ответьте с них на одну из наших записей конкурса кодом ${f.proof.code}: тогда они и эта заявка — одно участие, и если выиграет один из них, мы сможем вам написать.`,
          f.page,
        ),
    },
  },
  th: {
    confirm: {
      subject: ({ contest }) => `ยืนยันการร่วม: ${contest}`,
      text: (f) =>
        lines(
          `สวัสดี ${f.name}`,
          `มีคนกรอกแบบฟอร์มของ “${f.contest}” โดย ${f.brand} ด้วยอีเมลนี้ หากเป็นคุณ โปรดยืนยัน แล้วคุณจะได้ร่วม:`,
          f.confirm,
          'หากไม่ใช่คุณ ไม่ต้องทำอะไร จะไม่มีใครร่วมด้วยอีเมลของคุณ',
          `เมื่อเผยแพร่รายชื่อ คุณจะอยู่ในนั้นด้วยค่าแฮชของรหัสนี้และอีเมลของคุณ: ${f.code} วิธีตรวจสอบอยู่ที่ ${f.page}`,
          f.proof &&
            `คุณระบุบัญชีว่าเป็นของคุณ: ${f.proof.accounts} โปรดตอบโพสต์ของกิจกรรมนี้โพสต์ใดก็ได้จากบัญชีนั้นด้วยรหัส ${f.proof.code} แล้วบัญชีเหล่านั้นกับการร่วมครั้งนี้จะนับเป็นหนึ่งเดียว และหากบัญชีใดได้รางวัล เราจะเขียนถึงคุณได้`,
          f.withdraw && `ถอนความยินยอมได้ทุกเมื่อ:\n${f.withdraw}`,
          f.withdrawNews && `และความยินยอมรับข่าวสาร:\n${f.withdrawNews}`,
        ),
    },
    there: {
      subject: ({ contest }) => `คุณร่วมอยู่แล้ว: ${contest}`,
      text: (f) =>
        lines(
          `สวัสดี ${f.name}`,
          `มีคนกรอกแบบฟอร์มของ “${f.contest}” โดย ${f.brand} ด้วยอีเมลนี้อีกครั้ง คุณร่วมอยู่แล้วหนึ่งครั้งเหมือนทุกคน ไม่ต้องทำอะไร`,
          `รหัสของคุณสำหรับรายชื่อที่เผยแพร่: ${f.code}`,
          f.proof &&
            `คุณระบุบัญชีว่าเป็นของคุณ: ${f.proof.accounts} โปรดตอบโพสต์ของกิจกรรมนี้โพสต์ใดก็ได้จากบัญชีนั้นด้วยรหัส ${f.proof.code} แล้วบัญชีเหล่านั้นกับการร่วมครั้งนี้จะนับเป็นหนึ่งเดียว และหากบัญชีใดได้รางวัล เราจะเขียนถึงคุณได้`,
          f.page,
        ),
    },
  },
  vi: {
    confirm: {
      subject: ({ contest }) => `Xác nhận tham gia: ${contest}`,
      text: (f) =>
        lines(
          `Xin chào ${f.name},`,
          `có người đã điền biểu mẫu của “${f.contest}” do ${f.brand} tổ chức với địa chỉ email này. Nếu đó là bạn, hãy xác nhận và bạn sẽ tham gia:`,
          f.confirm,
          'Nếu không phải bạn, không cần làm gì: sẽ không ai tham gia bằng địa chỉ của bạn.',
          `Khi danh sách được công bố, bạn có trong đó dưới mã băm của mã này và địa chỉ của bạn: ${f.code}. Cách kiểm tra có tại ${f.page}.`,
          f.proof &&
            `Bạn đã nêu các tài khoản là của mình: ${f.proof.accounts}. Từ đó hãy trả lời một bài đăng của cuộc thi này với mã ${f.proof.code}: khi đó chúng và lượt tham gia này là một, và nếu một trong số đó trúng giải, chúng tôi có thể viết cho bạn.`,
          f.withdraw && `Bạn có thể rút lại sự đồng ý bất cứ lúc nào:\n${f.withdraw}`,
          f.withdrawNews && `Và sự đồng ý nhận tin:\n${f.withdrawNews}`,
        ),
    },
    there: {
      subject: ({ contest }) => `Bạn đã tham gia rồi: ${contest}`,
      text: (f) =>
        lines(
          `Xin chào ${f.name},`,
          `có người lại điền biểu mẫu của “${f.contest}” do ${f.brand} tổ chức với địa chỉ email này. Bạn đã tham gia rồi, một lần, như mọi người. Không cần làm gì.`,
          `Mã của bạn cho danh sách công bố: ${f.code}.`,
          f.proof &&
            `Bạn đã nêu các tài khoản là của mình: ${f.proof.accounts}. Từ đó hãy trả lời một bài đăng của cuộc thi này với mã ${f.proof.code}: khi đó chúng và lượt tham gia này là một, và nếu một trong số đó trúng giải, chúng tôi có thể viết cho bạn.`,
          f.page,
        ),
    },
  },
}

/**
 * Whoever fills in the form may write another's mail address there: of what they typed the letter says a name alone, on one
 * line, that no reader of mail makes a link of.
 */
const spoken = (name: string): string =>
  name
    .replace(/[/:@\\]|[.．。｡](?=\S)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)

export function writeLetter(kind: 'confirm' | 'there', language: RulesLanguage, facts: LetterFacts) {
  const words = letters[language][kind]
  const said = { ...facts, name: spoken(facts.name) }
  // A name that somebody typed must not begin a head of its own.
  return { subject: words.subject(said).replace(/\s+/g, ' ').slice(0, 200), text: words.text(said) }
}
