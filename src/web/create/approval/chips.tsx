import { cx } from '../../kit/class.ts'

type Props<V extends string> = {
  label: string
  choices: readonly { value: V; label: string }[]
  chosen: readonly V[]
  onChange: (chosen: V[]) => void
}

/** Some of several, each a press. */
export function Chips<V extends string>({ label, choices, chosen, onChange }: Props<V>) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ value, label: name }) => {
          const on = chosen.includes(value)
          return (
            <button
              key={value}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(on ? chosen.filter((one) => one !== value) : [...chosen, value])}
              className={cx(
                'min-h-(--control-small) max-w-full truncate rounded-full border px-3 text-sm touch:min-h-11',
                on
                  ? 'border-accent-solid bg-accent-soft text-accent'
                  : 'border-line-strong bg-surface text-text hover:bg-hover',
              )}
            >
              {name}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
