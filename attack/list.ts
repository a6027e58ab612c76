import { assignmentAttacks } from './assignment.ts'
import { forgedAttacks } from './forged.ts'
import type { Attack } from './frame/attack.ts'
import { urlAttacks } from './hostile-urls.ts'
import { sessionAttacks } from './sessions.ts'

/** A new family is a file that exports its attacks, and its line here. */
export const attacks: readonly Attack[] = [
  ...urlAttacks,
  ...forgedAttacks,
  ...sessionAttacks,
  ...assignmentAttacks,
]
