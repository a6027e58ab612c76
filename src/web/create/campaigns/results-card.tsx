import { Link } from '@tanstack/react-router'
import type { Campaign, CampaignStanding } from '../../../modules/create/campaigns/contract.ts'
import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { dash, useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useBest, useResultDays, useResults } from './use-campaign.ts'

/** What posts bring; what channels as a whole gain is nobody's campaign alone. */
const shown = ['posts', 'engagements', 'er_followers', 'applause', 'conversation', 'amplification'] as const

type Days = { from: string; to: string }

export function ResultsCard({ campaign, standing }: { campaign: Campaign; standing: CampaignStanding }) {
  const t = useWords('posts.campaigns')
  const days = useResultDays(campaign, standing)
  if (!days)
    return (
      <Card title={t('results')}>
        <p className="text-muted">{t('resultsNone')}</p>
      </Card>
    )
  return <Results campaign={campaign} days={days} />
}

function Results({ campaign, days }: { campaign: Campaign; days: Days }) {
  const t = useWords('posts.campaigns')
  const words = useProblemWords()
  const formats = useFormats()
  const metrics = useMetrics()
  const results = useResults(campaign.id, days)
  return (
    <Card
      title={t('results')}
      help={[
        formats.range(days.from, days.to),
        results.data?.asOf && t('asOf', { when: formats.moment(results.data.asOf) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {results.isPending && <SkeletonRows rows={2} />}
      {results.isError && <ErrorState words={words(results.error)} onRetry={() => void results.refetch()} />}
      {results.data && (
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
          {shown.map((id: MetricId) => {
            const number = results.data.totals.find(({ metric }) => metric === id)
            const value = number?.value ?? null
            return (
              <div key={id} className="flex flex-col">
                <dt className="text-sm text-muted">{metrics.name(id)}</dt>
                <dd className="text-xl font-semibold figures">
                  {value === null ? dash : metrics.say(id, value)}
                </dd>
                {number?.missing && <dd className="text-xs text-muted">{metrics.missing(number.missing)}</dd>}
              </div>
            )
          })}
        </dl>
      )}
      <Best campaign={campaign} days={days} />
    </Card>
  )
}

function Best({ campaign, days }: { campaign: Campaign; days: Days }) {
  const t = useWords('posts.campaigns')
  const metrics = useMetrics()
  const formats = useFormats()
  const channels = useChannels()
  const items = useBest(campaign.id, days).data?.items ?? []
  if (items.length === 0) return null
  return (
    <>
      <h3 className="mt-5 text-sm font-semibold">{t('best')}</h3>
      <ul className="divide-y divide-line">
        {items.map((item) => {
          const channel = channels?.get(item.channelId)
          return (
            <li key={item.publicationId} className="flex items-start justify-between gap-4 py-3">
              <span className="flex min-w-0 items-start gap-2.5">
                {channel && <NetworkMark network={channel.face} className="mt-0.5" />}
                <span className="min-w-0">
                  <Link
                    to={`/numbers/publications/${item.publicationId}`}
                    className="block rounded-sm py-0.5 hover:underline touch:py-2.5"
                  >
                    <span className="line-clamp-2">{item.text}</span>
                  </Link>
                  <span className="block text-xs text-muted">{formats.moment(item.publishedAt)}</span>
                </span>
              </span>
              <span className="shrink-0 text-right font-medium figures">
                {metrics.say('engagements', item.values.engagements ?? null)}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
