import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Megaphone, PencilLine } from 'lucide-react'
import { useState } from 'react'
import { type ChannelPlan, ChannelPlanList } from '../../../modules/plan/channel-plans/contract.ts'
import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelPlanForm } from './channel-plan-form.tsx'
import { HoursCard } from './hours-card.tsx'
import { sayMinutes } from './say-minutes.ts'

/** Why and how each channel is kept, and whether the team's hours carry it. */
export function ChannelsView({ plan }: { plan: ContentPlan }) {
  const t = useWords('plan')
  const words = useProblemWords()
  const channels = useChannels()
  const asked = useQuery(
    ask({
      topic: 'plan',
      also: ['channels', 'members', 'team'],
      path: '/channel-plans',
      schema: ChannelPlanList,
    }),
  )
  const [open, setOpen] = useState<string | null>(null)
  if (asked.isPending || !channels) return <SkeletonRows rows={4} />
  if (asked.error) return <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />
  const { items } = asked.data
  const known = items.flatMap((item) => {
    const channel = channels.get(item.channelId)
    return channel ? [{ item, channel }] : []
  })
  if (known.length === 0)
    return (
      <Card>
        <EmptyState
          icon={Megaphone}
          title={t('channels.none')}
          action={
            <Button asChild look="primary">
              <Link to="/channels">{t('empty.join')}</Link>
            </Button>
          }
        >
          {t('empty.noChannels')}
        </EmptyState>
      </Card>
    )
  const chosen = known.find(({ item }) => item.channelId === open)
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <HoursCard list={asked.data} />
      {known.map(({ item, channel }) => (
        <ChannelCard
          key={item.channelId}
          item={item}
          channel={channel}
          plan={plan}
          onChange={() => setOpen(item.channelId)}
        />
      ))}
      {chosen && (
        <ChannelPlanForm
          item={chosen.item}
          channel={chosen.channel}
          plan={plan}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

type CardProps = { item: ChannelPlan; channel: KnownChannel; plan: ContentPlan; onChange: () => void }

function ChannelCard({ item, channel, plan, onChange }: CardProps) {
  const t = useWords('plan')
  const formats = useFormats()
  const pillars = item.pillars.flatMap(({ pillarId, share }) => {
    const name = plan.pillars.find(({ id }) => id === pillarId)?.name
    return name ? [`${name} ${formats.percent(share / 100, 0)}`] : []
  })
  const facts = [
    [t('channels.purpose'), item.purpose],
    [t('channels.audience'), item.audience],
    [t('channels.formats'), item.formats.join(', ')],
    [t('channels.pillars'), pillars.join(', ')],
    [t('channels.tone'), item.tone],
    [t('channels.cadence'), item.perWeek > 0 ? t('channels.posts', { count: item.perWeek }) : ''],
    [
      t('channels.reply'),
      item.replyMinutes ? t('channels.within_', { time: sayMinutes(t, item.replyMinutes) }) : '',
    ],
    [t('channels.success'), item.success],
    [t('channels.owner'), item.owner?.name ?? ''],
    [t('channels.hoursAWeek'), item.hours === null ? '' : formats.number(item.hours)],
  ].filter(([, value]) => value)
  return (
    <Card
      title={
        <span className="flex min-w-0 items-center gap-2">
          <NetworkMark network={channel.face} size="small" />
          <span className="min-w-0 break-words">{channel.name}</span>
        </span>
      }
      actions={
        channel.rights.includes('plan.manage') && (
          <Button icon={PencilLine} onClick={onChange} aria-label={t('changeOf', { name: channel.name })}>
            {t('planned.change')}
          </Button>
        )
      }
    >
      {facts.length === 0 && <p className="text-muted">{t('channels.nothing')}</p>}
      <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[minmax(8rem,auto)_minmax(0,1fr)]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-sm text-muted sm:pt-0.5">{name}</dt>
            <dd className="min-w-0 break-words whitespace-pre-wrap max-sm:mb-1.5">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
