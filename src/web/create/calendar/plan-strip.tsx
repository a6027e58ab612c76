import { useQuery } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import type { Gaps } from '../../../modules/plan/calendar-days/contract.ts'
import { Drift } from '../../../modules/plan/waiting/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useFormats } from '../../kit/format.ts'
import { Popover } from '../../kit/popover.tsx'
import { useWords } from '../../kit/words.ts'
import { asUtc } from './days.ts'

/** Whether what stands here keeps the plan: weeks that have too little, and a mix that is off. Says nothing when all is well. */
export function PlanStrip({ weeks }: { weeks: Gaps['weeks'] }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const channels = useChannels()
  const { data: drift } = useQuery({
    ...ask({ topic: 'posts', also: ['plan', 'deliveries'], path: '/content-plan/drift', schema: Drift }),
    enabled: useMay()('post.write'),
  })
  const away = drift?.state === 'away' ? drift.away : []
  if (weeks.length === 0 && away.length === 0) return null
  const head = [
    ...(weeks.length > 0 ? [t('shortWeeks', { count: weeks.length })] : []),
    ...(away.length > 0 ? [t('mixOff')] : []),
  ]
  return (
    <Popover
      label={t('againstPlan')}
      className="flex w-96 flex-col gap-3 text-sm"
      trigger={
        <button
          type="button"
          className="flex min-h-8 items-center gap-1.5 rounded-md bg-warn-soft px-2.5 text-sm text-warn hover:underline touch:min-h-11"
        >
          <Scale aria-hidden className="size-4 shrink-0" />
          {head.join(' · ')}
        </button>
      }
    >
      {weeks.map(({ week, channels: short }) => (
        <div key={week}>
          <p className="font-semibold">
            {t('weekOf', { day: formats.custom(asUtc(week), { day: 'numeric', month: 'long' }, 'UTC') })}
          </p>
          {short.map(({ channelId, has, wants }) => (
            <p key={channelId} className="text-muted">
              {t('hasOf', { channel: channels?.get(channelId)?.handle ?? '…', has, wants })}
            </p>
          ))}
        </div>
      ))}
      {away.length > 0 && (
        <div>
          <p className="font-semibold">{t('mixOff')}</p>
          {away.map(({ category, share, planned, more }) => {
            const facts = {
              category: t(`categories.${category}`),
              share: formats.percent(share, 0),
              planned: formats.percent(planned, 0),
            }
            return (
              <p key={category} className="text-muted">
                {more > 0 ? t('mixMore', { ...facts, more }) : t('mixLess', facts)}
              </p>
            )
          })}
        </div>
      )}
    </Popover>
  )
}
