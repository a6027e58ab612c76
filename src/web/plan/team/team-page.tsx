import { Network, Plus } from 'lucide-react'
import { useState } from 'react'
import { type Team, workFunctions } from '../../../modules/plan/team/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { Matrix } from './matrix.tsx'
import { PeopleView } from './people-view.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { teamPage } from './routes.tsx'
import { useBegin, useTeam } from './use-team.ts'
import { WorkDialog } from './work-dialog.tsx'
import { WorkSheet } from './work-sheet.tsx'

const views = ['matrix', 'people'] as const

/** Who does what, and who says yes or no. */
export function Page() {
  const t = useWords('team')
  const words = useProblemWords()
  const { view } = teamPage.useSearch()
  const setSearch = teamPage.useSetSearch()
  const team = useTeam()
  const { data } = team
  const none = data && data.people.length === 0 && data.works.length === 0
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={data && !none && <Actions view={view} team={data} />}
      bar={
        !none && (
          <Tabs
            label={t('view')}
            value={view}
            onChange={(next) => setSearch({ view: next })}
            tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          />
        )
      }
    >
      {team.isPending && <SkeletonRows />}
      {team.error && <ErrorState words={words(team.error)} onRetry={() => void team.refetch()} />}
      {none && <Nothing />}
      {data && !none && view === 'matrix' && <Matrix team={data} />}
      {data && !none && view === 'people' && <PeopleView team={data} />}
      {data && <Opened team={data} />}
    </Frame>
  )
}

function Nothing() {
  const t = useWords('team')
  const may = useMay()
  const begin = useBegin()
  const works = workFunctions.map((one) => ({ name: t(`functions.${one}`), function: one }))
  return (
    <EmptyState
      icon={Network}
      title={t('emptyTitle')}
      action={
        may('strategy.manage') && (
          <Button look="primary" busy={begin.isPending} onClick={() => begin.mutate({ works })}>
            {t('begin')}
          </Button>
        )
      }
    >
      {t('emptyWords')}
    </EmptyState>
  )
}

function Actions({ view, team }: { view: (typeof views)[number]; team: Team }) {
  const t = useWords('team')
  const may = useMay()
  const [adding, setAdding] = useState(false)
  if (!may('strategy.manage')) return null
  const isPeople = view === 'people'
  const close = () => setAdding(false)
  return (
    <>
      <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
        {t(isPeople ? 'person.add' : 'work.add')}
      </Button>
      {adding && isPeople && <PersonDialog team={team} onClose={close} />}
      {adding && !isPeople && <WorkDialog onClose={close} />}
    </>
  )
}

/** The kind of work that the address names. */
function Opened({ team }: { team: Team }) {
  const { work } = teamPage.useSearch()
  const setSearch = teamPage.useSetSearch()
  const found = team.works.find(({ id }) => id === work)
  if (!found) return null
  return <WorkSheet team={team} work={found} onClose={() => setSearch({ work: undefined })} />
}
