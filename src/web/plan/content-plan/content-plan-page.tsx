import { useWords } from '../../kit/words.ts'
import { ViewsPage } from '../views/views-page.tsx'
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
  const { view } = contentPlanPage.useSearch()
  const setSearch = contentPlanPage.useSetSearch()
  return (
    <ViewsPage
      title={t('nav')}
      help={t('help')}
      asked={usePlan()}
      views={{
        ...{ label: t('view'), all: views, at: view },
        say: (one) => t(`views.${one}`),
        go: (next) => setSearch({ view: next }),
      }}
      besides={view === 'rules' && <RulesView />}
    >
      {(plan) => (
        <>
          {view === 'posts' && <PostsView plan={plan} />}
          {view === 'mix' && <MixView saved={plan} />}
          {view === 'channels' && <ChannelsView plan={plan} />}
        </>
      )}
    </ViewsPage>
  )
}
