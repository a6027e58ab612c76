import { agentAttacks } from './agents.ts'
import { approvalAttacks } from './approval.ts'
import { archiveAttacks } from './archives.ts'
import { assignmentAttacks } from './assignment.ts'
import { bombAttacks } from './bombs.ts'
import { calendarAttacks } from './calendar.ts'
import { codeAttacks } from './codes.ts'
import { contestAttacks } from './contests.ts'
import { deviceAttacks } from './devices.ts'
import { doorAttacks } from './doors.ts'
import { filmAttacks } from './films.ts'
import { forgedAttacks } from './forged.ts'
import type { Attack } from './frame/attack.ts'
import { guessingAttacks } from './guessing.ts'
import { hookAttacks } from './hooks.ts'
import { urlAttacks } from './hostile-urls.ts'
import { hostAttacks } from './hosts.ts'
import { importAttacks } from './imports.ts'
import { leakAttacks } from './leaks.ts'
import { scriptAttacks } from './scripts.ts'
import { sessionAttacks } from './sessions.ts'
import { sharedAttacks } from './shared.ts'
import { tableAttacks } from './tables.ts'
import { tenantAttacks } from './tenants.ts'
import { wireAttacks } from './wire.ts'

/** A new family is a file that exports its attacks, and its line here. */
export const attacks: readonly Attack[] = [
  ...urlAttacks,
  ...forgedAttacks,
  ...codeAttacks,
  ...sessionAttacks,
  ...assignmentAttacks,
  ...guessingAttacks,
  ...sharedAttacks,
  ...approvalAttacks,
  ...calendarAttacks,
  ...contestAttacks,
  ...hookAttacks,
  ...doorAttacks,
  ...deviceAttacks,
  ...tenantAttacks,
  ...agentAttacks,
  ...bombAttacks,
  ...filmAttacks,
  ...wireAttacks,
  ...hostAttacks,
  ...leakAttacks,
  ...archiveAttacks,
  ...importAttacks,
  ...scriptAttacks,
  ...tableAttacks,
]
