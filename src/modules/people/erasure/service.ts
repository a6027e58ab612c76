import type { Person } from '../../../app/actor.ts'
import type { Context, Db } from '../../../app/context.ts'
import type { ConfirmBody } from '../second-step/contract.ts'
import { proveAgain } from '../second-step/index.ts'
import { findPerson } from '../sign-in/index.ts'
import type { Farewell } from './contract.ts'
import { erasePerson, prepareErasure } from './erase.ts'
import { erasureError } from './errors.ts'
import { countTraces, findOrganisations, findWorkspaces } from './queries.ts'

/** What would happen to a person's account and works, so that they know before. */
export async function foretell(ctx: Context, userId: string, db: Db = ctx.db): Promise<Farewell> {
  const parts = await findWorkspaces(db, userId)
  const organisations = await findOrganisations(db, userId)
  return {
    blockedBy: parts
      .filter(({ alone, eraseAt }) => alone && !eraseAt)
      .map(({ id, name, members }) => ({ id, name, members })),
    closing: parts.flatMap(({ id, name, alone, eraseAt }) =>
      alone && eraseAt ? [{ id, name, eraseAt: eraseAt.toISOString() }] : [],
    ),
    leaves: parts.filter(({ alone }) => !alone).map(({ id, name }) => ({ id, name })),
    organisations: organisations.map(({ name, heir }) => ({ name, heir })),
    ...(await countTraces(db, userId, ctx.clock.now())),
  }
}

/** A person's own word, with their password and what their second step asks. */
export async function eraseOneself(ctx: Context, person: Person, proof: ConfirmBody): Promise<void> {
  await prepareErasure(ctx)
  const { userId: id, name, email } = person
  await proveAgain(ctx, person, proof, (tx) => erasePerson(tx, ctx, { id, name, email }, { person: true }))
}

export type Told = { email: string; erased: boolean } & Farewell

/** For whoever runs the house: says what would be done, and with `sure` does it. */
export async function eraseByHand(ctx: Context, email: string, sure: boolean): Promise<Told> {
  const person = await findPerson(ctx.db, email)
  if (!person) throw erasureError('nobody', { email })
  const told = await foretell(ctx, person.id)
  if (!sure) return { email: person.email, erased: false, ...told }
  await prepareErasure(ctx)
  const by = { command: 'carillon person erase' }
  await ctx.db.transaction().execute((tx) => erasePerson(tx, ctx, person, by))
  return { email: person.email, erased: true, ...told }
}
