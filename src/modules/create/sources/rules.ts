import type { SourceRules } from './contract.ts'
import type { Entry } from './feed.ts'

const holds = (text: string, words: readonly string[]): boolean =>
  words.some((word) => text.includes(word.toLowerCase()))

/** Whether a post is made of an entry; null: yes, else the reason. */
export function refusal({ title, summary }: Entry, rules: SourceRules): 'not_included' | 'excluded' | null {
  const text = `${title}\n${summary}`.toLowerCase()
  if (rules.include.length > 0 && !holds(text, rules.include)) return 'not_included'
  return holds(text, rules.exclude) ? 'excluded' : null
}

/** The template with what the entry says; what an entry says is never looked at for gaps again. */
export function textFor(entry: Entry, template: string, feed: string): string {
  const values: Record<string, string> = {
    title: entry.title,
    link: entry.url ?? '',
    summary: entry.summary,
    author: entry.author,
    feed,
  }
  const text = template.replace(
    /\{(title|link|summary|author|feed)\}/g,
    (_, name: string) => values[name] ?? '',
  )
  return text.replace(/\n{3,}/g, '\n\n').trim()
}
