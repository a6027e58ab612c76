/** What an export holds: one file for each kind, one row a line, and what each value of a row means. */
import { inForm, type Kind } from './kind.ts'
import { approvalKinds } from './kinds/approval.ts'
import { assistantKinds } from './kinds/assistant.ts'
import { bulkKinds } from './kinds/bulk.ts'
import { calendarKinds } from './kinds/calendar.ts'
import { channelsKinds } from './kinds/channels.ts'
import { choiceKinds } from './kinds/choice.ts'
import { competitorsKinds } from './kinds/competitors.ts'
import { complianceKinds } from './kinds/compliance.ts'
import { contestsKinds } from './kinds/contests.ts'
import { meansKinds } from './kinds/means.ts'
import { mediaKinds } from './kinds/media.ts'
import { peopleKinds } from './kinds/people.ts'
import { planKinds } from './kinds/plan.ts'
import { postsKinds } from './kinds/posts.ts'
import { presenceKinds } from './kinds/presence.ts'
import { publishKinds } from './kinds/publish.ts'
import { wordsKinds } from './kinds/words.ts'

const all = [
  ...approvalKinds,
  ...assistantKinds,
  ...bulkKinds,
  ...calendarKinds,
  ...channelsKinds,
  ...choiceKinds,
  ...competitorsKinds,
  ...complianceKinds,
  ...contestsKinds,
  ...meansKinds,
  ...mediaKinds,
  ...peopleKinds,
  ...planKinds,
  ...postsKinds,
  ...presenceKinds,
  ...publishKinds,
  ...wordsKinds,
]

/** The order in which they arrive: what others point at stands before them. */
const order = [
  'workspace',
  'members',
  'channels',
  'channel-hands',
  'slots',
  'campaigns',
  'influencers',
  'manual-metrics',
  'manual-values',
  'goals',
  'goal-constraints',
  'goal-milestones',
  'media-folders',
  'media',
  'media-captions',
  'media-films',
  'media-edits',
  'brand-kits',
  'brand-logos',
  'personas',
  'audience-tables',
  'segments',
  'budgets',
  'budget-lines',
  'budget-months',
  'budget-entries',
  'budget-rates',
  'team-people',
  'team-works',
  'team-parts',
  'contractor-jobs',
  'contractor-candidates',
  'contractor-notes',
  'pillars',
  'rubrics',
  'content-plans',
  'post-rules',
  'plan-templates',
  'channel-plans',
  'contractor-files',
  'posts',
  'variants',
  'post-media',
  'approval-rules',
  'approval-steps',
  'approval-seats',
  'approval-step-works',
  'approval-comments',
  'approval-pages',
  'post-versions',
  'tasks',
  'calendar-notes',
  'planned-posts',
  'overrules',
  'assistants',
  'compliance-settings',
  'compliance-channels',
  'compliance-switches',
  'compliance-overrides',
  'compliance-results',
  'deliveries',
  'attempts',
  'publications',
  'metric-imports',
  'metric-points',
  'metric-points-replaced',
  'hooks',
  'notification-settings',
  'strategy-revisions',
  'presence-settings',
  'presence-accounts',
  'presence-runs',
  'suspects',
  'presence-verdicts',
  'competitors',
  'competitor-notes',
  'competitor-profiles',
  'competitor-days',
  'competitor-posts',
  'audience-figures',
  'choice-settings',
  'pilots',
  'hashtag-sets',
  'snippets',
  'link-rule',
  'post-templates',
  'series',
  'series-items',
  'series-turns',
  'post-sources',
  'contests',
  'contest-rules',
  'contest-lists',
  'contest-draws',
  'consents',
]

export const kinds: readonly Kind[] = order.map((name) => {
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`The order of arrival names “${name}”, which is no kind.`)
  return found
})

/** The kinds that a file of a form has, with what it has of them. */
export const kindsOf = (form: number): Kind[] => kinds.flatMap((each) => inForm(each, form) ?? [])
