import type { z } from 'zod'
import { Role } from '../members/contract.ts'
import { AgainBody } from '../second-step/contract.ts'

/** `role`: what whoever hands over is from then on. */
export const HandOverBody = AgainBody.extend({ role: Role.exclude(['owner']).default('manager') })
export type HandOverBody = z.infer<typeof HandOverBody>
