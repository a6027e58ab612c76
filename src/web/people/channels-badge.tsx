import type { ChannelRoles } from '../../modules/people/members/contract.ts'
import { Badge } from '../kit/badge.tsx'
import { useWords } from '../kit/words.ts'

/** Says in a list that somebody, or a key, is not the same everywhere. */
export function ChannelsBadge({ channels }: { channels: ChannelRoles }) {
  const t = useWords('people')
  const count = Object.values(channels.parts).filter((part) => !channels.chosenOnly || part !== 'none').length
  return (
    <Badge tone="quiet">
      {channels.chosenOnly ? t('channels.badgeOnly', { count }) : t('channels.badgeSome', { count })}
    </Badge>
  )
}
