import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'

const rows = ['top', 'middle', 'bottom'] as const
const columns = ['left', 'middle', 'right'] as const
const down = { top: 0.12, middle: 0.5, bottom: 0.88 }
const across = { left: 0.06, middle: 0.5, right: 0.94 }
const aligns = { left: 'start', middle: 'middle', right: 'end' } as const

export type Place = { x: number; y: number; align: 'start' | 'middle' | 'end' }

/** Nine places, for whoever would rather press than drag. `inset`: how far from the edge a thing must stay that lies around its middle. */
export function PlaceField({
  value,
  inset,
  onChange,
}: {
  value: { x: number; y: number }
  inset?: { x: number; y: number }
  onChange: (place: Place) => void
}) {
  const t = useWords('pictures')
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1.5 text-sm font-medium">{t('place.label')}</legend>
      <span className="grid w-fit grid-cols-3 gap-1">
        {rows.flatMap((row) =>
          columns.map((column) => {
            const x = inset ? within(across[column], inset.x) : across[column]
            const y = inset ? within(down[row], inset.y) : down[row]
            const on = Math.abs(value.x - x) < 0.005 && Math.abs(value.y - y) < 0.005
            return (
              <button
                key={row + column}
                type="button"
                aria-pressed={on}
                aria-label={t(`place.${row}_${column}`)}
                onClick={() => onChange({ x, y, align: aligns[column] })}
                className={cx(
                  'flex size-8 items-center justify-center rounded-sm border touch:size-11',
                  on ? 'border-accent-solid bg-accent-soft' : 'border-line-strong hover:bg-hover',
                )}
              >
                <span aria-hidden className={cx('size-2 rounded-full', on ? 'bg-accent-solid' : 'bg-edge')} />
              </button>
            )
          }),
        )}
      </span>
    </fieldset>
  )
}

const within = (at: number, inset: number): number =>
  inset >= 0.5 ? 0.5 : Math.round(Math.min(Math.max(at, inset + 0.03), 0.97 - inset) * 1000) / 1000
