import { useState } from 'react'
import type { HeatCell, Report } from '../../../modules/plan/competitors/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWeekday, weekdaysFrom } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'

const measures = ['posts', 'perPost'] as const
type Measure = (typeof measures)[number]
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** When they publish, and when it is answered best. It is a table, and its colours are told in it. */
export function HeatCard({ heat: { zone, cells } }: { heat: Report['heat'] }) {
  const t = useWords('competitors')
  const [measure, setMeasure] = useState<Measure>('posts')
  const city = zoneCity(zone)
  return (
    <Card title={t('heat.title')} help={t('heat.help', { zone: city })}>
      {cells.length === 0 ? (
        <p className="text-base text-muted">{t('noPosts')}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <Tabs
            label={t('heat.measure')}
            look="box"
            value={measure}
            onChange={setMeasure}
            tabs={measures.map((value) => ({ value, label: t(`heat.measures.${value}`) }))}
          />
          <HourTable cells={cells} measure={measure} />
        </div>
      )}
    </Card>
  )
}

function HourTable({ cells, measure }: { cells: readonly HeatCell[]; measure: Measure }) {
  const t = useWords('competitors')
  const formats = useFormats()
  const weekday = useWeekday()
  const { weekStartsOn } = useWorkspace()
  const most = Math.max(...cells.map((cell) => cell[measure] ?? 0), 0)
  const at = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]))
  return (
    <section
      aria-label={t('heat.title')}
      // What is said to screen readers alone would else reach out of what scrolls.
      className="relative overflow-x-auto"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
    >
      <table className="w-full min-w-120 table-fixed border-separate border-spacing-px text-2xs">
        <caption className="sr-only">{t(`heat.measures.${measure}`)}</caption>
        <thead>
          <tr>
            <td className="w-11" />
            {hours.map((hour) => (
              <th key={hour} scope="col" className="font-normal text-muted figures">
                <span className={cx(hour % 3 !== 0 && 'sr-only')}>{hour}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdaysFrom(weekStartsOn).map((day) => (
            <tr key={day}>
              <th scope="row" className="truncate pr-1 text-left text-xs font-normal text-muted">
                <span className="sr-only">{weekday(day)}</span>
                <span aria-hidden>{weekday(day, 'short')}</span>
              </th>
              {hours.map((hour) => {
                const cell = at.get(`${day} ${hour}`)
                const value = cell?.[measure] ?? null
                const said =
                  value === null
                    ? cell
                      ? formats.number(null)
                      : '0'
                    : formats.number(value, { maximumFractionDigits: 1 })
                return (
                  <td
                    key={hour}
                    title={t('heat.cell', { day: weekday(day), hour, value: said })}
                    className="h-6 overflow-hidden rounded-xs bg-quiet-soft text-center"
                  >
                    <span className="relative block h-full">
                      <span
                        aria-hidden
                        className="absolute inset-0 bg-(--series-1)"
                        style={{ opacity: most > 0 ? ((value ?? 0) / most) * 0.9 : 0 }}
                      />
                      <span className="sr-only">{said}</span>
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
