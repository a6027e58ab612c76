import { lazy, Suspense, useId, useState } from 'react'
import type { ChartData } from './chart-data.ts'
import { Skeleton } from './empty.tsx'
import { useWords } from './words.ts'

export type { ChartData } from './chart-data.ts'

const Drawing = lazy(() => import('./chart-drawing.tsx').then((module) => ({ default: module.Drawing })))

export type ChartProps = {
  /** What is drawn, said to those who do not see it. */
  label: string
  data: ChartData
  kind?: 'line' | 'area' | 'bar'
  /** Whether the axis begins at zero, as it must for bars. False for lines whose change is small beside their height. */
  fromZero?: boolean
  /** How a value is written, on the axis, in the tip and in the table. */
  format: (value: number | null) => string
  /** How a place on the axis is written. */
  formatX: (x: string) => string
  /** Pixels. */
  height?: number
}

/** A chart in the colours of the theme, with a table of the same figures for those who rather read. */
export function Chart(props: ChartProps) {
  const t = useWords('kit')
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const height = props.height ?? 240
  return (
    <figure aria-labelledby={id} className="min-w-0">
      <figcaption id={id} className="sr-only">
        {props.label}
      </figcaption>
      {asTable ? (
        <div className="overflow-auto" style={{ maxHeight: height }}>
          <ChartTable {...props} />
        </div>
      ) : (
        <>
          <Legend series={props.data.series} />
          <Suspense
            fallback={
              <div style={{ height }}>
                <Skeleton className="h-full w-full" />
              </div>
            }
          >
            <Drawing {...props} height={height} />
          </Suspense>
        </>
      )}
      <button
        type="button"
        onClick={() => setAsTable(!asTable)}
        className="mt-1 min-h-6 rounded-sm text-xs text-muted underline-offset-2 hover:text-text hover:underline"
      >
        {asTable ? t('asChart') : t('asTable')}
      </button>
    </figure>
  )
}

/** Which line is which. Words of ours wrap; those that a drawing brings run into it. */
const Legend = ({ series }: { series: ChartData['series'] }) =>
  series.length > 1 && (
    <ul aria-hidden className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {series.map(({ name, faint }, place) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <span
            className="w-4 border-t-2"
            style={{
              borderColor: faint ? 'var(--faint)' : `var(--series-${(place % 6) + 1})`,
              borderStyle: faint ? 'dashed' : 'solid',
            }}
          />
          {name}
        </li>
      ))}
    </ul>
  )

const ChartTable = ({ label, data, format, formatX }: ChartProps) => (
  <table className="w-full text-sm">
    <caption className="sr-only">{label}</caption>
    <thead>
      <tr>
        <td />
        {data.series.map((series) => (
          <th key={series.name} scope="col" className="px-2 py-1 text-right font-medium text-muted">
            {series.name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {data.x.map((x, place) => (
        <tr key={x} className="border-t border-line">
          <th scope="row" className="py-1 pr-2 text-left font-normal">
            {formatX(x)}
          </th>
          {data.series.map((series) => (
            <td key={series.name} className="px-2 py-1 text-right figures">
              {format(series.values[place] ?? null)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
