import { useQuery } from '@tanstack/react-query'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import type { GoalScope } from '../../../modules/plan/goals/contract.ts'
import { cutsOf, type Segment, SegmentList } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { Field } from '../../kit/field.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { type Choice, Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

type Props = {
  value: GoalScope
  onChange: (scope: GoalScope) => void
  error: string | undefined
  /** A number that people enter: of the whole workspace or of a segment. */
  byHand: boolean
}

const keyOf = ({ kind, id }: GoalScope): string => `${kind}:${id ?? ''}`

/** The whole workspace, one network, one channel, one segment of channels or one campaign, in one list. */
export function ScopeField({ value, onChange, error, byHand }: Props) {
  const t = useWords('goals')
  const scopes = useScopes(byHand)
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

function useScopes(byHand: boolean): Choice[] {
  const t = useWords('goals')
  const may = useMay()
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  const campaigns = useQuery(ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList }))
  const segments = useQuery({
    ...ask({ topic: 'segments', path: '/segments', schema: SegmentList }),
    enabled: may('team.read'),
  })
  const faces = new Map(channels.map(({ face }) => [face.id, face]))
  const workspace = { value: 'workspace:', label: t('scopes.workspace') }
  // Of a segment that cuts people no network tells a number.
  const cut = (segment: Segment): boolean => !byHand && cutsOf(segment.filter).length > 0
  const ofSegments = (segments.data?.items ?? []).map((segment) => ({
    value: `segment:${segment.id}`,
    label: t('scopes.segment', { name: segment.name }),
    disabled: cut(segment),
    ...(cut(segment) && { help: t('scopes.byHandOnly') }),
  }))
  if (byHand) return [workspace, ...ofSegments]
  return [
    workspace,
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
    ...ofSegments,
    ...(campaigns.data?.items ?? []).map(({ id, name }) => ({
      value: `campaign:${id}`,
      label: t('scopes.campaign', { name }),
    })),
  ]
}
