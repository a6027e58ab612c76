import { AuthorizationRequest } from '../../../modules/people/oauth/contract.ts'
import { forgetCarried } from '../door/carried.ts'

/** Where what is asked stays for as long as the person is away to sign in. */
export const place = 'carillon.connect-program'

/** To the program with an answer; what it asked is answered and need not stay. */
export function leaveFor(url: string): void {
  forgetCarried(place)
  location.assign(url)
}

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
