/** What networks tell may be cut in the middle of a sign, or hold what PostgreSQL takes in no text: both are left out. */
export const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '')

/** At most so many UTF-16 units of it. */
export const clip = (text: string, most: number): string => clean(text.slice(0, most))

/** As JSON that PostgreSQL takes, whatever the texts in it hold. */
export const cleanJson = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === 'string' ? clean(one) : one))
