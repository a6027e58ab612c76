import { ChevronLeft, ChevronRight, Ellipsis, FileSpreadsheet, FileUp, Plus, Wallet } from 'lucide-react'
import { useState } from 'react'
import type { BudgetYear } from '../../../modules/plan/budget/contract.ts'
import { withQuery } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { ArchivedView } from './archived-view.tsx'
import { CurrencyDialog } from './currency-dialog.tsx'
import { EntriesView } from './entries-view.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { LineSheet } from './line-sheet.tsx'
import { PlanView } from './plan-view.tsx'
import { RatesView } from './rates-view.tsx'
import { budgetPage } from './routes.tsx'
import { useBudget, useCampaignChoices } from './use-budget.ts'

const views = ['plan', 'entries', 'rates', 'archived'] as const

/** What is planned and spent in a year, and where it goes; how the audience is to earn. */
export function Page() {
  const t = useWords('budget')
  const words = useProblemWords()
  const { view, year, campaign } = budgetPage.useSearch()
  const setSearch = budgetPage.useSetSearch()
  const budget = useBudget(year, campaign)
  const { data } = budget
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={data && <Actions budget={data} />}
      bar={
        <Tabs
          label={t('view')}
          value={view}
          onChange={(next) => setSearch({ view: next })}
          tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      }
    >
      {budget.isPending && <SkeletonRows />}
      {budget.error && <ErrorState words={words(budget.error)} onRetry={() => void budget.refetch()} />}
      {data && (
        <>
          <Missing missing={data.missing} />
          {view !== 'rates' && view !== 'archived' && <Bar budget={data} />}
          {view === 'plan' && <PlanOrNothing budget={data} />}
          {view === 'entries' && <EntriesView budget={data} />}
          {view === 'rates' && <RatesView budget={data} />}
          {view === 'archived' && <ArchivedView />}
        </>
      )}
    </Frame>
  )
}

/** Which year, and whether it is about what is spent or what is earned. */
function Bar({ budget: { year } }: { budget: BudgetYear }) {
  const t = useWords('budget')
  const { side } = budgetPage.useSearch()
  const setSearch = budgetPage.useSetSearch()
  const { custom } = useFormats()
  const said = custom(`${year}-07-01T12:00:00Z`, { year: 'numeric' })
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
      <Tabs
        label={t('side')}
        value={side}
        onChange={(next) => setSearch({ side: next, line: undefined })}
        tabs={(['cost', 'income'] as const).map((value) => ({ value, label: t(`sides.${value}`) }))}
      />
      <OfCampaign />
      <div className="flex items-center gap-1">
        <IconButton
          icon={ChevronLeft}
          label={t('yearBefore')}
          onClick={() => setSearch({ year: year - 1 })}
        />
        <span className="min-w-14 text-center font-semibold figures" aria-live="polite">
          {said}
        </span>
        <IconButton
          icon={ChevronRight}
          label={t('yearAfter')}
          onClick={() => setSearch({ year: year + 1 })}
        />
      </div>
    </div>
  )
}

const all = 'all'

/** The whole budget, or what one campaign has of it. */
function OfCampaign() {
  const t = useWords('budget')
  const { campaign } = budgetPage.useSearch()
  const setSearch = budgetPage.useSetSearch()
  const campaigns = useCampaignChoices()
  if (campaigns.length === 0 && !campaign) return null
  return (
    <div className="w-56 max-w-full">
      <Select
        label={t('campaign.label')}
        value={campaign ?? all}
        onChange={(next) => setSearch({ campaign: next === all ? undefined : next, line: undefined })}
        choices={[
          { value: all, label: t('campaign.all') },
          ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
          ...(campaign && !campaigns.some(({ id }) => id === campaign)
            ? [{ value: campaign, label: t('campaign.other') }]
            : []),
        ]}
      />
    </div>
  )
}

function PlanOrNothing({ budget }: { budget: BudgetYear }) {
  const t = useWords('budget')
  const may = useMay()
  const { side, campaign } = budgetPage.useSearch()
  const [adding, setAdding] = useState(false)
  if (budget.lines.some((line) => line.side === side)) return <PlanView budget={budget} side={side} />
  return (
    <>
      <EmptyState
        icon={Wallet}
        title={t(campaign ? `campaign.empty.${side}` : `empty.${side}`)}
        action={
          may('strategy.manage') && (
            <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
              {t('line.add')}
            </Button>
          )
        }
      >
        {t(campaign ? 'campaign.emptyWords' : `emptyWords.${side}`)}
      </EmptyState>
      {adding && <LineSheet budget={budget} side={side} onClose={() => setAdding(false)} />}
    </>
  )
}

/** A sum without these rates would be a wrong number: what is missing is said. */
function Missing({ missing }: Pick<BudgetYear, 'missing'>) {
  const t = useWords('budget')
  const may = useMay()
  const setSearch = budgetPage.useSetSearch()
  const { day } = useFormats()
  if (missing.length === 0) return null
  return (
    <Alert
      tone="warn"
      className="mb-4"
      title={t('missing.title')}
      action={
        may('strategy.manage') && (
          <Button size="small" onClick={() => setSearch({ view: 'rates' })}>
            {t('missing.enter')}
          </Button>
        )
      }
    >
      <ul>
        {missing.map(({ from, to, day: first, count }) => (
          <li key={from}>{t('missing.pair', { from, to, day: day(`${first}T12:00:00Z`, 'UTC'), count })}</li>
        ))}
      </ul>
    </Alert>
  )
}

type Open = 'line' | 'entry' | 'entries' | 'currency' | null

function Actions({ budget }: { budget: BudgetYear }) {
  const t = useWords('budget')
  const may = useMay()
  const { id: workspace } = useWorkspace()
  const { side, view, campaign } = budgetPage.useSearch()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const download = (what: 'lines' | 'entries', format: 'csv' | 'xlsx') => () =>
    window.location.assign(
      withQuery('/api/v1/budget/export', { workspace, campaign, what, format, year: budget.year }),
    )
  if (budget.lines.length === 0 && !campaign) return null
  const enters = view === 'entries'
  return (
    <>
      {may('plan.manage') && (
        <Button look={enters ? 'primary' : 'secondary'} icon={Plus} onClick={() => setOpen('entry')}>
          {t(`entry.add.${side}`)}
        </Button>
      )}
      {may('strategy.manage') && !enters && (
        <Button look="primary" icon={Plus} onClick={() => setOpen('line')}>
          {t('line.add')}
        </Button>
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
        <MenuItem icon={FileSpreadsheet} onSelect={download('lines', 'csv')}>
          {t('files.linesCsv')}
        </MenuItem>
        <MenuItem icon={FileSpreadsheet} onSelect={download('lines', 'xlsx')}>
          {t('files.linesXlsx')}
        </MenuItem>
        <MenuItem icon={FileSpreadsheet} onSelect={download('entries', 'csv')}>
          {t('files.entriesCsv')}
        </MenuItem>
        <MenuItem icon={FileSpreadsheet} onSelect={download('entries', 'xlsx')}>
          {t('files.entriesXlsx')}
        </MenuItem>
        {may('plan.manage') && (
          <MenuItem icon={FileUp} onSelect={() => setOpen('entries')}>
            {t('files.importEntries')}
          </MenuItem>
        )}
        {may('strategy.manage') && (
          <>
            <MenuLine />
            <MenuItem icon={Wallet} onSelect={() => setOpen('currency')}>
              {t('currency.change')}
            </MenuItem>
          </>
        )}
      </Menu>
      {open === 'line' && <LineSheet budget={budget} side={side} onClose={close} />}
      {open === 'entry' && <EntryDialog budget={budget} side={side} onClose={close} />}
      {open === 'entries' && <ImportDialog what="entries" onClose={close} />}
      {open === 'currency' && <CurrencyDialog budget={budget} onClose={close} />}
    </>
  )
}
