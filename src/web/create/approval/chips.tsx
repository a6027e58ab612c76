import type { ReactNode } from 'react'
import { cx } from '../../kit/class.ts'

type Props<V extends string> = {
  label: string
  /** `mark`: what tells it from another of the same name. */
  choices: readonly { value: V; label: string; mark?: ReactNode }[]
  chosen: readonly V[]
  onChange: (chosen: V[]) => void
}

/** Some of several, each a press. */
export function Chips<V extends string>({ label, choices, chosen, onChange }: Props<V>) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ value, label: name, mark }) => {
          const on = chosen.includes(value)
          return (
            <button
              key={value}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(on ? chosen.filter((one) => one !== value) : [...chosen, value])}
              className={cx(
                'inline-flex min-h-(--control-small) max-w-full items-center gap-1.5 rounded-full border px-3 text-sm touch:min-h-11',
                on
                  ? 'border-accent-solid bg-accent-soft text-accent'
                  : 'border-line-strong bg-surface text-text hover:bg-hover',
              )}
            >
              {mark}
              <span className="truncate">{name}</span>
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
