import { useProblemWords } from '../../api/words.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { FiguresView } from './figures-view.tsx'
import { FitView } from './fit-view.tsx'
import { PilotsView } from './pilots-view.tsx'
import { choicePage } from './routes.tsx'
import { useChoice } from './use-choice.ts'

const views = ['fit', 'trial', 'figures'] as const

/** Which networks to be on: by what is known of their audiences, and by trial. */
export function Page() {
  const t = useWords('choice')
  const words = useProblemWords()
  const { view } = choicePage.useSearch()
  const setSearch = choicePage.useSetSearch()
  const choice = useChoice()
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
      {choice.isPending && <Skeleton className="h-[60dvh]" />}
      {choice.error && <ErrorState words={words(choice.error)} onRetry={() => void choice.refetch()} />}
      {choice.data && view === 'fit' && <FitView choice={choice.data} />}
      {choice.data && view === 'trial' && <PilotsView />}
      {choice.data && view === 'figures' && <FiguresView choice={choice.data} />}
    </Frame>
  )
}
