export function verify(
  secret: string,
  headers: Record<string, string | string[] | undefined> | undefined,
  body: Uint8Array,
  now?: Date,
): boolean
