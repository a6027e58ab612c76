import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { useChannels } from '../../api/channels.ts'
import { Count } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { postsPage } from './routes.tsx'
import { usePurposes } from './use-desk.ts'

const categories = ['engaging', 'brand', 'educational', 'promotional', 'none'] as const
const split = (list: string | undefined): string[] => list?.split(',').filter(Boolean) ?? []

const toggled = (list: string | undefined, value: string): string | undefined => {
  const now = split(list)
  return (now.includes(value) ? now.filter((one) => one !== value) : [...now, value]).join(',') || undefined
}

/** What is shown, kept in the address. */
export function PostFilters() {
  const t = useWords('posts')
  const { channel, category, campaign, goal } = postsPage.useSearch()
  const setSearch = postsPage.useSetSearch()
  const channels = useChannels()
  const { goals, campaigns } = usePurposes()
  const chosen =
    split(channel).length + split(category).length + Number(Boolean(campaign)) + Number(Boolean(goal))
  return (
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
      {channels && channels.size > 0 && (
        <Group title={t('channels')}>
          {[...channels.values()].map((one) => (
            <Checkbox
              key={one.id}
              label={
                <span className="flex min-w-0 items-center gap-2">
                  <NetworkMark network={one.face} size="small" />
                  <span className="truncate">{one.name}</span>
                </span>
              }
              checked={split(channel).includes(one.id)}
              onChange={() => setSearch({ channel: toggled(channel, one.id) })}
            />
          ))}
        </Group>
      )}
      <Group title={t('category')}>
        {categories.map((value) => (
          <Checkbox
            key={value}
            label={t(`categories.${value}`)}
            checked={split(category).includes(value)}
            onChange={() => setSearch({ category: toggled(category, value) })}
          />
        ))}
      </Group>
      <Named
        title={t('campaign')}
        items={campaigns}
        value={campaign}
        onChange={(id) => setSearch({ campaign: id })}
      />
      <Named title={t('goal')} items={goals} value={goal} onChange={(id) => setSearch({ goal: id })} />
      {chosen > 0 && (
        <Button
          look="quiet"
          onClick={() =>
            setSearch({ channel: undefined, category: undefined, campaign: undefined, goal: undefined })
          }
        >
          {t('clearFilters')}
        </Button>
      )}
    </Popover>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="flex flex-col gap-1.5">
    <legend className="mb-1.5 text-sm font-semibold">{title}</legend>
    {children}
  </fieldset>
)

function Named({
  title,
  items,
  value,
  onChange,
}: {
  title: string
  items: readonly { id: string; name: string }[]
  value: string | undefined
  onChange: (id: string | undefined) => void
}) {
  const t = useWords('posts')
  if (items.length === 0) return null
  return (
    <Group title={title}>
      <Select
        label={title}
        value={value ?? 'all'}
        onChange={(next) => onChange(next === 'all' ? undefined : next)}
        choices={[
          { value: 'all', label: t('any') },
          { value: 'none', label: t('without') },
          ...items.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Group>
  )
}
