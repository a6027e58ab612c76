import { useQuery } from '@tanstack/react-query'
import { Clock, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { ChannelDetail } from '../../modules/channels/accounts/contract.ts'
import { type Slot, type SlotBody, SlotList } from '../../modules/create/slots/contract.ts'
import { useMayOn } from '../api/channels.ts'
import { api, path } from '../api/client.ts'
import { useWorkspace } from '../api/me.ts'
import { ask, useWrite } from '../api/query.ts'
import { useProblemWords } from '../api/words.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { Card } from '../kit/page.tsx'
import { toast } from '../kit/toast.tsx'
import { useWeekday } from '../kit/weekdays.tsx'
import { useWords } from '../kit/words.ts'
import { zoneCity } from '../kit/zone.ts'
import { SlotForm } from './slot-form.tsx'

type Props = { channel: ChannelDetail }

/** The week of a channel: the times at which "next free slot" publishes, in the channel's own zone. */
export function SlotsCard({ channel }: Props) {
  const t = useWords('channels')
  const words = useProblemWords()
  const may = useMayOn()('plan.manage', [channel.id])
  const week = useWeek(channel)
  const [adding, setAdding] = useState(false)
  const add = may && (
    <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
      {t('slots.add')}
    </Button>
  )
  return (
    <Card
      title={t('slots.title')}
      help={t('slots.help', { zone: zoneCity(channel.timeZone) })}
      actions={week.slots.length > 0 && add}
    >
      {week.pending && <SkeletonRows rows={2} />}
      {week.error && <ErrorState small words={words(week.error)} onRetry={week.retry} />}
      {week.loaded && week.slots.length === 0 && (
        <EmptyState small icon={Clock} title={t('slots.emptyTitle')} action={add}>
          {t('slots.emptyWords')}
        </EmptyState>
      )}
      {week.slots.length > 0 && <Days slots={week.slots} onRemove={may ? week.remove : undefined} />}
      {adding && (
        <SlotForm
          onClose={() => setAdding(false)}
          onAdd={(added) => {
            setAdding(false)
            week.add(added)
          }}
        />
      )}
    </Card>
  )
}

const bodyOf = ({ weekday, time, category }: SlotBody): SlotBody => ({ weekday, time, category })
const same = (a: SlotBody, b: SlotBody): boolean => a.weekday === b.weekday && a.time === b.time

function useWeek({ id }: ChannelDetail) {
  const t = useWords('channels')
  const asked = useQuery(ask({ topic: 'slots', path: '/slots', schema: SlotList }))
  const slots = (asked.data?.items ?? []).filter(({ channelId }) => channelId === id)
  const before = slots.map(bodyOf)
  const save = useWrite(
    ({ items }: { items: SlotBody[]; undo: SlotBody[] | null }) =>
      api.put(path`/channels/${id}/slots`, { body: { items }, schema: SlotList }),
    {
      touches: ['slots'],
      onSuccess: (_, { undo }) => {
        if (undo) toast(t('slots.saved'), { undo: () => save.mutate({ items: undo, undo: null }) })
      },
    },
  )
  return {
    slots,
    pending: asked.isPending,
    loaded: asked.isSuccess,
    error: asked.error,
    retry: () => void asked.refetch(),
    add: (added: SlotBody[]) =>
      save.mutate({
        items: [...before.filter((slot) => !added.some((one) => same(one, slot))), ...added],
        undo: before,
      }),
    remove: (gone: Slot) => save.mutate({ items: before.filter((slot) => !same(slot, gone)), undo: before }),
  }
}

type DaysProps = { slots: readonly Slot[]; onRemove?: (slot: Slot) => void }

function Days({ slots, onRemove }: DaysProps) {
  const { weekStartsOn } = useWorkspace()
  const name = useWeekday()
  const order = Array.from({ length: 7 }, (_, n) => ((weekStartsOn - 1 + n) % 7) + 1)
  const used = order.filter((day) => slots.some(({ weekday }) => weekday === day))
  return (
    <dl className="flex flex-col gap-2">
      {used.map((day) => (
        <div key={day} className="grid grid-cols-[7rem_1fr] items-start gap-3">
          <dt className="pt-1 text-sm text-muted">{name(day)}</dt>
          <dd className="flex flex-wrap gap-1.5">
            {slots
              .filter(({ weekday }) => weekday === day)
              .map((slot) => (
                <SlotChip key={slot.id} slot={slot} day={name(day)} onRemove={onRemove} />
              ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

type ChipProps = { slot: Slot; day: string; onRemove?: (slot: Slot) => void }

function SlotChip({ slot, day, onRemove }: ChipProps) {
  const t = useWords('channels')
  const { category, time } = slot
  return (
    <span className="inline-flex min-h-8 items-center gap-1.5 rounded-md bg-quiet-soft pl-2.5 text-sm touch:min-h-11">
      <span className="figures">{time}</span>
      {category && <span className="text-muted">{t(`categories.${category}`)}</span>}
      {onRemove ? (
        <button
          type="button"
          aria-label={t('slots.remove', { day, time })}
          onClick={() => onRemove(slot)}
          className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:text-text touch:size-11"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        <span className="pr-1" />
      )}
    </span>
  )
}
