import { useEffect } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { GoalBody, measureOf } from '../../../modules/plan/goals/contract.ts'
import type { Mend } from '../../../modules/plan/smart/contract.ts'
import { useContractForm } from '../../api/form.ts'
import { type Numbered, useSayGoalNumber } from '../../api/goal-numbers.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { BoundsCard } from './bounds-card.tsx'
import type { GoalFields, GoalFormState, GoalStart } from './form-state.ts'
import { LettersCard } from './letters-card.tsx'
import { MilestonesCard } from './milestones-card.tsx'
import { NumberCard } from './number-card.tsx'
import { OddsCard } from './odds-card.tsx'
import { OwnerField } from './owner-field.tsx'
import { ParentField } from './parent-field.tsx'
import { PurposeCard } from './purpose-card.tsx'
import { useGoalNames } from './use-goal-names.ts'
import { useManuals } from './use-manuals.ts'
import { usePreview } from './use-preview.ts'
import { WayCard } from './way-card.tsx'

type Props = {
  /** The goal that is changed; null for a new one. */
  self?: string | null
  start: GoalStart
  submitWords: string
  onSubmit: (body: GoalBody) => Promise<unknown>
  onCancel: () => void
  /** Keeps what was written as long as nothing is saved. */
  onWritten?: (values: GoalFields) => void
}

const empty = {
  ...{ baselineWindow: null, ownerId: null, name: '', objective: null },
  ...{ businessValue: '', people: '', money: '', constraints: [], milestones: [] },
  ...{ manualId: null, floor: null, plan: null, parentId: null },
} as const

/** One metric, whose, from where to where, and by when. Baseline, odds and letters come from the data while it is typed. */
export function GoalForm({ self = null, start, submitWords, onSubmit, onCancel, onWritten }: Props) {
  const t = useWords('goals')
  const form: GoalFormState = useContractForm(GoalBody, { ...empty, ...start })
  const { control, setValue, formState } = form
  const values = useWatch({ control }) as GoalFields
  const manuals = useManuals()
  const { metric, manualId, plan, scope, baseline, target, startsOn, deadline, objective, people, money } =
    values
  const preview = usePreview({ metric, manualId, plan, scope, startsOn, deadline, target })
  const of = { metric, manual: manuals.get(manualId ?? '') ?? null }
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
  const isNamed = Boolean(touched.name) || Boolean(start.name)
  useSuggestedName(form, isNamed, of, target)
  // A name that was only suggested is suggested anew.
  useWritten(isNamed ? values : { ...values, name: '' }, onWritten)
  const fill = ({ field, value }: Mend) => {
    if (field === 'manual') return
    setValue(field, value as never, { shouldDirty: true, shouldTouch: true, shouldValidate: true })
    if (field === 'baseline') setValue('baselineWindow', preview.data?.baseline.window ?? null)
  }
  return (
    <form noValidate onSubmit={form.submit(onSubmit)} className="flex flex-col gap-4">
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <NumberCard form={form} />
      <WayCard form={form} baseline={preview.data?.baseline} />
      <OddsCard of={of} deadline={deadline} target={target} preview={preview} />
      {measureOf(metric).read !== 'total' && <MilestonesCard form={form} />}
      <BoundsCard form={form} />
      <PurposeCard form={form} />
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
          <Controller
            control={control}
            name="parentId"
            render={({ field }) => (
              <ParentField
                value={field.value ?? null}
                onChange={field.onChange}
                error={form.errorOf('parentId')}
                self={self}
              />
            )}
          />
        </div>
      </Card>
      <LettersCard
        of={of}
        fields={{
          metric,
          manualId,
          plan,
          scope,
          baseline,
          target,
          startsOn,
          deadline,
          objective,
          people,
          money,
        }}
        onFill={fill}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button look="primary" type="submit" busy={formState.isSubmitting}>
          {submitWords}
        </Button>
      </div>
    </form>
  )
}

function useWritten(values: GoalFields, onWritten: Props['onWritten']) {
  const said = JSON.stringify(values)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other values are kept, not another function
  useEffect(() => onWritten?.(values), [said])
}

/** Named by its number and target, as long as nobody named it. */
function useSuggestedName(
  { setValue }: GoalFormState,
  renamed: boolean,
  of: Parameters<ReturnType<typeof useGoalNames>['name']>[0] & Numbered,
  target: number | undefined,
) {
  const t = useWords('goals')
  const names = useGoalNames()
  const say = useSayGoalNumber()
  const suggestion =
    target === undefined ? '' : t('suggestion', { metric: names.name(of), target: say(of, target) })
  useEffect(() => {
    if (!renamed) setValue('name', suggestion)
  }, [renamed, suggestion, setValue])
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
