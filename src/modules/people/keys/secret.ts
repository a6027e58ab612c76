import { randomBytes } from 'node:crypto'

/** What scanners for leaked secrets can recognise. */
export const secretPrefix = 'crl_'
const renewalPrefix = 'crlr_'

const random = (bytes: number): string => randomBytes(bytes).toString('base64url')

export const newSecret = (): string => `${secretPrefix}${random(32)}`

/** What all renewal tokens of one key have in common, so that one that is spent can be told from one that never was. */
export const newFamily = (): string => random(16)

export const newRenewal = (family: string): string => `${renewalPrefix}${family}.${random(32)}`

/** Null: this never was a renewal token. */
export const familyOf = (token: string): string | null =>
  /^crlr_([\w-]{22})\.[\w-]{43}$/.exec(token)?.[1] ?? null
