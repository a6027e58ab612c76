import { useFormats } from '../../kit/format.ts'

/** 1 is Monday; its name in the person's language. */
export function useWeekday(): (weekday: number, style?: 'long' | 'short') => string {
  const formats = useFormats()
  // The first of January 2024 was a Monday.
  return (weekday, style = 'long') => formats.custom(Date.UTC(2024, 0, weekday), { weekday: style }, 'UTC')
}
