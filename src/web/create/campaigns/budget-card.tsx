import { Link } from '@tanstack/react-router'
import type { Campaign } from '../../../modules/create/campaigns/contract.ts'
import type { CampaignBudget, Outlook, Side } from '../../../modules/plan/budget/contract.ts'
import { useMay } from '../../api/me.ts'
import { useMoney } from '../../api/money.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { useCampaignBudget } from './use-campaign.ts'

/** What it may cost and bring, what it did so far, and where that goes. */
export function BudgetCard({ campaign }: { campaign: Campaign }) {
  const t = useWords('posts.campaigns')
  const may = useMay()
  const words = useProblemWords()
  const budget = useCampaignBudget(campaign.id)
  const lead = (
    <Button asChild>
      <Link to="/budget" search={{ campaign: campaign.id } as never}>
        {t(may('strategy.manage') ? 'budget.plan' : 'budget.look')}
      </Link>
    </Button>
  )
  return (
    <Card title={t('budget.title')} actions={budget.data && budget.data.lines.length > 0 && lead}>
      {budget.isPending && <SkeletonRows rows={2} />}
      {budget.isError && <ErrorState words={words(budget.error)} onRetry={() => void budget.refetch()} />}
      {budget.data && budget.data.lines.length === 0 && (
        <>
          <p className="mb-3 text-muted">{t('budget.none')}</p>
          {lead}
        </>
      )}
      {budget.data && budget.data.lines.length > 0 && <Sums budget={budget.data} />}
    </Card>
  )
}

function Sums({ budget }: { budget: CampaignBudget }) {
  const t = useWords('posts.campaigns')
  const money = useMoney()
  const sides = (['cost', 'income'] as const).filter((side) =>
    budget.lines.some((line) => line.side === side),
  )
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {sides.map((side) => (
          <SideSum key={side} side={side} sums={budget[side]} currency={budget.currency} />
        ))}
      </div>
      {budget.missing.length > 0 && <p className="text-sm text-warn">{t('budget.missing')}</p>}
      <ul className="divide-y divide-line border-t border-line">
        {budget.lines.map(({ id, name, sums }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
            <span className="min-w-0 wrap-anywhere">{name}</span>
            <span className="text-sm figures">
              {money.say(sums.spent, budget.currency)}{' '}
              <span className="text-muted">
                {t('budget.of', { amount: money.say(sums.planned, budget.currency) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

type SideProps = { side: Side; sums: Outlook; currency: string | null }

/** More than planned is bad of what one spends and good of what one earns. */
function SideSum({ side, sums: { planned, spent, forecast, standing }, currency }: SideProps) {
  const t = useWords('posts.campaigns')
  const money = useMoney()
  const over = standing === 'over' || standing === 'unplanned'
  const tone = side === 'income' ? 'good' : over ? 'bad' : standing === 'will_be_over' ? 'warn' : 'good'
  return (
    <div>
      <p className="text-sm text-muted">{t(`budget.${side}`)}</p>
      <p className="text-lg font-semibold figures">
        {money.say(spent, currency)}{' '}
        <span className="text-base font-normal text-muted">
          {t('budget.of', { amount: money.say(planned, currency) })}
        </span>
      </p>
      <Progress
        label={t(`budget.${side}`)}
        share={planned > 0 ? Math.min(1, spent / planned) : spent > 0 ? 1 : 0}
        tone={tone}
      />
      <p className="mt-1 text-sm text-muted figures">
        {t('budget.forecast', { amount: money.say(forecast, currency) })}
        {side === 'cost' && over && spent > planned && (
          <span className="text-bad">
            {' '}
            · {t('budget.over', { amount: money.say(spent - planned, currency) })}
          </span>
        )}
      </p>
    </div>
  )
}
