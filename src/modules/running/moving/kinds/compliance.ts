/** What is judged of posts, and what was let pass. */
import { z } from 'zod'
import { Connection, Judged, Jurisdiction, Result } from '../../../create/compliance/contract.ts'
import {
  channelId,
  day,
  digest,
  id,
  instant,
  json,
  madeAt,
  maybe,
  person,
  postId,
  text,
  version,
  whole,
} from '../fields.ts'
import { inFound } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

const places = json('Where people are', z.array(Jurisdiction).max(20))

export const complianceKinds: readonly Kind[] = [
  {
    ...kind(
      'compliance-settings',
      'compliance_settings',
      'Where the people are for whom is published; one row or none.',
      't.workspace_id',
      {
        version: whole('Grows with each save', 1, 2_147_483_647),
        jurisdictions: places,
        updatedAt: instant('When it was last saved'),
      },
    ),
    since: 4,
  },
  {
    ...kind(
      'compliance-channels',
      'compliance_channels',
      'Channels whose people are elsewhere.',
      't.channel_id',
      {
        channelId,
        jurisdictions: places,
      },
    ),
    since: 4,
  },
  {
    ...kind('compliance-switches', 'compliance_switches', 'Rules that were switched off.', 't.rule', {
      rule: text('The rule', 60),
      reason: text('Why', 1000),
      userId: person('Who did it'),
      at: instant('When'),
    }),
    since: 4,
  },
  {
    ...kind(
      'compliance-overrides',
      'compliance_overrides',
      'What was let pass. After a move it is looked at anew.',
      't.post_id, t.rule, t.channel_id',
      {
        postId,
        rule: text('The rule', 60),
        channelId,
        digest: digest('Of what was seen'),
        reason: text('Why', 1000),
        userId: person('Who did it'),
        at: instant('When'),
      },
    ),
    since: 4,
  },
  {
    ...kind(
      'compliance-results',
      'compliance_results',
      'What was found when words were frozen.',
      't.id',
      {
        id: id('Its id'),
        postId,
        channelId,
        version: whole('Of the post', 1, 2_147_483_647),
        forDay: day('For which day it was judged'),
        packs: json('By which packs', Result.shape.packs),
        found: json('What was found', z.array(Judged).max(500), { points: inFound, most: 1 << 20 }),
        at: instant('When'),
      },
      { ground: 'A hash of what it was judged by; after a move what waits is judged anew.' },
    ),
    since: 4,
  },
  {
    ...kind('influencers', 'influencers', 'Who outside speaks for the brand.', 't.id', {
      id: id('Its id'),
      name: text('Their name', 120),
      handle: text('Where people know them from', 200),
      note: text('What is known of them', 5000),
      connection: json('What ties them to the brand', Connection),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last saved'),
      archivedAt: maybe(instant('When it was put away')),
    }),
    since: 4,
  },
]
