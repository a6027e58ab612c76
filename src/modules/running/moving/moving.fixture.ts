/** Workspaces to be moved, with something of everything in them. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import sharp from 'sharp'
import { planText } from '../../../../test/factories/delivery.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { Connection } from '../../create/compliance/contract.ts'
import { addMedia } from '../../create/media/index.ts'
import { IdeaBody } from '../../create/posts/contract.ts'
import { Strategy } from '../../plan/strategy/contract.ts'
import { DeliveryState } from '../../publish/deliveries/contract.ts'
import { sealNewSecret } from '../../publish/hooks/index.ts'

/** A house of its own with an owner of its organisation. */
export async function house(networks: readonly Network[]): Promise<World> {
  const w = await world({ networks, at: '2030-05-15T09:00:00Z', alone: true })
  await addPerson(w, 'olga', 'Olga', 'olga@example.com')
  await w.ctx.db
    .insertInto('organisationMembers')
    .values({ organisationId: w.organisationId, userId: `olga-${w.workspaceId}`, role: 'owner' })
    .execute()
  return w
}

/** The same person has another id in every house. */
export async function addPerson(w: World, id: string, name: string, email: string): Promise<string> {
  const userId = `${id}-${w.workspaceId}`
  await w.ctx.db.insertInto('users').values({ id: userId, name, email }).execute()
  return userId
}

/** Something of every kind in the workspace, in every state that it can have. */
export async function furnish(w: World): Promise<void> {
  const { ctx, workspaceId } = w
  const olga = `olga-${workspaceId}`
  await ctx.db.insertInto('members').values({ workspaceId, userId: olga, role: 'owner' }).execute()
  const { id: channelId } = await ctx.db
    .insertInto('channels')
    .values({
      workspaceId,
      network: 'mastodon',
      remoteId: '17',
      server: 'https://social.example',
      handle: '@bakery@social.example',
      name: 'The bakery',
      profileUrl: 'https://social.example/@bakery',
      timeZone: 'Europe/Riga',
      avatarSource: 'https://social.example/bakery.png',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const picture = await sharp({ create: { width: 9, height: 7, channels: 3, background: '#a40' } })
    .png()
    .toBuffer()
  const media = await addMedia(ctx, w.actor('editor'), {
    stream: Readable.from(picture),
    fileName: 'cup \u{1F514}.png',
  })
  await furnishLibrary(w, media.id)
  await furnishPictures(w, media.id)
  const post = await everyState(w, channelId, olga)
  await ctx.db.insertInto('postMedia').values({ workspaceId, postId: post, mediaId: media.id }).execute()
  const part = { text: awkward, media: [{ id: media.id, alt: '' }], poll: null, link: null, quote: null }
  await sql`update posts set content = ${JSON.stringify({ title: '', parts: [part], firstReply: null, languages: [] })}::jsonb,
    changes = ${JSON.stringify({ content: 2, [`variant:${channelId}`]: 1 })}::jsonb, version = 2,
    wish_at = '2030-06-01T09:30', wish_zone = 'Europe/Riga', author_id = ${olga}, updated_at = now() - interval '1 day'
    where id = ${post}`.execute(ctx.db)
  await sql`insert into variants (workspace_id, post_id, channel_id, content)
    values (${workspaceId}, ${post}, ${channelId}, ${JSON.stringify({ parts: [{ media: part.media }] })}::jsonb)`.execute(
    ctx.db,
  )
  await sql`insert into slots (workspace_id, channel_id, weekday, at_time) values (${workspaceId}, ${channelId}, 3, '09:30')`.execute(
    ctx.db,
  )
  await sql`insert into goals (workspace_id, name, metric, scope_kind, scope_id, baseline, target, starts_on, deadline, owner_id)
    values (${workspaceId}, 'Followers', 'followers', 'channel', ${channelId}, 0.5, 1200, '2030-01-01', '2030-12-31', ${olga})`.execute(
    ctx.db,
  )
  const persona = crypto.randomUUID()
  const fact = { field: 'age', words: awkward.trim(), range: { from: 30, to: 44 }, shares: [] }
  const facts = [{ ...fact, evidence: 'survey', source: 'By phone', knownOn: '2030-01-01' }]
  await sql`insert into personas (id, workspace_id, name, kind, portrait, facts, media_id)
    values (${persona}, ${workspaceId}, 'Anna', 'b2c', ${awkward}, ${JSON.stringify(facts)}::jsonb, ${media.id})`.execute(
    ctx.db,
  )
  const { id: goal } = await ctx.db.selectFrom('goals').select('id').executeTakeFirstOrThrow()
  const strategy = Strategy.parse({ audience: { personaIds: [persona] }, metrics: { goalIds: [goal] } })
  await sql`insert into strategy_revisions (workspace_id, number, body, parts, reason, author_id, review_on)
    values (${workspaceId}, 1, ${JSON.stringify(strategy)}::jsonb, '{audience,metrics}', 'Begun', ${olga}, '2030-12-31')`.execute(
    ctx.db,
  )
  const parts = [{ dimensions: ['age', 'gender'], cells: [{ values: ['25-34', 'female'], share: 0.4 }] }]
  await sql`insert into audience_tables (workspace_id, channel_id, name, source, known_on, people, parts)
    values (${workspaceId}, ${channelId}, ${awkward}, 'Insights', '2030-01-01', 1200, ${JSON.stringify(parts)}::jsonb)`.execute(
    ctx.db,
  )
  const filter = { ages: null, genders: ['female'], places: ['LV'], languages: [], channelIds: [channelId] }
  await sql`insert into segments (workspace_id, name, note, filter)
    values (${workspaceId}, 'Women of Latvia', ${awkward}, ${JSON.stringify(filter)}::jsonb)`.execute(ctx.db)
  await planned(w, channelId, olga, persona)
  await furnishPresence(w, channelId, olga)
  await watched(w, olga)
  await furnishGoals(w)
  await furnishBudget(w, media.id, olga)
  await furnishBulk(w, channelId, post)
  await furnishContests(w, olga)
  await chosen(w, channelId, olga)
  await approving(w, { channelId, post, mediaId: media.id, olga })
  const { id: hookId } = await ctx.db
    .insertInto('hooks')
    .values({
      workspaceId,
      url: 'https://shop.example/hook',
      events: ['delivery.published'],
      ...sealNewSecret(ctx, 'none'),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into hook_calls (workspace_id, hook_id, event, body) values (${workspaceId}, ${hookId}, 'test', '{}')`.execute(
    ctx.db,
  )
  const mila = await addPerson(w, 'mila', 'Mila', 'mila@example.com')
  const channelRoles = { chosenOnly: true, parts: { [channelId]: 'editor' } }
  await sql`insert into members (workspace_id, user_id, role, channel_roles) values (${workspaceId}, ${mila}, 'client', ${JSON.stringify(channelRoles)}::jsonb)`.execute(
    ctx.db,
  )
  await sql`insert into notification_settings values (${workspaceId}, ${olga}, 'delivery.missed', false)`.execute(
    ctx.db,
  )
  await sql`insert into metric_points select ${workspaceId}, 'channel', ${channelId}, 'followers', ${'2030-05-01T00:00:00.123456Z'}::timestamptz + n * interval '1 hour', n / 3.0, 'network' from generate_series(1, 1200) n`.execute(
    ctx.db,
  )
  const digest = 'ab'.repeat(32)
  const { rows: files } = await sql<{ id: string }>`
    insert into metric_imports (workspace_id, channel_id, file_name, form, digest, header, signature, settings, state, rows, written, tells, run_at)
    values (${workspaceId}, ${channelId}, 'stats.csv', 'csv', ${digest}, '{Date,Followers}', ${digest},
      ${JSON.stringify(fileSettings)}::jsonb, 'done', 1, 1, '{channel:followers}', '2030-05-02T08:00:00Z') returning id`.execute(
    ctx.db,
  )
  const fileId = files[0]?.id
  await sql`insert into metric_points values (${workspaceId}, 'channel', ${channelId}, 'followers', '2030-04-01T20:59:59Z', 7, 'import', ${fileId}, true)`.execute(
    ctx.db,
  )
  await sql`insert into metric_points_replaced values (${workspaceId}, ${fileId}, 'channel', ${channelId}, 'followers', '2030-04-01T20:59:59Z', 6, 'network', null, false)`.execute(
    ctx.db,
  )
  await sql`insert into channel_credentials (channel_id, workspace_id, sealed, key_id) values (${channelId}, ${workspaceId}, 'TOP-SECRET-TOKEN', 'k1')`.execute(
    ctx.db,
  )
}

const fileSettings = {
  ...{ of: 'days', columns: ['day', 'followers'], counting: 'total', numbers: 'plain', rounded: false },
  ...{ format: 'ymd', zone: 'Europe/Riga', asOf: null, base: null, override: true },
}

/** A content plan, and a place in it for which something was written. */
async function planned(
  { ctx, workspaceId }: World,
  channelId: string,
  olga: string,
  personaId: string,
): Promise<void> {
  const { db } = ctx
  const pillar = await db
    .insertInto('pillars')
    .values({ workspaceId, name: 'Craft', share: 100, personaId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const channels = JSON.stringify([channelId])
  const rubric = await db
    .insertInto('rubrics')
    .values({
      ...{ workspaceId, name: 'Tip Tuesday', weekday: 2, atTime: '09:30', category: 'educational' },
      ...{ pillarId: pillar.id, channels },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rules = {
    ...{ spacingMinutes: 240, country: 'LV', state: null, holidays: 'name', bursts: [] },
    dates: [{ name: 'Break', from: '2030-07-01', to: '2030-07-07', free: true, channelIds: [channelId] }],
  }
  await db
    .insertInto('contentPlans')
    .values({
      workspaceId,
      shares: JSON.stringify({ engaging: 40, brand: 30, educational: 25, promotional: 5 }),
      rules: JSON.stringify(rules),
    })
    .execute()
  await db
    .insertInto('channelPlans')
    .values({
      workspaceId,
      channelId,
      perWeek: 3,
      weekdays: '[1,3,5]',
      times: '["09:30"]',
      ownerId: olga,
      pillars: JSON.stringify([{ pillarId: pillar.id, share: 100 }]),
      hours: 2.5,
    })
    .execute()
  const post = await db
    .selectFrom('posts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const influencer = await db
    .insertInto('influencers')
    .values({
      ...{ workspaceId, name: 'Anna', handle: '@anna', note: 'Bakes' },
      connection: JSON.stringify(Connection.parse({ kind: 'gift', sponsor: 'Rye & Co' })),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('posts')
    .set({ pillarId: pillar.id, personaId, influencerId: influencer.id, appeal: 'medal' })
    .where('id', '=', post.id)
    .execute()
  await db
    .insertInto('plannedPosts')
    .values({
      ...{ workspaceId, channelId, wishAt: '2030-06-04T09:30', wishZone: 'Europe/Riga' },
      ...{ at: '2030-06-04T06:30:00Z', category: 'educational', pillarId: pillar.id, rubricId: rubric.id },
      ...{
        appeal: 'instruction',
        occasion: 'Midsummer',
        hint: 'Rye',
        fixed: true,
        postId: post.id,
        personaId,
      },
    })
    .execute()
  await db
    .insertInto('planTemplates')
    .values({
      ...{ workspaceId, name: 'Alone', about: 'For one person' },
      content: JSON.stringify({
        shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 },
        pillars: [{ name: 'Craft', about: 'Rye', share: 100 }],
        rubrics: [],
        lines: [{ network: 'mastodon', perWeek: 3, weekdays: [1, 3], times: ['09:30'] }],
        ...{ spacingMinutes: 240, country: 'LV', state: null, holidays: 'name', dates: [] },
      }),
    })
    .execute()
  await db
    .insertInto('postRules')
    .values({
      ...{
        workspaceId,
        banned: JSON.stringify([{ word: 'cheap*', instead: 'good value', blocks: true }]),
        reading: 'plain',
      },
      ...{ mostEmoji: 2, silent: ['copies'] },
    })
    .execute()
  const tie = JSON.stringify({
    ...{ kind: 'gift', sponsor: 'Rye & Co', sponsorNumber: '', sponsorUrl: '', erid: '', eridOn: null },
    ...{ inMedia: false, native: false },
  })
  await db.updateTable('posts').set({ connection: tie }).where('id', '=', post.id).execute()
  const made = { channelId: null, part: 0, field: 'text', mediaId: null, text: 'Rye, at last', before: '' }
  await db
    .updateTable('posts')
    .set({
      machineMade: JSON.stringify([
        { ...made, tool: 'shorten', model: 'small', at: '2030-01-01T08:00:00.000Z' },
        { ...made, channelId, tool: 'variant', model: 'small', at: '2030-01-01T08:00:00.000Z' },
      ]),
    })
    .where('id', '=', post.id)
    .execute()
  await db
    .insertInto('assistants')
    .values({
      ...{
        workspaceId,
        enabled: true,
        baseUrl: 'https://api.example.com/v1',
        model: 'small',
        users: 'publishers',
      },
      ...{ sealed: Buffer.from('secret'), keyId: 'k1', sees: true, currency: 'USD' },
      ...{ priceIn: 150_000, priceOut: 600_000, ceiling: 20_000_000, version: 3 },
    })
    .execute()
  await db
    .insertInto('complianceSettings')
    .values({ workspaceId, jurisdictions: ['EU', 'US'] })
    .execute()
  await db
    .insertInto('complianceChannels')
    .values({ workspaceId, channelId, jurisdictions: ['GB'] })
    .execute()
  await db.insertInto('channelHands').values({ workspaceId, channelId, userId: olga }).execute()
  await db
    .insertInto('complianceSwitches')
    .values({ workspaceId, rule: 'us.F8', reason: 'We make no films', userId: olga })
    .execute()
  await db
    .insertInto('complianceOverrides')
    .values({
      ...{ workspaceId, postId: post.id, rule: 'gb.label', channelId, digest: 'a'.repeat(64) },
      ...{ reason: 'Agreed with counsel', userId: olga },
    })
    .execute()
  await db
    .insertInto('complianceResults')
    .values({
      ...{ workspaceId, postId: post.id, channelId, version: 1, forDay: '2030-06-04' },
      ...{ packs: JSON.stringify([{ id: 'gb', version: '2026-11-22' }]), found: '[]' },
    })
    .execute()
  await db
    .insertInto('overrules')
    .values([
      { workspaceId, postId: post.id, code: 'cadence', about: channelId, userId: olga },
      { workspaceId, postId: post.id, code: 'banned_word', about: 'cheap*' },
    ])
    .execute()
}

/** Competitors: one who is read and has posts and notes, and one who was put away. */
async function watched({ ctx, workspaceId }: World, authorId: string): Promise<void> {
  const add = async (name: string, archivedAt: Date | null) =>
    (
      await ctx.db
        .insertInto('competitors')
        .values({ workspaceId, name, website: 'https://rival.example', archivedAt })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const competitorId = await add(awkward, null)
  await add('Gone', new Date('2030-01-02T09:00:00Z'))
  const note = { workspaceId, competitorId, kind: 'works', onDay: '2030-01-01', words: awkward, authorId }
  await ctx.db.insertInto('competitorNotes').values(note).execute()
  const at = new Date('2030-01-02T09:00:00Z')
  const { id: profileId } = await ctx.db
    .insertInto('competitorProfiles')
    .values({
      ...{ workspaceId, competitorId, network: 'mastodon', isRead: true, handle: '@rival@read.example' },
      ...{
        server: 'https://read.example',
        remoteId: '17',
        name: 'Rival',
        url: 'https://read.example/@rival',
      },
      ...{
        avatarUrl: 'https://read.example/rival.png',
        collectedAt: at,
        readBackTo: at,
        nextAt: at,
        failures: 1,
      },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const day = { workspaceId, profileId, day: '2030-01-02', followers: 12, source: 'network', at }
  await ctx.db.insertInto('competitorDays').values(day).execute()
  await ctx.db
    .insertInto('competitorPosts')
    .values({
      ...{
        workspaceId,
        profileId,
        remoteId: 'p1',
        publishedAt: at,
        kind: 'post',
        format: 'image',
        words: awkward,
      },
      ...{ url: 'https://read.example/p1', likes: 3, source: 'network', seenAt: at },
      ...{ comments: 2, answered: 1, answerSeconds: [90], commentsWhole: true, commentsAt: at },
    })
    .execute()
}

/** A figure of one's own, one that is not believed, what can be made, and a pilot that was decided. */
async function chosen({ ctx, workspaceId }: World, channelId: string, authorId: string): Promise<void> {
  const figure = { workspaceId, network: 'mastodon', country: 'LV', measure: 'use', dimension: 'age' }
  const known = { source: awkward.trim(), knownOn: '2030-01-01', confidence: 'low', authorId }
  await ctx.db
    .insertInto('audienceFigures')
    .values([
      { ...figure, ...known, value: '18-29', number: 0.125, url: 'https://example.com/survey' },
      { ...figure, ...known, value: '30+', number: null },
    ])
    .execute()
  const body = { countries: ['LV'], formats: [{ format: 'image', hours: 0.5 }], perWeek: 3, upkeep: 1 }
  await ctx.db
    .insertInto('choiceSettings')
    .values({ workspaceId, body: JSON.stringify(body) })
    .execute()
  const verdict = {
    revision: 1,
    before: '',
    words: awkward.trim(),
    keep: [channelId],
    at: '2030-05-01T00:00:00.000Z',
    state: 'running',
    haltedOn: null,
  }
  await ctx.db
    .insertInto('pilots')
    .values({
      ...{
        workspaceId,
        name: 'Where do guests answer?',
        metric: 'engagements',
        weeks: 4,
        perWeek: 3,
        care: 0.1,
      },
      ...{
        channels: JSON.stringify([channelId]),
        startsOn: '2030-04-01',
        state: 'stopped',
        haltedOn: '2030-04-20',
      },
      ...{
        pauses: JSON.stringify([{ from: '2030-04-05', to: '2030-04-06' }]),
        verdict: JSON.stringify(verdict),
      },
    })
    .execute()
}

/** Characters that a text format has to write in another way. */
const awkward =
  'Tab\there, line\nthere, back\\slash \\\\ \\N, \u{1F514}, ไทย, a quote " and \r\n the end \u2028'

/** A post for each state of a delivery, and one that was deleted. Answers the first. */
async function everyState(w: World, channelId: string, authorId: string): Promise<string> {
  const { ctx, workspaceId } = w
  const now = w.clock.now().getTime()
  for (const [n, state] of DeliveryState.options.entries()) {
    const id = await planText(w, channelId, `${state} ${awkward}`, new Date(now + (n + 1) * 3_600_000))
    await ctx.db
      .updateTable('deliveries')
      .set({
        state,
        attempts: 1,
        parts: JSON.stringify(
          state === 'published' ? [{ remoteId: `r${n}`, url: 'https://social.example/1' }] : [],
        ),
      })
      .where('id', '=', id)
      .execute()
    const outcome = state === 'sending' ? null : 'later'
    await sql`insert into attempts (workspace_id, delivery_id, number, worker_id, key, digest, started_at, finished_at, outcome)
      select ${workspaceId}, id, 1, 'host-7', key, digest, created_at, ${outcome === null ? null : new Date(now)}::timestamptz, ${outcome} from deliveries where id = ${id}`.execute(
      ctx.db,
    )
    if (state === 'published')
      await sql`insert into publications (workspace_id, channel_id, post_id, delivery_id, remote_id, text, origin, published_at)
        select ${workspaceId}, channel_id, post_id, id, 'r', 'hello', 'ours', ${new Date(now - 86_400_000)}::timestamptz from deliveries where id = ${id}`.execute(
        ctx.db,
      )
  }
  await sql`update posts set content = content - 'options' where workspace_id = ${workspaceId}`.execute(
    ctx.db,
  )
  const posts = await ctx.db
    .selectFrom('posts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()
  await sql`insert into posts (workspace_id, stage, content, deleted_at, deleted_plans, author_id)
    select workspace_id, 'scheduled', content, now(), ${JSON.stringify([{ channelId, dueAt: '2030-07-01T00:00:00.000Z' }])}::jsonb, ${authorId} from posts where id = ${posts[0]?.id ?? ''}`.execute(
    ctx.db,
  )
  return posts[0]?.id ?? ''
}

/** A number entered by hand, and a goal with everything that a goal can have. */
async function furnishGoals({ ctx, workspaceId }: World): Promise<void> {
  const { id: manualId } = await ctx.db
    .insertInto('manualMetrics')
    .values({ workspaceId, name: 'Sales', unit: '€' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('manualValues')
    .values({ workspaceId, metricId: manualId, week: '2030-04-29', value: 812.5 })
    .execute()
  const [child, parent] = await ctx.db
    .insertInto('goals')
    .values(
      ['Sell more', 'More people who ask'].map((name) => ({
        ...{ workspaceId, name, metric: 'manual', manualId, baseline: 800, target: 1000, floor: 900 },
        ...{ startsOn: '2030-05-01', deadline: '2030-12-31', objective: 'sales' },
        ...{ businessValue: 'A second oven', people: 'Two hours a week', money: '200 € a month' },
      })),
    )
    .returning('id')
    .execute()
  if (!child || !parent) throw new Error('No goals were made')
  // The child is older than its parent: the file puts the parent first all the same.
  await ctx.db.updateTable('goals').set({ parentId: parent.id }).where('id', '=', child.id).execute()
  await ctx.db
    .insertInto('goalConstraints')
    .values([
      { workspaceId, goalId: child.id, place: 0, metric: 'followers', bound: 'least', value: 1000 },
      { workspaceId, goalId: child.id, place: 1, metric: 'manual', manualId, bound: 'most', value: 2000 },
    ])
    .execute()
  await ctx.db
    .insertInto('goalMilestones')
    .values({ workspaceId, goalId: child.id, day: '2030-08-01', value: 880 })
    .execute()
}

/** An audit of the presence with a suspect of whom somebody has said something. */
async function furnishPresence({ ctx, workspaceId }: World, channelId: string, olga: string): Promise<void> {
  const { db } = ctx
  const at = new Date('2030-05-02T00:00:00.123Z')
  await db
    .insertInto('presenceSettings')
    .values({ workspaceId, everyWeeks: 4, nextAt: at, names: ['Birchy'], sites: ['birch.example'] })
    .execute()
  await db
    .insertInto('presenceAccounts')
    .values({ workspaceId, network: 'Behance', handle: 'birch', url: 'https://be.example/birch' })
    .execute()
  const subject = { kind: 'channel', id: channelId }
  const { id: suspectId } = await db
    .insertInto('suspects')
    .values({
      ...{
        workspaceId,
        channelId,
        network: 'mastodon',
        account: 'bakery1@social.example',
        handle: '@bakery1@social.example',
      },
      ...{ name: awkward, bio: awkward, url: 'https://social.example/@bakery1', points: 71 },
      facts: JSON.stringify({
        createdAt: null,
        followers: 3,
        following: null,
        posts: 1,
        bot: false,
        links: [],
        proven: [],
      }),
      signals: JSON.stringify([{ id: 'name_same', points: 24, facts: { ours: 'a', theirs: 'b' } }]),
      ...{
        firstRun: 1,
        lastRun: 1,
        firstSeenAt: at,
        lastSeenAt: at,
        verdict: 'impostor',
        reportedOn: '2030-05-03',
      },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const finding = {
    ...{ subject, network: 'mastodon', handle: '@bakery@social.example', name: 'The bakery', url: null },
    ...{ looked: 'failed', failure: 'It did not answer.', profile: null, pictureId: null, checks: [] },
    ...{ lastPostAt: null, best: [], worst: [], published: 0, suggestion: null, search: null },
  }
  const seen = { id: suspectId, handle: '@bakery1@social.example', before: null, after: 71 }
  const difference = { against: null, accounts: [], suspects: { fresh: [seen], gone: [], changed: [] } }
  await db
    .insertInto('presenceRuns')
    .values({
      ...{ workspaceId, number: 1, cause: 'person', startedBy: olga, state: 'partial', finishedAt: at },
      ...{
        findings: JSON.stringify([finding]),
        difference: JSON.stringify(difference),
        requests: 12,
        tries: 1,
      },
    })
    .execute()
  await db
    .insertInto('presenceVerdicts')
    .values([
      { workspaceId, subjectKind: 'suspect', subjectId: suspectId, verdict: 'impostor', authorId: olga },
      { workspaceId, subjectKind: 'channel', subjectId: channelId, verdict: 'keep', reason: 'Ours' },
    ])
    .execute()
}

/** A budget, a team and work for somebody outside, with everything that these can have. */
async function furnishBudget({ ctx, workspaceId }: World, mediaId: string, userId: string): Promise<void> {
  const { db } = ctx
  const one = <T>(made: { executeTakeFirstOrThrow: () => Promise<T> }) => made.executeTakeFirstOrThrow()
  const goal = await one(
    db.selectFrom('goals').select('id').where('workspaceId', '=', workspaceId).orderBy('id').limit(1),
  )
  await db.insertInto('budgets').values({ workspaceId, currency: 'EUR' }).execute()
  const [ads, hours] = await db
    .insertInto('budgetLines')
    .values([
      {
        ...{ workspaceId, side: 'cost', kind: 'ads', name: 'Ads', currency: 'USD', spread: 'even' },
        goalId: goal.id,
      },
      {
        ...{ workspaceId, side: 'cost', kind: 'people', name: 'Hours', currency: 'EUR', spread: 'even' },
        hourly: 2550,
      },
    ])
    .returning('id')
    .execute()
  if (!ads || !hours) throw new Error('No lines were made')
  await db
    .insertInto('budgetMonths')
    .values([
      { workspaceId, lineId: ads.id, month: '2030-05-01', minor: 30_000 },
      { workspaceId, lineId: hours.id, month: '2030-05-01', minutes: 1200 },
    ])
    .execute()
  await db
    .insertInto('budgetEntries')
    .values({
      ...{ workspaceId, lineId: ads.id, day: '2030-05-02', minor: -999, currency: 'USD' },
      note: awkward,
      enteredBy: userId,
    })
    .execute()
  await db
    .insertInto('budgetRates')
    .values({
      ...{ workspaceId, fromCurrency: 'EUR', toCurrency: 'USD', day: '2030-05-01' },
      rate: '1.084200000001',
      source: 'entered',
    })
    .execute()
  const person = await one(
    db
      .insertInto('teamPeople')
      .values({ workspaceId, userId, name: '', functions: ['content', 'ads'], minutes: 600 })
      .returning('id'),
  )
  const work = await one(
    db.insertInto('teamWorks').values({ workspaceId, name: 'Texts', function: 'content' }).returning('id'),
  )
  await db
    .insertInto('teamParts')
    .values({ workspaceId, workId: work.id, personId: person.id, parts: ['responsible', 'approves'] })
    .execute()
  const job = await one(
    db
      .insertInto('contractorJobs')
      .values({
        ...{
          workspaceId,
          title: 'Film',
          brief: awkward,
          criteria: JSON.stringify([{ words: 'In 9:16', met: true }]),
        },
        ...{ deadline: '2030-06-01', lineId: ads.id, workId: work.id, ownerId: userId, state: 'agreed' },
        ...{ minor: 45_000, currency: 'EUR', rights: 'All, for ever' },
      })
      .returning('id'),
  )
  const jobId = job.id
  await db
    .insertInto('contractorCandidates')
    .values({
      ...{ workspaceId, jobId, name: 'Fred', contact: 'fred@example.com', minor: 45_000 },
      currency: 'EUR',
      state: 'offered',
      chosen: true,
    })
    .execute()
  await db
    .insertInto('contractorNotes')
    .values({ workspaceId, jobId, state: 'agreed', words: 'Good', authorId: userId })
    .execute()
  await db
    .insertInto('contractorFiles')
    .values([
      { workspaceId, jobId, purpose: 'brief', mediaId },
      { workspaceId, jobId, purpose: 'work', url: 'https://files.example/1', name: 'Cut' },
    ])
    .execute()
}

/** A folder made before the one that it lies in, and a picture that says everything of itself. */
async function furnishLibrary({ ctx, workspaceId }: World, mediaId: string): Promise<void> {
  const [below, above] = [crypto.randomUUID(), crypto.randomUUID()].sort()
  await sql`insert into media_folders (id, workspace_id, parent_id, name) values
    (${below}, ${workspaceId}, ${above}, ${awkward.slice(0, 80)}), (${above}, ${workspaceId}, null, 'Summer')`.execute(
    ctx.db,
  )
  await sql`update media set folder_id = ${below}, tags = ${['kafija', 'คาเฟ่']}, owner = 'Olga', licence = 'permission',
    terms = ${awkward}, usable_until = '2031-01-31', consent = 'given' where id = ${mediaId}`.execute(ctx.db)
  await sql`insert into media_captions (workspace_id, media_id, language, file_name, digest, words, replaced_at) values
    (${workspaceId}, ${mediaId}, 'lv', ${awkward}, ${'a'.repeat(64)}, ${awkward}, null),
    (${workspaceId}, ${mediaId}, 'lv', 'old.srt', ${'b'.repeat(64)}, 'WEBVTT', '2029-12-01')`.execute(ctx.db)
  const jpeg = await sharp({ create: { width: 64, height: 36, channels: 3, background: '#258' } })
    .jpeg()
    .toBuffer()
  const cover = createHash('sha256').update(jpeg).digest('hex')
  const key = `${workspaceId}/cover-of-a-film`
  await ctx.storage.write(key, jpeg)
  await sql`insert into media_films (workspace_id, media_id, cover, cover_ms) values
    (${workspaceId}, ${mediaId}, ${cover}, 1200)`.execute(ctx.db)
  await sql`insert into media_forms (media_id, rule, storage_key, mime, bytes, width, height, digest) values
    (${mediaId}, ${`cover-${cover.slice(0, 24)}`}, ${key}, 'image/jpeg', ${jpeg.length}, 64, 36, ${cover})`.execute(
    ctx.db,
  )
}

/** A picture made of another with its logo on it, and how the brand looks. */
async function furnishPictures(w: World, sourceId: string): Promise<void> {
  const { ctx, workspaceId } = w
  const bytes = await sharp({ create: { width: 7, height: 9, channels: 3, background: '#a40' } })
    .png()
    .toBuffer()
  const made = await addMedia(ctx, w.actor('editor'), {
    stream: Readable.from(bytes),
    fileName: 'cup-edited.png',
  })
  const recipe = {
    ...{ turn: 90, mirror: false, angle: 3.5, focus: { x: 0.5, y: 0.25 } },
    crop: { left: 0, top: 0, width: 7, height: 9 },
    logos: [{ mediaId: sourceId, width: 0.25, x: 0.5, y: 0.5, opacity: 1 }],
    words: [],
  }
  const fonts = { heading: { font: 'serif', bold: true }, text: { font: 'sans', bold: false } }
  await sql`insert into media_edits (workspace_id, media_id, source_id, recipe)
    values (${workspaceId}, ${made.id}, ${sourceId}, ${JSON.stringify(recipe)}::jsonb)`.execute(ctx.db)
  await sql`insert into brand_kits (workspace_id, colours, fonts, version)
    values (${workspaceId}, ${JSON.stringify([{ name: 'ทองคำ', value: '#e0a526' }])}::jsonb,
      ${JSON.stringify(fonts)}::jsonb, 3)`.execute(ctx.db)
  await sql`insert into brand_logos (workspace_id, media_id, name, place)
    values (${workspaceId}, ${sourceId}, 'Mark', 0)`.execute(ctx.db)
}

/** A contest that was drawn, and what somebody agreed to. */
async function furnishContests({ ctx, workspaceId }: World, olga: string): Promise<void> {
  const { db } = ctx
  const digest = 'ab'.repeat(32)
  const { id: contestId } = await db
    .insertInto('contests')
    .values({
      ...{
        workspaceId,
        name: awkward.trim().slice(0, 100),
        stage: 'drawn',
        timeZone: 'Europe/Riga',
        winners: 1,
      },
      facts: JSON.stringify({ organiser: 'Riga Bakery', languages: ['en'] }),
      form: JSON.stringify({ on: true, question: '', news: '' }),
      ...{ commitment: digest, listHash: digest, openedAt: new Date(), frozenAt: new Date() },
      beacon: JSON.stringify({ words: 'The lottery', at: '2030-01-12T20:00:00.000Z' }),
      erased: JSON.stringify({ people: 3, entries: 4 }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const texts = JSON.stringify({ en: { title: 'Rules', sections: [{ heading: 'Who', lines: ['All'] }] } })
  const packs = JSON.stringify([{ id: 'base', version: '2026-11-30' }])
  await db
    .insertInto('contestRules')
    .values({ workspaceId, contestId, version: 1, texts, packs, userId: olga, at: new Date() })
    .execute()
  await db
    .insertInto('contestLists')
    .values({ workspaceId, contestId, leaves: [digest] })
    .execute()
  await db
    .insertInto('contestDraws')
    .values({
      ...{ workspaceId, contestId, round: 1, reason: 'first', winners: 1, seed: digest, beacon: '42' },
      ...{ leaves: [digest], userId: olga, drawnAt: new Date() },
    })
    .execute()
  await db
    .insertInto('consents')
    .values({
      ...{
        workspaceId,
        who: 'Anna@mail.example',
        whoKey: 'anna@mail.example',
        purpose: 'news',
        words: awkward,
      },
      ...{ version: '1', language: 'lv', how: 'form', subjectKind: 'contest', subjectId: contestId },
      ...{ givenAt: new Date(), withdrawnAt: new Date(), withdrawnHow: 'link' },
    })
    .execute()
}

/** What makes posts by itself: a template, a series with a turn, a feed. */
async function furnishBulk({ ctx, workspaceId }: World, channelId: string, postId: string): Promise<void> {
  const { db } = ctx
  const body = JSON.stringify({
    content: {
      title: '',
      parts: [{ text: awkward, media: [], poll: null, link: null, quote: null }],
      firstReply: null,
      languages: [],
    },
    variants: [{ channelId, content: null, options: {} }],
    ...{
      category: 'brand',
      pillarId: null,
      campaignId: null,
      goalId: null,
      personaId: null,
      influencerId: null,
      appeal: null,
    },
    ...{ connection: null, evidence: [] },
  })
  await db.insertInto('postTemplates').values({ workspaceId, name: 'Offer', body }).execute()
  await db
    .insertInto('hashtagSets')
    .values({ workspaceId, name: 'Bread', tags: ['rye', 'Хлеб', 'ขนมปัง'], version: 3 })
    .execute()
  await db
    .insertInto('snippets')
    .values({ workspaceId, name: 'Hours', text: 'Open in {{city}}', version: 2 })
    .execute()
  await db
    .insertInto('linkRules')
    .values({
      ...{ workspaceId, enabled: false, source: '{network}', medium: 'social', campaign: '{campaign}' },
      ...{ term: 'a', content: '{channel}', excluded: ['shop.example'], version: 4 },
    })
    .execute()
  const { id: seriesId } = await db
    .insertInto('series')
    .values({
      ...{ workspaceId, kind: 'evergreen', name: 'Tips', state: 'paused', rule: 'FREQ=WEEKLY;BYDAY=MO' },
      ...{ startsAt: '2030-05-06T09:00', zone: 'Europe/Riga', excluded: ['2030-06-24'], holidays: 'LV' },
      ...{ turnsMost: 3, fallsBelow: '0.5', publish: 'draft' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: itemId } = await db
    .insertInto('seriesItems')
    .values({ workspaceId, seriesId, position: 0, body, wordings: ['Other words'] })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('seriesTurns')
    .values({
      ...{ workspaceId, seriesId, occursAt: '2030-05-06T09:00', itemId, state: 'made', postId },
      ...{ madeVersion: 1, at: '2030-05-06T06:00:00Z', until: '2030-05-07T06:00:00Z' },
    })
    .execute()
  await db
    .insertInto('postSources')
    .values({
      ...{ workspaceId, name: 'News', url: 'https://news.example/feed', state: 'paused' },
      rules: JSON.stringify({
        ...{ include: ['bread'], exclude: [], template: '{title}', channelIds: [channelId] },
        ...{ category: null, campaignId: null, most: 10, atFirst: 0 },
      }),
    })
    .execute()
}

/** A rule with a step that asks somebody, something that was said, and a page for people outside. */
async function approving(
  { ctx, workspaceId }: World,
  { channelId, post, mediaId, olga }: { channelId: string; post: string; mediaId: string; olga: string },
): Promise<void> {
  const rule = await ctx.db
    .insertInto('approvalRules')
    .values({ workspaceId, name: 'All posts', channelIds: [channelId], senderRoles: ['editor'] })
    .returning('id')
    .executeTakeFirstOrThrow()
  const step = await ctx.db
    .insertInto('approvalSteps')
    .values({
      ...{ workspaceId, ruleId: rule.id, position: 0, name: 'Look', how: 'all', roles: ['client'] },
      ...{ hours: 24, working: true, remindHours: 4, atDeadline: 'remind', moveMinutes: 60 },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('approvalSeats')
    .values([
      { workspaceId, stepId: step.id, personId: olga },
      { workspaceId, stepId: step.id, personId: null },
    ])
    .execute()
  const work = await ctx.db
    .selectFrom('teamWorks')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .limit(1)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('approvalStepWorks')
    .values({ workspaceId, stepId: step.id, workId: work.id, part: 'approves' })
    .execute()
  await ctx.db
    .insertInto('approvalComments')
    .values({
      ...{
        workspaceId,
        postId: post,
        channelId,
        kind: 'comment',
        words: awkward.trim(),
        personId: olga,
        forClients: true,
      },
      ...{ anchor: JSON.stringify({ part: 0, start: 0, end: 3, quote: 'Cup' }), createdAt: new Date() },
    })
    .execute()
  const { id: remark } = await ctx.db
    .selectFrom('approvalComments')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('approvalComments')
    .values({
      ...{ workspaceId, postId: post, kind: 'comment', words: 'So be it.', personId: olga, replyTo: remark },
      createdAt: new Date(),
    })
    .execute()
  const said = { title: '', parts: [{ text: awkward, media: [{ id: mediaId, alt: '' }] }] }
  const versionMark = {
    ...{ channelId, part: 0, field: 'title', mediaId: null, text: 'Cup', before: '' },
    ...{ tool: 'variant', model: 'small', at: '2030-01-01T08:00:00.000Z' },
  }
  await ctx.db
    .insertInto('postVersions')
    .values({
      ...{
        workspaceId,
        postId: post,
        version: 1,
        personId: olga,
        fields: ['content', `variant:${channelId}`],
      },
      content: JSON.stringify(IdeaBody.parse(said)),
      variants: JSON.stringify([{ channelId, content: { title: 'Cup' }, options: {} }]),
      machineMade: JSON.stringify([versionMark]),
      ...{ begunAt: new Date(), savedAt: new Date() },
    })
    .execute()
  await ctx.db
    .insertInto('tasks')
    .values([
      {
        ...{ workspaceId, postId: post, title: awkward.trim().slice(0, 150), assigneeId: olga, madeBy: olga },
        ...{ dueOn: '2030-02-01', createdAt: new Date(), updatedAt: new Date() },
      },
      {
        ...{ workspaceId, title: 'Done', doneAt: new Date(), doneBy: olga },
        ...{ createdAt: new Date(), updatedAt: new Date() },
      },
    ])
    .execute()
  await ctx.db
    .insertInto('calendarNotes')
    .values({
      ...{ workspaceId, firstDay: '2030-03-04', lastDay: '2030-03-08', madeBy: olga },
      ...{ text: awkward.trim(), colour: 'amber' },
    })
    .execute()
  await ctx.db
    .insertInto('approvalPages')
    .values({ workspaceId, colour: '#aa4400', logoId: mediaId, greeting: 'Hello' })
    .execute()
}
