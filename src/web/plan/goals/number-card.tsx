import { useState } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { isOwn, measureOf } from '../../../modules/plan/goals/contract.ts'
import { addDays } from '../../kit/days.ts'
import { Field } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { fieldId } from './field-id.ts'
import type { GoalFormState } from './form-state.ts'
import { ManualDialog } from './manual-dialog.tsx'
import { type Chosen, chosenOf, keyOf, useNumberChoices } from './number-choice.ts'
import { ScopeField } from './scope-field.tsx'
import { useGoalNames } from './use-goal-names.ts'

const whole = { kind: 'workspace', id: null } as const

/** The last entry of the list: it opens a dialog instead of being chosen. */
const addKey = 'add'

/** Which number, and whose. */
export function NumberCard({ form }: { form: GoalFormState }) {
  const t = useWords('goals')
  const names = useGoalNames()
  const { control, setValue, errorOf } = form
  const [metric, manualId] = useWatch({ control, name: ['metric', 'manualId'] })
  const [adding, setAdding] = useState(false)
  const choices = useNumberChoices({ output: true, chosen: manualId })
  const choose = (chosen: Chosen) => {
    setValue('metric', chosen.metric, { shouldDirty: true })
    setValue('manualId', chosen.manualId)
    setValue('target', undefined as never)
    setValue('floor', null)
    setValue('milestones', [])
    setValue('baselineWindow', null)
    const { read } = measureOf(chosen.metric)
    if (read === 'total') setValue('baseline', 0)
    else {
      setValue('baseline', undefined as never, { shouldDirty: false })
      form.resetField('baseline', { keepDirty: false } as never)
    }
    setValue('plan', chosen.metric === 'posts_planned' ? planFor(form.getValues()) : null)
    // What is entered by hand is of no network or channel, and nothing else is known of a part of their people.
    const { kind } = form.getValues('scope')
    if (kind === 'segment' || chosen.metric === 'manual')
      setValue('scope', chosen.metric === 'manual' && kind === 'segment' ? form.getValues('scope') : whole)
  }
  const { read } = measureOf(metric)
  return (
    <Card title={t('form.what')}>
      <div className="grid gap-4 md:grid-cols-2">
        <div id={fieldId('metric')}>
          <Field label={t('form.metric')} help={names.help(metric)} error={errorOf('metric')}>
            <Select
              name="metric"
              value={keyOf({ metric, manualId: manualId ?? null })}
              onChange={(key) => (key === addKey ? setAdding(true) : choose(chosenOf(key)))}
              choices={[...choices, { value: addKey, label: t('numbers.add') }]}
            />
          </Field>
        </div>
        <div id={fieldId('scope')}>
          <Controller
            control={control}
            name="scope"
            render={({ field }) => (
              <ScopeField
                value={field.value}
                onChange={field.onChange}
                error={errorOf('scope')}
                byHand={metric === 'manual'}
              />
            )}
          />
        </div>
      </div>
      {!isOwn(metric) && read === 'window' && <p className="mt-3 text-sm text-muted">{t('form.window')}</p>}
      {adding && (
        <ManualDialog
          onClose={() => setAdding(false)}
          onSaved={({ id }) => {
            setAdding(false)
            choose({ metric: 'manual', manualId: id })
          }}
        />
      )}
    </Card>
  )
}

const fourWeeks = 27

/** Four weeks from the day after the deadline. */
function planFor({ deadline, startsOn }: { deadline: string; startsOn: string }) {
  const from = addDays(deadline || startsOn, 1)
  return { from, to: addDays(from, fourWeeks) }
}
