import {
  Ban,
  CalendarClock,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  Hand,
  Hourglass,
  Link2Off,
  type LucideIcon,
  MessageSquareQuote,
  PencilLine,
  Send,
  TimerOff,
  TrendingDown,
  TrendingUp,
} from 'lucide-react'

export type Tone = 'quiet' | 'info' | 'good' | 'warn' | 'bad' | 'doubt' | 'accent'

/** Every state that a post, a delivery, a channel or a goal can be in: its colour and its shape. Words: `kit.states`. */
export const states = {
  draft: { tone: 'quiet', icon: PencilLine },
  proposed: { tone: 'accent', icon: MessageSquareQuote },
  scheduled: { tone: 'info', icon: CalendarClock },
  claimed: { tone: 'info', icon: Hourglass },
  sending: { tone: 'info', icon: Send },
  sent: { tone: 'info', icon: Send },
  published: { tone: 'good', icon: CircleCheck },
  waiting: { tone: 'warn', icon: Clock },
  handed: { tone: 'accent', icon: Hand },
  failed: { tone: 'bad', icon: CircleX },
  in_doubt: { tone: 'doubt', icon: CircleHelp },
  missed: { tone: 'warn', icon: TimerOff },
  cancelled: { tone: 'quiet', icon: Ban },
  active: { tone: 'good', icon: CircleCheck },
  paused: { tone: 'warn', icon: CirclePause },
  reconnect: { tone: 'bad', icon: Link2Off },
  removed: { tone: 'quiet', icon: Ban },
  ahead: { tone: 'good', icon: TrendingUp },
  on_track: { tone: 'good', icon: CircleCheck },
  at_risk: { tone: 'warn', icon: TrendingDown },
  behind: { tone: 'bad', icon: CircleAlert },
  met: { tone: 'good', icon: CircleCheck },
  open: { tone: 'quiet', icon: CircleDashed },
  unknown: { tone: 'quiet', icon: CircleDashed },
} as const satisfies Record<string, { tone: Tone; icon: LucideIcon }>

export type State = keyof typeof states

/** Text and soft ground of a tone. */
export const toneSoft = {
  quiet: 'bg-quiet-soft text-quiet',
  info: 'bg-info-soft text-info',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  doubt: 'bg-doubt-soft text-doubt',
  accent: 'bg-accent-soft text-accent',
} satisfies Record<Tone, string>

/** Text alone. */
export const toneText = {
  quiet: 'text-quiet',
  info: 'text-info',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  doubt: 'text-doubt',
  accent: 'text-accent',
} satisfies Record<Tone, string>

/** A dot or a bar. */
export const toneMark = {
  quiet: 'bg-quiet-mark',
  info: 'bg-info-mark',
  good: 'bg-good-mark',
  warn: 'bg-warn-mark',
  bad: 'bg-bad-mark',
  doubt: 'bg-doubt-mark',
  accent: 'bg-accent-solid',
} satisfies Record<Tone, string>
