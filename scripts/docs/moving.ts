import { z } from 'zod'
import { fileOf, type Kind } from '../../src/modules/running/moving/kind.ts'

const list = (rows: readonly (readonly string[])[]): string[] => rows.map((row) => `| ${row.join(' | ')} |`)

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [...list([heads, heads.map(() => '---')]), ...list(rows)].join('\n')

/** One section for each kind: its file, its values in their order, and what stays behind. */
export const kindsList = (kinds: readonly Kind[]): string =>
  kinds
    .map((kind) => {
      const values = Object.entries(kind.fields).map(([name, { type, words }]) => [
        `\`${name}\``,
        type,
        words,
      ])
      const without = Object.entries(kind.without).map(([column, why]) => `\`${column}\` (${why})`)
      return [
        `### ${fileOf(kind)}`,
        kind.words,
        table(['value', 'type', 'means'], values),
        ...(without.length > 0 ? [`Not in it: ${without.join(', ')}`] : []),
      ].join('\n\n')
    })
    .join('\n\n')

export const leftOutTable = (leftOut: Record<string, string>): string =>
  table(
    ['table', 'why'],
    Object.entries(leftOut).map(([name, why]) => [`\`${name}\``, why]),
  )

/** The manifest's values with what is said of them. */
export const manifestTable = (manifest: z.ZodObject): string =>
  table(
    ['value', 'means'],
    Object.entries(manifest.shape).map(([name, shape]) => [`\`${name}\``, wordsOf(shape)]),
  )

const wordsOf = (shape: unknown): string => (shape instanceof z.ZodType ? (shape.description ?? '') : '')
