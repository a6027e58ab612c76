const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

const plain = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '')

/** What stands inside of each element of a name. Of those that are asked for here none has attributes or one of its own name inside. */
export function insideOf(xml: string, name: string): string[] {
  const found: string[] = []
  for (let at = 0; ; ) {
    const start = xml.indexOf(`<${name}>`, at)
    const end = xml.indexOf(`</${name}>`, start)
    if (start < 0 || end < 0) return found
    found.push(xml.slice(start + name.length + 2, end))
    at = end
  }
}

/** The text of the first element of a name; null where there is none. */
export function textOf(xml: string, name: string): string | null {
  const [inside] = insideOf(xml, name)
  return inside === undefined ? null : plain(inside)
}
