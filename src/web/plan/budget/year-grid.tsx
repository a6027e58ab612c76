import { useEffect, useRef } from 'react'
import type { BudgetYear, Line, Side } from '../../../modules/plan/budget/contract.ts'
import { useMay } from '../../api/me.ts'
import { useMoney } from '../../api/money.ts'
import { cx } from '../../kit/class.ts'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { toneText } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { LineMenu } from './line-menu.tsx'
import { tones } from './outlook-cards.tsx'
import { PlanCell } from './plan-cell.tsx'

type Props = { budget: BudgetYear; lines: readonly Line[]; side: Side }

const fixed = 'sticky left-0 z-10 bg-surface'

/** Months side by side: above what is planned, below what was spent. */
export function YearGrid({ budget, lines, side }: Props) {
  const t = useWords('budget')
  const { locale } = useFormats()
  const money = useMoney()
  const months = budget[side].months.map(({ month }) => month)
  const currency = budget.currency ?? ''
  const now = budget.today.slice(0, 7)
  const room = useRef<HTMLElement>(null)
  // The month that runs is what one comes for.
  useEffect(() => {
    const at = room.current?.querySelector<HTMLElement>('[data-now]')
    if (room.current && at)
      room.current.scrollLeft = at.offsetLeft - room.current.clientWidth + 2 * at.offsetWidth
  }, [])
  const head = 'px-1.5 py-2 text-right text-sm font-medium whitespace-nowrap text-muted'
  return (
    <section
      ref={room}
      aria-label={t('gridOf', { year: String(budget.year) })}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface shadow-card"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{t('gridHelp')}</caption>
        <thead>
          <tr className="border-b border-line">
            <th
              scope="col"
              className={cx(fixed, 'min-w-48 px-3 py-2 text-left text-sm font-medium text-muted')}
            >
              {t('line.one')}
            </th>
            <th scope="col" className={cx(head, 'min-w-24')}>
              {t('plan')}
            </th>
            <th scope="col" className={cx(head, 'min-w-24')}>
              {t('forecast')}
            </th>
            {months.map((month) => (
              <th
                key={month}
                scope="col"
                data-now={month.startsWith(now) || undefined}
                className={cx(head, 'min-w-20', month.startsWith(now) && 'text-accent')}
              >
                {sayDay(month, locale, { month: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            <Row
              key={line.id}
              line={line}
              months={months}
              currency={currency}
              budget={budget}
              first={lines[place - 1]?.kind !== line.kind}
            />
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line-strong font-medium">
            <th scope="row" className={cx(fixed, 'px-3 py-2 text-left font-medium')}>
              {t('sum', { currency })}
            </th>
            <td className="px-1.5 py-2 text-right figures">
              <span className="block">{money.bare(budget[side].year.planned, currency)}</span>
              <span className="block font-normal text-muted">
                {money.bare(budget[side].year.spent, currency)}
              </span>
            </td>
            <td className="px-1.5 py-2 text-right align-top figures">
              {money.bare(budget[side].year.forecast, currency)}
            </td>
            {budget[side].months.map(({ month, planned, spent }) => (
              <td key={month} className="px-1.5 py-2 text-right figures">
                <span className="block pr-1.5">{money.bare(planned, currency)}</span>
                <span className="block pr-1.5 font-normal text-muted">{money.bare(spent, currency)}</span>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

type RowProps = { line: Line; months: string[]; currency: string; budget: BudgetYear; first: boolean }

function Row({ line, months, currency, budget, first }: RowProps) {
  const t = useWords('budget')
  const may = useMay()
  const money = useMoney()
  const by = new Map(line.months.map((one) => [one.month, one]))
  const tone = tones[line.side][line.year.standing]
  return (
    <>
      {first && (
        <tr className="border-b border-line bg-sunken">
          <th
            scope="rowgroup"
            colSpan={months.length + 3}
            className="px-3 py-1.5 text-left text-sm font-semibold"
          >
            <span className="sticky left-3">{t(`kinds.${line.kind}`)}</span>
          </th>
        </tr>
      )}
      <tr className="border-b border-line align-top last:border-0">
        <th scope="row" className={cx(fixed, 'px-3 py-1.5 text-left font-normal')}>
          <div className="flex items-start justify-between gap-1">
            <span className="min-w-0 pt-1">
              <span className="block max-w-56 font-medium break-words">{line.name}</span>
              <span className="block text-muted">{unitOf(t, line, money)}</span>
            </span>
            <LineMenu line={line} budget={budget} />
          </div>
        </th>
        <td className="px-1.5 py-3 text-right figures">
          <span className="block">{money.bare(line.year.planned, currency)}</span>
          <span className="block text-muted">{money.bare(line.year.spent, currency)}</span>
        </td>
        <td className="px-1.5 py-3 text-right">
          <span className="block figures">{money.bare(line.year.forecast, currency)}</span>
          <span className={cx('block whitespace-nowrap', toneText[tone])}>
            {t(`standings.${line.side}.${line.year.standing}`)}
          </span>
        </td>
        {months.map((month) => {
          const found = by.get(month)
          return (
            <td key={month} className="px-0.5 py-1.5">
              <PlanCell
                line={line}
                month={month}
                readOnly={!may('strategy.manage') || line.archivedAt !== null}
              />
              <span
                className="block min-h-5 px-1.5 text-right text-muted figures"
                title={found?.partial ? t('partial') : undefined}
              >
                {found && (found.spent !== 0 || found.partial) && money.bare(found.spent, currency)}
                {found?.partial && (
                  <>
                    <span aria-hidden>*</span>
                    <span className="sr-only">{t('partial')}</span>
                  </>
                )}
              </span>
            </td>
          )
        })}
      </tr>
    </>
  )
}

type Say = ReturnType<typeof useWords<'budget'>>

/** In what a line is planned: its currency, or hours at the price of one. */
export function unitOf(t: Say, line: Line, money: ReturnType<typeof useMoney>): string {
  if (line.hourly === null) return line.currency
  return t('perHour', { price: money.say(line.hourly, line.currency) })
}
