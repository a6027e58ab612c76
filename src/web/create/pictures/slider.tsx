import { useId } from 'react'

type Props = {
  label: string
  value: number
  least: number
  most: number
  step: number
  /** As it is said. */
  words: string
  onChange: (value: number) => void
}

/** A share between two bounds. */
export function Slider({ label, value, least, most, step, words, onChange }: Props) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex justify-between text-sm font-medium">
        {label}
        <span className="font-normal text-muted figures">{words}</span>
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={words}
        onChange={({ target }) => onChange(Number(target.value))}
        className="h-control w-full rounded-md accent-accent-solid"
      />
    </div>
  )
}
