import type { MessageKeys, Messages, NestedKeyOf } from 'use-intl'
import { useTranslations } from 'use-intl'

/** The full name of a text, `posts.title`. Checked against the English files. */
export type Words = MessageKeys<Messages, NestedKeyOf<Messages>>

/** Texts of one namespace: `const t = useWords('posts')`, `t('title')`, `t('count', { count })`. */
export const useWords = useTranslations

/** Texts by their full name, for names that come from a table (`nav`, `verbs`). */
export const useAnyWords = (): ((key: Words) => string) => useTranslations() as (key: Words) => string
