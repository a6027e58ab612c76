import { useWorkspace } from '../../api/me.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'

/** 1 is Monday; its name in the person's language. */
export function useWeekday(): (weekday: number, style?: 'long' | 'short') => string {
  const formats = useFormats()
  // The first of January 2024 was a Monday.
  return (weekday, style = 'long') => formats.custom(Date.UTC(2024, 0, weekday), { weekday: style }, 'UTC')
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Some languages have long short names: what fits into a small button tells them apart. */
const shortened = (name: string): string =>
  [...graphemes.segment(name)]
    .slice(0, 4)
    .map(({ segment }) => segment)
    .join('')

type Props = { label: string; days: readonly number[]; onChange: (days: number[]) => void }

/** Which days of the week. */
export function Weekdays({ label, days, onChange }: Props) {
  const name = useWeekday()
  const { weekStartsOn } = useWorkspace()
  const inOrder = Array.from({ length: 7 }, (_, i) => ((weekStartsOn - 1 + i) % 7) + 1)
  const toggle = (day: number) =>
    onChange(days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b))
  return (
    <fieldset className="w-full sm:w-80">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="grid grid-cols-7 gap-1">
        {inOrder.map((day) => {
          const on = days.includes(day)
          return (
            <button
              key={day}
              type="button"
              aria-pressed={on}
              title={name(day)}
              onClick={() => toggle(day)}
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
