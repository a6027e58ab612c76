/** What a person typed as tags: between commas, each once. */
export const tagsIn = (typed: unknown): string[] =>
  typeof typed === 'string'
    ? [
        ...new Set(
          typed
            .split(/[,\n]/)
            .map((tag) => tag.trim().replace(/^#/, ''))
            .filter(Boolean),
        ),
      ]
    : []

/** The length of tags as YouTube counts it: commas between them, and two quotation marks around each that has a space. */
export const tagsLength = (tags: readonly string[]): number =>
  tags.reduce((sum, tag) => sum + tag.length + (tag.includes(' ') ? 2 : 0), Math.max(0, tags.length - 1))
