import { Controller } from 'react-hook-form'
import { type Objective, Objective as Objectives } from '../../../modules/plan/objectives/contract.ts'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { fieldId } from './field-id.ts'
import type { GoalFormState } from './form-state.ts'

/** What the goal is for, what reaching it is worth, and what it may take. */
export function PurposeCard({ form }: { form: GoalFormState }) {
  const t = useWords('goals')
  const { control, register, errorOf } = form
  return (
    <Card title={t('form.why')}>
      <div className="grid gap-4 md:grid-cols-2">
        <div id={fieldId('objective')}>
          <Field label={t('form.objective')} error={errorOf('objective')} optional>
            <Controller
              control={control}
              name="objective"
              render={({ field }) => (
                <Select<Objective | 'none'>
                  value={field.value ?? 'none'}
                  onChange={(next) => field.onChange(next === 'none' ? null : next)}
                  choices={[
                    { value: 'none', label: t('form.noObjective') },
                    ...Objectives.options.map((value) => ({ value, label: t(`objectives.${value}`) })),
                  ]}
                />
              )}
            />
          </Field>
        </div>
        <Field label={t('form.businessValue')} error={errorOf('businessValue')} optional>
          <Textarea rows={1} className="min-h-control" {...register('businessValue')} />
        </Field>
        <div id={fieldId('people')}>
          <Field label={t('form.people')} error={errorOf('people')} optional>
            <Input placeholder={t('form.peopleExample')} {...register('people')} />
          </Field>
        </div>
        <div id={fieldId('money')}>
          <Field label={t('form.money')} error={errorOf('money')} optional>
            <Input placeholder={t('form.moneyExample')} {...register('money')} />
          </Field>
        </div>
      </div>
    </Card>
  )
}
