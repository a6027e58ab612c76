import { type Objective, Objective as Objectives } from '../../../modules/plan/objectives/contract.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'

type Props = { value: Objective | null; onChange: (objective: Objective) => void }

/** One of eight, by arrow keys or by a press. */
export function ObjectiveField({ value, onChange }: Props) {
  const t = useWords('strategy')
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t('fields.objective.objective')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {Objectives.options.map((objective) => (
          <label
            key={objective}
            className={cx(
              'relative flex cursor-pointer items-start gap-3 rounded-md border px-3 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus',
              value === objective ? 'border-accent-solid bg-accent-soft' : 'border-edge hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name="objective"
              className="sr-only"
              checked={value === objective}
              onChange={() => onChange(objective)}
            />
            <span
              aria-hidden
              className={cx(
                'mt-1 flex size-4 shrink-0 rounded-full border',
                value === objective ? 'border-[5px] border-accent-solid' : 'border-edge',
              )}
            />
            <span className="min-w-0">
              <span className="block font-medium">{t(`objectives.${objective}`)}</span>
              <span className="block text-sm text-muted">{t(`objectiveHelp.${objective}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
