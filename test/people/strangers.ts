import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../src/app/context.ts'
import { template } from './template.ts'

const tables = {
  member: 'members',
  session: 'sessions',
  passkey: 'passkeys',
  pushDevice: 'push_devices',
  invitation: 'invitations',
  key: 'api_keys',
  channel: 'channels',
  joining: 'connect_attempts',
  media: 'media',
  mediaFolder: 'media_folders',
  goneMediaFolder: 'media_folders',
  mediaUpload: 'media_uploads',
  filmConversion: 'film_conversions',
  campaign: 'campaigns',
  influencer: 'influencers',
  goal: 'goals',
  persona: 'personas',
  segment: 'segments',
  audienceTable: 'audience_tables',
  competitor: 'competitors',
  competitorNote: 'competitor_notes',
  competitorProfile: 'competitor_profiles',
  budgetLine: 'budget_lines',
  budgetEntry: 'budget_entries',
  teamPerson: 'team_people',
  teamWork: 'team_works',
  contractorJob: 'contractor_jobs',
  candidate: 'contractor_candidates',
  strategyLink: 'strategy_links',
  strategyRevision: 'strategy_revisions',
  approvalRule: 'approval_rules',
  approvalStandIn: 'approval_stand_ins',
  approvalLink: 'approval_links',
  task: 'tasks',
  goneTask: 'tasks',
  calendarLink: 'calendar_links',
  calendarNote: 'calendar_notes',
  contest: 'contests',
  consent: 'consents',
  presenceAccount: 'presence_accounts',
  presenceRun: 'presence_runs',
  suspect: 'suspects',
  presenceVerdict: 'presence_verdicts',
  presencePicture: 'presence_pictures',
  presenceEvidence: 'presence_evidence',
  pilot: 'pilots',
  pillar: 'pillars',
  manual: 'manual_metrics',
  post: 'posts',
  slot: 'slots',
  planned: 'planned_posts',
  planTemplate: 'plan_templates',
  postImport: 'post_imports',
  metricImport: 'metric_imports',
  webhookDoor: 'webhook_doors',
  postTemplate: 'post_templates',
  hashtagSet: 'hashtag_sets',
  snippet: 'snippets',
  series: 'series',
  source: 'post_sources',
  delivery: 'deliveries',
  publication: 'publications',
  notification: 'notifications',
  hook: 'hooks',
  app: 'apps',
  move: 'moves',
} as const

/** By what a row is found where it has no id of its own. */
const columns: Record<string, string> = { member: 'user_id', strategyRevision: 'workspace_id' }

/** What is numbered in each workspace has this one there: one that nobody else has got to. */
export const theirNumber = 4711

/** What another tenant owns, one of each, that nobody else may see, touch or learn of. */
export type Thing = keyof typeof tables
export type Strangers = Record<Thing, string>

const soon = new Date('2030-01-02T09:00:00Z')
const random = (): string => randomBytes(8).toString('hex')

/** One of everything in a workspace of somebody else, put down as plain rows. */
export async function strangersIn(ctx: Context, workspaceId: string): Promise<Strangers> {
  const { db } = ctx
  const id = async (made: Promise<{ id: string }>): Promise<string> => (await made).id
  const user = await id(
    db
      .insertInto('users')
      .values({ id: random(), name: 'Stranger', email: `${random()}@example.org` })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await db.insertInto('members').values({ workspaceId, userId: user, role: 'editor' }).execute()
  const session = await id(
    db
      .insertInto('sessions')
      .values({ id: random(), userId: user, token: random(), expiresAt: soon })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const passkey = await id(
    db
      .insertInto('passkeys')
      .values({
        userId: user,
        credentialId: random(),
        publicKey: randomBytes(77),
        counter: 0,
        synced: false,
        name: 'Theirs',
        createdAt: soon,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const pushDevice = await id(
    db
      .insertInto('pushDevices')
      .values({
        ...{ userId: user, sessionId: session, endpoint: `https://push.example/${random()}` },
        ...{ p256dh: 'x', auth: 'y', name: 'Theirs' },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const invitation = await id(
    db
      .insertInto('invitations')
      .values({ workspaceId, email: 'theirs@example.org', role: 'editor', madeBy: user, expiresAt: soon })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const key = await id(
    db
      .insertInto('apiKeys')
      .values({ workspaceId, name: 'Theirs', role: 'owner', digest: randomBytes(32), hint: 'xxxx' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const sealed = ctx.secrets.seal({}, 'nothing')
  const channel = await channelIn(ctx, workspaceId)
  const joining = await id(
    db
      .insertInto('connectAttempts')
      .values({ workspaceId, network: 'fake', way: 'token', ...sealed, expiresAt: soon })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const digest = random()
  const media = await id(
    db
      .insertInto('media')
      .values({
        workspaceId,
        digest,
        uploadDigest: digest,
        kind: 'image',
        mime: 'image/png',
        bytes: 1,
        width: 1,
        height: 1,
        fileName: 'a.png',
        storageKey: `theirs/${digest}`,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const folder = (name: string, deletedAt: Date | null) =>
    id(
      db
        .insertInto('mediaFolders')
        .values({ workspaceId, name, deletedAt })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
  const [mediaFolder, goneMediaFolder] = [await folder('Theirs', null), await folder('Gone', new Date())]
  const mediaUpload = await id(
    db
      .insertInto('mediaUploads')
      .values({ workspaceId, bringer: user, fileName: 'film.mp4', bytes: 9, pieceBytes: 9, expiresAt: soon })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const filmPlan = { width: 64, height: 36, frameRate: null, videoBits: 9, audioBits: 0, maxBytes: 9 }
  const filmConversion = await id(
    db
      .insertInto('filmConversions')
      .values({ workspaceId, mediaId: media, rule: 'film-a', kind: 'fit', plan: JSON.stringify(filmPlan) })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const campaign = await id(
    db
      .insertInto('campaigns')
      .values({ workspaceId, name: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const influencer = await id(
    db
      .insertInto('influencers')
      .values({ workspaceId, name: 'Theirs', connection: JSON.stringify({ kind: 'gift' }) })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const goal = await id(
    db
      .insertInto('goals')
      .values({
        workspaceId,
        name: 'Theirs',
        metric: 'followers',
        baseline: 1,
        target: 2,
        startsOn: '2030-01-01',
        deadline: '2030-06-01',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const persona = await id(
    db
      .insertInto('personas')
      .values({ workspaceId, name: 'Theirs', kind: 'b2c' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const segment = await id(
    db
      .insertInto('segments')
      .values({ workspaceId, name: 'Theirs', filter: JSON.stringify({ genders: ['female'] }) })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const audienceTable = await id(
    db
      .insertInto('audienceTables')
      .values({ workspaceId, name: 'Theirs', knownOn: '2030-01-01', parts: '[]' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const planTemplate = await id(
    db
      .insertInto('planTemplates')
      .values({ workspaceId, name: 'Theirs', content: JSON.stringify(template.content) })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const competitor = await id(
    db
      .insertInto('competitors')
      .values({ workspaceId, name: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const competitorNote = await id(
    db
      .insertInto('competitorNotes')
      .values({ workspaceId, competitorId: competitor, kind: 'works', onDay: '2030-01-01', words: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const competitorProfile = await id(
    db
      .insertInto('competitorProfiles')
      .values({
        workspaceId,
        competitorId: competitor,
        network: 'Elsewhere',
        isRead: false,
        handle: 'theirs',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const budgetLine = await id(
    db
      .insertInto('budgetLines')
      .values({ workspaceId, side: 'cost', kind: 'ads', name: 'Theirs', currency: 'EUR', spread: 'even' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const budgetEntry = await id(
    db
      .insertInto('budgetEntries')
      .values({ workspaceId, lineId: budgetLine, day: '2030-01-02', minor: 1, currency: 'EUR' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const teamPerson = await id(
    db
      .insertInto('teamPeople')
      .values({ workspaceId, name: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const teamWork = await id(
    db
      .insertInto('teamWorks')
      .values({ workspaceId, name: 'Theirs', function: 'content' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const contractorJob = await id(
    db
      .insertInto('contractorJobs')
      .values({ workspaceId, title: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const candidate = await id(
    db
      .insertInto('contractorCandidates')
      .values({ workspaceId, jobId: contractorJob, name: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await db
    .insertInto('strategyRevisions')
    .values({ workspaceId, number: theirNumber, body: '{}', parts: [] })
    .execute()
  const strategyLink = await id(
    db
      .insertInto('strategyLinks')
      .values({
        workspaceId,
        label: 'Theirs',
        digest: randomBytes(32),
        parts: ['objective'],
        madeBy: user,
        expiresAt: soon,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const approvalRule = await id(
    db
      .insertInto('approvalRules')
      .values({ workspaceId, name: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const approvalLink = await id(
    db
      .insertInto('approvalLinks')
      .values({
        ...{ workspaceId, label: 'Theirs', digest: randomBytes(32), madeBy: user },
        ...{ createdAt: soon, expiresAt: soon },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const calendarLink = await id(
    db
      .insertInto('calendarLinks')
      .values({
        ...{ workspaceId, kind: 'share', label: 'Theirs', digest: randomBytes(32), madeBy: user },
        ...{ createdAt: soon, expiresAt: soon },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const calendarNote = await id(
    db
      .insertInto('calendarNotes')
      .values({ workspaceId, firstDay: '2030-01-01', lastDay: '2030-01-01', text: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const contest = await id(
    db
      .insertInto('contests')
      .values({ workspaceId, name: 'Theirs', facts: '{}', timeZone: 'UTC' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const consent = await id(
    db
      .insertInto('consents')
      .values({
        ...{
          workspaceId,
          who: 'them@example.com',
          whoKey: 'them@example.com',
          purpose: 'news',
          words: 'Theirs',
        },
        ...{ version: '1', language: 'en', how: 'form', subjectKind: 'contest', subjectId: contest },
        givenAt: soon,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const approvalStandIn = await standInOf(ctx, workspaceId, user, soon)
  const presence = await presenceIn(ctx, workspaceId, channel)
  const pilot = await id(
    db
      .insertInto('pilots')
      .values({
        ...{ workspaceId, name: 'Theirs', metric: 'engagements', weeks: 4, perWeek: 3, care: 0.1 },
        ...{ channels: JSON.stringify([channel]), startsOn: '2030-01-01' },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const pillar = await id(
    db
      .insertInto('pillars')
      .values({ workspaceId, name: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const taskOf = (deletedAt: Date | null) =>
    id(
      db
        .insertInto('tasks')
        .values({ workspaceId, title: 'Theirs', createdAt: soon, updatedAt: soon, deletedAt })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
  const [task, goneTask] = [await taskOf(null), await taskOf(soon)]
  const manual = await id(
    db
      .insertInto('manualMetrics')
      .values({ workspaceId, name: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const content = JSON.stringify({ parts: [{ text: 'Their secret plan', media: [] }] })
  const post = await id(
    db.insertInto('posts').values({ workspaceId, content }).returning('id').executeTakeFirstOrThrow(),
  )
  const slot = await id(
    db
      .insertInto('slots')
      .values({ workspaceId, channelId: channel, weekday: 1, atTime: '09:00' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const postImport = await id(
    db
      .insertInto('postImports')
      .values({
        ...{ workspaceId, fileName: 'theirs.csv', form: 'csv', digest: random(), header: ['text'] },
        ...{ signature: random(), rows: 1 },
        settings: JSON.stringify({ columns: ['text'], zone: 'Europe/Riga' }),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const webhookDoor = await id(
    db
      .insertInto('webhookDoors')
      .values({
        ...{ workspaceId, network: 'feed', channelId: channel, digest: Buffer.from(random()) },
        ...{ sealed: Buffer.from('sealed'), keyId: 'k1', createdAt: ctx.clock.now() },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const metricImport = await id(
    db
      .insertInto('metricImports')
      .values({
        ...{ workspaceId, channelId: channel, fileName: 'theirs.csv', form: 'csv', digest: random() },
        ...{ header: ['url', 'views'], signature: random(), rows: 1 },
        settings: JSON.stringify({ of: 'posts', columns: ['url', 'views'], zone: 'Europe/Riga' }),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const seed = JSON.stringify({ content: { parts: [{ text: 'Theirs' }] } })
  const postTemplate = await id(
    db
      .insertInto('postTemplates')
      .values({ workspaceId, name: 'Theirs', body: seed })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const hashtagSet = await id(
    db
      .insertInto('hashtagSets')
      .values({ workspaceId, name: 'Theirs', tags: ['theirs'] })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const snippet = await id(
    db
      .insertInto('snippets')
      .values({ workspaceId, name: 'Theirs', text: 'Theirs' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const series = await id(
    db
      .insertInto('series')
      .values({
        ...{ workspaceId, kind: 'recurring', name: 'Theirs', rule: 'FREQ=DAILY', state: 'paused' },
        ...{ startsAt: '2030-01-01T09:00', zone: 'Europe/Riga' },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const source = await id(
    db
      .insertInto('postSources')
      .values({ workspaceId, name: 'Theirs', url: 'https://theirs.test/feed', rules: '{}', state: 'paused' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const planned = await id(
    db
      .insertInto('plannedPosts')
      .values({
        ...{ workspaceId, channelId: channel, wishAt: '2030-01-02T09:00', wishZone: 'UTC', at: soon },
        category: 'brand',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const delivery = await id(
    db
      .insertInto('deliveries')
      .values({
        workspaceId,
        postId: post,
        channelId: channel,
        network: 'fake',
        dueAt: soon,
        nextAt: soon,
        key: random(),
        content,
        digest,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const publication = await id(
    db
      .insertInto('publications')
      .values({
        workspaceId,
        channelId: channel,
        remoteId: random(),
        text: 'Theirs',
        origin: 'native',
        publishedAt: soon,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const notification = await id(
    db
      .insertInto('notifications')
      .values({ workspaceId, kind: 'delivery_failed', subjectKind: 'delivery', subjectId: delivery })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const hook = await id(
    db
      .insertInto('hooks')
      .values({ workspaceId, url: 'https://theirs.example/hook', events: [], ...sealed })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const app = await id(
    db
      .insertInto('apps')
      .values({ workspaceId, network: 'fake', name: 'Theirs', ...sealed, createdAt: soon, updatedAt: soon })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const { organisationId } = await db
    .selectFrom('workspaces')
    .select('organisationId')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const move = await id(
    db
      .insertInto('moves')
      .values({ workspaceId, organisationId, kind: 'export', actorName: 'Theirs', state: 'done' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return {
    member: user,
    session,
    passkey,
    pushDevice,
    invitation,
    key,
    channel,
    joining,
    media,
    mediaFolder,
    goneMediaFolder,
    mediaUpload,
    filmConversion,
    campaign,
    influencer,
    goal,
    persona,
    segment,
    audienceTable,
    competitor,
    competitorNote,
    competitorProfile,
    budgetLine,
    budgetEntry,
    teamPerson,
    teamWork,
    contractorJob,
    candidate,
    strategyLink,
    strategyRevision: workspaceId,
    approvalRule,
    approvalLink,
    calendarLink,
    calendarNote,
    contest,
    consent,
    approvalStandIn,
    task,
    goneTask,
    ...presence,
    pilot,
    pillar,
    manual,
    post,
    slot,
    planned,
    planTemplate,
    postImport,
    metricImport,
    webhookDoor,
    postTemplate,
    hashtagSet,
    snippet,
    series,
    source,
    delivery,
    publication,
    notification,
    hook,
    app,
    move,
  }
}

async function presenceIn({ db }: Context, workspaceId: string, channelId: string) {
  const account = await db
    .insertInto('presenceAccounts')
    .values({ workspaceId, network: 'mastodon', handle: 'theirs' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const picture = await db
    .insertInto('presencePictures')
    .values({
      workspaceId,
      sourceDigest: random(),
      digest: random(),
      mime: 'image/png',
      bytes: randomBytes(9),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const said = { handle: 'theirs', name: 'Theirs', bio: '', url: 'https://theirs.example/' }
  const run = await db
    .insertInto('presenceRuns')
    .values({
      workspaceId,
      number: theirNumber,
      cause: 'person',
      state: 'done',
      createdAt: soon,
      finishedAt: soon,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const suspect = await db
    .insertInto('suspects')
    .values({
      ...{ workspaceId, channelId, network: 'mastodon', account: random(), pictureId: picture.id, ...said },
      ...{ facts: '{}', points: 70, signals: '[]', firstRun: 1, lastRun: 1 },
      ...{ firstSeenAt: soon, lastSeenAt: soon, verdict: 'impostor' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const verdict = await db
    .insertInto('presenceVerdicts')
    .values({ workspaceId, subjectKind: 'suspect', subjectId: suspect.id, verdict: 'impostor' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const evidence = await db
    .insertInto('presenceEvidence')
    .values({ workspaceId, suspectId: suspect.id, takenAt: soon, body: '{}', digest: random() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return {
    presenceAccount: account.id,
    presenceRun: run.id,
    suspect: suspect.id,
    presenceVerdict: verdict.id,
    presencePicture: picture.id,
    presenceEvidence: evidence.id,
  }
}

async function channelIn(ctx: Context, workspaceId: string): Promise<string> {
  const remoteId = random()
  const { id } = await ctx.db
    .insertInto('channels')
    .values({
      workspaceId,
      network: 'mastodon',
      remoteId,
      server: 'fake.example',
      handle: 'theirs',
      name: 'Theirs',
      profileUrl: 'https://fake.example/theirs',
      timeZone: 'UTC',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Every row of theirs as text, to see afterwards that nothing moved. */
export async function photograph(ctx: Context, strangers: Strangers): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {}
  for (const [thing, table] of Object.entries(tables)) {
    const column = columns[thing] ?? 'id'
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t
      where ${sql.ref(column)}::text = ${strangers[thing as Thing]}`.execute(ctx.db)
    seen[thing] = rows.map(({ row }) => row)
  }
  return seen
}

async function standInOf(ctx: Context, workspaceId: string, personId: string, soon: Date): Promise<string> {
  const standInId = randomBytes(8).toString('hex')
  await ctx.db
    .insertInto('users')
    .values({ id: standInId, name: 'Theirs', email: `${standInId}@theirs.example` })
    .execute()
  const { id } = await ctx.db
    .insertInto('approvalStandIns')
    .values({
      ...{ workspaceId, personId, standInId, createdAt: soon },
      ...{ fromAt: soon, untilAt: new Date(soon.getTime() + 1000) },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
