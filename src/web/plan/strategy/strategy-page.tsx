import { Compass, Printer, Share2 } from 'lucide-react'
import { useState } from 'react'
import type { StrategyState } from '../../../modules/plan/strategy/contract.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { History } from './history.tsx'
import { LastSaved } from './last-saved.tsx'
import { Paper } from './paper.tsx'
import { strategyPage } from './routes.tsx'
import { ShareSheet } from './share-sheet.tsx'
import { useStrategy } from './use-strategy.ts'
import { Write } from './write.tsx'

export function Page() {
  const t = useWords('strategy')
  const words = useProblemWords()
  const may = useMay()
  const strategy = useStrategy()
  const view = useView()
  const setSearch = strategyPage.useSetSearch()
  const views = [
    ...(may('strategy.manage') ? ['write' as const] : []),
    'page' as const,
    ...(may('team.read') ? ['history' as const] : []),
  ]
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={strategy.data && strategy.data.revision > 0 && <Actions />}
      bar={
        views.length > 1 && (
          <Tabs
            label={t('views.label')}
            value={view}
            onChange={(next) => setSearch({ view: next })}
            tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          />
        )
      }
    >
      {strategy.isPending && <SkeletonRows rows={8} />}
      {strategy.error && <ErrorState words={words(strategy.error)} onRetry={() => void strategy.refetch()} />}
      {strategy.data && view === 'write' && <Write state={strategy.data} />}
      {strategy.data && view === 'page' && <Read state={strategy.data} />}
      {strategy.data && view === 'history' && <History state={strategy.data} />}
    </Frame>
  )
}

/** Who may write begins with writing, everybody else with the page. */
function useView() {
  const may = useMay()
  const { view } = strategyPage.useSearch()
  if (may('strategy.manage')) return view ?? 'write'
  return view === 'history' && may('team.read') ? 'history' : 'page'
}

function Actions() {
  const t = useWords('strategy')
  const may = useMay()
  const [sharing, setSharing] = useState(false)
  if (!may('strategy.manage')) return null
  return (
    <>
      <Button icon={Share2} onClick={() => setSharing(true)}>
        {t('share.open')}
      </Button>
      {sharing && <ShareSheet onClose={() => setSharing(false)} />}
    </>
  )
}

function Read({ state }: { state: StrategyState }) {
  const t = useWords('strategy')
  const { name } = useWorkspace()
  if (state.revision === 0)
    return (
      <EmptyState icon={Compass} title={t('emptyTitle')}>
        {t('emptyRead')}
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <LastSaved state={state} />
        <Button icon={Printer} onClick={() => print()}>
          {t('page.print')}
        </Button>
      </div>
      {state.hidden.length > 0 && <p className="text-sm text-muted">{t('page.hiddenParts')}</p>}
      <Paper
        workspace={name}
        parts={state.parts}
        goals={state.goals}
        personas={state.personas}
        savedAt={state.savedAt}
        without={state.hidden}
      />
    </div>
  )
}
