/** A place in a list sorted by `[sort key, id]`, opaque to the caller. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** Reads a cursor; undefined when it is none of ours. */
export function decodeCursor(cursor: string): (string | number)[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const plain = Array.isArray(key) && key.every((k) => typeof k === 'string' || typeof k === 'number')
    return plain ? (key as (string | number)[]) : undefined
  } catch {
    return undefined
  }
}
