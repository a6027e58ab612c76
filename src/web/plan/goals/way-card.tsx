import { Controller, useWatch } from 'react-hook-form'
import { measureOf, type Preview } from '../../../modules/plan/goals/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { AmountField } from './amount-field.tsx'
import { fieldId } from './field-id.ts'
import type { GoalFormState } from './form-state.ts'
import { useSayDay } from './status.tsx'

type Props = { form: GoalFormState; baseline: Preview['baseline'] | undefined }

/** From where to where, and from when until when. */
export function WayCard({ form, baseline }: Props) {
  const t = useWords('goals')
  const metric = useWatch({ control: form.control, name: 'metric' })
  const isTotal = measureOf(metric).read === 'total'
  return (
    <Card title={t('form.fromTo')}>
      <div className="grid gap-4 md:grid-cols-2">
        {!isTotal && <Amount form={form} name="baseline" help={<BaselineHelp preview={baseline} />} />}
        <Amount
          form={form}
          name="target"
          label={isTotal ? t('form.count') : t('form.target')}
          help={t('form.targetHelp')}
        />
        {isTotal ? null : <Amount form={form} name="floor" help={t('form.floorHelp')} optional />}
        <span className="hidden md:block" />
        <Day form={form} name="startsOn" />
        <Day form={form} name="deadline" />
        {metric === 'posts_planned' && <PlanDays form={form} />}
      </div>
    </Card>
  )
}

type AmountProps = {
  form: GoalFormState
  name: 'baseline' | 'target' | 'floor'
  label?: string
  help: React.ReactNode
  optional?: boolean
}

function Amount({ form, name, label, help, optional = false }: AmountProps) {
  const t = useWords('goals')
  const [metric, manualId] = useWatch({ control: form.control, name: ['metric', 'manualId'] })
  const { unit } = measureOf(metric)
  return (
    <div {...(name !== 'floor' && { id: fieldId(name) })}>
      <Field label={label ?? t(`form.${name}`)} help={help} error={form.errorOf(name)} optional={optional}>
        <Controller
          control={form.control}
          name={name}
          render={({ field }) => (
            <AmountField
              key={`${metric} ${manualId}`}
              name={field.name}
              unit={unit}
              value={field.value ?? undefined}
              onBlur={field.onBlur}
              onChange={(value) => {
                field.onChange(value ?? (name === 'floor' ? null : undefined))
                if (name === 'baseline') form.setValue('baselineWindow', null)
              }}
            />
          )}
        />
      </Field>
    </div>
  )
}

function Day({ form, name }: { form: GoalFormState; name: 'startsOn' | 'deadline' }) {
  const t = useWords('goals')
  const { timeZone, weekStartsOn } = useWorkspace()
  const startsOn = useWatch({ control: form.control, name: 'startsOn' })
  return (
    <div {...(name === 'deadline' && { id: fieldId(name) })}>
      <Field label={t(`form.${name}`)} error={form.errorOf(name)}>
        <Controller
          control={form.control}
          name={name}
          render={({ field }) => (
            <DateField
              label={t(`form.${name}`)}
              value={field.value}
              {...(name === 'deadline' && { min: startsOn })}
              zone={timeZone}
              weekStartsOn={weekStartsOn}
              onChange={field.onChange}
            />
          )}
        />
      </Field>
    </div>
  )
}

/** For which days is planned. */
function PlanDays({ form }: { form: GoalFormState }) {
  const t = useWords('goals')
  const { timeZone, weekStartsOn } = useWorkspace()
  return (
    <Controller
      control={form.control}
      name="plan"
      render={({ field }) => (
        <>
          {(['from', 'to'] as const).map((side) => {
            const label = t(side === 'from' ? 'form.planFrom' : 'form.planTo')
            return (
              <Field key={side} label={label} error={side === 'to' ? form.errorOf('plan') : undefined}>
                <DateField
                  label={label}
                  value={field.value?.[side] ?? ''}
                  {...(side === 'to' && field.value && { min: field.value.from })}
                  zone={timeZone}
                  weekStartsOn={weekStartsOn}
                  onChange={(day) => {
                    const from = side === 'from' ? day : (field.value?.from ?? day)
                    const to = side === 'to' ? day : (field.value?.to ?? day)
                    field.onChange({ from, to: later(from, to) })
                  }}
                />
              </Field>
            )
          })}
        </>
      )}
    />
  )
}

const later = (a: string, b: string): string => (a > b ? a : b)

function BaselineHelp({ preview }: { preview: Preview['baseline'] | undefined }) {
  const t = useWords('goals')
  const say = useSayDay()
  if (!preview) return null
  if (preview.value === null) return t('form.noBaseline')
  const { from, to } = preview.window
  return from === to
    ? t('form.measuredOn', { day: say(to) })
    : t('form.measuredOver', { from: say(from), to: say(to) })
}
