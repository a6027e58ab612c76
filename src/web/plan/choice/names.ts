import { useMemo } from 'react'
import type { Choosable, FigurePlace, Interval } from '../../../modules/plan/choice/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { useFormats } from '../../kit/format.ts'
import type { NetworkFace } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** They have names and are no countries. */
const none = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB'])

/** Countries by code, in the order of the language. */
export function useCountries(): {
  all: readonly { code: string; name: string }[]
  nameOf: (code: string) => string
} {
  const { locale } = useFormats()
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
    const all = letters
      .flatMap((a) => letters.map((b) => a + b))
      .flatMap((code) => {
        // A code that has gone over into another, as SU has into RU, bears the same name.
        const isOwn = !none.has(code) && new Intl.Locale(`und-${code}`).region === code
        const name = isOwn ? names.of(code) : undefined
        return name ? [{ code, name }] : []
      })
      .sort((a, b) => a.name.localeCompare(b.name, locale))
    return { all, nameOf: (code) => names.of(code) ?? code }
  }, [locale])
}

const grey = '#6b7577'

/** The mark of a network, also of one that Carillon does not publish to. */
export function useFaces(networks: readonly Choosable[]): (network: string) => NetworkFace {
  const known = useNetworks()
  return (network) =>
    known.get(network) ?? {
      id: network,
      name: networks.find((one) => one.network === network)?.name ?? network,
      colour: grey,
    }
}

/** Of whom a figure tells, such as “women in Latvia”. */
export function useGroupWords(): (place: Pick<FigurePlace, 'dimension' | 'value' | 'country'>) => string {
  const t = useWords('choice')
  const { nameOf } = useCountries()
  const { locale } = useFormats()
  const groupOf = ({ dimension, value }: Pick<FigurePlace, 'dimension' | 'value'>): string => {
    if (dimension === 'all') return t('groups.all')
    if (dimension === 'age') return t('groups.age', { ages: value })
    if (dimension === 'country') return nameOf(value)
    if (dimension === 'language')
      return new Intl.DisplayNames([locale], { type: 'language' }).of(value) ?? value
    return groups.includes(value as Group) ? t(`groups.${value as Group}`) : value
  }
  return (place) =>
    t('groupIn', { group: groupOf(place), country: place.country ? nameOf(place.country) : t('world') })
}

const groups = ['female', 'male', 'other', 'mobile', 'desktop', 'tablet'] as const
type Group = (typeof groups)[number]

/** `41–78 %`, or one number where both ends are the same. */
export function useSpan(): (interval: Interval) => string {
  const formats = useFormats()
  return ({ low, high }) => {
    const [from, to] = [Math.round(low * 100), Math.round(high * 100)]
    return from === to
      ? formats.percent(to / 100, 0)
      : `${formats.number(from)}–${formats.percent(to / 100, 0)}`
  }
}
