import { useProblemWords } from '../../api/words.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelsView } from './channels-view.tsx'
import { MixView } from './mix-view.tsx'
import { PostsView } from './posts-view.tsx'
import { contentPlanPage } from './routes.tsx'
import { RulesView } from './rules-view.tsx'
import { usePlan } from './use-plan.ts'

const views = ['posts', 'mix', 'channels', 'rules'] as const

/** What is published in the coming weeks, and by which mix. */
export function Page() {
  const t = useWords('plan')
  const words = useProblemWords()
  const { view } = contentPlanPage.useSearch()
  const setSearch = contentPlanPage.useSetSearch()
  const plan = usePlan()
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      bar={
        <Tabs
          label={t('view')}
          value={view}
          onChange={(next) => setSearch({ view: next })}
          tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      }
    >
      {plan.isPending && <Skeleton className="h-[60dvh]" />}
      {plan.error && <ErrorState words={words(plan.error)} onRetry={() => void plan.refetch()} />}
      {plan.data && view === 'posts' && <PostsView plan={plan.data} />}
      {plan.data && view === 'mix' && <MixView saved={plan.data} />}
      {plan.data && view === 'channels' && <ChannelsView plan={plan.data} />}
      {view === 'rules' && <RulesView />}
    </Frame>
  )
}
