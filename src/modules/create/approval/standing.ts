import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { mayOn } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { hasRequests, readComments } from './comments.ts'
import type { Ask, Standing, Version } from './contract.ts'
import { findNeeds } from './needs.ts'
import { findHead, findSeen, mayApprove } from './post.ts'
import { seatsOf, stepsAsking } from './who.ts'

/** How it stands with the approval of one post: who is asked, who said yes to what, what was said. */
export async function readStanding(ctx: Context, actor: Actor, postId: string): Promise<Standing> {
  const { workspaceId } = actor
  const post = await findHead(ctx.db, actor, postId)
  const [rows, votes, versions, comments, seen, requested, needs] = await Promise.all([
    findAsks(ctx.db, workspaceId, postId),
    findVotes(ctx.db, workspaceId, postId),
    findVersions(ctx.db, workspaceId, postId),
    readComments(ctx, actor, postId),
    findSeen(ctx.db, workspaceId, postId),
    hasRequests(ctx.db, workspaceId, postId),
    findNeeds(ctx.db, workspaceId, postId),
  ])
  const asking = await seatsAsked(ctx, actor)
  const sight = sightOf(actor)
  const isSeen = ({ channelId }: { channelId: string }): boolean => isWithin(sight, channelId)
  const asks = rows.map(({ own, handed, ...ask }) => {
    const may = ask.openChannels.some((id) => mayOn(actor, 'post.approve', [id]))
    const sits = asking.some(({ stepId, escalates }) => stepId === ask.stepId && (!escalates || handed))
    const given = votes.filter((vote) => vote.stepId === ask.stepId && isSeen(vote))
    return {
      ...ask,
      deadline: ask.deadline?.toISOString() ?? null,
      openChannels: ask.openChannels.filter((id) => isWithin(sight, id)),
      votes: given.map(({ stepId: _, personId, at, ...vote }) => ({
        ...vote,
        at: at.toISOString(),
        mine: personId !== null && personId === actor.id,
      })),
      mine: ask.state === 'open' && may && sits && (own || post.authorId !== actor.id),
    }
  })
  const held = requested || asks.some(({ state }) => state === 'open' || state === 'later')
  return {
    held,
    needs,
    published: versions.some(({ changes }) => changes),
    seen,
    asks,
    versions: versions.filter(isSeen).map(({ changes: _, ...version }) => version),
    comments,
  }
}

async function seatsAsked(ctx: Context, actor: Actor) {
  if (!mayApprove(actor) || !actor.id) return []
  const seats = await seatsOf(ctx.db, actor.workspaceId, actor.id, ctx.clock.now())
  return stepsAsking(ctx.db, actor.workspaceId, seats)
}

type AskRow = Omit<Ask, 'deadline' | 'votes' | 'mine'> & {
  deadline: Date | null
  own: boolean
  handed: boolean
}

async function findAsks(db: Db, workspaceId: string, postId: string): Promise<AskRow[]> {
  const { rows } = await sql<AskRow>`
    select a.step_id, a.rule_id, r.name as rule, t.name as step, a.position, a.state, t.how, a.open_channels, r.own,
      nullif(a.deadline, 'infinity') as deadline, a.overdue_at is not null as overdue,
      a.overdue_at is not null and t.at_deadline = 'escalate' as handed,
      (select count(*)::int from approval_seats s where s.step_id = t.id and s.person_id is null and not s.escalates) as empty,
      array(select w.name from approval_step_works x join team_works w on w.id = x.work_id
        where x.workspace_id = t.workspace_id and x.step_id = t.id and not exists (
          select from team_parts c join team_people p on p.id = c.person_id and p.archived_at is null
          join approval_asked(x.workspace_id) q on q.step_id = x.step_id and q.by_matrix and q.person_id = p.user_id
          where c.workspace_id = x.workspace_id and c.work_id = x.work_id and x.part = any(c.parts))
        order by w.position, w.id) as unfilled,
      array(select u.name from (select distinct s.person_id from approval_asked(t.workspace_id) s
          where s.step_id = t.id and not s.escalates) s join users u on u.id = s.person_id
        order by lower(u.name)) || t.roles
        || case when t.clients then array['link'] else '{}' end as asked
    from approval_asks a join approval_steps t on t.id = a.step_id join approval_rules r on r.id = a.rule_id
    where a.workspace_id = ${workspaceId} and a.post_id = ${postId} and a.state <> 'idle'
    order by r.created_at, r.id, a.position`.execute(db)
  return rows
}

type VoteRow = Omit<Ask['votes'][number], 'at' | 'mine'> & {
  stepId: string
  personId: string | null
  at: Date
}

async function findVotes(db: Db, workspaceId: string, postId: string): Promise<VoteRow[]> {
  const { rows } = await sql<VoteRow>`
    select v.id, v.step_id, v.channel_id, v.person_id, coalesce(u.name, v.guest, '') as by, v.by_link, v.created_at as at,
      case when v.seat_id is distinct from v.person_id then h.name end as instead,
      exists (select from approval_versions f where f.post_id = v.post_id and f.channel_id = v.channel_id
        and f.digest = v.digest and f.current) as current
    from approval_votes v left join users u on u.id = v.person_id left join users h on h.id = v.seat_id
    where v.workspace_id = ${workspaceId} and v.post_id = ${postId} and v.revoked_at is null
    order by v.created_at desc, v.id limit 500`.execute(db)
  return rows
}

type VersionRow = Omit<Version, 'approved'> & {
  changes: boolean
  approvedDigest: string | null
  approvedContent: Version['content']
  approvedAt: Date | null
}

async function findVersions(db: Db, workspaceId: string, postId: string) {
  const { rows } = await sql<VersionRow>`
    select f.channel_id, f.digest, f.content, y.digest as approved_digest, y.content as approved_content, y.at as approved_at,
      exists (select from publication_changes x where x.workspace_id = f.workspace_id and x.post_id = f.post_id
        and x.channel_id = f.channel_id and x.digest = f.digest) as changes
    from approval_versions f
    left join lateral (
      select p.digest, p.content, v.created_at as at
      from approval_votes v join approval_versions p on p.workspace_id = v.workspace_id and p.post_id = v.post_id
        and p.channel_id = v.channel_id and p.digest = v.digest
      where v.workspace_id = f.workspace_id and v.post_id = f.post_id and v.channel_id = f.channel_id and v.revoked_at is null
      order by v.created_at desc limit 1) y on true
    where f.workspace_id = ${workspaceId} and f.post_id = ${postId} and f.current order by f.channel_id`.execute(
    db,
  )
  return rows.map(({ approvedDigest, approvedContent, approvedAt, ...row }) => ({
    ...row,
    approved:
      approvedDigest === null || approvedAt === null
        ? null
        : { digest: approvedDigest, content: approvedContent, at: approvedAt.toISOString() },
  }))
}
