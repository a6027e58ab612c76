import type { MessageKeys, Messages, NestedKeyOf } from 'use-intl'
import { useTranslations } from 'use-intl'
import { useNamespace } from './language.ts'

/** The full name of a text, `posts.title`. Checked against the English files. */
export type Words = MessageKeys<Messages, NestedKeyOf<Messages>>

/** Texts of one namespace, fetched when first asked for: `const t = useWords('posts')`, `t('title')`, `t('count', { count })`. */
export const useWords: typeof useTranslations = (namespace) => {
  useNamespace(String(namespace).split('.')[0] ?? '')
  return useTranslations(namespace)
}

/** Texts by their full name, for names that come from a table (`nav`, `verbs`). */
export const useAnyWords = (): ((key: Words) => string) => useTranslations() as (key: Words) => string

type Plain<Name extends string> = Name extends `${infer Head}.${infer Rest}` ? `${Head}_${Rest}` : Name

/** The place of a name with a dot among the texts, where dots lead deeper: `delivery.failed` is `delivery_failed`. */
export const plainName = <Name extends string>(name: Name): Plain<Name> =>
  name.replace('.', '_') as Plain<Name>
