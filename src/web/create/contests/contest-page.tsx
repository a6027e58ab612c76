import type { Contest } from '../../../modules/create/contests/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { StageBadge } from './contests-page.tsx'
import { DrawView } from './draw-view.tsx'
import { PeopleView } from './people-view.tsx'
import { contestPage, contestTabs } from './routes.tsx'
import { SettingView } from './setting-view.tsx'
import { useContest } from './use-contest.ts'

/** A contest: how it is set, who takes part, and its draw. */
export function Page() {
  const t = useWords('contests')
  const words = useProblemWords()
  const { id } = contestPage.useParams()
  const contest = useContest(id)
  const back = { to: '/contests', label: t('nav') }
  if (contest.isPending)
    return (
      <Frame title={t('nav')} back={back} width="read">
        <SkeletonRows rows={4} />
      </Frame>
    )
  if (contest.isError)
    return (
      <Frame title={t('nav')} back={back} width="read">
        <ErrorState words={words(contest.error)} onRetry={() => void contest.refetch()} />
      </Frame>
    )
  return <Whole contest={contest.data} back={back} />
}

function Whole({ contest, back }: { contest: Contest; back: { to: string; label: string } }) {
  const t = useWords('contests')
  const may = useMay()
  const { tab } = contestPage.useSearch()
  const setSearch = contestPage.useSetSearch()
  const { counts } = contest
  const asides = { setting: undefined, people: counts.in + counts.kept + counts.aside, draw: undefined }
  const tabs = contestTabs.filter(
    (one) => one === 'setting' || (may('plan.manage') && contest.stage !== 'draft'),
  )
  return (
    <Frame
      title={contest.name}
      back={back}
      help={<Head contest={contest} />}
      width="read"
      bar={
        tabs.length > 1 && (
          <Tabs
            label={t('nav')}
            value={tabs.includes(tab) ? tab : 'setting'}
            onChange={(value) => setSearch({ tab: value, state: undefined, signal: undefined, q: '' })}
            tabs={tabs.map((value) => ({ value, label: t(`tabs.${value}`), aside: asides[value] }))}
          />
        )
      }
    >
      <div className="flex flex-col gap-4">
        {contest.cancelledWhy && (
          <Alert tone="warn" title={t('stages.cancelled')}>
            {contest.cancelledWhy}
          </Alert>
        )}
        {contest.erased && (
          <Alert tone="info" title={t('erasedTitle')}>
            {t('erasedWords', { people: contest.erased.people, entries: contest.erased.entries })}
          </Alert>
        )}
        {tab === 'people' && tabs.includes('people') ? (
          <PeopleView contest={contest} />
        ) : tab === 'draw' && tabs.includes('draw') ? (
          <DrawView contest={contest} />
        ) : (
          <SettingView contest={contest} />
        )}
      </div>
    </Frame>
  )
}

function Head({ contest }: { contest: Contest }) {
  const formats = useFormats()
  const { startsAt, endsAt, timeZone } = contest
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StageBadge contest={contest} />
      {startsAt && endsAt && <span className="figures">{formats.span(startsAt, endsAt, timeZone)}</span>}
    </span>
  )
}
