const letter = '[\\p{L}\\p{N}_]'

/**
 * Finds a mail address or an id where it stands by itself, all places of it: `ann@x.org` is neither in `joann@x.org` and
 * `jo.ann@x.org` nor in `ann@x.org.uk`. Capitals are all the same.
 */
export function whole(mark: string): RegExp {
  const plain = mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<!${letter}[.+'-]?)${plain}(?!${letter}|[.-]${letter})`, 'giu')
}

export const standsIn = (mark: string, text: string): boolean => whole(mark).test(text)
