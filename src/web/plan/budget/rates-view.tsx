import { ArrowLeftRight, FileUp } from 'lucide-react'
import { useState } from 'react'
import { type BudgetYear, type KeptRate, RateBody } from '../../../modules/plan/budget/contract.ts'
import { plainAmount } from '../../api/amount.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { CurrencyField } from '../money/currency-field.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { useEnterRate, useRates, useRemoveRate } from './use-budget.ts'

/** What currencies are worth, and from which day on. */
export function RatesView({ budget }: { budget: BudgetYear }) {
  const t = useWords('budget')
  const words = useProblemWords()
  const may = useMay()
  const rates = useRates()
  const items = rates.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="flex flex-col gap-4">
      {may('strategy.manage') && <EnterCard budget={budget} />}
      {rates.isPending && <SkeletonRows />}
      {rates.error && <ErrorState words={words(rates.error)} onRetry={() => void rates.refetch()} />}
      {rates.isSuccess && items.length === 0 && (
        <EmptyState small icon={ArrowLeftRight} title={t('rate.none')}>
          {t('rate.noneWords')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <Card flush>
          <ul className="divide-y divide-line">
            {items.map((rate) => (
              <RateRow key={`${rate.from}${rate.to}${rate.day}`} rate={rate} />
            ))}
          </ul>
        </Card>
      )}
      <Pager
        auto
        more={rates.hasNextPage}
        busy={rates.isFetchingNextPage}
        onMore={() => void rates.fetchNextPage()}
      />
    </div>
  )
}

function RateRow({ rate }: { rate: KeptRate }) {
  const t = useWords('budget')
  const may = useMay()
  const { day, locale } = useFormats()
  const remove = useRemoveRate()
  const said = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(
    rate.rate as Intl.StringNumericLiteral,
  )
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 md:px-5">
      <p className="min-w-0 flex-1 basis-48 font-medium figures">
        {t('rate.is', { from: rate.from, to: rate.to, rate: said })}
      </p>
      <p className="text-sm text-muted">{day(`${rate.day}T12:00:00Z`, 'UTC')}</p>
      <Badge>{t(`rate.sources.${rate.source}`)}</Badge>
      {may('strategy.manage') && (
        <Button size="small" look="quiet" busy={remove.isPending} onClick={() => remove.mutate(rate)}>
          {t('remove')}
        </Button>
      )}
    </li>
  )
}

function EnterCard({ budget }: { budget: BudgetYear }) {
  const t = useWords('budget')
  const words = useProblemWords()
  const { locale } = useFormats()
  const { timeZone, weekStartsOn } = useWorkspace()
  const [missing] = budget.missing
  const base = budget.currency ?? 'EUR'
  const [from, setFrom] = useState(missing?.from ?? (base === 'USD' ? 'EUR' : 'USD'))
  const [to, setTo] = useState(missing?.to ?? base)
  const [day, setDay] = useState(missing?.day ?? budget.today)
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<'rate.same' | 'rate.wrong' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [importing, setImporting] = useState(false)
  const enter = useEnterRate()
  const save = async () => {
    const read = RateBody.safeParse({ from, to, day, rate: plainAmount(typed, locale) ?? '' })
    setFault(read.success ? null : from === to ? 'rate.same' : 'rate.wrong')
    setProblem(null)
    if (!read.success) return
    try {
      await enter.mutateAsync(read.data)
      setTyped('')
    } catch (error) {
      setProblem(words(error))
    }
  }
  return (
    <Card
      title={t('rate.enter')}
      help={t('rate.help')}
      actions={
        <Button size="small" icon={FileUp} onClick={() => setImporting(true)}>
          {t('files.importRates')}
        </Button>
      }
    >
      <form
        noValidate
        className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label={t('rate.from')}>
          <CurrencyField value={from} onChange={setFrom} />
        </Field>
        <Field label={t('rate.to')}>
          <CurrencyField value={to} onChange={setTo} />
        </Field>
        <Field label={t('rate.day')}>
          <DateField
            label={t('rate.day')}
            value={day}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            onChange={setDay}
          />
        </Field>
        <Field label={t('rate.rate', { from, to })} error={fault ? t(fault) : undefined}>
          <Input
            inputMode="decimal"
            autoComplete="off"
            className="figures"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </Field>
        <Button type="submit" look="primary" busy={enter.isPending} className="lg:mt-6.5">
          {t('save')}
        </Button>
      </form>
      {problem && (
        <Alert tone="bad" className="mt-3">
          {problem}
        </Alert>
      )}
      {importing && <ImportDialog what="rates" onClose={() => setImporting(false)} />}
    </Card>
  )
}
