import { CalendarClock, CircleCheck, History, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { needingPeople } from '../../../modules/publish/deliveries/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { useProblemWords } from '../../api/words.ts'
import { Count } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { BulkBar } from './bulk-bar.tsx'
import { DeliveryRows } from './delivery-rows.tsx'
import { coming, isChoosable, over, statesIn } from './groups.ts'
import { deliveriesPage } from './routes.tsx'
import { type Chosen, useChosen } from './use-chosen.ts'
import { type DeliveriesShown, useDeliveries } from './use-deliveries.ts'

/** The list: what needs somebody, and below it what comes or is over. With states chosen, these alone. */
export function DeliveryGroups() {
  const states = statesIn(deliveriesPage.useSearch().state)
  return states.length > 0 ? <Narrowed states={states} /> : <All />
}

function All() {
  const t = useWords('deliveries')
  const { view } = deliveriesPage.useSearch()
  const setSearch = deliveriesPage.useSetSearch()
  const needing = useDeliveries(needingPeople)
  const others = useDeliveries(view === 'coming' ? coming : over)
  const chosen = useChosen([...needing.items, ...others.items])
  return (
    <>
      <Card
        flush
        title={
          <span className="flex items-center gap-2">
            {t('groups.needs')}
            <Count value={needing.items.length} tone="bad" />
          </span>
        }
        actions={<ChooseAll list={needing} chosen={chosen} />}
      >
        <Body list={needing} chosen={chosen} rows={2} empty={<Quiet />} />
      </Card>
      <Card flush>
        <div className="px-4 pt-2 pb-1 md:px-5">
          <Tabs
            look="box"
            label={t('others')}
            value={view}
            onChange={(next) => setSearch({ view: next })}
            tabs={(['coming', 'over'] as const).map((value) => ({ value, label: t(`groups.${value}`) }))}
          />
        </div>
        <Body
          list={others}
          chosen={chosen}
          byDay
          empty={
            <EmptyState small icon={view === 'coming' ? CalendarClock : History} title={t(`none.${view}`)}>
              {t(`noneHelp.${view}`)}
            </EmptyState>
          }
        />
      </Card>
      <BulkBar chosen={chosen} />
    </>
  )
}

function Narrowed({ states }: { states: ReturnType<typeof statesIn> }) {
  const t = useWords('deliveries')
  const list = useDeliveries(states)
  const chosen = useChosen(list.items)
  const setSearch = deliveriesPage.useSetSearch()
  const clear = () => setSearch({ state: undefined, channel: undefined, from: undefined, to: undefined })
  return (
    <>
      <Card flush title={t('groups.found')} actions={<ChooseAll list={list} chosen={chosen} />}>
        <Body
          list={list}
          chosen={chosen}
          byDay
          empty={
            <EmptyState
              small
              icon={SearchX}
              title={t('none.found')}
              action={<Button onClick={clear}>{t('clear')}</Button>}
            />
          }
        />
      </Card>
      <BulkBar chosen={chosen} />
    </>
  )
}

function Quiet() {
  const t = useWords('deliveries')
  return (
    <p className="flex items-center gap-2.5 px-4 pb-4 text-base text-muted md:px-5">
      <CircleCheck aria-hidden className="size-4.5 shrink-0 text-good-mark" />
      {t('none.needs')}
    </p>
  )
}

function ChooseAll({ list, chosen }: { list: DeliveriesShown; chosen: Chosen }) {
  const t = useWords('deliveries')
  const mayOn = useMayOn()
  const choosable = list.items.filter((one) => isChoosable(one) && mayOn('post.publish', [one.channel.id]))
  if (choosable.length < 2) return null
  const count = choosable.filter(({ id }) => chosen.has(id)).length
  return (
    <Checkbox
      label={t('chooseAll')}
      checked={count === 0 ? false : count === choosable.length ? true : 'some'}
      onChange={(on) => chosen.set(choosable, on)}
    />
  )
}

type BodyProps = { list: DeliveriesShown; chosen: Chosen; empty: ReactNode; byDay?: boolean; rows?: number }

function Body({ list, chosen, empty, byDay, rows = 5 }: BodyProps) {
  const words = useProblemWords()
  if (list.isPending)
    return (
      <div className="px-4 pb-2 md:px-5">
        <SkeletonRows rows={rows} />
      </div>
    )
  if (list.error) return <ErrorState small words={words(list.error)} onRetry={() => void list.refetch()} />
  if (list.items.length === 0) return empty
  return (
    <>
      <DeliveryRows deliveries={list.items} chosen={chosen} byDay={byDay} />
      <Pager
        auto
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}
