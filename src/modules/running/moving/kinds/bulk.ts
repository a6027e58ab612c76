/** What makes posts by itself. In the new house it stands still until somebody looks at it: nothing leaves by itself. */
import { z } from 'zod'
import { PostSeed } from '../../../create/posts/contract.ts'
import { Publish, SeriesKind, SeriesState } from '../../../create/series/contract.ts'
import { SourceRules } from '../../../create/sources/contract.ts'
import {
  address,
  amount,
  civil,
  id,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  readAs,
  text,
  version,
  whole,
  zone,
} from '../fields.ts'
import { inSeed, inSourceRules } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

const asker = {
  made_by: 'With whose rights it made posts; whoever resumes it answers for it.',
  made_key: 'The same.',
}
const seed = json('The post', PostSeed, { points: inSeed, most: 3 << 20 })
const days = json('Days on which nothing is made', z.array(z.iso.date()).max(400))

export const bulkKinds: readonly Kind[] = [
  {
    ...kind('post-templates', 'post_templates', 'Posts with gaps that are filled in.', 't.id', {
      id: id('Its id'),
      name: text('Its name', 120),
      body: seed,
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last changed'),
      archivedAt: maybe(instant('When it was put away')),
    }),
    since: 4,
  },
  {
    ...kind(
      'series',
      'series',
      'Posts that come again.',
      't.id',
      {
        id: id('Its id'),
        kind: oneOf(SeriesKind.options, 'One post by a rule, or posts that take turns'),
        name: text('Its name', 120),
        state: readAs(
          "case t.state when 'running' then 'paused' else t.state end",
          oneOf(SeriesState.options, 'How it stands; never running'),
        ),
        rule: maybe(text('RFC 5545, without its beginning', 300)),
        startsAt: civil('The first time, as the clock on the wall shows it'),
        zone: zone('In which zone', 100),
        excluded: readAs('to_jsonb(t.excluded)', days),
        holidays: maybe(text('Whose public holidays are left out', 2)),
        horizonDays: whole('How many days ahead posts are made', 1, 90),
        publish: oneOf(Publish.options, 'What is made'),
        restDays: whole('How long a post rests', 0, 730),
        turnsMost: maybe(whole('After how many turns it is over', 1, 1000)),
        fallsBelow: maybe(
          readAs('t.falls_below::float8', amount('Below which share of its best one a post ends')),
        ),
        words: maybe(text('Why it makes nothing', 200)),
        version,
        createdAt: madeAt,
        updatedAt: instant('When it was last changed'),
      },
      asker,
    ),
    since: 4,
  },
  {
    ...kind('series-items', 'series_items', 'Posts of series.', 't.series_id, t.position, t.id', {
      id: id('Its id'),
      seriesId: id('The series'),
      position: whole('Its place', 0, 2_147_483_647),
      body: seed,
      wordings: readAs(
        'to_jsonb(t.wordings)',
        json('Other wordings', z.array(z.string().max(100_000)).max(50), { most: 6 << 20 }),
      ),
      state: oneOf(['active', 'stopped'], 'Whether it has turns'),
      stopped: maybe(text('Why not', 60)),
    }),
    since: 4,
  },
  {
    ...kind('series-turns', 'series_turns', 'Times of series that were made.', 't.series_id, t.occurs_at', {
      seriesId: id('The series'),
      occursAt: civil('Which time, as the clock on the wall shows it'),
      itemId: maybe(id('Which post had its turn')),
      wording: whole('Which wording', 0, 50),
      state: oneOf(['made', 'skipped', 'failed'], 'What became of it'),
      words: maybe(text('Why not', 1000)),
      postId: maybe(id('The post')),
      madeVersion: maybe(whole('Its version when it was made', 1, 2_147_483_647)),
      at: instant('The instant that it means'),
      until: maybe(instant('When it is out on the last of its channels')),
    }),
    without: { claimed_at: 'Only while a process of this house makes its post.' },
    since: 4,
  },
  {
    ...kind(
      'post-sources',
      'post_sources',
      'Feeds whose entries become posts.',
      't.id',
      {
        id: id('Its id'),
        name: text('Its name', 120),
        url: { ...address('Where it is'), shape: z.url().max(2000) },
        state: readAs("'paused'", oneOf(['paused'], 'It stands still until somebody resumes it')),
        rules: json('Which entries are taken', SourceRules, { points: inSourceRules }),
        publish: oneOf(Publish.options, 'What is made'),
        version,
        createdAt: madeAt,
      },
      {
        ...asker,
        etag: 'Asked anew.',
        last_modified: 'Asked anew.',
        fetched_at: 'Not fetched by the new house.',
        next_at: 'Fetched when it is resumed.',
        failures: 'Not of the new house.',
        trouble: 'Not of the new house.',
      },
    ),
    since: 4,
  },
]
