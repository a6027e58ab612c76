import {
  type Connection,
  Connection as ConnectionShape,
  connectionKinds,
} from '../../../modules/create/compliance/contract.ts'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

const unsaid = 'unsaid'

/** Who pays for the posts of a campaign; holds for those that say nothing of their own. */
export function CampaignTie({
  connection,
  onChange,
}: {
  connection: Connection | null
  onChange: (next: Connection | null) => void
}) {
  const t = useWords('compliance')
  return (
    <>
      <Field label={t('tie.kind')}>
        <Select
          value={connection?.kind ?? unsaid}
          onChange={(kind) => {
            const wanted = connectionKinds.find((one) => one === kind)
            onChange(wanted ? ConnectionShape.parse({ ...connection, kind: wanted }) : null)
          }}
          choices={[
            { value: unsaid, label: t('tie.unsaid') },
            ...connectionKinds.map((value) => ({ value, label: t(`tie.kinds.${value}`) })),
          ]}
        />
      </Field>
      {connection && connection.kind !== 'none' && (
        <Field label={t('tie.sponsor')} help={t('tie.sponsorHelp')}>
          <Input
            maxLength={200}
            value={connection.sponsor}
            onChange={(event) => onChange({ ...connection, sponsor: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}
