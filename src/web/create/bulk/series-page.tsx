import { useQuery } from '@tanstack/react-query'
import { PostAnswer } from '../../../modules/create/posts/contract.ts'
import { Series, type SeriesBody } from '../../../modules/create/series/contract.ts'
import { path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { seriesPage } from './routes.tsx'
import { emptySeed, seedOf } from './seed.ts'
import { SeriesForm } from './series-form.tsx'
import { SeriesTimes } from './series-times.tsx'

/** A recurring post or an evergreen queue: its rule, its posts, its times. */
export function Page() {
  const t = useWords('bulk')
  const words = useProblemWords()
  const { id } = seriesPage.useParams()
  const { kind, post } = seriesPage.useSearch()
  const { timeZone } = useWorkspace()
  const isNew = id === 'new'
  const found = useQuery({
    ...ask({ topic: 'series', path: path`/series/${id}`, schema: Series }),
    enabled: !isNew,
  })
  const of = useQuery({
    ...ask({ topic: 'posts', path: path`/posts/${post ?? ''}`, schema: PostAnswer }),
    enabled: isNew && Boolean(post),
  })
  const tab = (isNew ? kind : found.data?.kind) ?? 'recurring'
  const back = { to: '/bulk', search: { tab }, label: t('back') }
  const title = isNew
    ? t(kind === 'evergreen' ? 'series.newEvergreen' : 'series.newRecurring')
    : (found.data?.name ?? t('tabs.recurring'))
  const asked = isNew ? (post ? of : null) : found
  if (asked?.isError)
    return (
      <Frame title={title} back={back}>
        <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />
      </Frame>
    )
  if (asked?.isPending)
    return (
      <Frame title={title} back={back}>
        <SkeletonRows />
      </Frame>
    )
  const draft: SeriesBody = found.data ?? freshDraft(kind, timeZone, of.data)
  return (
    <Frame title={title} back={back} width="read">
      <div className="flex flex-col gap-5">
        <SeriesForm key={found.data?.version ?? 0} series={found.data ?? null} draft={draft} />
        {found.data && <SeriesTimes series={found.data} />}
      </div>
    </Frame>
  )
}

/** Begins tomorrow at nine. */
function freshDraft(kind: 'recurring' | 'evergreen', zone: string, post: PostAnswer | undefined): SeriesBody {
  const tomorrow = toCivil(new Date(Date.now() + 86_400_000), zone).slice(0, 10)
  const seed = post ? seedOf(post) : emptySeed()
  return {
    ...{ kind, zone, startsAt: `${tomorrow}T09:00`, rule: 'FREQ=WEEKLY', excluded: [], holidays: null },
    name: (post?.content.title || post?.content.parts[0]?.text || '').slice(0, 60).split('\n')[0] ?? '',
    ...{ horizonDays: kind === 'evergreen' ? 14 : 28, publish: 'draft', turnsMost: null, fallsBelow: null },
    restDays: kind === 'evergreen' ? 30 : 0,
    items: [{ post: seed, wordings: [], state: 'active' }],
  }
}
