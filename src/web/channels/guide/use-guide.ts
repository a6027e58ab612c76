import { use, useCallback } from 'react'
import { useTranslations } from 'use-intl'
import type { Guide, KnownValue } from '../../../networks/kit/guide.ts'
import type { Field } from '../../../networks/kit/manifest.ts'
import { useNamespace } from '../../kit/language.ts'
import type { Network } from '../use-networks.ts'

/** What a picture is drawn for: whose pages, with which values of ours, beside which form. */
export type Sight = {
  network: Network
  speaks: Guide['speaks']
  /** The fields that values are copied into, and where their words stand below the network: `app.fields`. */
  fields: readonly Field[]
  form: string
  values: Readonly<Partial<Record<KnownValue, string>>>
  /** That a name may be another is said once below the picture, and at each name only to who hears it. */
  saidBelow?: boolean
}

/** A network's guide lies in its folder and is fetched when its pictures are. */
const found = import.meta.glob<{ guide: Guide }>([
  '../../../networks/*/guide.ts',
  '!../../../networks/kit/guide.ts',
])
const coming = new Map<string, Promise<Guide | null>>()

/** Without it, the steps are told in words alone; so too when it cannot be fetched. */
function fetchGuide(network: string): Promise<Guide | null> {
  const known = coming.get(network)
  if (known) return known
  const load = found[`../../../networks/${network}/guide.ts`]
  const guide = load
    ? load().then(
        (module) => module.guide,
        () => null,
      )
    : Promise.resolve(null)
  coming.set(network, guide)
  return guide
}

export const useGuide = (network: string): Guide | null => use(fetchGuide(network))

type Lookup = { (key: string): string; has(key: string): boolean }

/** What a guide says in words of its own, by key; null where it says nothing. */
export function useGuideWords(network: string): (key: string | undefined) => string | null {
  useNamespace('guides')
  const t = useTranslations() as unknown as Lookup
  return useCallback(
    (key) => {
      const place = `guides.of.${network}.${key}`
      return key && t.has(place) ? t(place) : null
    },
    [t, network],
  )
}
