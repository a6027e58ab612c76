import {
  Ban,
  CircleCheck,
  Handshake,
  type LucideIcon,
  NotebookPen,
  PackageCheck,
  Search,
  Undo2,
} from 'lucide-react'
import type { JobState } from '../../../modules/plan/contractors/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import type { Tone } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'

const faces: Record<JobState, { tone: Tone; icon: LucideIcon }> = {
  brief: { tone: 'quiet', icon: NotebookPen },
  looking: { tone: 'info', icon: Search },
  agreed: { tone: 'info', icon: Handshake },
  delivered: { tone: 'accent', icon: PackageCheck },
  changes: { tone: 'warn', icon: Undo2 },
  accepted: { tone: 'good', icon: CircleCheck },
  cancelled: { tone: 'quiet', icon: Ban },
}

export function JobBadge({ state }: { state: JobState }) {
  const t = useWords('contractors')
  const { tone, icon } = faces[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </Badge>
  )
}
