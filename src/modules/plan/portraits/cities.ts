import { cityNames } from './city-names.ts'

const alike: Record<string, string> = { đ: 'd', ł: 'l', ø: 'o', ß: 'ss', æ: 'ae' }

/** Small letters without marks, spaces and dashes: `Rīga` and `riga`, `Hà Nội` and `Hanoi` are the same. */
const plainName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[đłøßæ]/g, (letter) => alike[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{M}]/gu, '')

let byName: Map<string, string> | undefined

/** In which country a well-known city lies; made once, at the first question: some ten thousand names. */
export function countryOfCity(text: string): string | undefined {
  byName ??= new Map(
    Object.entries(cityNames).flatMap(([country, names]) =>
      names.split(' ').map((name): [string, string] => [name, country]),
    ),
  )
  return byName.get(plainName(text))
}
