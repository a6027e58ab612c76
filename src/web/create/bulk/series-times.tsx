import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleStop, Pause, Play } from 'lucide-react'
import { useMemo } from 'react'
import { Series, type Turn, TurnList } from '../../../modules/create/series/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const tones = { to_come: 'quiet', made: 'good', skipped: 'quiet', failed: 'bad' } as const
const touches = ['series', 'posts'] as const
const dayMs = 86_400_000

/** The times of a series, made and to come; one of them can be left out. */
export function SeriesTimes({ series }: { series: Series }) {
  const t = useWords('bulk')
  const { id, state } = series
  const window = useMemo(() => {
    const today = Math.floor(Date.now() / dayMs) * dayMs
    const [from, to] = [today - 14 * dayMs, today + 60 * dayMs].map((at) => new Date(at).toISOString())
    return { from, to }
  }, [])
  const found = useQuery(
    ask({
      topic: 'series',
      also: ['posts'],
      path: path`/series/${id}/turns`,
      query: window,
      schema: TurnList,
    }),
  )
  const step = (verb: 'pause' | 'resume' | 'end') => () =>
    api.post(path`/series/${id}/${verb}`, { schema: Series })
  const pause = useWrite(step('pause'), { touches })
  const resume = useWrite(step('resume'), { touches })
  const end = useWrite(step('end'), { touches, onSuccess: () => toast(t('series.ended')) })
  const items = found.data?.items ?? []
  return (
    <Card
      flush
      title={t('series.times')}
      actions={
        <>
          {state === 'running' && (
            <Button size="small" icon={Pause} onClick={() => pause.mutate(undefined)}>
              {t('pause')}
            </Button>
          )}
          {state === 'paused' && (
            <Button size="small" icon={Play} onClick={() => resume.mutate(undefined)}>
              {t('resume')}
            </Button>
          )}
          {state !== 'ended' && (
            <Button size="small" icon={CircleStop} onClick={() => end.mutate(undefined)}>
              {t('series.endNow')}
            </Button>
          )}
        </>
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {items.map((turn) => (
          <TurnRow key={turn.civil} turn={turn} />
        ))}
        {found.isSuccess && items.length === 0 && (
          <li className="px-5 py-3 text-base text-muted">{t('series.previewNone')}</li>
        )}
      </ul>
    </Card>
  )
}

function TurnRow({ turn }: { turn: Turn }) {
  const t = useWords('bulk')
  const formats = useFormats()
  const skip = useWrite(
    (skipped: boolean) =>
      api.post(path`/series/${turn.seriesId}/skip`, { body: { at: turn.civil, skipped } }),
    { touches },
  )
  const isAhead = turn.at > new Date().toISOString()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 md:px-5">
      <span className="min-w-0 flex-1 basis-44 text-base figures">{formats.moment(turn.at, turn.zone)}</span>
      <Badge tone={tones[turn.state]}>{t(`series.turnStates.${turn.state}`)}</Badge>
      {turn.postId && (
        <Link
          to={`/posts/${turn.postId}` as never}
          className="text-sm font-medium text-accent hover:underline"
        >
          {t('imports.open')}
        </Link>
      )}
      {isAhead && turn.state !== 'failed' && (
        <Button size="small" look="quiet" onClick={() => skip.mutate(turn.state !== 'skipped')}>
          {turn.state === 'skipped' ? t('series.unskip') : t('series.skip')}
        </Button>
      )}
      {turn.words && <p className="basis-full text-sm text-bad">{turn.words}</p>}
    </li>
  )
}
