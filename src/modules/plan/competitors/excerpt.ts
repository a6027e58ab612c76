import { excerptLength } from './contract.ts'

/** How a post begins, without cutting a character in two. PostgreSQL keeps no zero characters. */
export function excerptOf(text: string): string {
  const plain = text.replaceAll('\u0000', '').trim()
  const letters = [...plain.slice(0, excerptLength * 4)]
  return letters.length > excerptLength ? `${letters.slice(0, excerptLength - 1).join('')}…` : plain
}
