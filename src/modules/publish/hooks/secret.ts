import { randomBytes } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Sealed } from '../../../platform/secrets/index.ts'

/** A secret opens only for the hook that it was sealed for. */
export const aboutHook = (id: string): string => `hook ${id}`

export const sealedHooks = sealedPlace({
  table: 'hooks',
  key: ['id'],
  about: ({ id = '' }) => aboutHook(id),
  shape: inColumns,
})

export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64url')}`

/** A secret that nobody was shown, for a hook that came without one. */
export const sealNewSecret = ({ secrets }: Pick<Context, 'secrets'>, hookId: string): Sealed =>
  secrets.seal(newSecret(), aboutHook(hookId))
