import type advice from './en/advice.json'
import type approval from './en/approval.json'
import type assistant from './en/assistant.json'
import type audit from './en/audit.json'
import type budget from './en/budget.json'
import type brought from './en/brought.json'
import type bulk from './en/bulk.json'
import type calendar from './en/calendar.json'
import type calendars from './en/calendars.json'
import type channels from './en/channels.json'
import type competitors from './en/competitors.json'
import type choice from './en/choice.json'
import type composer from './en/composer.json'
import type compliance from './en/compliance.json'
import type contests from './en/contests.json'
import type contractors from './en/contractors.json'
import type deliveries from './en/deliveries.json'
import type goals from './en/goals.json'
import type guides from './en/guides.json'
import type hand from './en/hand.json'
import type hooks from './en/hooks.json'
import type kit from './en/kit.json'
import type manual from './en/manual.json'
import type media from './en/media.json'
import type metrics from './en/metrics.json'
import type numbers from './en/numbers.json'
import type people from './en/people.json'
import type personas from './en/personas.json'
import type pictures from './en/pictures.json'
import type plan from './en/plan.json'
import type posts from './en/posts.json'
import type presence from './en/presence.json'
import type problems from './en/problems.json'
import type segments from './en/segments.json'
import type settings from './en/settings.json'
import type shell from './en/shell.json'
import type smart from './en/smart.json'
import type slots from './en/slots.json'
import type strategy from './en/strategy.json'
import type tasks from './en/tasks.json'
import type team from './en/team.json'
import type today from './en/today.json'
import type together from './en/together.json'
import type writing from './en/writing.json'

/** The English files say which texts there are. A new namespace is a file in each language and a line here. */
export type English = {
  advice: typeof advice
  approval: typeof approval
  assistant: typeof assistant
  audit: typeof audit
  budget: typeof budget
  brought: typeof brought
  bulk: typeof bulk
  calendar: typeof calendar
  calendars: typeof calendars
  channels: typeof channels
  competitors: typeof competitors
  choice: typeof choice
  composer: typeof composer
  compliance: typeof compliance
  contests: typeof contests
  contractors: typeof contractors
  deliveries: typeof deliveries
  /** Codes of failures, gathered from deliveries and the folders of the networks; asked for by `useFailureWords`. */
  failures: Record<never, string>
  networkFailures: Record<never, string>
  goals: typeof goals
  /** Beside it, under `of`, what the networks' own guides say. */
  guides: typeof guides
  hand: typeof hand
  hooks: typeof hooks
  kit: typeof kit
  manual: typeof manual
  media: typeof media
  metrics: typeof metrics
  /** Gathered from the folders of the networks; asked for by `useNetworkWords`, which knows what to say where there are none. */
  networks: Record<never, string>
  numbers: typeof numbers
  people: typeof people
  personas: typeof personas
  pictures: typeof pictures
  plan: typeof plan
  posts: typeof posts
  presence: typeof presence
  problems: typeof problems
  segments: typeof segments
  settings: typeof settings
  shell: typeof shell
  slots: typeof slots
  strategy: typeof strategy
  smart: typeof smart
  tasks: typeof tasks
  team: typeof team
  today: typeof today
  together: typeof together
  writing: typeof writing
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: English
  }
}
