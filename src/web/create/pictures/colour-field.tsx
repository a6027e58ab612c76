import { useId } from 'react'
import type { BrandColour } from '../../../modules/create/brand/contract.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'

type Props = {
  label: string
  value: string
  brand: readonly BrandColour[]
  onChange: (value: string) => void
}

/** A colour: those of the brand first, black and white, or any. */
export function ColourField({ label, value, brand, onChange }: Props) {
  const t = useWords('pictures')
  const id = useId()
  const plain = [
    { name: t('colour.white'), value: '#ffffff' },
    { name: t('colour.black'), value: '#000000' },
  ].filter((one) => !brand.some((other) => other.value === one.value))
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <span className="flex flex-wrap items-center gap-1.5">
        {[...brand, ...plain].map((one) => (
          <button
            key={one.value}
            type="button"
            title={one.name}
            aria-label={one.name}
            aria-pressed={value === one.value}
            onClick={() => onChange(one.value)}
            style={{ backgroundColor: one.value }}
            className={cx(
              'size-8 rounded-md border border-edge touch:size-11',
              value === one.value && 'outline-2 outline-offset-2 outline-accent-solid',
            )}
          />
        ))}
        <label htmlFor={id} className="sr-only">
          {t('colour.other', { label })}
        </label>
        <input
          id={id}
          type="color"
          value={value}
          onChange={({ target }) => onChange(target.value.toLowerCase())}
          className="h-control w-12 rounded-md border border-edge bg-surface p-1"
        />
      </span>
    </fieldset>
  )
}
