import type { Field, ImportSettings } from './contract.ts'

/** One cell that says something, and in which column. */
export type Cell = { text: string; column: number }

/** A row by what its columns were named. */
export type Named = {
  fields: ReadonlyMap<Field, Cell>
  /** Texts of single channels, by the channel. */
  texts: ReadonlyMap<string, Cell>
  /** Settings of networks, by `network.name`. */
  options: ReadonlyMap<string, Cell>
}

export function nameCells(cells: readonly string[], { columns }: Pick<ImportSettings, 'columns'>): Named {
  const [fields, texts, options] = [
    new Map<Field, Cell>(),
    new Map<string, Cell>(),
    new Map<string, Cell>(),
  ] as const
  for (const [column, target] of columns.entries()) {
    const text = cells[column] ?? ''
    if (!target || text.trim() === '') continue
    if (target.startsWith('text@')) texts.set(target.slice('text@'.length), { text, column })
    else if (target.startsWith('option@')) options.set(target.slice('option@'.length), { text, column })
    else fields.set(target as Field, { text, column })
  }
  return { fields, texts, options }
}

/** Several things in one cell. What stands behind `\` is itself, also the sign between. */
export const splitList = (text: string, between: string): string[] =>
  splitKeeping(text, between).filter(Boolean)

/** The same with the empty ones in their places: an empty alt text is of a picture without. */
export function splitKeeping(text: string, between: string): string[] {
  const found: string[] = []
  let now = ''
  for (let i = 0; i < text.length; ) {
    if (text[i] === '\\' && i + 1 < text.length) {
      now += text[i + 1]
      i += 2
    } else if (text.startsWith(between, i)) {
      found.push(now)
      now = ''
      i += between.length
    } else {
      now += text[i]
      i += 1
    }
  }
  return [...found, now].map((one) => one.trim())
}

/** What the export writes, so that `splitList` reads it back. */
export const joinList = (items: readonly string[], between = '|'): string =>
  items.map((one) => one.replaceAll('\\', '\\\\').replaceAll(between, `\\${between}`)).join(between)

/** The parts of a thread: the sign stands alone on a line. */
export function splitThread(text: string, sign: string): string[] {
  const parts: string[][] = [[]]
  for (const line of text.replaceAll('\r\n', '\n').split('\n'))
    if (line.trim() === sign) parts.push([])
    else parts.at(-1)?.push(line)
  return parts.map((lines) => lines.join('\n').replace(/^\n+|\n+$/g, ''))
}

export const joinThread = (texts: readonly string[], sign = '---'): string => texts.join(`\n${sign}\n`)

/** Files of a thread: the sign of the thread between those of one part and of the next. */
export function splitParts(items: readonly string[], sign: string): string[][] {
  const parts: string[][] = [[]]
  for (const item of items)
    if (item === sign) parts.push([])
    else parts.at(-1)?.push(item)
  return parts
}

/** Behind the text what it does not say yet: `spring, #bread` → `#spring #bread`. */
export function withTags(text: string, cell: string | undefined): string {
  const tags = (cell ?? '')
    .split(/[\s,;|]+/)
    .map((tag) => tag.replace(/^#+/, ''))
    .filter(Boolean)
    .map((tag) => `#${tag}`)
  const said = new Set(text.toLowerCase().split(/\s+/))
  const fresh = tags.filter((tag) => !said.has(tag.toLowerCase()))
  return fresh.length === 0 ? text : [text, fresh.join(' ')].filter(Boolean).join('\n\n')
}
