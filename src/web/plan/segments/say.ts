import { useMemo } from 'react'
import type { Bounds, Filter } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { useCountries } from '../choice/names.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** Languages by code, in the order of the language of the screen. */
export function useLanguages() {
  const { locale } = useFormats()
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })
    const all = letters
      .flatMap((a) => letters.map((b) => a + b))
      .flatMap((code) => {
        const name = new Intl.Locale(code).language === code ? names.of(code) : undefined
        return name ? [{ code, name }] : []
      })
      .sort((a, b) => a.name.localeCompare(b.name, locale))
    return { all, nameOf: (code: string) => names.of(code) ?? code }
  }, [locale])
}

/** "18–34 · women · Latvia · of Riga Bakery". */
export function useSayFilter(): (filter: Filter) => string {
  const t = useWords('segments')
  const { nameOf } = useCountries()
  const languages = useLanguages()
  const channels = useChannels()
  return ({ ages, genders, places, languages: spoken, channelIds }) =>
    [
      ages && t('said.ages', { from: ages.from, to: ages.to }),
      genders.map((one) => t(`genders.${one}`)).join(', '),
      places.map(nameOf).join(', '),
      spoken.map(languages.nameOf).join(', '),
      channelIds.length > 0 &&
        t('said.channels', {
          names: channelIds.map((id) => channels?.get(id)?.name ?? t('said.gone')).join(', '),
        }),
    ]
      .filter(Boolean)
      .join(' · ')
}

/** `210–310`, or one number where it is known exactly. */
export function useSayBounds() {
  const formats = useFormats()
  return {
    people: ({ low, high }: Bounds) =>
      low === high ? formats.number(low) : `${formats.number(low)}–${formats.number(high)}`,
    share: ({ low, high }: Bounds) => {
      // Outwards, so that what is said is never narrower than what is known.
      const [from, to] = [Math.floor(low * 100 + 1e-9), Math.ceil(high * 100 - 1e-9)]
      if (high - low < 1e-6) return formats.percent(low, 1)
      return `${formats.number(from)}–${formats.percent(to / 100, 0)}`
    },
  }
}
