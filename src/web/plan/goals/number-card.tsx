import { Controller, useWatch } from 'react-hook-form'
import { metricOf } from '../../../modules/measure/metrics/contract.ts'
import { goalMetrics } from '../../../modules/plan/goals/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { Field } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { fieldId } from './field-id.ts'
import type { GoalFormState } from './form-state.ts'
import { ScopeField } from './scope-field.tsx'

/** Which number, and whose. */
export function NumberCard({ form }: { form: GoalFormState }) {
  const t = useWords('goals')
  const metrics = useMetrics()
  const { control, setValue, errorOf } = form
  const metric = useWatch({ control, name: 'metric' })
  return (
    <Card title={t('form.what')}>
      <div className="grid gap-4 md:grid-cols-2">
        <div id={fieldId('metric')}>
          <Field label={t('form.metric')} help={metrics.formula(metric)} error={errorOf('metric')}>
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
        </div>
        <div id={fieldId('scope')}>
          <Controller
            control={control}
            name="scope"
            render={({ field }) => (
              <ScopeField value={field.value} onChange={field.onChange} error={errorOf('scope')} />
            )}
          />
        </div>
      </div>
      {metricOf(metric).goal === 'window' && <p className="mt-3 text-sm text-muted">{t('form.window')}</p>}
    </Card>
  )
}
