/** The house itself. */
import type { Tables } from './kind.ts'

export const runningMap: Tables = {
  workers: { is: 'A process that works.', personal: {}, plain: 'id version' },
  migrations: { is: 'A change of the schema that was made.', personal: {}, plain: 'name digest' },
}
