import { excerptLength } from './contract.ts'

/** Names of others, such as `@ann@example.org`: nobody asked them, and what a post says is said without. */
const names = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_][\p{L}\p{N}_.@-]*/gu

/** How a post begins, without cutting a character in two and without whom it names. PostgreSQL keeps no zero characters. */
export function excerptOf(text: string): string {
  const plain = text
    .slice(0, excerptLength * 8)
    .replaceAll('\u0000', '')
    .replace(names, '@…')
    .trim()
  const letters = [...plain]
  return letters.length > excerptLength ? `${letters.slice(0, excerptLength - 1).join('')}…` : plain
}
