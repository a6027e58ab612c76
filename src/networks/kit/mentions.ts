/** Somebody who can be mentioned. */
export type Mentionable = {
  /** By what the network knows them for good. */
  account: string
  /** As it is written behind an `@` in a text. */
  handle: string
  name: string
}
