import { useQuery } from '@tanstack/react-query'
import { ListFilter, Search } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { ask } from '../../api/query.ts'
import { Count } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Input } from '../../kit/input.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Select } from '../../kit/select.tsx'
import type { State } from '../../kit/state.ts'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { calendarPage } from './routes.tsx'
import { marks } from './use-marks.ts'

const shownStates = [
  'draft',
  'proposed',
  'scheduled',
  'waiting',
  'handed',
  'published',
  'failed',
  'in_doubt',
  'missed',
] as const satisfies readonly State[]
const categories = ['engaging', 'brand', 'educational', 'promotional', 'none'] as const

const split = (list: string | undefined): string[] => list?.split(',').filter(Boolean) ?? []

function toggled(list: string | undefined, value: string): string | undefined {
  const now = split(list)
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value]
  return next.join(',') || undefined
}

/** What is shown: kept in the address, so that a view can be shared and found again. */
export function Filters() {
  const t = useWords('calendar')
  const search = calendarPage.useSearch()
  const setSearch = calendarPage.useSetSearch()
  const chosen =
    [search.channels, search.states, search.categories].flatMap(split).length + (search.campaign ? 1 : 0)
  return (
    <div className="flex min-w-0 items-center gap-2 max-sm:flex-1 max-sm:gap-1">
      <SearchBox />
      <Popover
        label={t('filters')}
        align="end"
        className="flex w-80 flex-col gap-4"
        trigger={
          <Button icon={ListFilter}>
            <span className="max-sm:sr-only">{t('filters')}</span>
            <Count value={chosen} tone="accent" />
          </Button>
        }
      >
        <ChannelChoices />
        <Group title={t('state')}>
          <StateChoices />
        </Group>
        <Group title={t('category')}>
          {categories.map((category) => (
            <Checkbox
              key={category}
              label={t(`categories.${category}`)}
              checked={split(search.categories).includes(category)}
              onChange={() => setSearch({ categories: toggled(search.categories, category) })}
            />
          ))}
        </Group>
        <CampaignChoice />
        <Group title={t('alsoShown')}>
          {marks.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`marks.${kind}`)}
              checked={!split(search.hide).includes(kind)}
              onChange={() => setSearch({ hide: toggled(search.hide, kind) })}
            />
          ))}
        </Group>
        {chosen > 0 && (
          <Button
            look="quiet"
            onClick={() =>
              setSearch({
                channels: undefined,
                states: undefined,
                categories: undefined,
                campaign: undefined,
              })
            }
          >
            {t('clearFilters')}
          </Button>
        )}
      </Popover>
    </div>
  )
}

function SearchBox() {
  const t = useWords('calendar')
  const { q = '' } = calendarPage.useSearch()
  const setSearch = calendarPage.useSetSearch()
  const [text, setText] = useState(q)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSearch({ q: text.trim() || undefined })
  }
  return (
    <search className="min-w-0 flex-1 sm:w-52">
      <form onSubmit={submit}>
        <Input
          type="search"
          icon={Search}
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            if (event.target.value === '') setSearch({ q: undefined })
          }}
        />
      </form>
    </search>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="flex flex-col gap-1.5">
    <legend className="mb-1.5 text-sm font-semibold">{title}</legend>
    {children}
  </fieldset>
)

function ChannelChoices() {
  const t = useWords('calendar')
  const { channels } = calendarPage.useSearch()
  const setSearch = calendarPage.useSetSearch()
  const all = useChannels()
  if (!all || all.size === 0) return null
  return (
    <Group title={t('channels')}>
      {[...all.values()].map((channel) => (
        <Checkbox
          key={channel.id}
          label={
            <span className="flex min-w-0 items-center gap-2">
              <NetworkMark network={channel.face} size="small" />
              <span className="truncate">{channel.handle}</span>
            </span>
          }
          checked={split(channels).includes(channel.id)}
          onChange={() => setSearch({ channels: toggled(channels, channel.id) })}
        />
      ))}
    </Group>
  )
}

function StateChoices() {
  const kit = useWords('kit')
  const { states } = calendarPage.useSearch()
  const setSearch = calendarPage.useSetSearch()
  return shownStates.map((state) => (
    <Checkbox
      key={state}
      label={kit(`states.${state}`)}
      checked={split(states).includes(state)}
      onChange={() => setSearch({ states: toggled(states, state) })}
    />
  ))
}

function CampaignChoice() {
  const t = useWords('calendar')
  const { campaign } = calendarPage.useSearch()
  const setSearch = calendarPage.useSetSearch()
  const { data } = useQuery(ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList }))
  if (!data || data.items.length === 0) return null
  return (
    <Group title={t('campaign')}>
      <Select
        label={t('campaign')}
        value={campaign ?? 'all'}
        onChange={(value) => setSearch({ campaign: value === 'all' ? undefined : value })}
        choices={[
          { value: 'all', label: t('allCampaigns') },
          ...data.items.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Group>
  )
}
