import { createHash } from 'node:crypto'
import { z } from 'zod'

export type Json = Record<string, unknown>

export type Direction = 'input' | 'output'

export const plainJson = (schema: z.ZodType, io: Direction): Json => {
  const { $schema: _, id: __, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json
}

/**
 * A contract as JSON Schema. What a contract names (`.meta({ id: 'Post' })`) or what holds itself becomes a
 * component; `components` is filled on the way.
 */
export function contractJson(schema: z.ZodType, io: Direction, components: Json): Json {
  const { $defs, ...root } = plainJson(schema, io)
  const names = new Map<string, string>()
  const definitions = Object.entries(($defs ?? {}) as Record<string, Json>)
  for (const [name, definition] of definitions)
    names.set(`#/$defs/${name}`, componentName(name, definition, io))
  const text = JSON.stringify(root)
  const holdsItself = text.includes('"$ref":"#"')
  if (holdsItself) names.set('#', componentName('__root', root, io))
  const point = (value: unknown) => repoint(value, names)
  for (const [name, { id: _, ...definition }] of definitions)
    components[names.get(`#/$defs/${name}`) ?? name] = point(definition)
  const self = names.get('#')
  if (!self) return point(root) as Json
  components[self] = point(root)
  return { $ref: `#/components/schemas/${self}` }
}

/** What goes in may be looser than what comes out, so it has a name of its own. Nameless ones are called by their content. */
function componentName(name: string, definition: Json, io: Direction): string {
  const direction = io === 'input' ? 'Input' : ''
  if (!name.startsWith('__')) return `${name}${direction}`
  const digest = createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 8)
  return `Schema${digest}${direction}`
}

function repoint(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => repoint(each, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const name = key === '$ref' && typeof each === 'string' ? names.get(each) : undefined
      return [key, name ? `#/components/schemas/${name}` : repoint(each, names)]
    }),
  )
}
