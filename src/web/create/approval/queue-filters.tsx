import { useChannels } from '../../api/channels.ts'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { approvalsPage } from './routes.tsx'

export function QueueFilters() {
  const t = useWords('approval')
  const { whose, order, channel, overdue } = approvalsPage.useSearch()
  const setSearch = approvalsPage.useSetSearch()
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Select
        bare
        label={t('whose')}
        value={whose}
        onChange={(next) => setSearch({ whose: next })}
        choices={(['mine', 'all'] as const).map((value) => ({ value, label: t(`whoseOf.${value}`) }))}
      />
      <Select
        bare
        label={t('order')}
        value={order}
        onChange={(next) => setSearch({ order: next })}
        choices={(['deadline', 'asked'] as const).map((value) => ({ value, label: t(`orderOf.${value}`) }))}
      />
      <Select
        bare
        label={t('channel')}
        value={channel ?? 'any'}
        onChange={(next) => setSearch({ channel: next === 'any' ? undefined : next })}
        choices={[
          { value: 'any', label: t('anyChannel') },
          ...channels.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Checkbox
        className="ml-2"
        label={t('onlyOverdue')}
        checked={overdue === true}
        onChange={(next) => setSearch({ overdue: next || undefined })}
      />
    </div>
  )
}
