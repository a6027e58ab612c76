import { CircleCheck, Gavel, Pause, Play, Square } from 'lucide-react'
import type { Pilot } from '../../../modules/plan/pilots/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { useWords } from '../../kit/words.ts'

/** How a pilot stands, as shape and word. */
export function PilotBadge({ pilot: { state, verdict, endsOn }, today }: { pilot: Pilot; today: string }) {
  const t = useWords('choice')
  if (verdict)
    return (
      <Badge tone="good" icon={Gavel}>
        {t('pilot.states.decided')}
      </Badge>
    )
  if (state === 'running' && endsOn < today)
    return (
      <Badge tone="info" icon={CircleCheck}>
        {t('pilot.states.over')}
      </Badge>
    )
  const { tone, icon } = {
    running: { tone: 'info', icon: Play } as const,
    paused: { tone: 'warn', icon: Pause } as const,
    stopped: { tone: 'quiet', icon: Square } as const,
  }[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`pilot.states.${state}`)}
    </Badge>
  )
}
