import { AuthorizationRequest } from '../../../modules/people/oauth/contract.ts'

/** What a program asks, as it came to `/oauth/authorize`; null when it is nothing that one could ask. */
export function readRequest(hash: string): AuthorizationRequest | null {
  const words = textOf(hash)
  const read = AuthorizationRequest.safeParse(Object.fromEntries(new URLSearchParams(words ?? '')))
  return read.data ?? null
}

function textOf(base64url: string): string | null {
  try {
    const bytes = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
    return new TextDecoder().decode(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0)))
  } catch {
    return null
  }
}
