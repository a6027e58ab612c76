/** What a careful reader would say of an alt text; the screen has words for each. */
export type AltHint = 'file_name' | 'says_picture' | 'too_long' | 'too_short' | 'same'

/** Longer ones are tiring to hear; shorter ones seldom tell anything. */
const bounds = { most: 250, least: 5 }

/** "Image of …" in the languages that the screen speaks: a reader says already that it is a picture. */
const beginnings = [
  /^(an? |the )?(image|picture|photo|photograph|graphic|icon|screenshot) (of|showing|shows) /i,
  /^(attēls|attēlā|foto|fotogrāfija|fotogrāfijā|bilde|bildē)[ ,:]/i,
  /^(изображение|картинка|фото|фотография|на (фото|картинке|изображении|фотографии))[ ,:]/i,
  /^(ภาพของ|รูปของ|รูปภาพของ|ภาพถ่ายของ|รูปภาพ|ภาพถ่าย)/,
  /^(hình ảnh|bức ảnh|tấm ảnh|ảnh chụp|hình chụp|ảnh|hình)( của)?[ ,:]/i,
]

const fileLike =
  /^\S+\.(jpe?g|png|webp|gif|avif|heic|mp4|mov|webm)$|^(img|dsc|dscn|pxl|mvimg|photo|image|screenshot|untitled)[ _-]?\d{2,}/i

/** Hints only: nobody is kept from writing what they want. `same`: how many pictures beside it have the same words. */
export function altHints(text: string, facts: { fileName?: string; same?: number } = {}): AltHint[] {
  const alt = text.trim().normalize('NFC').slice(0, 2000)
  if (alt === '') return []
  const bare = facts.fileName?.replace(/\.[^.]{1,5}$/, '').toLowerCase()
  const isName = fileLike.test(alt) || (bare !== undefined && alt.toLowerCase() === bare)
  const hints: AltHint[] = []
  if (isName) hints.push('file_name')
  if (beginnings.some((form) => form.test(alt))) hints.push('says_picture')
  if (lengthOf(alt) > bounds.most) hints.push('too_long')
  if (!isName && lengthOf(alt) < bounds.least) hints.push('too_short')
  if ((facts.same ?? 1) > 1) hints.push('same')
  return hints
}

/** As people count: a letter with its marks is one. */
const lengthOf = (text: string): number => [...new Intl.Segmenter().segment(text)].length
