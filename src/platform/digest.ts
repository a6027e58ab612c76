import { createHash } from 'node:crypto'

/** What is kept of a secret that somebody else holds: what is random and long needs no slow hash, nobody guesses it from this. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
