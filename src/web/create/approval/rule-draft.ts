import type { Rule, RuleBody, StepBody } from '../../../modules/create/approval/contract.ts'

/** A rule while it is written: numbers are text until they are whole. `key` names a step that has no id yet. */
export type StepDraft = Omit<StepBody, 'hours' | 'remindHours' | 'moveMinutes'> & {
  key: string
  hours: string
  remindHours: string
  moveMinutes: string
}
export type RuleDraft = Omit<RuleBody, 'steps'> & { steps: StepDraft[] }

const said = (number: number | null): string => (number === null ? '' : String(number))
const read = (text: string): number | null => (text.trim() === '' ? null : Number(text))

let made = 0
export const newStep = (): StepDraft => ({
  ...{ key: `new-${++made}`, name: '', how: 'any', people: [], roles: ['manager'], team: [], clients: false },
  ...{ hours: '', working: true, remindHours: '', atDeadline: 'remind', escalateTo: [], moveMinutes: '' },
})

export const draftOf = (rule: Rule | null): RuleDraft =>
  rule
    ? {
        ...{ name: rule.name, enabled: rule.enabled, own: rule.own },
        ...{ channelIds: rule.channelIds, campaignIds: rule.campaignIds },
        categories: rule.categories as RuleBody['categories'],
        senderRoles: rule.senderRoles as RuleBody['senderRoles'],
        steps: rule.steps.map(({ empty: _, people, escalateTo, team, ...step }) => ({
          ...step,
          team: team.map(({ workId, part }) => ({ workId, part })),
          key: step.id,
          people: people.map(({ id }) => id),
          escalateTo: escalateTo.map(({ id }) => id),
          hours: said(step.hours),
          remindHours: said(step.remindHours),
          moveMinutes: said(step.moveMinutes),
        })),
      }
    : {
        ...{ name: '', enabled: true, own: false, channelIds: [], campaignIds: [] },
        ...{ categories: [], senderRoles: [], steps: [newStep()] },
      }

export const bodyOf = ({ steps, ...rule }: RuleDraft): RuleBody => ({
  ...rule,
  steps: steps.map(({ key: _, hours, remindHours, moveMinutes, ...step }) => ({
    ...step,
    hours: read(hours),
    remindHours: read(remindHours),
    moveMinutes: read(moveMinutes),
  })),
})
