import { useEffect } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { metricOf } from '../../../modules/measure/metrics/contract.ts'
import { GoalBody, goalMetrics } from '../../../modules/plan/goals/contract.ts'
import { useContractForm } from '../../api/form.ts'
import { useWorkspace } from '../../api/me.ts'
import { useMetrics } from '../../api/metrics.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { AmountField } from './amount-field.tsx'
import { OddsCard } from './odds-card.tsx'
import { OwnerField } from './owner-field.tsx'
import { ScopeField } from './scope-field.tsx'
import { useSayDay } from './status.tsx'
import { usePreview } from './use-preview.ts'

type Props = {
  start: Partial<GoalBody> & Pick<GoalBody, 'metric' | 'scope' | 'startsOn' | 'deadline'>
  submitWords: string
  onSubmit: (body: GoalBody) => Promise<unknown>
  onCancel: () => void
}

/** One metric, whose, from where to where, and by when. Baseline and odds come from the data while it is typed. */
export function GoalForm({ start, submitWords, onSubmit, onCancel }: Props) {
  const t = useWords('goals')
  const metrics = useMetrics()
  const { timeZone, weekStartsOn } = useWorkspace()
  const form = useContractForm(GoalBody, { baselineWindow: null, ownerId: null, name: '', ...start })
  const { control, setValue, formState } = form
  const [metric, scope, startsOn, deadline, target] = useWatch({
    control,
    name: ['metric', 'scope', 'startsOn', 'deadline', 'target'],
  })
  const preview = usePreview({ metric, scope, startsOn, deadline, target })
  const share = metricOf(metric).unit === 'share'
  const touched = formState.dirtyFields
  useMeasuredBaseline(
    preview.data?.baseline,
    Boolean(touched.baseline),
    start.baseline !== undefined,
    (measured) => {
      setValue('baseline', measured.value, { shouldValidate: formState.isSubmitted })
      setValue('baselineWindow', measured.window)
    },
  )
  const suggestion =
    target === undefined
      ? ''
      : t('suggestion', { metric: metrics.name(metric), target: metrics.say(metric, target) })
  const renamed = Boolean(touched.name) || Boolean(start.name)
  useEffect(() => {
    if (!renamed) setValue('name', suggestion)
  }, [renamed, suggestion, setValue])
  return (
    <form noValidate onSubmit={form.submit(onSubmit)} className="flex flex-col gap-4">
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Card title={t('form.what')}>
        <div className="grid gap-4 md:grid-cols-2">
          <Field label={t('form.metric')} help={metrics.formula(metric)} error={form.errorOf('metric')}>
            <Controller
              control={control}
              name="metric"
              render={({ field }) => (
                <Select
                  value={field.value}
                  onChange={(next) => {
                    field.onChange(next)
                    setValue('target', undefined as never)
                    setValue('baseline', undefined as never, { shouldDirty: false })
                    form.resetField('baseline', { keepDirty: false } as never)
                  }}
                  choices={goalMetrics.map((id) => ({ value: id, label: metrics.name(id) }))}
                />
              )}
            />
          </Field>
          <Controller
            control={control}
            name="scope"
            render={({ field }) => (
              <ScopeField value={field.value} onChange={field.onChange} error={form.errorOf('scope')} />
            )}
          />
        </div>
        {metricOf(metric).goal === 'window' && <p className="mt-3 text-sm text-muted">{t('form.window')}</p>}
      </Card>
      <Card title={t('form.fromTo')}>
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            label={t('form.baseline')}
            help={<BaselineHelp preview={preview.data?.baseline} />}
            error={form.errorOf('baseline')}
          >
            <Controller
              control={control}
              name="baseline"
              render={({ field }) => (
                <AmountField
                  key={metric}
                  name={field.name}
                  share={share}
                  value={field.value}
                  onBlur={field.onBlur}
                  onChange={(value) => {
                    field.onChange(value)
                    setValue('baselineWindow', null)
                  }}
                />
              )}
            />
          </Field>
          <Field label={t('form.target')} help={t('form.targetHelp')} error={form.errorOf('target')}>
            <Controller
              control={control}
              name="target"
              render={({ field }) => (
                <AmountField
                  key={metric}
                  name={field.name}
                  share={share}
                  value={field.value}
                  onBlur={field.onBlur}
                  onChange={field.onChange}
                />
              )}
            />
          </Field>
          <Field label={t('form.startsOn')} error={form.errorOf('startsOn')}>
            <Controller
              control={control}
              name="startsOn"
              render={({ field }) => (
                <DateField
                  label={t('form.startsOn')}
                  value={field.value}
                  zone={timeZone}
                  weekStartsOn={weekStartsOn}
                  onChange={field.onChange}
                />
              )}
            />
          </Field>
          <Field label={t('form.deadline')} error={form.errorOf('deadline')}>
            <Controller
              control={control}
              name="deadline"
              render={({ field }) => (
                <DateField
                  label={t('form.deadline')}
                  value={field.value}
                  min={startsOn}
                  zone={timeZone}
                  weekStartsOn={weekStartsOn}
                  onChange={field.onChange}
                />
              )}
            />
          </Field>
        </div>
      </Card>
      <OddsCard metric={metric} deadline={deadline} target={target} preview={preview} />
      <Card title={t('form.who')}>
        <div className="grid gap-4 md:grid-cols-2">
          <Field label={t('form.name')} error={form.errorOf('name')}>
            <Input {...form.register('name')} />
          </Field>
          <Controller
            control={control}
            name="ownerId"
            render={({ field }) => <OwnerField value={field.value ?? null} onChange={field.onChange} />}
          />
        </div>
      </Card>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button look="primary" type="submit" busy={formState.isSubmitting}>
          {submitWords}
        </Button>
      </div>
    </form>
  )
}

type Measured = { value: number; window: { from: string; to: string } }

/** Fills in what was measured, as long as nobody wrote something else. */
function useMeasuredBaseline(
  baseline: { value: number | null; window: Measured['window'] } | undefined,
  typed: boolean,
  given: boolean,
  fill: (measured: Measured) => void,
) {
  const value = baseline?.value ?? null
  const day = baseline?.window.to
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new measurement fills in, not a new function
  useEffect(() => {
    if (!typed && !given && value !== null && baseline) fill({ value, window: baseline.window })
  }, [value, day, typed, given])
}

function BaselineHelp({
  preview,
}: {
  preview: { value: number | null; window: { from: string; to: string } } | undefined
}) {
  const t = useWords('goals')
  const say = useSayDay()
  if (!preview) return null
  if (preview.value === null) return t('form.noBaseline')
  const { from, to } = preview.window
  return from === to
    ? t('form.measuredOn', { day: say(to) })
    : t('form.measuredOver', { from: say(from), to: say(to) })
}
