import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { authSecret, cookieName } from './auth.ts'

/** The token in a session's cookie; null when there is none or its signature is not ours. */
export function readToken(ctx: Context, cookies: string, secure: boolean): string | null {
  const value = cookieOf(cookies, cookieName(secure))
  if (!value) return null
  const at = value.lastIndexOf('.')
  const token = value.slice(0, at)
  const given = Buffer.from(value.slice(at + 1))
  const right = Buffer.from(createHmac('sha256', authSecret(ctx)).update(token).digest('base64'))
  return at > 0 && given.length === right.length && timingSafeEqual(given, right) ? token : null
}

/** The cookie that takes a session out of the browser. */
export const goneCookie = (secure: boolean): string =>
  `${cookieName(secure)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

const proofName = (secure: boolean): string => `${secure ? '__Secure-' : ''}carillon.sign_in_proof`

/** It goes to the routes of signing in and nowhere else, and never along with a visit from another site. */
export const proofCookie = (token: string, secure: boolean, seconds: number): string =>
  `${proofName(secure)}=${token}; Max-Age=${seconds}; Path=/api/v1/sign-in; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

export const goneProofCookie = (secure: boolean): string => proofCookie('', secure, 0)

export const readProof = (cookies: string, secure: boolean): string | null =>
  cookieOf(cookies, proofName(secure))

const visitName = (secure: boolean): string => `${secure ? '__Secure-' : ''}carillon.provider_visit`

/** It must come along when the provider sends the browser back, so it is laxer than a proof; it goes to that one address. */
export const visitCookie = (token: string, secure: boolean, seconds: number): string =>
  `${visitName(secure)}=${token}; Max-Age=${seconds}; Path=/sign-in/back; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

export const readVisit = (cookies: string, secure: boolean): string | null =>
  cookieOf(cookies, visitName(secure))

const challengeName = (secure: boolean): string => `${secure ? '__Secure-' : ''}carillon.passkey_challenge`

export const challengeCookie = (token: string, secure: boolean, seconds: number): string =>
  `${challengeName(secure)}=${token}; Max-Age=${seconds}; Path=/api/v1; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

export const readChallenge = (cookies: string, secure: boolean): string | null =>
  cookieOf(cookies, challengeName(secure))

const knownName = (secure: boolean): string => `${secure ? '__Secure-' : ''}carillon.known`

/** By it a browser is known again; it opens nothing. It goes everywhere, because a provider sends back beside the API. */
export const knownCookie = (marks: string, secure: boolean, seconds: number, path = '/'): string =>
  `${knownName(secure)}=${marks}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** Takes one away that went to the API alone, before it hides the other. */
export const goneKnownCookie = (secure: boolean): string => knownCookie('', secure, 0, '/api/v1')

export const readKnown = (cookies: string, secure: boolean): string | null =>
  cookieOf(cookies, knownName(secure))

function cookieOf(cookies: string, name: string): string | null {
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return decode(pair.slice(at + 1).trim())
  }
  return null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
