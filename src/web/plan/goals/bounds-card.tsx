import { Plus, X } from 'lucide-react'
import { useWatch } from 'react-hook-form'
import { type Constraint, measureOf } from '../../../modules/plan/goals/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { AmountField } from './amount-field.tsx'
import { FieldError } from './field-error.tsx'
import { errorIn, type GoalFormState } from './form-state.ts'
import { chosenOf, keyOf, useNumberChoices } from './number-choice.ts'

const most = 10
type Row = Omit<Constraint, 'value'> & { value: number | undefined }

/** Other numbers that must not suffer on the way. */
export function BoundsCard({ form }: { form: GoalFormState }) {
  const t = useWords('goals')
  const rows = (useWatch({ control: form.control, name: 'constraints' }) ?? []) as Row[]
  const set = (next: Row[]) =>
    form.setValue('constraints', next as Constraint[], {
      shouldDirty: true,
      shouldValidate: form.formState.isSubmitted,
    })
  return (
    <Card title={t('bounds.title')} help={t('bounds.help')}>
      <ul className="flex flex-col gap-3">
        {rows.map((row, place) => (
          <BoundRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and do not change places
            key={place}
            row={row}
            onChange={(changed) => set(rows.with(place, changed))}
            onRemove={() => set(rows.toSpliced(place, 1))}
          />
        ))}
      </ul>
      <FieldError words={errorIn(form, 'constraints')} />
      {rows.length < most && (
        <Button
          icon={Plus}
          size="small"
          className={rows.length > 0 ? 'mt-3' : ''}
          onClick={() =>
            set([...rows, { metric: 'er_followers', manualId: null, bound: 'least', value: undefined }])
          }
        >
          {t('bounds.add')}
        </Button>
      )}
    </Card>
  )
}

type RowProps = { row: Row; onChange: (row: Row) => void; onRemove: () => void }

function BoundRow({ row, onChange, onRemove }: RowProps) {
  const t = useWords('goals')
  const { metric, manualId, bound, value } = row
  const choices = useNumberChoices({ output: false, chosen: manualId })
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[2fr_1fr_1fr_auto]">
      <Select
        label={t('bounds.number')}
        className="col-start-1"
        value={keyOf({ metric, manualId })}
        onChange={(key) => onChange({ ...row, ...chosenOf(key), value: undefined })}
        choices={choices}
      />
      <Select
        label={t('bounds.way')}
        className="col-start-1 sm:col-start-auto"
        value={bound}
        onChange={(next) => onChange({ ...row, bound: next })}
        choices={(['most', 'least'] as const).map((one) => ({ value: one, label: t(`bounds.${one}`) }))}
      />
      <AmountField
        key={`${metric} ${manualId}`}
        label={t('bounds.value')}
        name="bound"
        unit={measureOf(metric).unit}
        value={value}
        onChange={(next) => onChange({ ...row, value: next })}
      />
      <IconButton
        icon={X}
        label={t('bounds.remove')}
        className="col-start-2 row-start-1 sm:col-start-auto sm:row-start-auto"
        onClick={onRemove}
      />
    </li>
  )
}
