import { Compass } from 'lucide-react'
import { useState } from 'react'
import {
  filledParts,
  StrategyPart,
  type StrategyState,
  strategyParts,
} from '../../../modules/plan/strategy/contract.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty.tsx'
import { useWords } from '../../kit/words.ts'
import { ConflictCard } from './conflict-card.tsx'
import { Examples } from './examples.tsx'
import { PartCard } from './part-card.tsx'
import { PartsNav } from './parts-nav.tsx'
import { ReviewBanner } from './review-banner.tsx'
import { strategyPage } from './routes.tsx'
import { SaveBar } from './save-bar.tsx'
import { useDraft } from './use-draft.ts'

/** Eight parts beside the one that is being written. */
export function Write({ state }: { state: StrategyState }) {
  const t = useWords('strategy')
  const drafting = useDraft(state)
  const part = StrategyPart.safeParse(strategyPage.useSearch().part).data
  const setSearch = strategyPage.useSetSearch()
  const [begun, setBegun] = useState(false)
  const choose = (next: StrategyPart) => {
    setSearch({ part: next }, { replace: false })
    setBegun(true)
  }
  const isNew = state.revision === 0 && drafting.draft === null && !part && !begun
  if (isNew)
    return (
      <EmptyState
        icon={Compass}
        title={t('emptyTitle')}
        action={
          <>
            <Button look="primary" onClick={() => choose('objective')}>
              {t('begin')}
            </Button>
            <Examples onTake={(parts) => drafting.fill(parts)} />
          </>
        }
      >
        {t('emptyWords')}
      </EmptyState>
    )
  const shown = part ?? firstEmpty(filledParts(drafting.values))
  return (
    <div className="flex flex-col gap-4">
      {state.reviewDue && <ReviewBanner state={state} drafting={drafting} />}
      {drafting.conflict && <ConflictCard state={state} drafting={drafting} />}
      <div className="grid items-start gap-4 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-6">
        <PartsNav
          shown={shown}
          filled={filledParts(drafting.values)}
          changed={drafting.changed}
          onChoose={choose}
        />
        <PartCard
          key={shown}
          part={shown}
          drafting={drafting}
          goals={state.goals}
          personas={state.personas}
          onChoose={choose}
        />
      </div>
      <SaveBar drafting={drafting} onFault={(path) => choose(partOf(path))} />
    </div>
  )
}

const partOf = (path: string): StrategyPart =>
  strategyParts.find((part) => path.startsWith(`${part}.`)) ?? 'objective'

const firstEmpty = (filled: readonly StrategyPart[]): StrategyPart =>
  strategyParts.find((part) => !filled.includes(part)) ?? 'team'
