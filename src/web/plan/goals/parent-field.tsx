import { useQuery } from '@tanstack/react-query'
import { GoalList } from '../../../modules/plan/goals/contract.ts'
import { ask } from '../../api/query.ts'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

type Props = {
  value: string | null
  onChange: (id: string | null) => void
  error: string | undefined
  /** The goal itself, which cannot stand beneath itself. */
  self: string | null
}

/** The goal that this one is a KPI of. */
export function ParentField({ value, onChange, error, self }: Props) {
  const t = useWords('goals')
  const goals = useQuery(ask({ topic: 'goals', path: '/goals', query: { limit: 200 }, schema: GoalList }))
  const tops = (goals.data?.items ?? []).filter(({ id, parent }) => id !== self && parent === null)
  if (tops.length === 0 && value === null) return null
  return (
    <Field label={t('form.parent')} help={t('form.parentHelp')} error={error} optional>
      <Select
        value={value ?? 'none'}
        onChange={(id) => onChange(id === 'none' ? null : id)}
        choices={[
          { value: 'none', label: t('form.noParent') },
          ...tops.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Field>
  )
}
