import { ChevronDown, X } from 'lucide-react'
import { Evidence, type Fact } from '../../../modules/plan/personas/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { Evidenced, Shares } from './facts.tsx'

type Props = {
  fact: Fact
  /** It cannot be kept as it is. */
  fault: boolean
  onChange: (change: Partial<Fact>) => void
  onRemove: () => void
}

/** One fact: what, from where, and since when it is known. */
export function FactEditor({ fact, fault, onChange, onRemove }: Props) {
  const t = useWords('personas')
  const { timeZone, weekStartsOn } = useWorkspace()
  const { field, words, range, shares, evidence, source, knownOn } = fact
  const name = t(`fields.${field}`)
  return (
    <fieldset
      className={cx('rounded-md border p-3', fault ? 'border-bad-mark' : 'border-line')}
      aria-invalid={fault || undefined}
    >
      <legend className="sr-only">{name}</legend>
      <div className="mb-2 flex items-center justify-between gap-2">
        <span aria-hidden className="font-medium">
          {name}
        </span>
        <IconButton icon={X} size="small" label={t('removeFact', { name })} onClick={onRemove} />
      </div>
      {range && (
        <div className="mb-2 flex items-end gap-2">
          <Age
            label={t('ageFrom')}
            value={range.from}
            onChange={(from) => onChange({ range: { ...range, from } })}
          />
          <Age label={t('ageTo')} value={range.to} onChange={(to) => onChange({ range: { ...range, to } })} />
        </div>
      )}
      {shares.length > 0 && (
        <div className="mb-2">
          <Shares shares={shares} />
        </div>
      )}
      <Field hideLabel label={name} error={fault ? t('factFault') : undefined}>
        <Textarea
          rows={2}
          className="min-h-14"
          maxLength={500}
          placeholder={t(`fieldHelp.${field}`)}
          value={words}
          onChange={({ target }) => onChange({ words: target.value })}
        />
      </Field>
      <details className="group mt-1">
        <summary className="flex min-h-control cursor-pointer list-none flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          <Evidenced fact={fact} />
          <ChevronDown aria-hidden className="size-4 group-open:rotate-180" />
        </summary>
        <div className="grid gap-2 pt-1 sm:grid-cols-3">
          <Field label={t('form.evidence')}>
            <Select
              value={evidence}
              onChange={(next) => onChange({ evidence: next })}
              choices={Evidence.options
                .filter((value) => value !== 'import' || evidence === 'import')
                .map((value) => ({ value, label: t(`evidence.${value}`) }))}
            />
          </Field>
          <Field label={t('form.source')}>
            <Input
              maxLength={300}
              value={source}
              onChange={({ target }) => onChange({ source: target.value })}
            />
          </Field>
          <Field label={t('form.knownOn')}>
            <DateField
              label={t('form.knownOn')}
              value={knownOn ?? ''}
              onChange={(day) => onChange({ knownOn: day })}
              zone={timeZone}
              weekStartsOn={weekStartsOn}
            />
          </Field>
        </div>
      </details>
    </fieldset>
  )
}

type AgeProps = { label: string; value: number; onChange: (value: number) => void }

const Age = ({ label, value, onChange }: AgeProps) => (
  <Field label={label} className="w-24">
    <Input
      type="number"
      inputMode="numeric"
      min={0}
      max={120}
      value={String(value)}
      onChange={({ target }) => onChange(Math.round(Number(target.value)) || 0)}
    />
  </Field>
)
