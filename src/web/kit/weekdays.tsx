import { cx } from './class.ts'
import { useFormats } from './format.ts'

/** 1 is Monday; its name in the person's language. */
export function useWeekday(): (weekday: number, style?: 'long' | 'short') => string {
  const formats = useFormats()
  // The first of January 2024 was a Monday.
  return (weekday, style = 'long') => formats.custom(Date.UTC(2024, 0, weekday), { weekday: style }, 'UTC')
}

/** 1 Monday … 7 Sunday, from the first day of the workspace's week. */
export const weekdaysFrom = (weekStartsOn: number): number[] =>
  Array.from({ length: 7 }, (_, place) => ((weekStartsOn - 1 + place) % 7) + 1)

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Some languages have long short names: what fits into a small button tells them apart. */
const shortened = (name: string): string =>
  [...graphemes.segment(name)]
    .slice(0, 4)
    .map(({ segment }) => segment)
    .join('')

type Props = {
  label: string
  days: readonly number[]
  weekStartsOn: number
  onToggle: (day: number) => void
  className?: string
}

/** Which days of the week, a button each. */
export function Weekdays({ label, days, weekStartsOn, onToggle, className }: Props) {
  const name = useWeekday()
  return (
    <fieldset className={className}>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="grid grid-cols-7 gap-1">
        {weekdaysFrom(weekStartsOn).map((day) => {
          const on = days.includes(day)
          return (
            <button
              key={day}
              type="button"
              aria-pressed={on}
              title={name(day)}
              onClick={() => onToggle(day)}
              className={cx(
                'flex h-control min-w-0 items-center justify-center overflow-hidden rounded-md border text-xs font-medium',
                on
                  ? 'border-accent-solid bg-accent-soft text-accent'
                  : 'border-line-strong text-muted hover:bg-hover',
              )}
            >
              <span className="sr-only">{name(day)}</span>
              <span aria-hidden>{shortened(name(day, 'short'))}</span>
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
