/** What letters say, by language; English is always among them. */
export type Letters<W> = { en: W } & Record<string, W>

/** In the reader's language (`lv`, `en-GB`); English where we do not speak it. */
export const inLanguageOf = <W>(letters: Letters<W>, language: string | null): W =>
  letters[language?.split('-')[0] ?? 'en'] ?? letters.en
