import { useQuery } from '@tanstack/react-query'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import type { GoalScope } from '../../../modules/plan/goals/contract.ts'
import { cutsOf, SegmentList } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { Field } from '../../kit/field.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { type Choice, Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

type Props = { value: GoalScope; onChange: (scope: GoalScope) => void; error: string | undefined }

const keyOf = ({ kind, id }: GoalScope): string => `${kind}:${id ?? ''}`

/** The whole workspace, one network, one channel, one segment of channels or one campaign, in one list. */
export function ScopeField({ value, onChange, error }: Props) {
  const t = useWords('goals')
  const scopes = useScopes()
  return (
    <Field label={t('form.scope')} error={error}>
      <Select
        value={keyOf(value)}
        onChange={(key) => {
          const [kind, id] = key.split(':') as [GoalScope['kind'], string]
          onChange({ kind, id: id || null })
        }}
        choices={scopes}
      />
    </Field>
  )
}

function useScopes(): Choice[] {
  const t = useWords('goals')
  const may = useMay()
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  const campaigns = useQuery(ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList }))
  // Of a segment that cuts people no network tells a number.
  const segments = useQuery({
    ...ask({ topic: 'segments', path: '/segments', schema: SegmentList }),
    enabled: may('team.read'),
  })
  const faces = new Map(channels.map(({ face }) => [face.id, face]))
  return [
    { value: 'workspace:', label: t('scopes.workspace') },
    ...[...faces.values()].map((face) => ({
      value: `network:${face.id}`,
      label: t('scopes.network', { name: face.name }),
      mark: <NetworkMark network={face} size="small" />,
    })),
    ...channels.map(({ id, name, face }) => ({
      value: `channel:${id}`,
      label: name,
      mark: <NetworkMark network={face} size="small" />,
    })),
    ...(segments.data?.items ?? [])
      .filter(({ filter }) => cutsOf(filter).length === 0)
      .map(({ id, name }) => ({ value: `segment:${id}`, label: t('scopes.segment', { name }) })),
    ...(campaigns.data?.items ?? []).map(({ id, name }) => ({
      value: `campaign:${id}`,
      label: t('scopes.campaign', { name }),
    })),
  ]
}
