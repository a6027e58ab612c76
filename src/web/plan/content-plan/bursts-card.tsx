import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import type { Campaign } from '../../../modules/create/campaigns/contract.ts'
import { Burst } from '../../../modules/plan/content-plan/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useContractForm } from '../../api/form.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { addDays } from '../../kit/days.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { categories } from './category-mark.tsx'
import { ChannelChoices } from './channel-choices.tsx'
import { useSayDays } from './dates-card.tsx'
import { ListRows } from './list-rows.tsx'
import type { PlanDesk } from './use-draft.ts'
import { useCampaigns } from './use-plan.ts'

const none = 'none'
const most = 20

/** More posts than else while a campaign runs. */
export function BurstsCard({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  const sayDays = useSayDays()
  const campaigns = useCampaigns()
  const [at, setAt] = useState<number | null>(null)
  const { rules } = desk.plan
  const { bursts } = rules
  const put = (next: Burst[]) => desk.change({ rules: { ...rules, bursts: next } })
  const nameOf = (id: string) => campaigns.find((one) => one.id === id)?.name ?? t('archived')
  return (
    <Card
      title={t('bursts.title')}
      help={t('bursts.help')}
      actions={
        campaigns.length > 0 && (
          <Button icon={Plus} disabled={bursts.length >= most} onClick={() => setAt(bursts.length)}>
            {t('bursts.add')}
          </Button>
        )
      }
    >
      <ListRows
        empty={campaigns.length > 0 ? t('bursts.none') : t('bursts.noCampaigns')}
        onChange={setAt}
        onRemove={(gone) => put(bursts.filter((_, i) => i !== gone))}
        items={bursts.map((burst, i) => ({
          key: `${burst.campaignId} ${burst.from} ${i}`,
          title: nameOf(burst.campaignId),
          words: [
            sayDays(burst),
            t('bursts.more', { count: burst.perWeek }),
            burst.category ? t(`categories.${burst.category}`) : t('bursts.byMix'),
          ].join(' · '),
        }))}
      />
      {campaigns.length === 0 && (
        <Link to="/campaigns" className="text-accent underline">
          {t('bursts.begin')}
        </Link>
      )}
      {at !== null && (
        <BurstForm
          burst={bursts[at] ?? null}
          campaigns={campaigns}
          onClose={() => setAt(null)}
          onSave={(burst) => {
            put(at < bursts.length ? bursts.map((one, i) => (i === at ? burst : one)) : [...bursts, burst])
            setAt(null)
          }}
        />
      )}
    </Card>
  )
}

type FormProps = {
  burst: Burst | null
  campaigns: readonly Campaign[]
  onClose: () => void
  onSave: (burst: Burst) => void
}

function BurstForm({ burst, campaigns, onClose, onSave }: FormProps) {
  const t = useWords('plan')
  const { timeZone, weekStartsOn } = useWorkspace()
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  const [first] = campaigns
  const soon = addDays(toCivil(new Date(), timeZone).slice(0, 10), 7)
  const form = useContractForm(
    Burst,
    burst ?? {
      campaignId: first?.id ?? '',
      from: first?.startsOn ?? soon,
      to: first?.endsOn ?? addDays(first?.startsOn ?? soon, 13),
      ...{ perWeek: 2, category: null, channelIds: channels.map(({ id }) => id) },
    },
  )
  const submit = form.submit(async (body) => onSave(body))
  const { control } = form
  const day = (name: 'from' | 'to') => (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <Field label={t(`dates.${name}`)} error={form.errorOf(name)}>
          <DateField
            label={t(`dates.${name}`)}
            value={field.value}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            onChange={field.onChange}
          />
        </Field>
      )}
    />
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={burst ? t('bursts.change') : t('bursts.add')}
      actions={
        <Button look="primary" onClick={() => void submit()}>
          {t('take')}
        </Button>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Controller
          control={control}
          name="campaignId"
          render={({ field }) => (
            <Field label={t('planned.campaign')} error={form.errorOf('campaignId')}>
              <Select
                value={field.value}
                onChange={(id) => {
                  field.onChange(id)
                  const { startsOn, endsOn } = campaigns.find((one) => one.id === id) ?? {}
                  if (startsOn) form.setValue('from', startsOn)
                  if (endsOn) form.setValue('to', endsOn)
                }}
                choices={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Field>
          )}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {day('from')}
          {day('to')}
          <Field label={t('bursts.perWeek')} error={form.errorOf('perWeek')}>
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              max={35}
              {...form.register('perWeek', { valueAsNumber: true })}
            />
          </Field>
          <Controller
            control={control}
            name="category"
            render={({ field }) => (
              <Field label={t('planned.category')}>
                <Select
                  value={field.value ?? none}
                  onChange={(value) => field.onChange(value === none ? null : value)}
                  choices={[
                    { value: none, label: t('bursts.byMix') },
                    ...categories.map((value) => ({ value, label: t(`categories.${value}`) })),
                  ]}
                />
              </Field>
            )}
          />
        </div>
        <Controller
          control={control}
          name="channelIds"
          render={({ field }) => (
            <ChannelChoices
              label={t('rubrics.channels')}
              chosen={field.value}
              onChange={field.onChange}
              error={form.errorOf('channelIds')}
            />
          )}
        />
      </form>
    </Dialog>
  )
}
