import { ListFilter } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useChannels } from '../../api/channels.ts'
import { useWorkspace } from '../../api/me.ts'
import { Count } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { allStates, split, toggled } from './groups.ts'
import { deliveriesPage } from './routes.tsx'
import { useToday } from './use-deliveries.ts'
import { nameOf, type Span, spanNames, windowOf } from './window.ts'

/** What is shown: kept in the address, so that a view can be shared and found again. */
export function DeliveryFilters() {
  const t = useWords('deliveries')
  const { state, channel } = deliveriesPage.useSearch()
  const setSearch = deliveriesPage.useSetSearch()
  const chosen = [state, channel].flatMap(split).length
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Popover
        label={t('filters')}
        className="flex w-72 flex-col gap-4"
        trigger={
          <Button icon={ListFilter}>
            {t('filters')}
            <Count value={chosen} tone="accent" />
          </Button>
        }
      >
        <Group title={t('state')}>
          <StateChoices />
        </Group>
        <ChannelChoices />
        {chosen > 0 && (
          <Button look="quiet" onClick={() => setSearch({ state: undefined, channel: undefined })}>
            {t('clear')}
          </Button>
        )}
      </Popover>
      <WindowChoice />
    </div>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="flex flex-col gap-1.5">
    <legend className="mb-1.5 text-sm font-semibold">{title}</legend>
    {children}
  </fieldset>
)

function StateChoices() {
  const kit = useWords('kit')
  const { state } = deliveriesPage.useSearch()
  const setSearch = deliveriesPage.useSetSearch()
  return allStates.map((one) => (
    <Checkbox
      key={one}
      label={kit(`states.${one}`)}
      checked={split(state).includes(one)}
      onChange={() => setSearch({ state: toggled(state, one) })}
    />
  ))
}

function ChannelChoices() {
  const t = useWords('deliveries')
  const { channel } = deliveriesPage.useSearch()
  const setSearch = deliveriesPage.useSetSearch()
  const all = useChannels()
  if (!all || all.size === 0) return null
  return (
    <Group title={t('channels')}>
      {[...all.values()].map(({ id, face, handle }) => (
        <Checkbox
          key={id}
          label={
            <span className="flex min-w-0 items-center gap-2">
              <NetworkMark network={face} size="small" />
              <span className="truncate">{handle}</span>
            </span>
          }
          checked={split(channel).includes(id)}
          onChange={() => setSearch({ channel: toggled(channel, id) })}
        />
      ))}
    </Group>
  )
}

function WindowChoice() {
  const t = useWords('deliveries')
  const { from, to } = deliveriesPage.useSearch()
  const setSearch = deliveriesPage.useSetSearch()
  const today = useToday()
  const { timeZone, weekStartsOn } = useWorkspace()
  const [own, setOwn] = useState(false)
  const name = own ? 'own' : nameOf({ from, to }, today)
  const choose = (next: Span | 'any' | 'own') => {
    setOwn(next === 'own')
    if (next === 'any') setSearch({ from: undefined, to: undefined })
    else if (next !== 'own') setSearch(windowOf(next, today))
  }
  const field = { zone: timeZone, weekStartsOn }
  return (
    <>
      <Select
        label={t('window')}
        className="w-auto! flex-1 sm:flex-none"
        value={name}
        onChange={choose}
        choices={(['any', ...spanNames, 'own'] as const).map((value) => ({
          value,
          label: t(`windows.${value}`),
        }))}
      />
      {name === 'own' && (
        <div className="grid w-full grid-cols-2 gap-2">
          <DateField
            {...field}
            label={t('from')}
            value={from ?? ''}
            onChange={(day) => setSearch({ from: day })}
          />
          <DateField
            {...field}
            label={t('to')}
            value={to ?? ''}
            min={from}
            onChange={(day) => setSearch({ to: day })}
          />
        </div>
      )}
    </>
  )
}
