import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { useNamespace } from '../kit/language.ts'

type Lookup = { (key: string): string; has(key: string): boolean }

/**
 * What a manifest says, in the person's language: the first of the places below `networks.<id>` that has words, else the
 * manifest's own, which are English. `say('feed', field.help, ...fieldPlaces('options', field.name, 'help'))`.
 */
export function useNetworkWords() {
  useNamespace('networks')
  const t = useTranslations() as unknown as Lookup
  return useCallback(
    (network: string, own: string, ...places: string[]): string => {
      const place = places.map((one) => `networks.${network}.${one}`).find((one) => t.has(one))
      return place ? t(place) : own
    },
    [t],
  )
}

/** Where words for a field may stand: with its form, or once for all forms of the network. */
export const fieldPlaces = (form: string, field: string, what: string): string[] => [
  `${form}.${field}.${what}`,
  `fields.${field}.${what}`,
]
