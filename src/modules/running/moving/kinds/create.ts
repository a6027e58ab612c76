/** What people write, and when it goes out. */
import { z } from 'zod'
import { Id } from '../../../../app/id.ts'
import { roles } from '../../../../app/rights.ts'
import { Anchor, approvingRoles, askedParts } from '../../../create/approval/contract.ts'
import { mostCeiling, mostPrice, Users } from '../../../create/assistant/contract.ts'
import { BrandColour, BrandFonts, mostColours } from '../../../create/brand/contract.ts'
import { NoteColour } from '../../../create/calendar-notes/contract.ts'
import { CampaignColour, CampaignLink } from '../../../create/campaigns/contract.ts'
import { Connection, EvidenceList, Judged, Jurisdiction, Result } from '../../../create/compliance/contract.ts'
import { Hashtag } from '../../../create/hashtags/contract.ts'
import { Consent, Licence, mostTags, Tag } from '../../../create/media/contract.ts'
import { Recipe } from '../../../create/pictures/contract.ts'
import { Appeal, IdeaBody, MachineMade, OwnBody, PostCategory, PostStage } from '../../../create/posts/contract.ts'
import { SaidVariant } from '../../../create/versions/contract.ts'
import { Currency } from '../../../plan/money/contract.ts'
import { addressOrEmpty, channelId, civil, clock, day, digest, flag, id, instant, json, madeAt, maybe, oneOf, person, postId, readAs, readFrom, record, since, text, version, whole, zone } from '../fields.ts'
import { Ids, inChanges, inContent, inEvidence, inFields, inFound, inIds, inMade, inRecipe, inVariants } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

/** A JPEG of 1,280 pixels at most has a few hundred thousand bytes. */
export const mostCoverBytes = 2_000_000

const MachineMades = z.array(MachineMade).max(100)

/** As much as the API takes, and what is known of the pictures. */
const content = { points: inContent, most: 3 << 20 }
const connection = since(4, json('Who pays for it', Connection.nullable()))
const places = json('Where people are', z.array(Jurisdiction).max(20))
const category = maybe(oneOf(PostCategory.options, 'What of the mix it counts to'))

/** A folder comes after the one that it lies in, however they were moved. */
const topFirst = `(
  with recursive above as (
    select t.parent_id as id, 0 as n union all
    select f.parent_id, n + 1 from above join media_folders f on f.id = above.id where n < 50)
  select max(n) from above), t.id`

export const createKinds: readonly Kind[] = [
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
    connection,
    createdAt: madeAt,
    archivedAt: maybe(instant('When it was archived')),
    brief: since(4, text('What it is for', 20_000)),
    hashtags: since(4, json('What its posts carry', z.array(z.string().max(100)).max(30))),
    links: since(4, json('Where its posts lead', z.array(CampaignLink).max(30))),
    version: since(4, version),
  }),
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
  {
    ...kind('hashtag-sets', 'hashtag_sets', 'Hashtags that go together.', 't.id', {
      id: id('Its id'),
      name: text('Its name', 120),
      tags: json('What it holds, without #', z.array(Hashtag).min(1).max(30)),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last changed'),
    }),
    since: 4,
  },
  {
    ...kind('snippets', 'snippets', 'Words that are used again.', 't.id', {
      id: id('Its id'),
      name: text('Its name', 120),
      text: text('What it says, with gaps', 10_000),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last changed'),
    }),
    since: 4,
  },
  {
    ...kind('link-rule', 'link_rules', 'How links say where their readers came from.', 't.workspace_id', {
      enabled: flag('Whether it holds'),
      source: text('utm_source, with gaps', 200),
      medium: text('utm_medium', 200),
      campaign: text('utm_campaign', 200),
      term: text('utm_term', 200),
      content: text('utm_content', 200),
      excluded: json('Hosts whose links stay as they are', z.array(z.string().max(253)).max(100)),
      version,
      updatedAt: instant('When it was last changed'),
    }),
    since: 4,
  },
  {
    ...kind('media-folders', 'media_folders', 'Folders of the library.', topFirst, {
      id: id('Its id'),
      parentId: maybe(id('The folder that it lies in')),
      name: text('Its name', 80),
      createdAt: madeAt,
      deletedAt: maybe(instant('When it was deleted; 30 days later it is gone')),
    }),
    since: 4,
  },
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
      folderId: since(4, maybe(id('The folder that it lies in'))),
      tags: since(4, json('What it wears', z.array(Tag).max(mostTags))),
      owner: since(4, text('Whose it is', 200)),
      licence: since(4, maybe(oneOf(Licence.options, 'By what right it is used'))),
      terms: since(4, text('On which terms', 2000)),
      usableUntil: since(4, maybe(day('Its last day of use'))),
      consent: since(4, maybe(oneOf(Consent.options, 'Whether those who are seen agree'))),
    },
    {
      search_text: 'Name, alt text and tags in small letters; written anew.',
      storage_key: 'Where the file lay in the old house.',
      brought_by: 'Who else brought the same file; whoever uploaded it first is told.',
    },
  ),
  {
    ...kind('media-captions', 'media_captions', 'What is said in films.', 't.media_id, t.language, t.id', {
      id: id('Its id'),
      mediaId: id('The film'),
      language: text('In which language (BCP 47)', 35),
      fileName: text('As the file was called', 300),
      digest: digest('Of the words'),
      words: text('As WebVTT', 4_000_000),
      createdAt: madeAt,
      replacedAt: maybe(instant('When others took their place')),
    }),
    since: 4,
  },
  {
    ...kind(
      'media-films',
      'media_films',
      'Pictures that were chosen to stand for films.',
      't.media_id',
      {
        mediaId: id('The film'),
        cover: digest('Of the picture'),
        coverMs: maybe(
          whole('From which instant of the film it was taken, in milliseconds', 0, 2_147_483_647),
        ),
        picture: readFrom(
          "(select f.storage_key from media_forms f where f.media_id = t.media_id and f.rule = 'cover-' || left(t.cover, 24))",
          text('The picture itself, a JPEG in Base64', Math.ceil(mostCoverBytes / 3) * 4),
        ),
      },
      {
        facts: 'What was found in it; it is looked into anew.',
        looked_at: 'When it was looked into.',
      },
    ),
    since: 4,
  },
  {
    ...kind('media-edits', 'media_edits', 'How pictures were made of others.', 't.media_id', {
      mediaId: id('What was made'),
      sourceId: id('The original'),
      recipe: json('What was done', Recipe, { points: inRecipe }),
      createdAt: madeAt,
    }),
    since: 4,
  },
  {
    ...kind('brand-kits', 'brand_kits', 'How the brand looks.', 't.workspace_id', {
      colours: json('Its colours', z.array(BrandColour).max(mostColours)),
      fonts: json('Its fonts', BrandFonts),
      version,
    }),
    since: 4,
  },
  {
    ...kind('brand-logos', 'brand_logos', 'Logos of the brand.', 't.place, t.media_id', {
      mediaId: id('The picture'),
      name: text('What it is called', 80),
      place: whole('Its place', 0, 100),
    }),
    since: 4,
  },
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
      category,
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
  {
    ...kind('tasks', 'tasks', 'What is to be done.', 't.created_at, t.id', {
      id: id('Its id'),
      postId: maybe(postId),
      title: text('What', 200),
      note: text('More of it', 5000),
      assigneeId: person('Who is to do it'),
      madeBy: person('Who wanted it'),
      dueOn: maybe(day('Until when')),
      toldOf: maybe(day('For which day it was told to be due')),
      doneAt: maybe(instant('When it was done')),
      doneBy: person('Who did it'),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last changed'),
      deletedAt: maybe(instant('When it was deleted; 30 days later it is gone')),
    }),
    since: 4,
  },
  {
    ...kind('calendar-notes', 'calendar_notes', 'Notes of the team in the calendar.', 't.first_day, t.id', {
      id: id('Its id'),
      firstDay: day('Its first day'),
      lastDay: day('Its last day'),
      text: text('What it says', 500),
      colour: oneOf(NoteColour.options, 'Its colour'),
      madeBy: person('Who wrote it'),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last saved'),
    }),
    since: 4,
  },
  {
    ...kind(
      'assistants',
      'assistants',
      'Which model is asked for words, without its key; one row or none.',
      't.workspace_id',
      {
        baseUrl: addressOrEmpty('Where it is asked'),
        model: text('Which model', 200),
        users: oneOf(Users.options, 'Who may ask'),
        sees: flag('It can be shown pictures'),
        currency: json('In which its prices are', Currency),
        priceIn: whole('Of a million tokens that are sent, in millionths', 0, mostPrice),
        priceOut: whole('Of a million that come back', 0, mostPrice),
        ceiling: maybe(whole('Most that a month may cost', 0, mostCeiling)),
        version: whole('Grows with each save', 0, 2_147_483_647),
        updatedAt: instant('When it was last saved'),
      },
      {
        enabled: 'It is off until somebody turns it on in the new house.',
        sealed: 'Its key; it is typed again.',
        key_id: 'The same.',
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
