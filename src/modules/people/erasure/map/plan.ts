/** The strategy and what follows from it. */
import { own, pointer, secret, type Tables, words } from './kind.ts'

export const planMap: Tables = {
  goals: {
    is: 'A goal.',
    personal: {
      name: { ...words('Its name.'), exported: true },
      owner_id: pointer('Who answers for it.'),
      business_value: words('What it is worth.'),
      people: words('Who works on it.'),
      money: words('What it may cost.'),
    },
    plain: 'metric scope_kind scope_id objective',
  },
  goal_constraints: { is: 'What must not happen on the way to a goal.', personal: {}, plain: 'metric bound' },
  manual_metrics: {
    is: 'A number that people enter by hand.',
    personal: { name: words('Its name.'), unit: words('What stands behind its values.') },
    plain: '',
  },
  strategy_revisions: {
    is: 'What the strategy said after one save.',
    personal: {
      body: { ...words('The strategy; names the people of the team.'), exported: true },
      reason: { ...words('Why it was changed.'), exported: true },
      author_id: pointer('Who saved it.'),
    },
    plain: 'parts',
  },
  personas: {
    is: 'Somebody made up, to whom the brand speaks.',
    personal: {
      name: words('Their name, which is nobody’s.'),
      portrait: words('What they are like.'),
      facts: words('What is known of such people, and from where.'),
    },
    plain: 'kind',
  },
  audience_tables: {
    is: 'What is known of the people of an audience, in groups; of nobody by themselves.',
    personal: {
      name: words('Its name.'),
      source: words('Where it comes from.'),
      parts: words('Groups and their shares, as the table called them.'),
    },
    plain: '',
  },
  segments: {
    is: 'A part of the audience, as a filter.',
    personal: {
      name: words('Its name.'),
      note: words('What it is for.'),
      filter: words('By what it is cut.'),
    },
    plain: '',
  },
  audience_figures: {
    is: 'A figure of an audience that the workspace knows otherwise than the reference.',
    personal: {
      source: words('Where it comes from.'),
      url: words('Where it can be looked at.'),
      author_id: pointer('Who entered it.'),
    },
    plain: 'network country measure dimension value confidence',
  },
  choice_settings: {
    is: 'What the team can make, and where it speaks to people.',
    personal: {},
    plain: 'body',
  },
  pilots: {
    is: 'A trial of channels.',
    personal: { name: words('Its name.'), verdict: words('What the strategy was told.') },
    plain: 'metric channels state pauses',
  },
  strategy_links: {
    is: 'A link by which the strategy is read without an account.',
    personal: {
      made_by: own('Who answers for it.', '60 days after it is over'),
      label: { ...words('For whom it is.', '60 days after it is over'), exported: true, erased: 'deleted' },
      digest: secret('Of what the link carries.', '60 days after it is over'),
    },
    plain: 'parts',
  },
  post_rules: {
    is: 'How the brand speaks, as rules.',
    personal: { banned: words('Words that it does not say.') },
    plain: 'reading silent',
  },
  overrules: {
    is: 'Advice on a post that somebody left as it is.',
    personal: { user_id: pointer('Who left it so.'), about: words('The word that is meant, or an id.') },
    plain: 'code',
  },
  content_plans: {
    is: 'How the mix is planned.',
    personal: { rules: words('Names of days of one’s own, spacing, holidays.') },
    plain: 'shares',
  },
  plan_templates: {
    is: 'A content plan kept to begin others from.',
    personal: {
      name: words('Its name.'),
      about: words('For whom it is meant.'),
      content: words('Names of pillars, rubrics and days, and what to think of.'),
    },
    plain: '',
  },
  pillars: {
    is: 'What a brand keeps talking about.',
    personal: { name: words('Its name.'), about: words('What belongs to it.') },
    plain: '',
  },
  rubrics: {
    is: 'A recurring piece.',
    personal: { name: words('Its name.'), hint: words('What to think of.') },
    plain: 'category channels',
  },
  channel_plans: {
    is: 'Why and how a channel is kept.',
    personal: {
      purpose: words('Why it is there.'),
      audience: words('Whom it reaches.'),
      formats: words('What is made for it.'),
      tone: words('How it speaks.'),
      success: words('By what success is known.'),
      owner_id: pointer('Who looks after it.'),
    },
    plain: 'weekdays times pillars',
  },
  planned_posts: {
    is: 'A place in the plan that waits to be written.',
    personal: { hint: words('What to think of.'), occasion: words('The day that it falls on.') },
    plain: 'wish_zone category appeal',
  },
}
