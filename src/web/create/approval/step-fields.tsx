import { approvingRoles, type RuleList } from '../../../modules/create/approval/contract.ts'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { Chips } from './chips.tsx'
import type { StepDraft } from './rule-draft.ts'
import { TeamFields } from './team-fields.tsx'

type Props = {
  step: StepDraft
  list: Pick<RuleList, 'people' | 'works'>
  errorAt: (at: string) => string | undefined
  onChange: (part: Partial<StepDraft>) => void
}

const ends = ['nothing', 'remind', 'escalate'] as const

/** Who is asked, how many of them, how long they have, and what then. */
export function StepFields({ step, list: { people, works }, errorAt, onChange }: Props) {
  const t = useWords('approval')
  const persons = people.map(({ id, name }) => ({ value: id, label: name }))
  const number = (name: 'hours' | 'remindHours' | 'moveMinutes', label: string, help?: string) => (
    <Field label={label} help={help} error={errorAt(name)} className="max-w-64">
      <Input
        inputMode="numeric"
        value={step[name]}
        onChange={({ target }) => onChange({ [name]: target.value.replace(/\D/g, '').slice(0, 6) })}
      />
    </Field>
  )
  return (
    <>
      <Field label={t('rule.stepName')} required error={errorAt('name')}>
        <Input maxLength={80} value={step.name} onChange={({ target }) => onChange({ name: target.value })} />
      </Field>
      <Chips
        label={t('rule.people')}
        choices={persons}
        chosen={step.people}
        onChange={(next) => onChange({ people: next })}
      />
      <Chips
        label={t('rule.roles')}
        choices={approvingRoles.map((value) => ({ value, label: t(`roleOf.${value}`) }))}
        chosen={step.roles}
        onChange={(roles) => onChange({ roles })}
      />
      <TeamFields works={works} chosen={step.team} onChange={(team) => onChange({ team })} />
      <Checkbox
        label={t('rule.clients')}
        checked={step.clients}
        onChange={(clients) => onChange({ clients })}
      />
      {errorAt('people') && (
        <p role="alert" className="text-sm text-bad">
          {errorAt('people')}
        </p>
      )}
      <Field label={t('rule.how')} className="max-w-64">
        <Select
          value={step.how}
          onChange={(how) => onChange({ how })}
          choices={(['any', 'all'] as const).map((value) => ({ value, label: t(`howOf.${value}`) }))}
        />
      </Field>
      {number('hours', t('rule.hours'))}
      {step.hours !== '' && (
        <>
          <Checkbox
            label={t('rule.working')}
            checked={step.working}
            onChange={(working) => onChange({ working })}
          />
          {number('remindHours', t('rule.remind'))}
          <Field label={t('rule.atDeadline')} help={t('rule.atDeadlineHelp')} className="max-w-sm">
            <Select
              value={step.atDeadline}
              onChange={(atDeadline) => onChange({ atDeadline })}
              choices={ends.map((value) => ({ value, label: t(`rule.atDeadlineOf.${value}`) }))}
            />
          </Field>
          {step.atDeadline === 'escalate' && (
            <Chips
              label={t('rule.escalateTo')}
              choices={persons}
              chosen={step.escalateTo}
              onChange={(escalateTo) => onChange({ escalateTo })}
            />
          )}
          {errorAt('escalateTo') && (
            <p role="alert" className="text-sm text-bad">
              {errorAt('escalateTo')}
            </p>
          )}
        </>
      )}
      {number('moveMinutes', t('rule.move'), t('rule.moveHelp'))}
    </>
  )
}
