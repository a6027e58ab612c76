import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { askAnewByTeam } from '../../create/approval/index.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { listChannelPlans } from '../channel-plans/index.ts'
import type { Mine } from '../waiting/contract.ts'
import {
  parts as allParts,
  type BeginBody,
  type CellBody,
  faultsOf,
  type Load,
  mostPeople,
  mostWorks,
  type Parts,
  type PersonBody,
  type PersonChange,
  type Team,
  type TeamPerson,
  type Work,
  type WorkBody,
  type WorkChange,
} from './contract.ts'
import { teamError } from './errors.ts'
import * as queries from './queries.ts'

const meOf = ({ kind, id }: Actor): string | null => (kind === 'person' ? id : null)

export async function readTeam(ctx: Context, actor: Actor): Promise<Team> {
  const { workspaceId } = actor
  const [people, works, cells] = await Promise.all([
    queries.findPeople(ctx.db, workspaceId, meOf(actor)),
    queries.findWorks(ctx.db, workspaceId),
    queries.findCells(ctx.db, workspaceId),
  ])
  return { people, works, cells, faults: faultsOf(works, cells) }
}

/** What whoever asks is for which kind of work. */
export async function readMine(ctx: Context, actor: Actor): Promise<Mine> {
  const { people, works, cells } = await readTeam(ctx, actor)
  const me = people.find((person) => person.me)
  const items = works.flatMap(({ id, name, function: of }) => {
    const cell = cells.find(({ workId, personId }) => workId === id && personId === me?.id)
    return cell ? { workId: id, name, function: of, parts: cell.parts } : []
  })
  return { items }
}

/** The plans of all channels together: for who sees all of them. */
export async function readLoad(ctx: Context, actor: Actor): Promise<Load> {
  refusePartial(actor)
  const { items, capacity } = await listChannelPlans(ctx, actor)
  const minutes = new Map<string, number>()
  let unowned = 0
  for (const { ownerId, hours } of items) {
    const more = Math.round((hours ?? 0) * 60)
    if (ownerId === null) unowned += more
    else minutes.set(ownerId, (minutes.get(ownerId) ?? 0) + more)
  }
  return {
    items: [...minutes].map(([userId, of]) => ({ userId, minutes: of })),
    unowned,
    typedMinutes: capacity.typed === null ? null : Math.round(capacity.typed * 60),
  }
}

/** The usual kinds of work, and everybody who is a member: from there on the matrix is filled in. */
export async function beginTeam(ctx: Context, actor: Actor, { works }: BeginBody): Promise<Team> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const now = ctx.clock.now()
    const room = mostPeople - (await queries.countPeople(tx, workspaceId))
    for (const { id } of await queries.findOtherMembers(tx, workspaceId, Math.max(0, room)))
      await queries.insertPerson(tx, workspaceId, { ...nobody, userId: id }, now)
    for (const work of works)
      if (!(await queries.findNamesake(tx, workspaceId, work.name))) {
        await refuseFullOfWorks(tx, workspaceId)
        await queries.insertWork(tx, workspaceId, work, now)
      }
    await tell(tx, ctx, actor, 'team.begun', workspaceId, { after: { works } })
  })
  return readTeam(ctx, actor)
}

/** Of a member the name stands with their account, and goes with it. */
const nobody = { name: '', contact: '', functions: [], minutes: null }

export async function addPerson(ctx: Context, actor: Actor, body: PersonBody): Promise<TeamPerson> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const id =
      body.userId === null
        ? await newcomer(tx, ctx, workspaceId, body)
        : await ofMember(tx, ctx, workspaceId, body, body.userId)
    const after = await mustFindPerson(tx, actor, id)
    await tell(tx, ctx, actor, 'team.person_added', id, { after })
    return after
  })
}

async function newcomer(tx: Tx, ctx: Context, workspaceId: string, body: PersonBody): Promise<string> {
  if ((await queries.countPeople(tx, workspaceId)) >= mostPeople)
    throw teamError('many_people', { most: mostPeople })
  return queries.insertPerson(tx, workspaceId, body, ctx.clock.now())
}

/** Who was in the team before comes back as what they were. */
async function ofMember(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  body: PersonBody,
  userId: string,
): Promise<string> {
  const member = await queries.findMember(tx, workspaceId, userId)
  if (!member)
    throw teamError('no_member', {}, [
      { path: 'userId', code: 'no_member', detail: 'This is no member of the workspace.' },
    ])
  const known = await queries.findByUser(tx, workspaceId, userId)
  if (known && known.archivedAt === null) throw teamError('there_already', { name: member.name })
  if (!known) return newcomer(tx, ctx, workspaceId, { ...body, name: '', contact: '' })
  await queries.updatePerson(tx, workspaceId, known.id, { archivedAt: null })
  return known.id
}

export async function changePerson(
  ctx: Context,
  actor: Actor,
  id: string,
  change: PersonChange,
): Promise<TeamPerson> {
  return ctx.db.transaction().execute(async (tx) => {
    const before = await mustFindPerson(tx, actor, id)
    const { name: _, contact: __, ...own } = change
    // The name of a member and how to reach them stand with their account, and go with it.
    const kept = before.userId === null ? change : own
    if (Object.keys(kept).length > 0) await queries.updatePerson(tx, actor.workspaceId, id, kept)
    const after = await mustFindPerson(tx, actor, id)
    await tell(tx, ctx, actor, 'team.person_changed', id, { before, after })
    return after
  })
}

/** They keep what they were, so that it can be taken back. */
export const removePerson = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  putPerson(ctx, actor, id, 'team.person_removed', ctx.clock.now())
export const restorePerson = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  putPerson(ctx, actor, id, 'team.person_restored', null)

async function putPerson(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  archivedAt: Date | null,
): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { name } = await mustFindPerson(tx, actor, id)
    await queries.updatePerson(tx, actor.workspaceId, id, { archivedAt })
    await tell(tx, ctx, actor, action, id, { after: { name } })
    await askAnewByTeam(tx, ctx, actor, await queries.findWorksOf(tx, actor.workspaceId, id))
  })
}

async function mustFindPerson(tx: Tx, actor: Actor, id: string): Promise<TeamPerson> {
  const person = await queries.findPerson(tx, actor.workspaceId, id, meOf(actor))
  if (!person) throw teamError('no_person')
  return person
}

export async function addWork(ctx: Context, actor: Actor, body: WorkBody): Promise<Work> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    await refuseFullOfWorks(tx, workspaceId)
    await refuseNamesake(tx, workspaceId, body.name)
    const id = await queries.insertWork(tx, workspaceId, body, ctx.clock.now())
    const after = { id, ...body }
    await tell(tx, ctx, actor, 'team.work_added', id, { after })
    return after
  })
}

export async function changeWork(ctx: Context, actor: Actor, id: string, change: WorkChange): Promise<Work> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const before = await mustLockWork(tx, workspaceId, id)
    if (change.name !== undefined) await refuseNamesake(tx, workspaceId, change.name, id)
    if (Object.keys(change).length > 0) await queries.updateWork(tx, workspaceId, id, change)
    const after = await mustLockWork(tx, workspaceId, id)
    await tell(tx, ctx, actor, 'team.work_changed', id, { before, after })
    return after
  })
}

export const removeWork = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  putWork(ctx, actor, id, 'team.work_removed', ctx.clock.now())
export const restoreWork = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  putWork(ctx, actor, id, 'team.work_restored', null)

async function putWork(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  archivedAt: Date | null,
): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const { name } = await mustLockWork(tx, workspaceId, id)
    if (archivedAt === null) await refuseNamesake(tx, workspaceId, name, id)
    else await refuseAsking(tx, workspaceId, id, name)
    await queries.updateWork(tx, workspaceId, id, { archivedAt })
    await tell(tx, ctx, actor, action, id, { after: { name } })
  })
}

async function refuseAsking(tx: Tx, workspaceId: string, id: string, name: string): Promise<void> {
  const asking = await queries.findStepAsking(tx, workspaceId, id)
  if (asking) throw teamError('asked_by_approval', { name, ...asking })
}

async function mustLockWork(tx: Tx, workspaceId: string, id: string): Promise<Work> {
  const work = await queries.lockWork(tx, workspaceId, id)
  if (!work) throw teamError('no_work')
  return work
}

async function refuseNamesake(tx: Tx, workspaceId: string, name: string, except?: string): Promise<void> {
  if (await queries.findNamesake(tx, workspaceId, name, except)) throw teamError('name_taken', { name })
}

async function refuseFullOfWorks(tx: Tx, workspaceId: string): Promise<void> {
  if ((await queries.countWorks(tx, workspaceId)) >= mostWorks)
    throw teamError('many_works', { most: mostWorks })
}

const ordered = (some: Parts): Parts => allParts.filter((part) => some.includes(part))

/** What somebody is for a kind of work; nothing takes them out. */
export async function setParts(
  ctx: Context,
  actor: Actor,
  { id: workId, personId }: { id: string; personId: string },
  { parts, was }: CellBody,
): Promise<Team> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const work = await mustLockWork(tx, workspaceId, workId)
    const { name } = await mustFindPerson(tx, actor, personId)
    const before = await queries.findParts(tx, workspaceId, workId, personId)
    if (ordered(before).join() !== ordered(was).join()) throw teamError('changed', { work: work.name })
    await queries.saveParts(tx, workspaceId, workId, personId, ordered(parts))
    await tell(tx, ctx, actor, 'team.parts_set', workId, {
      before: { work: work.name, name, parts: before },
      after: { work: work.name, name, parts },
    })
    await askAnewByTeam(tx, ctx, actor, [workId])
  })
  return readTeam(ctx, actor)
}

async function tell(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  action: AuditAction,
  id: string,
  told: { before?: unknown; after?: unknown },
): Promise<void> {
  await audit(tx, actor, { action, subject: { kind: 'team', id }, ...told })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'team', id })
}
