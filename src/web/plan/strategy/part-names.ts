import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

/** What somebody chose from a list, and a field, in the person's language; else as it stands. */
export function useSaid() {
  const t = useWords('strategy')
  const loose = t as unknown as { (key: string): string; has(key: string): boolean }
  const { locale } = useFormats()
  return {
    field: (part: string, field: string): string => {
      const key = `fields.${part}.${field}`
      return loose.has(key) ? loose(key) : field
    },
    value: (field: string, value: string, names: ReadonlyMap<string, string>): string => {
      if (value === '') return ''
      if (field === 'objective') return loose(`objectives.${value}`)
      if (field === 'every') return loose(`every.${value}`)
      if (field === 'next' || field === 'lookedOn') return sayDay(value, locale, longDay)
      if (field === 'goalIds' || field === 'personaIds')
        return value
          .split('\n')
          .map((id) => names.get(id) ?? '–')
          .join('\n')
      return value
    },
  }
}

export const longDay = { day: 'numeric', month: 'long', year: 'numeric' } as const
