import type { z } from 'zod'
import { Role } from '../members/contract.ts'
import { ConfirmBody } from '../second-step/contract.ts'

/** `role`: what whoever hands over is from then on. */
export const HandOverBody = ConfirmBody.extend({ role: Role.exclude(['owner']).default('manager') })
export type HandOverBody = z.infer<typeof HandOverBody>
