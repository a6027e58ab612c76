/** What the commands do, without anybody signed in. */
import { systemActor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { movingError } from './errors.ts'
import type { Manifest } from './manifest.ts'
import { findOrganisations, findWorkspaces } from './queries.ts'
import { type TakenOver, takeOver } from './take-over.ts'
import { type Progress, writeWorkspace } from './write.ts'

type Options = { signal?: AbortSignal; progress?: Progress }
export type Exported = { file: string; bytes: number } & Omit<Manifest, 'kinds' | 'form'> & {
    rows: Record<string, number>
  }

/** `named`: a workspace by its id or name. */
export async function exportByHand(
  ctx: Context,
  named: string,
  file: string,
  options: Options,
): Promise<Exported> {
  const found = await findWorkspaces(ctx.db, named)
  const [workspace] = found
  if (!workspace) throw movingError('no_workspace', { workspace: named })
  if (found.length > 1)
    throw movingError('which_workspace', { name: named, ids: found.map(({ id }) => id).join(', ') })
  const { id, organisationId } = workspace
  const { bytes, manifest } = await writeWorkspace(ctx, id, file, options)
  await audit(
    ctx.db,
    { ...systemActor(id, organisationId), name: 'carillon export' },
    {
      action: 'workspace.exported',
      subject: { kind: 'workspace', id },
    },
  )
  const { kinds, form: _, ...about } = manifest
  return { file, bytes, ...about, rows: Object.fromEntries(kinds.map(({ name, rows }) => [name, rows])) }
}

/** `into`: an organisation by its id or name; may be left out where there is one only. */
export async function importByHand(
  ctx: Context,
  file: string,
  { into, as }: { into: string | undefined; as: string | undefined },
  options: Options,
): Promise<TakenOver> {
  const found = await findOrganisations(ctx.db, into)
  const [organisation] = found
  if (!organisation) throw movingError('no_organisation', { organisation: into ?? '' })
  if (found.length > 1)
    throw movingError('which_organisation', {
      names: found.map(({ id, name }) => `${name} (${id})`).join(', '),
    })
  const by = { kind: 'system', id: null, name: 'carillon import', ip: null, requestId: null } as const
  return takeOver(ctx, file, { organisationId: organisation.id, name: as ?? null, by }, options)
}
