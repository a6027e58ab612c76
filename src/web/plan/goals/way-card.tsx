import { Controller, useWatch } from 'react-hook-form'
import { metricOf } from '../../../modules/measure/metrics/contract.ts'
import type { Preview } from '../../../modules/plan/goals/contract.ts'
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
  return (
    <Card title={t('form.fromTo')}>
      <div className="grid gap-4 md:grid-cols-2">
        <Amount form={form} name="baseline" help={<BaselineHelp preview={baseline} />} />
        <Amount form={form} name="target" help={t('form.targetHelp')} />
        <Day form={form} name="startsOn" />
        <Day form={form} name="deadline" />
      </div>
    </Card>
  )
}

type AmountProps = { form: GoalFormState; name: 'baseline' | 'target'; help: React.ReactNode }

function Amount({ form, name, help }: AmountProps) {
  const t = useWords('goals')
  const metric = useWatch({ control: form.control, name: 'metric' })
  return (
    <div id={fieldId(name)}>
      <Field label={t(`form.${name}`)} help={help} error={form.errorOf(name)}>
        <Controller
          control={form.control}
          name={name}
          render={({ field }) => (
            <AmountField
              key={metric}
              name={field.name}
              share={metricOf(metric).unit === 'share'}
              value={field.value}
              onBlur={field.onBlur}
              onChange={(value) => {
                field.onChange(value)
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
