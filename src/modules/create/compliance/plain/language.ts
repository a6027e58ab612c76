/** In which language a text is, as far as that can be told without doubt. */
import { wordsOf } from './terms.ts'

export const tongues = ['en', 'de', 'fr', 'ru', 'lv', 'th', 'vi'] as const
export type Tongue = (typeof tongues)[number]

const small: Record<'en' | 'de' | 'fr' | 'lv' | 'vi', ReadonlySet<string>> = {
  en: new Set(
    'the and of to a in is it you that for on are with we our your this be at my i so these they was have just from not all new how what'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ist in den von zu mit auf für nicht ein eine einen im dem des wir ihr ich es sich auch bei uns euch mein meine neue habe heute'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les de des du et est un une en dans pour que qui nous vous avec sur ce cette mon ma mes je au aux pas plus ne se notre votre'.split(
      ' ',
    ),
  ),
  lv: new Set(
    'un ir ar no par uz es mēs jūs šis šī ka kas vai arī pie mūsu jūsu lai tas tā man mans mana to kā bet jau ļoti šodien'.split(
      ' ',
    ),
  ),
  vi: new Set(
    'và là của có không cho với một những các này được trong đã mình tôi bạn rất mới từ đi để'.split(' '),
  ),
}

const scripts = {
  thai: /\p{Script=Thai}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  latin: /\p{Script=Latin}/gu,
  letters: /\p{L}/gu,
}
const signs = { vi: /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]/u, lv: /[āēīūčģķļņ]/u }

/** Enough to know by. */
const sample = 2000

/** Null when it cannot be told: then every language is taken. */
export function languageOf(text: string, named: string | null): Tongue | null {
  const head = withoutNames(text.slice(0, sample).normalize('NFC').toLowerCase())
  const count = (pattern: RegExp): number => head.match(pattern)?.length ?? 0
  const letters = count(scripts.letters)
  if (letters === 0) return tongueOf(named)
  if (count(scripts.thai) > letters * 0.3) return 'th'
  if (count(scripts.cyrillic) > letters * 0.5) return otherCyrillic.has(short(named)) ? null : 'ru'
  if (count(scripts.latin) < letters * 0.5) return null
  const said = tongueOf(named)
  if (named && !said) return null
  // A post is often named by the language of its workspace: many words tell better.
  const told = latinTongue(head, said ? surely : enough)
  return told ?? (said === 'th' || said === 'ru' ? null : said)
}

const otherCyrillic: ReadonlySet<string> = new Set('uk be bg sr mk kk ky mn tg'.split(' '))

/** So many words tell a language, and so many tell it against what was said. */
const enough = 3
const surely = 8

const short = (named: string | null): string => named?.slice(0, 2).toLowerCase() ?? ''

const tongueOf = (named: string | null): Tongue | null => tongues.find((one) => one === short(named)) ?? null

/** Addresses, mentions and hashtags say nothing of the language. */
const withoutNames = (text: string): string => text.replace(/(?:https?:\/\/|[@#])\S+/gu, ' ')

function latinTongue(text: string, least: number): Tongue | null {
  if (signs.vi.test(text)) return 'vi'
  const words = wordsOf(text)
  if (words.length < least) return null
  const counts = (['en', 'de', 'fr', 'lv', 'vi'] as const)
    .map((tongue) => ({ tongue, count: words.filter((word) => small[tongue].has(word)).length }))
    .map((one) => (one.tongue === 'lv' && signs.lv.test(text) ? { ...one, count: one.count + 2 } : one))
    .sort((a, b) => b.count - a.count)
  const [first, second] = counts
  if (!first || first.count === 0 || (second && second.count === first.count)) return null
  return first.count >= words.length * 0.1 ? first.tongue : null
}
