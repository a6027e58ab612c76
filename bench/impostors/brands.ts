import type { Chance } from './chance.ts'

export type Tongue = 'en' | 'lv' | 'ru' | 'th' | 'vi'
export type Brand = { tongue: Tongue; name: string; handle: string; site: string; bio: string; trade: string }

/** A first word, a trade, and how both are written in the letters of a handle. */
const firsts: Record<Tongue, readonly (readonly [name: string, latin: string])[]> = {
  en: [
    ['Birch', 'birch'],
    ['Harbour', 'harbour'],
    ['Millstone', 'millstone'],
    ['Copperfield', 'copperfield'],
    ['Lumen', 'lumen'],
    ['Oakridge', 'oakridge'],
    ['Pixelmint', 'pixelmint'],
    ['Northwind', 'northwind'],
    ['Velora', 'velora'],
    ['Tidewell', 'tidewell'],
  ],
  lv: [
    ['Bērzs', 'berzs'],
    ['Dzintars', 'dzintars'],
    ['Rasa', 'rasa'],
    ['Kļava', 'klava'],
    ['Vējš', 'vejs'],
    ['Saulgrieži', 'saulgriezi'],
    ['Pērle', 'perle'],
    ['Ziemelis', 'ziemelis'],
  ],
  ru: [
    ['Берёзка', 'berezka'],
    ['Самовар', 'samovar'],
    ['Полярис', 'polyaris'],
    ['Заря', 'zarya'],
    ['Мельница', 'melnica'],
    ['Сирень', 'siren'],
    ['Янтарь', 'yantar'],
    ['Северный', 'severny'],
  ],
  th: [
    ['ดอกบัว', 'dokbua'],
    ['ข้าวหอม', 'khaohom'],
    ['ช้างทอง', 'changthong'],
    ['เรือใบ', 'ruebai'],
    ['บ้านสวน', 'baansuan'],
    ['จันทร์เพ็ญ', 'chanpen'],
    ['ลำธาร', 'lamthan'],
  ],
  vi: [
    ['Hoa Sen', 'hoasen'],
    ['Sông Hồng', 'songhong'],
    ['Trăng Non', 'trangnon'],
    ['Phố Cổ', 'phoco'],
    ['Mộc Miên', 'mocmien'],
    ['Bình Minh', 'binhminh'],
    ['Đồng Quê', 'dongque'],
  ],
}

const trades: Record<Tongue, readonly (readonly [name: string, latin: string, bio: string])[]> = {
  en: [
    ['Bakery', 'bakery', 'Sourdough, rye and cakes from our stone oven. Open from seven, closed on Mondays.'],
    [
      'Cycles',
      'cycles',
      'Bicycles built by hand and repaired while you wait. Workshop and rides every Saturday.',
    ],
    ['Books', 'books', 'Independent bookshop with a reading room upstairs. New titles every Thursday.'],
    ['Bank', 'bank', 'Accounts, cards and loans without small print. Our branches are open on weekdays.'],
    ['Coffee', 'coffee', 'Small lots, roasted on Tuesdays and shipped the same week. Three cafés in town.'],
  ],
  lv: [
    ['Maiznīca', 'maiznica', 'Rudzu maize un kūkas no mūsu krāsns. Atvērts no septiņiem, pirmdienās slēgts.'],
    ['Aptieka', 'aptieka', 'Zāles, padomi un mierīga apkalpošana katru dienu no astoņiem līdz desmitiem.'],
    ['Grāmatas', 'gramatas', 'Neatkarīga grāmatnīca ar lasītavu otrajā stāvā. Jaunumi katru ceturtdienu.'],
  ],
  ru: [
    ['Пекарня', 'pekarnya', 'Ржаной хлеб и торты из нашей печи. Открыты с семи, по понедельникам отдыхаем.'],
    ['Банк', 'bank', 'Счета, карты и кредиты без мелкого шрифта. Отделения работают по будням.'],
    ['Кофе', 'kofe', 'Обжариваем небольшими партиями по вторникам. Три кофейни в центре города.'],
  ],
  th: [
    ['เบเกอรี่', 'bakery', 'ขนมปังอบสดทุกเช้าจากเตาหิน เปิดเจ็ดโมง หยุดทุกวันจันทร์'],
    ['คาเฟ่', 'cafe', 'กาแฟคั่วเองทุกวันอังคาร มีสามสาขาในเมือง แวะมานั่งเล่นได้'],
    ['สปา', 'spa', 'นวดไทยและสมุนไพรในสวนเงียบ ๆ จองล่วงหน้าได้ทุกวัน'],
  ],
  vi: [
    ['Bakery', 'bakery', 'Bánh mì và bánh ngọt nướng mỗi sáng. Mở cửa từ bảy giờ, nghỉ thứ hai.'],
    ['Cà Phê', 'caphe', 'Rang mẻ nhỏ vào thứ ba, giao trong tuần. Ba quán trong phố cổ.'],
    ['Trà', 'tra', 'Trà shan tuyết hái tay từ vùng cao, gói giấy dó, giao toàn quốc.'],
  ],
}

export function someBrand(chance: Chance): Brand {
  const tongue = chance.one(['en', 'en', 'lv', 'ru', 'th', 'vi'] as const)
  const [first, latinFirst] = chance.one(firsts[tongue])
  const [trade, latinTrade, bio] = chance.one(trades[tongue])
  const short = chance.is(0.25) && latinFirst.length >= 5
  const joint = chance.one(['', '', '', '-'])
  const handle = short ? latinFirst : `${latinFirst}${joint}${latinTrade}`
  const name =
    tongue === 'lv' || tongue === 'ru' || tongue === 'th' ? `${trade} ${first}` : `${first} ${trade}`
  const ending = { en: 'com', lv: 'lv', ru: 'ru', th: 'co.th', vi: 'vn' }[tongue]
  return {
    tongue,
    trade,
    bio,
    handle,
    name: short ? first : name,
    site: `${latinFirst}${latinTrade}.${ending}`,
  }
}
