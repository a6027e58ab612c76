/** Who has to say yes, and what they said. */
import { z } from 'zod'
import { roles } from '../../../../app/rights.ts'
import { Anchor, approvingRoles, askedParts } from '../../../create/approval/contract.ts'
import {
  channelId,
  flag,
  id,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  person,
  postId,
  text,
  version,
  whole,
} from '../fields.ts'
import { Ids, inIds } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

export const approvalKinds: readonly Kind[] = [
  {
    ...kind('approval-rules', 'approval_rules', 'Which posts need a yes.', 't.created_at, t.id', {
      id: id('Its id'),
      name: text('Its name', 80),
      enabled: flag('Whether it holds'),
      channelIds: json('On which channels; empty for all', Ids, { points: inIds }),
      categories: json('Of which categories; empty for all', z.array(z.string().max(40)).max(10)),
      campaignIds: json('Of which campaigns; empty for all', Ids, { points: inIds }),
      senderRoles: json('Written by which roles; empty for all', z.array(z.enum(roles)).max(10)),
      own: flag('Whether the word of the author counts'),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last saved'),
    }),
    since: 4,
  },
  {
    ...kind('approval-steps', 'approval_steps', 'The steps of the rules.', 't.rule_id, t.position', {
      id: id('Its id'),
      ruleId: id('The rule'),
      position: whole('Its place', 0, 100),
      name: text('Its name', 80),
      how: oneOf(['any', 'all'], 'One of those asked is enough, or each'),
      roles: json('Which roles are asked', z.array(z.enum(approvingRoles)).max(3)),
      clients: flag('People outside are asked by a link'),
      hours: maybe(whole('To answer', 1, 2000)),
      working: flag('Hours of Monday to Friday'),
      remindHours: maybe(whole('Before the deadline', 1, 500)),
      atDeadline: oneOf(['nothing', 'remind', 'escalate'], 'What happens then'),
      moveMinutes: maybe(whole('How far the time may move', 0, 100_000)),
    }),
    since: 4,
  },
  {
    ...kind('approval-seats', 'approval_seats', 'Who is asked by name.', 't.step_id, t.id', {
      id: id('Its id'),
      stepId: id('The step'),
      personId: person('Who; null for somebody who is gone'),
      escalates: flag('Asked only after the deadline'),
    }),
    since: 4,
  },
  {
    ...kind(
      'approval-step-works',
      'approval_step_works',
      'Who is asked by the matrix of the team.',
      't.step_id, t.work_id, t.part',
      {
        stepId: id('The step'),
        workId: id('The kind of work'),
        part: oneOf(askedParts, 'Who does it, or who answers for it'),
      },
    ),
    since: 4,
  },
  {
    ...kind(
      'approval-comments',
      'approval_comments',
      'What was said to posts.',
      // What is answered stands before the answers, whatever the file says of their time.
      't.reply_to is not null, t.created_at, t.id',
      {
        id: id('Its id'),
        postId,
        channelId: maybe(channelId),
        kind: oneOf(['comment', 'change'], 'A remark, or a request that holds the post'),
        words: text('What was said', 5000),
        anchor: json('The words that it is about', Anchor.nullable()),
        replyTo: maybe(id('What it answers')),
        personId: person('Who said it'),
        byLink: flag('Somebody outside, with a link'),
        forClients: flag('Clients read it too'),
        guest: maybe(text('What they called themselves', 200)),
        createdAt: madeAt,
        editedAt: maybe(instant('When it was changed')),
        resolvedAt: maybe(instant('When it was met')),
        resolvedBy: person('Who saw that'),
        deletedAt: maybe(instant('When it was taken back')),
      },
      {
        digest: 'Of which words it was said; they are put before people anew.',
        mentions: 'Who was to read it; they were told in the old house.',
        link_id: 'The link opens the old house only.',
      },
    ),
    since: 4,
  },
  {
    ...kind('approval-pages', 'approval_pages', 'How the page for people outside looks.', 't.workspace_id', {
      colour: maybe(text('Its colour', 7)),
      logoId: maybe(id('The picture')),
      greeting: text('What it says', 500),
      updatedAt: instant('When it was last saved'),
    }),
    since: 4,
  },
]
