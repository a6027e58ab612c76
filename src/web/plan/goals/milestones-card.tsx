import { Plus, X } from 'lucide-react'
import { useWatch } from 'react-hook-form'
import { type Milestone, measureOf } from '../../../modules/plan/goals/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { addDays } from '../../kit/days.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { AmountField } from './amount-field.tsx'
import { FieldError } from './field-error.tsx'
import { errorIn, type GoalFields, type GoalFormState } from './form-state.ts'

const most = 20
type Row = { day: string; value: number | undefined }

/** Where it is to stand on days on the way. */
export function MilestonesCard({ form }: { form: GoalFormState }) {
  const t = useWords('goals')
  const values = useWatch({ control: form.control }) as GoalFields
  const rows = (values.milestones ?? []) as Row[]
  const set = (next: Row[]) =>
    form.setValue('milestones', next as Milestone[], {
      shouldDirty: true,
      shouldValidate: form.formState.isSubmitted,
    })
  return (
    <Card title={t('milestones.title')} help={t('milestones.help')}>
      <ul className="flex flex-col gap-3">
        {rows.map((row, place) => (
          <MilestoneRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and do not change places
            key={place}
            row={row}
            of={values}
            onChange={(changed) => set(rows.with(place, changed))}
            onRemove={() => set(rows.toSpliced(place, 1))}
          />
        ))}
      </ul>
      <FieldError words={errorIn(form, 'milestones')} />
      {rows.length < most && (
        <Button
          icon={Plus}
          size="small"
          className={rows.length > 0 ? 'mt-3' : ''}
          onClick={() => set([...rows, halfWay(values, rows)])}
        >
          {t('milestones.add')}
        </Button>
      )}
    </Card>
  )
}

/** Half of the way that is left, as a beginning. */
function halfWay({ startsOn, deadline }: GoalFields, rows: readonly Row[]): Row {
  const from = rows.at(-1)?.day || startsOn
  const days = Math.round((Date.parse(deadline || addDays(from, 28)) - Date.parse(from)) / 86_400_000)
  return { day: addDays(from, Math.max(1, Math.floor(days / 2))), value: undefined }
}

type RowProps = { row: Row; of: GoalFields; onChange: (row: Row) => void; onRemove: () => void }

function MilestoneRow({ row, of, onChange, onRemove }: RowProps) {
  const t = useWords('goals')
  const { timeZone, weekStartsOn } = useWorkspace()
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[1fr_1fr_auto]">
      <DateField
        label={t('milestones.day')}
        value={row.day}
        min={addDays(of.startsOn, 1)}
        zone={timeZone}
        weekStartsOn={weekStartsOn}
        onChange={(day) => onChange({ ...row, day })}
      />
      <AmountField
        key={`${of.metric} ${of.manualId}`}
        label={t('bounds.value')}
        name="milestone"
        unit={measureOf(of.metric).unit}
        value={row.value}
        onChange={(value) => onChange({ ...row, value })}
      />
      <IconButton
        icon={X}
        label={t('milestones.remove')}
        className="col-start-2 row-start-1 sm:col-start-auto sm:row-start-auto"
        onClick={onRemove}
      />
    </li>
  )
}
