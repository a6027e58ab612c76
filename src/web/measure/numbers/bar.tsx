import { useChannels } from '../../api/channels.ts'
import { useWorkspace } from '../../api/me.ts'
import { DateField } from '../../kit/datetime.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { numbersPage } from './routes.tsx'
import { useAsked } from './use-numbers.ts'
import { useNumbersSearch } from './use-search.ts'

const views = ['overview', 'channels', 'posts'] as const
const periods = ['7', '28', '90', '365', 'own'] as const
const compares = ['previous', 'year', 'none'] as const

/** What is looked at: view, period, comparison, channel. All of it stands in the URL. */
export function Bar() {
  const t = useWords('numbers')
  const search = useNumbersSearch()
  const setSearch = numbersPage.useSetSearch()
  const asked = useAsked()
  return (
    <div className="flex flex-col gap-3">
      <Tabs
        label={t('view')}
        value={search.view}
        onChange={(view) => setSearch({ view })}
        tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
      />
      <div className="grid grid-cols-1 gap-2 min-[24rem]:grid-cols-2 md:flex md:flex-wrap md:items-center">
        <Select
          label={t('period')}
          className="md:w-48"
          value={search.period}
          onChange={(period) =>
            setSearch(
              period === 'own'
                ? { period, from: asked.from, to: asked.to }
                : { period, from: undefined, to: undefined },
            )
          }
          choices={periods.map((value) => ({ value, label: t(`periods.${value}`) }))}
        />
        {search.view !== 'posts' && (
          <Select
            label={t('compareWith')}
            className="md:w-60"
            value={search.compare}
            onChange={(compare) => setSearch({ compare })}
            choices={compares.map((value) => ({ value, label: t(`compares.${value}`) }))}
          />
        )}
        <ChannelChoice />
      </div>
      {search.period === 'own' && <OwnPeriod />}
    </div>
  )
}

function ChannelChoice() {
  const t = useWords('numbers')
  const { channel } = useNumbersSearch()
  const setSearch = numbersPage.useSetSearch()
  const channels = [...(useChannels()?.values() ?? [])].filter(
    (one) => one.state !== 'removed' || one.id === channel,
  )
  return (
    <Select
      label={t('channel')}
      className="md:w-60"
      value={channel ?? 'all'}
      onChange={(value) => setSearch({ channel: value === 'all' ? undefined : value })}
      choices={[
        { value: 'all', label: t('allChannels') },
        ...channels.map(({ id, name, face }) => ({
          value: id,
          label: name,
          mark: <NetworkMark network={face} size="small" />,
        })),
      ]}
    />
  )
}

function OwnPeriod() {
  const t = useWords('numbers')
  const { timeZone, weekStartsOn } = useWorkspace()
  const { from, to } = useAsked()
  const setSearch = numbersPage.useSetSearch()
  return (
    <div className="grid grid-cols-2 gap-2 md:max-w-md">
      <DateField
        label={t('from')}
        value={from}
        zone={timeZone}
        weekStartsOn={weekStartsOn}
        onChange={(day) => setSearch({ from: day, to: [day, to].toSorted().at(-1) })}
      />
      <DateField
        label={t('to')}
        value={to}
        min={from}
        zone={timeZone}
        weekStartsOn={weekStartsOn}
        onChange={(day) => setSearch({ to: day })}
      />
    </div>
  )
}
