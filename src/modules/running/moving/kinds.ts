/** What an export holds: one file for each kind, one row a line, and what each value of a row means. */
import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { roles } from '../../../app/rights.ts'
import type { DB } from '../../../platform/db/index.ts'
import { CampaignColour } from '../../create/campaigns/contract.ts'
import { IdeaBody, OwnBody, PostCategory, PostStage } from '../../create/posts/contract.ts'
import { DeliveryState } from '../../publish/deliveries/contract.ts'
import { HookBody } from '../../publish/hooks/contract.ts'
import {
  address,
  amount,
  civil,
  clock,
  day,
  digest,
  type Field,
  flag,
  id,
  instant,
  json,
  key,
  maybe,
  oneOf,
  person,
  readAs,
  readFrom,
  text,
  whole,
} from './fields.ts'
import { Exceptions, Frozen, inChanges, inContent, inExceptions, SentParts } from './inside.ts'

export type Kind = {
  name: string
  /** The table, as PostgreSQL calls it. */
  table: string
  words: string
  /** Which column says whose it is. */
  owner: 'workspace_id' | 'id'
  /** By what it is sorted, as SQL; so that the same workspace always gives the same file. */
  order: string
  fields: Record<string, Field>
  /** Columns that stay behind. */
  without: Record<string, string>
}

const record = (words: string) => json(words, z.record(z.string().max(100), z.json()))
const category = maybe(oneOf(PostCategory.options, 'What of the mix it counts to'))
const madeAt = instant('When it was made')
const channelId = id('The channel')
const postId = id('The post')
const subjectKinds = ['channel', 'publication'] as const
const none = {}

const kind = (
  name: string,
  table: keyof Tables,
  words: string,
  order: string,
  fields: Record<string, Field>,
  without: Record<string, string> = none,
): Kind => ({ name, table, words, owner: 'workspace_id', order, fields, without })

type Snake<T extends string> = T extends `${infer A}${infer B}`
  ? `${A extends Lowercase<A> ? A : `_${Lowercase<A>}`}${Snake<B>}`
  : T
type Tables = { [T in keyof DB & string as Snake<T>]: DB[T] }

export const kinds: readonly Kind[] = [
  {
    ...kind(
      'workspace',
      'workspaces',
      'The workspace itself, one row.',
      't.id',
      {
        name: text('Its name', 80),
        timeZone: text('IANA name', 64),
        language: text('BCP 47 tag of the brand', 35),
        stalenessMinutes: whole('How late a delivery may still go out by itself', 1, 10_080),
        weekStartsOn: whole('1 Monday … 7 Sunday', 1, 7),
        demo: flag('Whether it is the demonstration'),
        createdAt: madeAt,
      },
      {
        organisation_id: 'It comes into another organisation.',
        erase_at: 'What arrives is not to be erased.',
      },
    ),
    owner: 'id',
  },
  kind('members', 'members', 'Who works in it, with their role. No password, no sign-in.', 't.user_id', {
    userId: { ...person('By this they are named elsewhere'), shape: z.string().min(1).max(100) },
    name: readFrom('(select u.name from users u where u.id = t.user_id)', text('Their name', 200)),
    email: readFrom(
      '(select u.email from users u where u.id = t.user_id)',
      text('By this they are found', 320),
    ),
    role: oneOf(roles, 'What they may'),
    channelRoles: json('Where they may otherwise: channel → role, or null', Exceptions, inExceptions),
    createdAt: instant('When they joined'),
  }),
  kind(
    'channels',
    'channels',
    'Joined accounts, without their sign-in.',
    't.id',
    {
      id: id('Its id'),
      network: text('Id of the network', 60),
      remoteId: text('Id of the account at the network', 2000),
      server: text('Address of its server', 2000),
      handle: text('As people write it', 500),
      name: text('As people read it', 500),
      renamed: flag('A person gave the name'),
      profileUrl: address('Its page at the network'),
      timeZone: text('IANA name', 64),
      limits: record('What its own server allows'),
      settings: record('Settings of the network for this account'),
      state: oneOf(['active', 'paused', 'reconnect', 'removed'], 'How it stood'),
      dailyCap: maybe(whole('Most posts in 24 hours', 0, 1_000_000)),
      createdAt: madeAt,
    },
    {
      avatar_url: 'A file of the old house; fetched anew.',
      avatar_source: 'Told by the network when the account is joined again.',
      state_code: 'Why the sign-in failed; there is none yet.',
      state_words: 'The same in words.',
      state_since: 'It is so since it came here.',
      checked_at: 'Checked when it is joined again.',
      check_due_at: 'The same.',
      check_failures: 'The same.',
    },
  ),
  kind('slots', 'slots', 'Weekly times of channels.', 't.channel_id, t.weekday, t.at_time', {
    id: id('Its id'),
    channelId,
    weekday: whole('1 Monday … 7 Sunday', 1, 7),
    atTime: clock('In the zone of the channel'),
    category,
  }),
  kind('campaigns', 'campaigns', 'Posts that belong together.', 't.id', {
    id: id('Its id'),
    name: text('Its name', 120),
    colour: oneOf(CampaignColour.options, 'Its colour'),
    startsOn: maybe(day('First day')),
    endsOn: maybe(day('Last day')),
    createdAt: madeAt,
    archivedAt: maybe(instant('When it was archived')),
  }),
  kind('goals', 'goals', 'What is to be reached. How it stands is reckoned from the numbers.', 't.id', {
    id: id('Its id'),
    name: text('Its name', 120),
    metric: text('Which number', 60),
    scopeKind: oneOf(['workspace', 'network', 'channel', 'campaign'], 'Whose numbers count'),
    scopeId: maybe(text('The network, or the id of channel or campaign', 60)),
    baseline: amount('Where it stood'),
    target: amount('Where it is to stand'),
    metricVersion: whole('Version of the formula', 1, 1000),
    baselineFrom: maybe(day('First day of the baseline')),
    baselineTo: maybe(day('Last day of the baseline')),
    startsOn: day('First day'),
    deadline: day('Last day'),
    ownerId: person('Whose goal it is'),
    createdAt: madeAt,
    archivedAt: maybe(instant('When it was archived')),
  }),
  kind(
    'media',
    'media',
    'Pictures and films; the file itself lies under the name that `file` says.',
    't.id',
    {
      id: id('Its id'),
      digest: digest('Of the file'),
      uploadDigest: digest('Of the file as it came, by which it is known again'),
      kind: oneOf(['image', 'video'], 'What it is'),
      mime: text('Its type', 100),
      bytes: whole('Its length'),
      width: whole('In pixels', 1, 1_000_000),
      height: whole('In pixels', 1, 1_000_000),
      durationMs: maybe(whole('Length of a film in milliseconds', 0, 2_147_483_647)),
      fileName: text('As it was called', 300),
      alt: text('What it shows', 10_000),
      animated: flag('More than one frame'),
      file: readFrom(
        't.storage_key',
        maybe(text('Where its file lies here; null when the house had lost it', 100)),
      ),
      createdBy: person('Who uploaded it'),
      createdAt: madeAt,
      deletedAt: maybe(instant('When it was deleted; 30 days later it is gone')),
    },
    {
      storage_key: 'Where the file lay in the old house.',
      brought_by: 'Who else brought the same file; whoever uploaded it first is told.',
    },
  ),
  kind(
    'posts',
    'posts',
    'Posts of every stage, with their version, deleted ones of the last 30 days too.',
    't.id',
    {
      id: id('Its id'),
      stage: oneOf(PostStage.options, 'How far it is'),
      content: json('The idea that variants follow', IdeaBody, inContent),
      searchText: text('Its words in small letters, for search', 20_000),
      category,
      campaignId: maybe(id('The campaign')),
      goalId: maybe(id('The goal that it serves')),
      wishAt: maybe(civil('When it is wanted out, as the clock on the wall shows it')),
      wishZone: maybe(text('In which zone', 100)),
      authorId: person('Who wrote it'),
      authorGone: readAs(
        '(t.author_gone or (t.author_id is not null and not exists (select from members m where m.workspace_id = t.workspace_id and m.user_id = t.author_id)))',
        flag('Whoever wrote it has left'),
      ),
      version: whole('Grows with each save', 1, 2_147_483_647),
      changes: json(
        'Field or variant → the version that last changed it',
        z.record(z.string().regex(/^(variant:[0-9a-f-]{36}|[a-zA-Z]{1,40})$/), z.int().min(1)),
        inChanges,
      ),
      clientId: maybe({
        ...id('Chosen by who made it, so that a repeat makes no second one'),
        points: undefined,
      }),
      declinedWords: maybe(text('What was said when it was declined', 5000)),
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
    content: json('Its own words; null follows the idea', OwnBody.nullable(), inContent),
    options: record('Settings of the network for this post'),
  }),
  kind('post-media', 'post_media', 'Which pictures and films a post shows.', 't.post_id, t.media_id', {
    postId,
    mediaId: id('The picture or film'),
  }),
  kind(
    'deliveries',
    'deliveries',
    'Variants on their way to channels, and what became of them.',
    't.id',
    {
      id: id('Its id'),
      postId,
      variantId: maybe(id('The variant')),
      channelId,
      network: text('Id of the network', 60),
      state: oneOf(DeliveryState.options, 'How far it is'),
      dueAt: instant('When it is wanted out'),
      key: key('By which the network knows it again'),
      content: json('What is sent, as it was frozen', Frozen, inContent),
      digest: digest('Of what was frozen, as the house that froze it reckoned'),
      parts: json('Parts that are out', SentParts),
      attempts: whole('How many attempts', 0, 2_147_483_647),
      tries: whole('Attempts in a row that came to nothing', 0, 2_147_483_647),
      firstAttemptAt: maybe(instant('When it was first tried')),
      publishedAt: maybe(instant('When it was out')),
      failureKind: maybe(oneOf(['later', 'reconnect', 'rejected', 'unknown'], 'Why it failed')),
      failureCode: maybe(text('The same as a code', 200)),
      failureWords: maybe(text('The same in words', 10_000)),
      cancelledFrom: maybe(oneOf(DeliveryState.options, 'What it was before it was cancelled')),
      createdAt: madeAt,
      updatedAt: instant('When it last changed'),
    },
    {
      next_at: 'When it is tried next; nothing is tried before a person has said so.',
      prepared: 'What was uploaded ahead; of the old sign-in.',
      prepared_at: 'The same.',
      pending: 'What the network was still working on; of the old sign-in.',
      worker_id: 'Which process held it.',
    },
  ),
  kind(
    'attempts',
    'attempts',
    'Each try of a delivery.',
    't.delivery_id, t.number',
    {
      id: id('Its id'),
      deliveryId: id('The delivery'),
      number: whole('The how-manieth', 0, 2_147_483_647),
      kind: oneOf(['send', 'look'], 'Whether something may have left, or was only read'),
      key: key('The key under which it went'),
      digest: digest('Of what it sent'),
      startedAt: instant('When it began'),
      finishedAt: maybe(instant('When it ended')),
      outcome: maybe(
        oneOf(
          ['published', 'pending', 'later', 'reconnect', 'rejected', 'unknown', 'absent'],
          'What came of it; null while nobody knew',
        ),
      ),
      status: maybe(whole('Status of the answer', 0, 1000)),
      code: maybe(text('Code of the failure', 200)),
      words: maybe(text('The same in words', 10_000)),
      retryAt: maybe(instant('When it could be tried again')),
    },
    { worker_id: 'Which process made it.' },
  ),
  kind('publications', 'publications', 'What is there at the networks, ours and native.', 't.id', {
    id: id('Its id'),
    channelId,
    postId: maybe(postId),
    deliveryId: maybe(id('The delivery that it came of')),
    remoteId: text('Its id at the network', 4000),
    url: address('Its page'),
    text: text('What it says', 200_000),
    kind: oneOf(['post', 'reply', 'repost'], 'What it is'),
    origin: oneOf(['ours', 'native'], 'By a delivery, or found on the account'),
    publishedAt: instant('When it was published'),
    goneAt: maybe(instant('When it was found to be gone')),
    createdAt: madeAt,
  }),
  kind(
    'metric-points',
    'metric_points',
    'Numbers: one value of one metric at one instant.',
    't.subject_kind, t.subject_id, t.metric, t.at',
    {
      subjectKind: oneOf(subjectKinds, 'Of what'),
      subjectId: id('Its id'),
      metric: text('Which number', 60),
      at: instant('When it was told'),
      value: amount('The value'),
      source: oneOf(['network', 'import', 'manual', 'demo'], 'Who told it'),
    },
  ),
  kind(
    'hooks',
    'hooks',
    'Webhooks, without their secret.',
    't.id',
    {
      id: id('Its id'),
      url: json('Where it calls', HookBody.shape.url),
      events: json('What it tells of', HookBody.shape.events),
      state: oneOf(['active', 'paused'], 'How it stood'),
      createdAt: madeAt,
    },
    { sealed: 'Its secret; a new one is made.', key_id: 'The same.' },
  ),
  kind('notification-settings', 'notification_settings', 'Which mails members want.', 't.user_id, t.kind', {
    userId: person('The member'),
    kind: text('About what', 60),
    mail: flag('Whether by mail'),
  }),
]

export const fileOf = ({ name }: Pick<Kind, 'name'>): string => `${name}.ndjson`

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The columns that come and go, by the name that a row of the file has for them. */
export const columnsOf = ({ fields }: Kind): { name: string; column: string; field: Field }[] =>
  Object.entries(fields)
    .filter(([, field]) => field.from === undefined)
    .map(([name, field]) => ({ name, column: snake(name), field }))
