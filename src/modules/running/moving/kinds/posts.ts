/** Posts, what channels say otherwise, what was said before, and what they belong to. */
import { z } from 'zod'
import { Id } from '../../../../app/id.ts'
import { CampaignColour, CampaignLink } from '../../../create/campaigns/contract.ts'
import { Connection, EvidenceList } from '../../../create/compliance/contract.ts'
import { Appeal, IdeaBody, MachineMade, OwnBody, PostStage } from '../../../create/posts/contract.ts'
import { SaidVariant } from '../../../create/versions/contract.ts'
import {
  category,
  channelId,
  civil,
  day,
  flag,
  id,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  person,
  postId,
  readAs,
  record,
  since,
  text,
  version,
  whole,
  zone,
} from '../fields.ts'
import { inChanges, inContent, inEvidence, inFields, inMade, inVariants } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

const MachineMades = z.array(MachineMade).max(100)
/** As much as the API takes, and what is known of the pictures. */
const content = { points: inContent, most: 3 << 20 }

const connection = since(4, json('Who pays for it', Connection.nullable()))

export const postsKinds: readonly Kind[] = [
  kind('campaigns', 'campaigns', 'Posts that belong together.', 't.id', {
    id: id('Its id'),
    name: text('Its name', 120),
    colour: oneOf(CampaignColour.options, 'Its colour'),
    startsOn: maybe(day('First day')),
    endsOn: maybe(day('Last day')),
    connection,
    createdAt: madeAt,
    archivedAt: maybe(instant('When it was archived')),
    brief: since(4, text('What it is for', 20_000)),
    hashtags: since(4, json('What its posts carry', z.array(z.string().max(100)).max(30))),
    links: since(4, json('Where its posts lead', z.array(CampaignLink).max(30))),
    version: since(4, version),
  }),
  kind(
    'posts',
    'posts',
    'Posts of every stage, with their version, deleted ones of the last 30 days too.',
    't.id',
    {
      id: id('Its id'),
      stage: oneOf(PostStage.options, 'How far it is'),
      content: json('The idea that variants follow', IdeaBody, content),
      searchText: text('Its words in small letters, for search', 20_000),
      category: maybe(category),
      pillarId: since(2, maybe(id('The pillar that it is about'))),
      campaignId: maybe(id('The campaign')),
      goalId: maybe(id('The goal that it serves')),
      personaId: since(4, maybe(id('The persona that it speaks to'))),
      influencerId: since(4, maybe(id('With whom it is'))),
      appeal: since(4, maybe(oneOf(Appeal.options, 'Why people pass it on'))),
      connection,
      evidence: since(4, json('What stands behind its claims', EvidenceList, { points: inEvidence })),
      machineMade: since(
        4,
        json('Which of its words a machine wrote', MachineMades, { points: inMade, most: 3 << 20 }),
      ),
      wishAt: maybe(civil('When it is wanted out, as the clock on the wall shows it')),
      wishZone: maybe(zone('In which zone', 100)),
      authorId: person('Who wrote it'),
      authorGone: readAs(
        '(t.author_gone or (t.author_id is not null and not exists (select from members m where m.workspace_id = t.workspace_id and m.user_id = t.author_id)))',
        flag('Whoever wrote it has left'),
      ),
      version: whole('Grows with each save', 1, 2_147_483_647),
      changes: json(
        'Field or variant → the version that last changed it',
        z.record(z.string().regex(/^(variant:[0-9a-f-]{36}|[a-zA-Z]{1,40})$/), z.int().min(1)),
        { points: inChanges },
      ),
      clientId: maybe({
        ...id('Chosen by who made it, so that a repeat makes no second one'),
        points: undefined,
      }),
      declinedWords: maybe(text('What was said when it was declined', 5000)),
      atOnce: since(4, flag('It is to go out as soon as it is approved')),
      deletedPlans: json(
        'Deliveries that went with it when it was deleted',
        z.array(z.object({ channelId: Id, dueAt: z.string().max(40) })).nullable(),
      ),
      createdAt: madeAt,
      updatedAt: instant('When it was last saved'),
      deletedAt: maybe(instant('When it was deleted')),
    },
  ),
  kind('variants', 'variants', 'What a post says otherwise on one channel.', 't.post_id, t.channel_id', {
    id: id('Its id'),
    postId,
    channelId,
    content: json('Its own words; null follows the idea', OwnBody.nullable(), content),
    options: record('Settings of the network for this post'),
  }),
  kind('post-media', 'post_media', 'Which pictures and films a post shows.', 't.post_id, t.media_id', {
    postId,
    mediaId: id('The picture or film'),
  }),
  {
    ...kind('post-versions', 'post_versions', 'What posts said before.', 't.post_id, t.version', {
      id: id('Its id'),
      postId,
      version: whole('Of the post', 1, 2_147_483_647),
      content: json('The idea', IdeaBody, content),
      variants: json('What channels said otherwise', z.array(SaidVariant).max(100), {
        points: inVariants,
        most: 3 << 20,
      }),
      machineMade: json('Which of its words a machine wrote', MachineMades, {
        points: inMade,
        most: 3 << 20,
      }),
      fields: json(
        'What it changed',
        z.array(z.string().regex(/^(content|variant:[0-9a-f-]{36})$/)).max(200),
        {
          points: inFields,
        },
      ),
      personId: person('Who wrote it'),
      byName: maybe(text('Which key or program', 200)),
      restoredFrom: maybe(whole('The version that it brought back', 1, 2_147_483_647)),
      begunAt: instant('When it was begun'),
      savedAt: instant('When it was saved last'),
    }),
    since: 4,
  },
]
