import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'
import { IntlProvider } from 'use-intl'
import { beforeProblems } from '../api/client.ts'
import { LanguageContext } from '../kit/language.ts'
import { ownZone } from '../kit/zone.ts'
import { isLanguage, regional } from '../messages/languages.ts'
import { currentWords, followWords, needWords, speak } from '../messages/store.ts'

beforeProblems(() => needWords('problems'))

const tellMissing = (error: Error): void => {
  if (import.meta.env.DEV) console.error(error)
}

/** A text that is missing shows its own name rather than nothing. */
const nameOf = ({ namespace, key }: { namespace?: string; key: string }): string =>
  namespace ? `${namespace}.${key}` : key

const choose = async (language: string): Promise<void> => {
  if (isLanguage(language)) await speak(language)
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const { language, messages } = useSyncExternalStore(followWords, currentWords)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const choice = useMemo(() => ({ language, choose, need: needWords }), [language])
  return (
    <LanguageContext value={choice}>
      <IntlProvider
        locale={regional(language)}
        messages={messages}
        timeZone={ownZone()}
        onError={tellMissing}
        getMessageFallback={nameOf}
      >
        {children}
      </IntlProvider>
    </LanguageContext>
  )
}
