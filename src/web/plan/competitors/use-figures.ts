import { useMemo } from 'react'
import type { Figure, Profile, Source } from '../../../modules/plan/competitors/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { type Formats, useFormats } from '../../kit/format.ts'
import type { NetworkFace } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'

export const figureIds = [
  'followers',
  'growth',
  'perWeek',
  'posts',
  'erFollowers',
  'engagements',
  'perPost',
  'answered',
  'answerMinutes',
] as const
export type FigureId = (typeof figureIds)[number] | 'shareOfEngagement'

const shares: readonly FigureId[] = ['growth', 'erFollowers', 'answered', 'shareOfEngagement']

/** Numbers in the person's language: what they are called, how they are reckoned, how their values are written. */
export function useFigures() {
  const t = useWords('competitors')
  const formats = useFormats()
  return useMemo(
    () => ({
      name: (id: FigureId) => t(`figures.${id}.name`),
      formula: (id: FigureId) => t(`figures.${id}.formula`),
      say: (id: FigureId, { value }: Figure) => {
        if (value === null) return formats.number(null)
        if (id === 'growth') return formats.change(value)
        if (id === 'answerMinutes') return sayMinutes(value, formats)
        if (shares.includes(id)) return formats.percent(value, id === 'erFollowers' ? 2 : 0)
        const digits = id === 'perWeek' || id === 'perPost' ? 1 : 0
        return formats.number(value, { maximumFractionDigits: digits })
      },
      missing: ({ missing }: Figure) => (missing ? t(`missing.${missing}`) : undefined),
    }),
    [t, formats],
  )
}

/** In the largest unit of which there is at least one and a half. */
function sayMinutes(minutes: number, formats: Formats): string {
  const [unit, size] =
    minutes < 90
      ? (['minute', 1] as const)
      : minutes < 36 * 60
        ? (['hour', 60] as const)
        : (['day', 1440] as const)
  const maximumFractionDigits = unit === 'minute' ? 0 : 1
  return formats.number(minutes / size, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })
}

const grey = '#6b7577'

/** The mark of a network that is known here; of another its first letter. */
export function useFace(): (network: string) => NetworkFace & { isKnown: boolean } {
  const networks = useNetworks()
  // People write the name of a network as it comes.
  const named = new Map(
    [...networks.values()].flatMap((one) => [one.id, one.name].map((name) => [name.toLowerCase(), one])),
  )
  return (network) => {
    const found = named.get(network.trim().toLowerCase())
    return found ? { ...found, isKnown: true } : { id: network, name: network, colour: grey, isKnown: false }
  }
}

/** Where a figure is from, in words. */
export function useSourceWords() {
  const t = useWords('competitors')
  const formats = useFormats()
  const face = useFace()
  return (source: Source, { network, day }: Pick<Profile, 'network'> & { day: string }): string =>
    t(`sources.${source}`, { network: face(network).name, day: formats.day(day, 'UTC') })
}
