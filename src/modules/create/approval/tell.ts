import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { notifyAll, resolveNotification, type Trouble } from '../../publish/notifications/index.ts'

/** How an ask stands after the votes were counted anew, and whether it has just come to stand so. */
export type Changed = {
  postId: string
  stepId: string
  state: 'open' | 'later' | 'done' | 'idle'
  opened: boolean
  settled: boolean
}

type Place = Pick<Actor, 'workspaceId' | 'name'>

/** Those who are asked, of each step that was opened; with those who stand in for them. Empty where only clients are. */
async function findAsked(tx: Tx, workspaceId: string, stepIds: readonly string[], now: Date) {
  const { rows } = await sql<{ stepId: string; step: string; people: string[] }>`
    select t.id as step_id, t.name as step, array(
      with asked as (
        select a.person_id from approval_asked(t.workspace_id) a where a.step_id = t.id and not a.escalates and a.person_id is not null
        union
        select m.user_id from members m where m.workspace_id = t.workspace_id and m.role = any(t.roles))
      select person_id from asked
      union
      select s.stand_in_id from approval_stand_ins s join asked using (person_id)
      where s.workspace_id = t.workspace_id and s.from_at <= ${now}::timestamptz and s.until_at > ${now}::timestamptz) as people
    from approval_steps t where t.workspace_id = ${workspaceId} and t.id = any(${stepIds}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.stepId, row]))
}

type PostFacts = { id: string; text: string; authorId: string | null; complete: boolean; open: boolean }

async function findPostFacts(tx: Tx, workspaceId: string, postIds: readonly string[]) {
  const { rows } = await sql<PostFacts>`
    select p.id, left(coalesce(p.content -> 'parts' -> 0 ->> 'text', ''), 140) as text, p.author_id,
      exists (select from approval_asks a where a.post_id = p.id and a.state = 'done')
        and not exists (select from approval_asks a where a.post_id = p.id and a.state in ('open', 'later')) as complete,
      exists (select from approval_asks a where a.post_id = p.id and a.state = 'open') as open
    from posts p where p.workspace_id = ${workspaceId} and p.id = any(${postIds}::uuid[])`.execute(tx)
  return rows
}

/** Who is asked is told; nobody is any more once nothing is open; the author is told when everybody said yes. */
export async function tellOfAsks(
  tx: Tx,
  ctx: Context,
  { workspaceId, name }: Place,
  postIds: readonly string[],
  changed: readonly Changed[],
): Promise<void> {
  const posts = await findPostFacts(tx, workspaceId, postIds)
  const steps = [...new Set(changed.filter(({ opened }) => opened).map(({ stepId }) => stepId))]
  const asked = await findAsked(tx, workspaceId, steps, ctx.clock.now())
  const troubles = posts.flatMap((post) => troublesOf(workspaceId, name, post, changed, asked))
  if (troubles.length > 0) await notifyAll(tx, ctx, troubles)
  for (const post of posts.filter(({ open }) => !open))
    await resolveNotification(tx, ctx, workspaceId, { kind: 'post', id: post.id }, [
      'approval.asked',
      'approval.reminder',
      'approval.overdue',
    ])
  for (const post of posts.filter(({ complete }) => !complete))
    await resolveNotification(tx, ctx, workspaceId, { kind: 'post', id: post.id }, ['approval.approved'])
}

type Asked = Awaited<ReturnType<typeof findAsked>>

function troublesOf(
  workspaceId: string,
  by: string,
  post: PostFacts,
  changed: readonly Changed[],
  asked: Asked,
): Trouble[] {
  const mine = changed.filter(({ postId }) => postId === post.id)
  const steps = mine.flatMap(({ opened, stepId }) => (opened ? (asked.get(stepId) ?? []) : []))
  const people = [...new Set(steps.flatMap((step) => step.people))]
  const told = { workspaceId, subject: { kind: 'post', id: post.id } }
  const found: Trouble[] = []
  if (steps.length > 0)
    found.push({
      ...told,
      kind: 'approval.asked',
      facts: { by, text: post.text, step: steps[0]?.step ?? '' },
      // Where only people outside are asked, whoever may send them a link is told.
      forPeople: steps.some((step) => step.people.length === 0) ? null : people,
    })
  if (post.complete && mine.some(({ settled }) => settled))
    found.push({
      ...told,
      kind: 'approval.approved',
      facts: { by, text: post.text },
      forPeople: post.authorId ? [post.authorId] : null,
    })
  return found
}
