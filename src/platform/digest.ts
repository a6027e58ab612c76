import { createHash } from 'node:crypto'

/** What is kept of a secret that somebody else holds: 256 random bits need no slow hash, nobody guesses them from it. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
