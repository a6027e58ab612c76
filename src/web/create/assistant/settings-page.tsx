import { useQuery } from '@tanstack/react-query'
import { AssistantSettings } from '../../../modules/create/assistant/contract.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { CallsCard } from './calls-card.tsx'
import { SettingsForm } from './settings-form.tsx'
import { useTinyMoney } from './use-tiny-money.ts'

/** Which model is asked for words, what it costs, and who may ask. */
export function Page() {
  const t = useWords('assistant')
  const words = useProblemWords()
  const asked = useQuery(ask({ topic: 'assistant', path: '/assistant/settings', schema: AssistantSettings }))
  return (
    <Frame title={t('nav')} help={t('help')} width="read">
      <div className="flex flex-col gap-5">
        {asked.isPending && (
          <Card>
            <SkeletonRows rows={4} />
          </Card>
        )}
        {asked.error && !asked.data && (
          <Card>
            <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />
          </Card>
        )}
        {asked.data && (
          <>
            <SettingsForm saved={asked.data} />
            <MonthCard settings={asked.data} />
            <CallsCard />
          </>
        )}
      </div>
    </Frame>
  )
}

function MonthCard({ settings: { month, ceiling, currency } }: { settings: AssistantSettings }) {
  const t = useWords('assistant')
  const money = useTinyMoney()
  const cost = money(month.cost, currency)
  const spent = ceiling === null ? cost : t('ofCeiling', { cost, ceiling: money(ceiling, currency) })
  return (
    <Card title={t('month')}>
      <div className="flex flex-col gap-2">
        <p className="figures">
          {spent} · {t('questions', { count: month.calls })}
        </p>
        {ceiling !== null && ceiling > 0 && (
          <Progress share={Math.min(1, month.cost / ceiling)} label={t('month')} />
        )}
        {month.estimated && <p className="text-sm text-muted">{t('estimated')}</p>}
      </div>
    </Card>
  )
}
