import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { useLocale } from 'use-intl'
import { type ContentPlan, Rubric } from '../../../modules/plan/content-plan/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useContractForm } from '../../api/form.ts'
import { Button } from '../../kit/button.tsx'
import { sayTime } from '../../kit/clock.ts'
import { TimeField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWeekday } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { categories } from './category-mark.tsx'
import { ChannelChoices } from './channel-choices.tsx'
import { ListRows } from './list-rows.tsx'
import { newUuid } from './new-uuid.ts'
import type { PlanDesk } from './use-draft.ts'

const most = 30

/** Recurring pieces with a day of their own. */
export function RubricsCard({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  const locale = useLocale()
  const weekday = useWeekday()
  const channels = useChannels()
  const [at, setAt] = useState<number | null>(null)
  const { rubrics } = desk.plan
  const put = (next: Rubric[]) => desk.change({ rubrics: next })
  return (
    <Card
      title={t('rubrics.title')}
      help={t('rubrics.help')}
      actions={
        <Button icon={Plus} disabled={rubrics.length >= most} onClick={() => setAt(rubrics.length)}>
          {t('rubrics.add')}
        </Button>
      }
    >
      <ListRows
        empty={t('rubrics.none')}
        onChange={setAt}
        onRemove={(gone) => put(rubrics.filter((_, i) => i !== gone))}
        items={rubrics.map((rubric) => ({
          key: rubric.id,
          title: rubric.name,
          words: [
            `${weekday(rubric.weekday)}, ${sayTime(rubric.time, locale)}`,
            rubric.everyWeeks > 1 && t('rubrics.every', { count: rubric.everyWeeks }),
            t(`categories.${rubric.category}`),
            rubric.channelIds.flatMap((id) => channels?.get(id)?.name ?? []).join(', ') ||
              t('rubrics.noChannel'),
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      {at !== null && (
        <RubricForm
          rubric={rubrics[at] ?? null}
          plan={desk.plan}
          onClose={() => setAt(null)}
          onSave={(rubric) => {
            put(
              at < rubrics.length ? rubrics.map((one, i) => (i === at ? rubric : one)) : [...rubrics, rubric],
            )
            setAt(null)
          }}
        />
      )}
    </Card>
  )
}

const none = 'none'

type FormProps = {
  rubric: Rubric | null
  plan: ContentPlan
  onClose: () => void
  onSave: (rubric: Rubric) => void
}

function RubricForm({ rubric, plan, onClose, onSave }: FormProps) {
  const t = useWords('plan')
  const weekday = useWeekday()
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  const form = useContractForm(
    Rubric,
    rubric ?? {
      id: newUuid(),
      ...{
        name: '',
        hint: '',
        weekday: 2,
        time: '10:00',
        everyWeeks: 1,
        category: 'educational',
        pillarId: null,
      },
      channelIds: channels.map(({ id }) => id),
    },
  )
  const submit = form.submit(async (body) => onSave(body))
  const { control } = form
  return (
    <Dialog
      open
      onClose={onClose}
      title={rubric ? t('rubrics.change') : t('rubrics.add')}
      actions={
        <Button look="primary" onClick={() => void submit()}>
          {t('take')}
        </Button>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('rubrics.name')} error={form.errorOf('name')}>
          <Input maxLength={80} placeholder={t('rubrics.namePlaceholder')} {...form.register('name')} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Controller
            control={control}
            name="weekday"
            render={({ field }) => (
              <Field label={t('rubrics.weekday')}>
                <Select
                  value={String(field.value)}
                  onChange={(value) => field.onChange(Number(value))}
                  choices={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day) }))}
                />
              </Field>
            )}
          />
          <Controller
            control={control}
            name="time"
            render={({ field }) => (
              <Field label={t('rubrics.time')} error={form.errorOf('time')}>
                <TimeField value={field.value} onChange={field.onChange} />
              </Field>
            )}
          />
          <Controller
            control={control}
            name="everyWeeks"
            render={({ field }) => (
              <Field label={t('rubrics.rhythm')}>
                <Select
                  value={String(field.value ?? 1)}
                  onChange={(value) => field.onChange(Number(value))}
                  choices={[1, 2, 3, 4, 6, 8].map((count) => ({
                    value: String(count),
                    label: t('rubrics.every', { count }),
                  }))}
                />
              </Field>
            )}
          />
          <Controller
            control={control}
            name="category"
            render={({ field }) => (
              <Field label={t('planned.category')}>
                <Select
                  value={field.value}
                  onChange={field.onChange}
                  choices={categories.map((value) => ({ value, label: t(`categories.${value}`) }))}
                />
              </Field>
            )}
          />
        </div>
        {plan.pillars.length > 0 && (
          <Controller
            control={control}
            name="pillarId"
            render={({ field }) => (
              <Field label={t('planned.pillar')}>
                <Select
                  value={field.value ?? none}
                  onChange={(value) => field.onChange(value === none ? null : value)}
                  choices={[
                    { value: none, label: t('none') },
                    ...plan.pillars.map(({ id, name }) => ({
                      value: id,
                      label: name || t('pillars.unnamed'),
                    })),
                  ]}
                />
              </Field>
            )}
          />
        )}
        <Controller
          control={control}
          name="channelIds"
          render={({ field }) => (
            <ChannelChoices label={t('rubrics.channels')} chosen={field.value} onChange={field.onChange} />
          )}
        />
        <Field label={t('rubrics.hint')} optional help={t('rubrics.hintHelp')}>
          <Textarea maxLength={1000} {...form.register('hint')} />
        </Field>
      </form>
    </Dialog>
  )
}
