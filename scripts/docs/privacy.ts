import { dataMap } from '../../src/modules/people/erasure/map.ts'
import { row } from './row.ts'

/** A table for each table that holds something of a person, and a line for the others. */
export function mapOfData(): string {
  const tables = Object.entries(dataMap)
  const personal = tables.filter(([, table]) => Object.keys(table.personal).length > 0)
  const plain = tables.filter(([, table]) => Object.keys(table.personal).length === 0)
  return [
    ...personal.map(tell),
    `Nothing of a person is in: ${plain.map(([name]) => `\`${name}\``).join(', ')}.`,
  ].join('\n\n')
}

function tell([name, { is, personal }]: [string, (typeof dataMap)[string]]): string {
  const lines = Object.entries(personal).map(([column, { whose, why, until, exported, erased }]) =>
    row(`\`${column}\``, whose, why, until, exported ? 'yes' : '', erased),
  )
  return [
    `### \`${name}\``,
    '',
    is,
    '',
    row('column', 'whose', 'why', 'until', 'exported', 'erased'),
    row('---', '---', '---', '---', '---', '---'),
    ...lines,
  ].join('\n')
}
