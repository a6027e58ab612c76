import { Link } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { useMemo } from 'react'
import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import { type PostLife, postMetrics } from '../../../modules/measure/numbers/contract.ts'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Chart, type ChartData } from '../../kit/chart.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { DashNote, Figure } from './figure.tsx'
import { publicationPage } from './routes.tsx'
import { useLife } from './use-numbers.ts'

export function Page() {
  const t = useWords('numbers')
  const words = useProblemWords()
  const { id } = publicationPage.useParams()
  const life = useLife(id)
  return (
    <Frame title={t('postTitle')} back={{ to: '/numbers?view=posts', label: t('nav') }}>
      {life.isPending && <SkeletonRows />}
      {life.error && <ErrorState words={words(life.error)} onRetry={() => void life.refetch()} />}
      {life.data && (
        <div className="flex flex-col gap-4">
          <Said life={life.data} />
          <Values life={life.data} />
          <Origins life={life.data} />
          <LifeChart life={life.data} />
        </div>
      )}
    </Frame>
  )
}

function Said({ life }: { life: PostLife }) {
  const t = useWords('numbers')
  const formats = useFormats()
  const channel = useChannels()?.get(life.channelId)
  return (
    <Card>
      <p className="whitespace-pre-wrap">{life.text || t('withoutText')}</p>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
        {channel && (
          <span className="inline-flex items-center gap-2">
            <NetworkMark network={channel.face} size="small" />
            {channel.name}
          </span>
        )}
        <span>{formats.moment(life.publishedAt)}</span>
        {life.origin === 'native' && <Badge>{t('native')}</Badge>}
        {life.settling && <Badge tone="info">{t('growing')}</Badge>}
        {life.goneAt && <Badge>{t('goneSince', { when: formats.day(life.goneAt) })}</Badge>}
        {life.url && (
          <Button size="small" look="quiet" asChild>
            <a href={life.url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden className="size-4" />
              {t('open')}
            </a>
          </Button>
        )}
        {life.postId && (
          <Button size="small" look="quiet" asChild>
            <Link to={`/posts/${life.postId}`}>{t('ourPost')}</Link>
          </Button>
        )}
      </div>
    </Card>
  )
}

function Values({ life }: { life: PostLife }) {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const formats = useFormats()
  const brought = new Map<string, boolean>(life.brought.map(({ metric, wins }) => [metric, wins]))
  const missing = (id: MetricId & keyof PostLife['values']) =>
    (life.values[id] ?? null) === null
      ? life.notTold.some((one) => one === id)
        ? ('not_told' as const)
        : ('no_data' as const)
      : null
  return (
    <Card title={t('values')} help={life.asOf ? t('asOf', { when: formats.moment(life.asOf) }) : undefined}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-4">
        {postMetrics.map((id) => (
          <div key={id}>
            <dt className="text-sm text-muted">{metrics.name(id)}</dt>
            <dd className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold figures">
              <Figure metric={id} value={life.values[id] ?? null} missing={missing(id)} />
              {brought.has(id) && (
                <Badge tone={brought.get(id) ? 'warn' : 'quiet'}>
                  {t(brought.get(id) ? 'fileFirst' : 'ofFile')}
                </Badge>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-sm text-muted">{t('followersThen')}</dt>
          <dd className="text-lg font-semibold figures">
            <Figure metric="followers" value={life.followers} missing="no_data" />
          </dd>
        </div>
      </dl>
      <DashNote reasons={postMetrics.map(missing)} />
    </Card>
  )
}

/** From which files numbers stem, by whom and when. */
function Origins({ life }: { life: PostLife }) {
  const t = useWords('numbers')
  const formats = useFormats()
  const may = useMay()
  if (life.imports.length === 0) return null
  return (
    <Card title={t('filesTitle')} help={t('filesHelp')}>
      <ul className="flex flex-col gap-2">
        {life.imports.map(({ id, fileName, by, at }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 text-sm">
            {may('plan.manage') ? (
              <Link
                to={`/numbers/imports/${id}` as never}
                className="inline-flex min-h-6 items-center font-medium underline-offset-2 hover:underline touch:min-h-11"
              >
                {fileName}
              </Link>
            ) : (
              <span className="font-medium">{fileName}</span>
            )}
            <span className="text-muted figures">
              {[by && t('fileBy', { name: by }), at && formats.moment(at)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function LifeChart({ life }: { life: PostLife }) {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const formats = useFormats()
  const data = useMemo(() => chartOf(life, (raw) => metrics.name(raw)), [life, metrics])
  if (data.x.length === 0) return null
  return (
    <Card title={t('life')} help={t('lifeHelp')}>
      <Chart
        label={t('life')}
        data={data}
        format={(value) => formats.number(value)}
        formatX={(at) =>
          formats.custom(at, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
        }
      />
    </Card>
  )
}

type Drawn = Extract<RawMetric, MetricId>

/** All looks at the post, one after another; each line has a value where it was told. */
function chartOf(life: PostLife, name: (raw: Drawn) => string): ChartData {
  const lines = life.life.flatMap(({ metric, points }) =>
    isDrawn(metric) ? [{ metric, values: new Map(points.map(({ at, value }) => [at, value])) }] : [],
  )
  const x = [...new Set(lines.flatMap(({ values }) => [...values.keys()]))].sort()
  return {
    x,
    series: lines.map(({ metric, values }) => ({
      name: name(metric),
      values: x.map((at) => values.get(at) ?? null),
    })),
  }
}

const isDrawn = (raw: RawMetric): raw is Drawn => raw !== 'following'
