import { CircleCheck, CircleDashed, TrendingDown, TrendingUp, TriangleAlert } from 'lucide-react'
import type { BudgetYear, Outlook, Side, Standing } from '../../../modules/plan/budget/contract.ts'
import { useMoney } from '../../api/money.ts'
import { Badge } from '../../kit/badge.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import type { Tone } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'

const icons = {
  empty: CircleDashed,
  unplanned: TriangleAlert,
  over: TriangleAlert,
  will_be_over: TrendingUp,
  under: TrendingDown,
  on: CircleCheck,
} satisfies Record<Standing, unknown>

/** More than planned is bad of what one spends and good of what one earns. */
export const tones: Record<Side, Record<Standing, Tone>> = {
  cost: { empty: 'quiet', unplanned: 'warn', over: 'bad', will_be_over: 'warn', under: 'info', on: 'good' },
  income: {
    empty: 'quiet',
    unplanned: 'good',
    over: 'good',
    will_be_over: 'good',
    under: 'warn',
    on: 'good',
  },
}

const bars: Partial<Record<Tone, 'good' | 'warn' | 'bad'>> = { good: 'good', warn: 'warn', bad: 'bad' }

/** How month, quarter and year stand, where they go, and which lines make the difference. */
export function OutlookCards({ budget, side }: { budget: BudgetYear; side: Side }) {
  const t = useWords('budget')
  const { [side]: sums } = budget
  const spans = (['month', 'quarter', 'year'] as const).flatMap((span) => {
    const outlook = sums[span]
    return outlook ? [{ span, outlook }] : []
  })
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))]">
        {spans.map(({ span, outlook }) => (
          <OutlookCard key={span} title={t(`spans.${span}`)} outlook={outlook} budget={budget} side={side} />
        ))}
      </div>
      <details className="mt-2 mb-4 text-sm text-muted">
        <summary className="w-fit cursor-pointer py-1 touch:py-3">{t('method.title')}</summary>
        <p className="max-w-3xl">{t('method.words')}</p>
      </details>
    </>
  )
}

type CardProps = { title: string; outlook: Outlook; budget: BudgetYear; side: Side }

function OutlookCard({ title, outlook, budget, side }: CardProps) {
  const t = useWords('budget')
  const money = useMoney()
  const { list } = useFormats()
  const currency = budget.currency ?? ''
  const { planned, spent, due, forecast, standing, drivers } = outlook
  const tone = tones[side][standing]
  const off = standing === 'over' ? spent - planned : forecast - planned
  const names = drivers.flatMap(({ lineId, minor }) => {
    const line = budget.lines.find(({ id }) => id === lineId)
    return line ? [t('driver', { name: line.name, amount: money.change(minor, currency) })] : []
  })
  return (
    <Card
      title={title}
      actions={
        <Badge tone={tone} icon={icons[standing]}>
          {t(`standings.${side}.${standing}`)}
        </Badge>
      }
    >
      <p className="text-lg font-semibold figures">
        {money.say(spent, currency)}{' '}
        <span className="text-base font-normal text-muted">
          {t('ofPlanned', { amount: money.say(planned, currency) })}
        </span>
      </p>
      <div className="my-2">
        <Progress
          label={title}
          share={planned > 0 ? spent / planned : spent > 0 ? 1 : 0}
          tone={bars[tone] ?? 'accent'}
        />
      </div>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 text-sm">
        <dt className="text-muted">{t('due')}</dt>
        <dd className="text-right figures">{money.say(due, currency)}</dd>
        <dt className="text-muted">{t('forecast')}</dt>
        <dd className="text-right font-medium figures">{money.say(forecast, currency)}</dd>
      </dl>
      {off !== 0 && standing !== 'on' && standing !== 'empty' && (
        <p className="mt-2 text-sm text-muted">
          {t(off > 0 ? 'reason.more' : 'reason.less', { amount: money.say(Math.abs(off), currency) })}
          {names.length > 0 && ` ${t('reason.because', { names: list(names) })}`}
        </p>
      )}
    </Card>
  )
}
