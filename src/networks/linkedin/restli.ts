/** LinkedIn reads addresses by Rest.li 2.0: brackets and commas make lists and records, and are encoded within values. */
export const encoded = (value: string): string =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** What is written in an address as it is. */
export type Raw = { raw: string }

export const listed = (values: readonly string[]): Raw => ({ raw: `List(${values.map(encoded).join(',')})` })

export type Query = Readonly<Record<string, string | number | Raw | undefined>>

export function addressOf(base: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return []
    return [`${name}=${typeof value === 'object' ? value.raw : encoded(String(value))}`]
  })
  return pairs.length > 0 ? `${base}?${pairs.join('&')}` : base
}
