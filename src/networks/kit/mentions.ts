/** Somebody who can be mentioned. */
export type Mentionable = {
  /** By what the network knows them for good. */
  account: string
  /** As it is written behind an `@` in a text. */
  handle: string
  name: string
}

/** `@ann, ben`, typed into one field, as names. */
export const namesIn = (typed: unknown): string[] =>
  typeof typed === 'string'
    ? typed
        .split(/[\s,;]+/)
        .map((name) => name.replace(/^@/, ''))
        .filter(Boolean)
    : []
