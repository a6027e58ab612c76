import { useWords } from '../../kit/words.ts'
import { ViewsPage } from '../views/views-page.tsx'
import { FiguresView } from './figures-view.tsx'
import { FitView } from './fit-view.tsx'
import { PilotsView } from './pilots-view.tsx'
import { choicePage } from './routes.tsx'
import { useChoice } from './use-choice.ts'

const views = ['fit', 'trial', 'figures'] as const

/** Which networks to be on: by what is known of their audiences, and by trial. */
export function Page() {
  const t = useWords('choice')
  const { view } = choicePage.useSearch()
  const setSearch = choicePage.useSetSearch()
  return (
    <ViewsPage
      title={t('nav')}
      help={t('help')}
      asked={useChoice()}
      views={{
        ...{ label: t('view'), all: views, at: view },
        say: (one) => t(`views.${one}`),
        go: (next) => setSearch({ view: next }),
      }}
    >
      {(choice) => (
        <>
          {view === 'fit' && <FitView choice={choice} />}
          {view === 'trial' && <PilotsView />}
          {view === 'figures' && <FiguresView choice={choice} />}
        </>
      )}
    </ViewsPage>
  )
}
