/** Six signs with which somebody proves that an account is theirs: no vowels, so that no word is one, and nothing that looks alike. */
const codeSigns = '23456789BCDFGHJKMNPQRSTVWXZ'
const codeLength = 6

/** From bytes that only this house makes. */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.slice(0, codeLength), (byte) => codeSigns[byte % codeSigns.length]).join('')

/** A comment that names more codes than a person has accounts is no proof. */
const mostCodes = 10

/** What may be a code in the words of somebody, in whatever company. */
export const codesIn = (words: string): string[] =>
  [...new Set(words.toUpperCase().match(/[0-9A-Z]{1,40}/g) ?? [])]
    .filter((word) => word.length === codeLength && [...word].every((sign) => codeSigns.includes(sign)))
    .slice(0, mostCodes)
