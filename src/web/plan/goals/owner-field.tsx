import { useQuery } from '@tanstack/react-query'
import { MemberList } from '../../../modules/people/members/contract.ts'
import { ask } from '../../api/query.ts'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

type Props = { value: string | null; onChange: (id: string | null) => void }

/** Who answers for it. */
export function OwnerField({ value, onChange }: Props) {
  const t = useWords('goals')
  const members = useQuery(
    ask({ topic: 'members', path: '/members', query: { limit: 200 }, schema: MemberList }),
  )
  return (
    <Field label={t('form.owner')} optional>
      <Select
        value={value ?? 'none'}
        onChange={(id) => onChange(id === 'none' ? null : id)}
        choices={[
          { value: 'none', label: t('form.nobody') },
          ...(members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Field>
  )
}
