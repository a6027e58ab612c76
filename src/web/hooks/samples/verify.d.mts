export function verify(
  secret: string,
  headers: Record<string, string | undefined>,
  body: string,
  now?: number,
): boolean
