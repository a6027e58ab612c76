import type { Locator, Page } from 'playwright-core'
import type { Frame } from './studio.ts'
import * as approval from './walks/approval.ts'
import * as bulk from './walks/bulk.ts'
import * as contests from './walks/contests.ts'
import * as house from './walks/house.ts'
import * as library from './walks/library.ts'
import * as plan from './walks/plan.ts'
import { at, type Walk } from './walks/steps.ts'
import * as writing from './walks/writing.ts'

/** How one gets to what a picture shows. */
export type Picture = Frame & {
  who?: 'owner' | 'marta' | 'nobody'
  go: Walk
  /** Only this of the page. */
  part?(page: Page): Locator
}

const phone = { size: 'phone' } as const

/** Every picture of README and manual, by the name of its file in docs/pictures. Those above are taken before those below. */
export const pictures: Record<string, Picture> = {
  calendar: { height: 960, go: plan.month },
  'calendar-week': { height: 900, go: plan.week },
  'calendar-brands': { height: 700, go: plan.brands },
  today: { height: 860, go: at('/') },
  strategy: { go: at('/strategy') },
  choice: { go: at('/choice') },
  persona: { go: plan.persona },
  segment: { go: plan.segment },
  goals: { go: at('/goals') },
  goal: { go: plan.goal },
  'goal-sentence': { go: plan.sentence },
  'content-plan': { go: at('/content-plan') },
  rules: { go: at('/content-plan?view=rules') },
  presence: { go: at('/presence') },
  competitors: { go: at('/competitors/compare') },
  campaign: { height: 860, go: plan.campaign },
  numbers: { go: at('/numbers') },
  deliveries: { go: at('/deliveries') },
  media: { height: 640, go: library.library },
  'media-rights': { go: library.rights },
  'media-editor': { go: library.editor },
  film: { height: 900, go: library.filmSheet },
  composer: { height: 900, go: writing.composer },
  mention: { go: writing.mention },
  hashtags: { ...phone, go: writing.hashtags },
  advice: { go: writing.advice },
  remarks: { go: writing.remarks },
  versions: { go: writing.versions },
  compliance: { height: 900, go: writing.compliance },
  assistant: { go: writing.assistant },
  bulk: { go: bulk.dryRun },
  'contest-entries': { go: contests.entries },
  'contest-page': { ...phone, who: 'nobody', go: contests.publicPage },
  'contest-draw': { height: 900, go: contests.draw },
  brand: { height: 860, go: house.brand },
  tasks: { go: house.tasks },
  settings: { height: 900, go: at('/settings') },
  'settings-mail': { go: at('/settings/notifications') },
  approval: { go: approval.queue },
  'approval-client': { ...phone, who: 'nobody', go: approval.client },
}
