import type { Context } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Sealed } from '../../../platform/secrets/index.ts'

type Values = Record<string, string>

const about = (id: string): string => `network app ${id}`

export const sealedOwnApps = sealedPlace({
  table: 'apps',
  key: ['id'],
  about: ({ id = '' }) => about(id),
  shape: inColumns,
})

type Parts = Pick<Context, 'secrets'>

export const sealValues = ({ secrets }: Parts, id: string, values: Values): Sealed =>
  secrets.seal(values, about(id))

export const openValues = ({ secrets }: Parts, row: Sealed & { id: string }): Values =>
  secrets.open(row, about(row.id)) as Values
