import type { Readable } from 'node:stream'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Db } from '../../../app/context.ts'
import { memberError, ownsAllOf } from '../members/index.ts'
import { personBehind, proveAgain } from '../second-step/index.ts'
import { findPersonById } from '../sign-in/index.ts'
import type { Erased, Farewell, OtherFarewellBody } from './contract.ts'
import { erasePerson, prepareErasure } from './erase.ts'
import { erasureError } from './errors.ts'
import { exportPerson } from './export.ts'
import { isMember } from './queries.ts'
import { foretell } from './service.ts'
import { searchTraces } from './traces.ts'

type Person = { id: string; name: string; email: string }

/**
 * Somebody of the workspace whom the owner may take out of the whole house, or take along all that is kept of them: that
 * reaches beyond this workspace, so it is for those who own all of where they are.
 */
async function findOwned(db: Db, actor: Actor, userId: string): Promise<Person> {
  const person = (await isMember(db, actor.workspaceId, userId)) && (await findPersonById(db, userId))
  if (!person) throw memberError('missing')
  if (!(await ownsAllOf(db, actor.id ?? '', userId))) throw erasureError('elsewhere', { name: person.name })
  return person
}

export async function foretellOther(ctx: Context, actor: Actor, userId: string): Promise<Farewell> {
  await personBehind(ctx, actor)
  const { id } = await findOwned(ctx.db, actor, userId)
  return foretell(ctx, id)
}

/** An owner's word, with their own password and what their second step asks, and the other's address typed by hand. */
export async function eraseOther(
  ctx: Context,
  actor: Actor,
  userId: string,
  { email, ...proof }: OtherFarewellBody,
): Promise<Erased> {
  const owner = await personBehind(ctx, actor)
  if (userId === owner.userId) throw erasureError('oneself')
  const person = await findOwned(ctx.db, actor, userId)
  if (email.trim().toLowerCase() !== person.email)
    throw erasureError('other_address', {}, [
      { path: 'email', code: 'other_address', detail: 'This is not their mail address.' },
    ])
  const { blockedBy: _, ...was } = await foretell(ctx, person.id)
  await prepareErasure(ctx)
  await proveAgain(ctx, owner, proof, async (tx) => {
    const { id, name, email: address } = await findOwned(tx, actor, userId)
    await erasePerson(tx, ctx, { id, name, email: address }, { owner: actor })
  })
  const found = await searchTraces(ctx.db, [person.id, person.email])
  return { at: ctx.clock.now().toISOString(), was, ...found }
}

/** For an owner who is asked for it by one of theirs. */
export async function exportOther(ctx: Context, actor: Actor, userId: string): Promise<Readable> {
  await personBehind(ctx, actor)
  const person = await findOwned(ctx.db, actor, userId)
  const subject = { kind: 'user', id: person.id }
  await audit(ctx.db, actor, { action: 'person.exported', subject })
  return exportPerson(ctx.db, person, ctx.clock.now())
}
