import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  type LucideIcon,
  ShieldCheck,
  TriangleAlert,
  UserCheck,
} from 'lucide-react'
import type { Level } from '../../../modules/plan/impostors/contract.ts'
import type { AnyVerdict, CheckState, RunState } from '../../../modules/plan/presence/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import type { Tone } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'

type Face = { tone: Tone; icon: LucideIcon }

/** Each state in colour, shape and word. */
export const checkFaces = {
  good: { tone: 'good', icon: CircleCheck },
  weak: { tone: 'warn', icon: CircleAlert },
  missing: { tone: 'bad', icon: CircleX },
  unknown: { tone: 'quiet', icon: CircleDashed },
} satisfies Record<CheckState, Face>

const levelFaces = {
  likely: { tone: 'bad', icon: TriangleAlert },
  possible: { tone: 'warn', icon: CircleAlert },
  unlikely: { tone: 'quiet', icon: CircleDashed },
} satisfies Record<Level, Face>

export function LevelBadge({ level }: { level: Level }) {
  const t = useWords('presence')
  const { tone, icon } = levelFaces[level]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`levels.${level}`)}
    </Badge>
  )
}

const verdictFaces = {
  keep: { tone: 'good', icon: CircleCheck },
  mend: { tone: 'warn', icon: CircleAlert },
  close: { tone: 'bad', icon: CircleX },
  impostor: { tone: 'bad', icon: TriangleAlert },
  not_one: { tone: 'quiet', icon: UserCheck },
  ours: { tone: 'good', icon: ShieldCheck },
  undecided: { tone: 'doubt', icon: CircleHelp },
} satisfies Record<AnyVerdict, Face>

export function VerdictBadge({ verdict }: { verdict: AnyVerdict }) {
  const say = useSayVerdict()
  const { tone, icon } = verdictFaces[verdict]
  return (
    <Badge tone={tone} icon={icon}>
      {say(verdict)}
    </Badge>
  )
}

export function useSayVerdict(): (verdict: AnyVerdict) => string {
  const t = useWords('presence')
  return (verdict) =>
    verdict === 'keep' || verdict === 'mend' || verdict === 'close'
      ? t(`verdicts.${verdict}`)
      : t(`suspectVerdicts.${verdict}`)
}

const runFaces = {
  waiting: { tone: 'info', icon: CircleDashed },
  running: { tone: 'info', icon: CircleDashed },
  done: { tone: 'good', icon: CircleCheck },
  partial: { tone: 'warn', icon: CircleAlert },
  failed: { tone: 'bad', icon: CircleX },
} satisfies Record<RunState, Face>

export function RunBadge({ state }: { state: RunState }) {
  const t = useWords('presence')
  const { tone, icon } = runFaces[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </Badge>
  )
}
